"""Rates and CPU of the served application, and of pgbench on the same statements."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from bench.machine import cpu_of, family
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting import worlds

CLIENTS = 8
SECONDS = 5.0


@dataclass(frozen=True)
class Served:
    base: str
    pid: int


@dataclass(frozen=True)
class Measured:
    rate: float
    app_ms: float
    db_ms: float


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(server: EmbeddedServer, name: str) -> Iterator[Served]:
    """The application as it is served in life: two workers of four threads."""
    port = free_port()
    environment = {**os.environ, **worlds.environment(server, name), "LIENTHONG_POOL": "1"}
    process = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4",
            "--workers-kill-timeout", "10s", "--no-access-log", "--host", "127.0.0.1", "--port", str(port),
            "--log-level", "error", "lienthong.site.wsgi:application",
        ],
        env=environment,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        _await_page(base)
        yield Served(base, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _await_page(base: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            urlopen(base + "/", timeout=5).read()  # noqa: S310 – our own address
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def postmaster(server: EmbeddedServer) -> int:
    with worlds.admin(server) as connection:
        row = connection.execute("select pg_backend_pid()").fetchone()
    assert row is not None
    # Any backend's parent; asked for while the connection is still being closed it may be gone, so ask the file.
    data = _data_folder(server)
    return int((data / "postmaster.pid").read_text("ascii").split()[0])


def _data_folder(server: EmbeddedServer) -> Path:
    with worlds.admin(server) as connection:
        row = connection.execute("show data_directory").fetchone()
    assert row is not None
    return Path(row[0])


def over_http(
    server: EmbeddedServer, at: Served, requests: list[dict[str, Any]], seconds: float = SECONDS
) -> Measured:
    """Eight clients in a closed loop; CPU a request of application and database."""
    plan = {
        "base": at.base,
        "clients": CLIENTS,
        "seconds": seconds,
        "requests": requests,
        "run": str(time.time_ns()),
    }
    base = family(postmaster(server))[0]
    before_app, before_db = cpu_of(family(at.pid)), cpu_of_group(base)
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    if answer["failed"] > answer["done"] * 0.01:
        raise RuntimeError(f"{answer['failed']} of {answer['done']} failed: {answer['first_failure']}")
    app, db = cpu_of(family(at.pid)) - before_app, cpu_of_group(base) - before_db
    return Measured(answer["rate"], 1000 * app / answer["done"], 1000 * db / answer["done"])


def cpu_of_group(postmaster_pid: int) -> float:
    """PostgreSQL's processes; backends that ended are counted in the postmaster's children's time."""
    fields = Path(f"/proc/{postmaster_pid}/stat").read_text("ascii").rpartition(")")[2].split()
    ended = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return cpu_of(family(postmaster_pid)) + ended


def over_pgbench(server: EmbeddedServer, name: str, scripts: list[str], seconds: float = SECONDS) -> float:
    """Transactions a second of the same statements, eight clients, as the application's role."""
    url = server.url(worlds.database_of(name), "app")
    environment = {**os.environ, **_libpq(url)}
    with TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(scripts):
            path = Path(folder) / f"{number}.sql"
            path.write_text(text, "utf-8")
            files += ["-f", str(path)]
        done = subprocess.run(
            [str(server.binary("pgbench")), "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "1", "-T",
             str(int(seconds)), *files],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    match = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode != 0 or match is None or "aborted" in done.stderr:
        raise RuntimeError(f"pgbench: {done.stderr[-1500:]}")
    return float(match[1])


def _libpq(url: str) -> dict[str, str]:
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(url)
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
    }
    return {names[key]: str(value) for key, value in parts.items() if key in names}
