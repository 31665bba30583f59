"""One world's processes: the web server and the worker, and whether their port is free."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lienthong.ground.database.poolers import require_own_backends
from lienthong.ground.database.servers import Server
from lienthong.hosting.supervisor import Child, Supervisor
from lienthong.hosting.worlds import database_of, environment, files_root, serving
from lienthong.kernel.refusals import Refusal

READY_WITHIN_SECONDS = 40.0
PASSED_ON = ("LIENTHONG_HTTPS", "LIENTHONG_LARGEST_IMPORT_MB", "LIENTHONG_WEBHOOK_ALLOW")
"""What an operator says of the web server beside its address."""

TOLD_TO_THE_WORKER = ("LIENTHONG_WEBHOOK_ALLOW", "LIENTHONG_SMTP", "LIENTHONG_MAIL_FROM")
"""And of the messages that leave; the mail server's password is for the worker alone."""

EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 – compared with, never bound by itself


@dataclass(frozen=True)
class Service:
    server: Server
    world: str
    host: str
    port: int

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self.host in EVERY_ADDRESS else self.host
        return f"http://{host}:{self.port}"

    def children(self) -> tuple[Child, ...]:
        shared = environment(self.server, self.world)
        return (
            Child("web", _web(self.host, self.port), shared | self._web_settings()),
            Child("worker", _worker(), shared | self._worker_settings()),
            Child(
                "intake",
                self._intake(),
                environment(self.server, self.world, "owner") | {"LIENTHONG_POOL": "0"},
            ),
        )

    def _intake(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "lienthong.hosting.intake", str(files_root(self.server, self.world)))

    def _worker_settings(self) -> dict[str, str]:
        site = os.environ.get("LIENTHONG_ADDRESS") or self.address
        return {"LIENTHONG_POOL": "0", "LIENTHONG_ADDRESS": site} | {
            name: os.environ[name] for name in TOLD_TO_THE_WORKER if name in os.environ
        }

    def _web_settings(self) -> dict[str, str]:
        answered = "*" if self.host in EVERY_ADDRESS else f"127.0.0.1,localhost,{self.host}"
        return {
            "LIENTHONG_HOSTS": os.environ.get("LIENTHONG_HOSTS") or answered,
        } | {name: os.environ[name] for name in PASSED_ON if name in os.environ}


def begin(supervisor: Supervisor, service: Service) -> None:
    """Start the processes and wait for the first answer. Refuses a database behind a pooler that mixes connections."""
    require_own_backends(service.server.url(database_of(service.world), "app"))
    (supervisor.run / "world").write_text(f"{service.world} {service.address}\n", "utf-8")
    for child in service.children():
        supervisor.start(child)
    until = time.monotonic() + READY_WITHIN_SECONDS
    while not _answers(service.address):
        if time.monotonic() > until:
            log = supervisor.log_of("web")
            raise Refusal(
                "server_not_ready", f"Máy chủ web chưa trả lời sau 40 giây. Xem nhật ký {log}.", status=500
            )
        time.sleep(0.1)


def served_address(home: Path, world: str) -> str | None:
    """Where a supervisor of this home answers for the world."""
    if serving(home, world) is None:
        return None
    return (home / "run" / "world").read_text("utf-8").split()[1]


@contextmanager
def served_for_a_while(server: Server, world: str) -> Iterator[str]:
    """The address of the world's web server: the one that runs, or one of our own on a free port."""
    known = served_address(server.home, world)
    if known is not None:
        yield known
        return
    service = Service(server, world, "127.0.0.1", _free_port())
    web = next(child for child in service.children() if child.name == "web")
    process = subprocess.Popen(
        web.command, env=dict(web.environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + READY_WITHIN_SECONDS
        while not _answers(service.address):
            if time.monotonic() > until or process.poll() is not None:
                raise Refusal("server_silent", "Máy chủ web không trả lời.", status=500)
            time.sleep(0.1)
        yield service.address
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def require_free_port(host: str, port: int) -> None:
    """Granian shares its port: beside a forgotten server it would answer only part of the requests."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(2)
        if probe.connect_ex(("127.0.0.1" if host in EVERY_ADDRESS else host, port)) == 0:
            raise Refusal(
                "port_in_use",
                f"Cổng {port} đang có chương trình khác trả lời; hãy chọn cổng khác bằng --port.",
                port=port,
            )  # fmt: skip
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise Refusal(
                "port_refused", f"Không mở được {host}:{port}: {taken.strerror}.", port=port
            ) from taken


def log_tail(path: Path, lines: int = 8) -> str:
    return "\n".join(path.read_text("utf-8", "replace").splitlines()[-lines:]) if path.exists() else ""


def _web(host: str, port: int) -> tuple[str, ...]:
    return (sys.executable, "-m", "lienthong.hosting.web", host, str(port))


def _worker() -> tuple[str, ...]:
    return (sys.executable, "-m", "lienthong.hosting.worker")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/", timeout=5).close()  # noqa: S310 – our own http address
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
