"""The web server and the worker as `lienthong serve` starts them, with a few addresses and jobs more."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.running import soon

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = "tests.hosting.more_settings"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@contextmanager
def process(log: Path, *module: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    with log.open("ab") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "lienthong.hosting.die_with_parent", str(os.getpid()), sys.executable, "-m",
             *module],
            env=known | environment | {"DJANGO_SETTINGS_MODULE": SETTINGS}, stdout=out, stderr=out, process_group=0,
            cwd=ROOT,
        )  # fmt: skip
    try:
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                running.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait(10)


@contextmanager
def web(folder: Path, database: str) -> Iterator[int]:
    """The port at which it answers."""
    port = free_port()
    words = {
        "LIENTHONG_DB": database,
        "LIENTHONG_HOME": str(folder),
        "LIENTHONG_SECRET_KEY": "key of this test",
    }
    log = folder / "web.log"
    with process(log, "lienthong.hosting.web", "127.0.0.1", str(port), **words):
        soon(lambda: status(port, "/con-song") == 200, 60, lambda: log.read_text("utf-8"), every=0.2)
        yield port


@contextmanager
def worker(folder: Path, database: str) -> Iterator[subprocess.Popen[bytes]]:
    words = {
        "LIENTHONG_DB": database, "LIENTHONG_HOME": str(folder), "LIENTHONG_SECRET_KEY": "key of this test",
        "LIENTHONG_POOL": "0", "LIENTHONG_ADDRESS": "http://127.0.0.1:8000",
    }  # fmt: skip
    with process(folder / "worker.log", "lienthong.hosting.worker", **words) as running:
        yield running


def status(port: int, path: str, **request: str) -> int | None:
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}{path}", **request), timeout=10) as answer:  # type: ignore[arg-type]  # noqa: S310
            return int(answer.status)
    except HTTPError as refused:
        return refused.code
    except OSError:
        return None
