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
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from bench.machine import cpu_of, family
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.words import environment_of
from lienthong.hosting import worlds

CLIENTS = 8
SECONDS = 5.0
AT_LEAST = 40
"""Answers, or the clock ticks of 10 ms are a large part of what they cost."""


@dataclass(frozen=True)
class Served:
    base: str
    pid: int


@dataclass(frozen=True)
class Measured:
    """Requests a second, CPU of one request, and the length of an answer on the wire."""

    rate: float
    app_ms: float
    db_ms: float
    bytes: int = 0

    @property
    def cpu_ms(self) -> float:
        return self.app_ms + self.db_ms

    def parts(self) -> dict[str, float]:
        return asdict(self)


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
        [sys.executable, "-m", "lienthong.hosting.web", "127.0.0.1", str(port)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
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
    server: EmbeddedServer,
    at: Served,
    requests: list[dict[str, Any]],
    seconds: float = SECONDS,
    clients: int = CLIENTS,
) -> Measured:
    """Eight clients in a closed loop; CPU a request of application and database."""
    plan = {
        "base": at.base,
        "clients": clients,
        "seconds": seconds,
        "at_least": AT_LEAST,
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
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{at.base}: {done.stderr.strip()[-300:]}")
    answer = json.loads(done.stdout)
    if answer["failed"] > answer["done"] * 0.01:
        raise RuntimeError(f"{answer['failed']} of {answer['done']} failed: {answer['first_failure']}")
    app, db = cpu_of(family(at.pid)) - before_app, cpu_of_group(base) - before_db
    return Measured(answer["rate"], 1000 * app / answer["done"], 1000 * db / answer["done"], answer["bytes"])


def cpu_of_group(postmaster_pid: int) -> float:
    """PostgreSQL's processes; backends that ended are counted in the postmaster's children's time."""
    fields = Path(f"/proc/{postmaster_pid}/stat").read_text("ascii").rpartition(")")[2].split()
    ended = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return cpu_of(family(postmaster_pid)) + ended


def over_pgbench(server: EmbeddedServer, name: str, scripts: list[str], seconds: float = SECONDS) -> float:
    """Transactions a second of the same statements, eight clients, as the application's role."""
    return _figure(r"tps = ([\d.]+)", _pgbench(server, name, scripts, seconds, CLIENTS))


def pgbench_cpu_ms(server: EmbeddedServer, name: str, script: str, seconds: float = SECONDS) -> float:
    """The database's CPU for one transaction of one client."""
    base = postmaster(server)
    begun = cpu_of_group(base)
    said = _pgbench(server, name, [script], seconds, clients=1)
    cpu = cpu_of_group(base) - begun
    return 1000 * cpu / _figure(r"actually processed: (\d+)", said)


def _figure(pattern: str, said: str) -> float:
    match = re.search(pattern, said)
    if match is None:
        raise RuntimeError(f"pgbench: {said[-1500:]}")
    return float(match[1])


def _pgbench(server: EmbeddedServer, name: str, scripts: list[str], seconds: float, clients: int) -> str:
    environment = {**os.environ, **environment_of(server.url(worlds.database_of(name), "app"))}
    program = server.binary("pgbench")
    if not program.exists():
        raise RuntimeError(f"không thấy pgbench ở {program.parent}")
    with TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(scripts):
            path = Path(folder) / f"{number}.sql"
            path.write_text(text, "utf-8")
            files += ["-f", str(path)]
        done = subprocess.run(
            [str(program), "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(int(seconds)), *files],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode != 0 or "aborted" in done.stderr:
        raise RuntimeError(f"pgbench: {done.stderr[-1500:]}")
    return done.stdout
