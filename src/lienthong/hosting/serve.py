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

import psycopg

from lienthong.ground.database.poolers import require_own_backends
from lienthong.ground.database.servers import Server
from lienthong.hosting.supervisor import Child, Supervisor
from lienthong.hosting.worlds import database_of, environment, files_root, serving
from lienthong.kernel import clock
from lienthong.kernel.front import front_of
from lienthong.kernel.refusals import Refusal

READY_WITHIN_SECONDS = 40.0
PASSED_ON = (
    "LIENTHONG_PROXY", "LIENTHONG_LARGEST_IMPORT_MB", "LIENTHONG_WEBHOOK_ALLOW", "LIENTHONG_SESSION_IDLE_MINUTES",
    "LIENTHONG_SECOND_FACTOR", "LIENTHONG_SIGNER",
)  # fmt: skip
"""What an operator says of the web server beside its address."""

TOLD_TO_THE_WORKER = (
    "LIENTHONG_PROXY", "LIENTHONG_WEBHOOK_ALLOW", "LIENTHONG_SMTP", "LIENTHONG_MAIL_FROM", "LIENTHONG_TIMESTAMPS",
)  # fmt: skip
"""And of the messages that leave; the mail server's password is for the worker alone."""

CATCHES_UP_SECONDS = 30.0
BEHIND_SECONDS = """
select coalesce(extract(epoch from at - world_now()), 0) from journal order by id desc limit 1
"""

EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 – compared with, never bound by itself


@dataclass(frozen=True)
class Service:
    server: Server
    world: str
    host: str
    port: int

    @property
    def address(self) -> str:
        """Where this machine reaches it."""
        host = "127.0.0.1" if self.host in EVERY_ADDRESS else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Under which people open it, the one that is printed first; `address` is answered to besides."""
        return tuple(dict.fromkeys((*front_of(os.environ).origins, self.address)))

    def children(self) -> tuple[Child, ...]:
        shared = environment(self.server, self.world)
        return (
            Child("web", _web(self.host, self.port), shared | self._web_settings(), beats=True),
            Child("worker", _worker(), shared | self._worker_settings(), beats=True),
            Child(
                "intake",
                self._intake(),
                environment(self.server, self.world, "owner") | {"LIENTHONG_POOL": "0"},
                beats=True,
            ),
        )

    def _intake(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "lienthong.hosting.intake", str(files_root(self.server, self.world)))

    def _worker_settings(self) -> dict[str, str]:
        return {"LIENTHONG_POOL": "0"} | self._said(TOLD_TO_THE_WORKER)

    def _web_settings(self) -> dict[str, str]:
        return self._said(PASSED_ON)

    def _said(self, names: tuple[str, ...]) -> dict[str, str]:
        operator = {name: os.environ[name] for name in names if name in os.environ}
        return operator | {"LIENTHONG_ADDRESS": ",".join(self.addresses)}


def require_settings(home: Path) -> None:
    """What the operator says of addresses, proxies and limits is understood; else the sentence that mends it."""
    front_of(os.environ)
    from lienthong.ground.limits import limits_on  # here: it reads the limits of this home when it is loaded

    limits_on(clock.real().date(), home)


def unnamed(service: Service) -> str | None:
    """What to tell an operator who listens at every address and said no name people would open."""
    if service.host not in EVERY_ADDRESS or len(service.addresses) > 1:
        return None
    return (
        "Chưa đặt LIENTHONG_ADDRESS: máy khác mở tới sẽ bị từ chối. "
        "Hãy đặt địa chỉ mà mọi người dùng, ví dụ http://10.0.0.5:8000 hoặc https://lienthong.example.gov.vn."
    )


def begin(supervisor: Supervisor, service: Service) -> None:
    """Start the processes and wait for the first answer. Refuses `pooler_mixes` (a pooler before the database gives one
    server process to several connections), `time_behind`, `server_not_ready`.
    """
    require_own_backends(service.server.url(database_of(service.world), "app"))
    _wait_for_time(service)
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


def _wait_for_time(service: Service) -> None:
    """No act may stand before an earlier one: a machine whose clock was set back by seconds is waited for, by more is
    refused."""
    with psycopg.connect(service.server.url(database_of(service.world), "verifier")) as reader:
        row = reader.execute(BEHIND_SECONDS).fetchone()
    behind = float(row[0]) if row else 0.0
    if behind > CATCHES_UP_SECONDS:
        raise Refusal(
            "time_behind",
            f"Đồng hồ máy chạy sau dòng cuối của sổ ghi việc {behind / 60:.0f} phút; hãy chỉnh giờ máy rồi chạy lại.",
            status=500,
        )
    time.sleep(max(behind, 0.0))


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
