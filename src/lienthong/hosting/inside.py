"""Enter a world from a command: this process becomes one of that world's, with one database login."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from lienthong.ground.database.servers import Server, running_server
from lienthong.hosting.logs.small import keep_logs_small
from lienthong.hosting.template import Say, quiet
from lienthong.hosting.worlds import environment, open_world
from lienthong.kernel.refusals import Refusal

KEEP = "keep-database"
KEPT = "Cơ sở dữ liệu chạy tiếp, vì «lienthong database url» đã được gọi. Dừng nó: lienthong database stop"
LOOK_EVERY_SECONDS = 1.5


def enter(server: Server, world: str, role: str = "app") -> None:
    """Once a process; what follows may use Django."""
    os.environ.update(environment(server, world, role))
    os.environ["LIENTHONG_POOL"] = "0"
    import django

    django.setup()


def enter_existing(world: str, role: str = "app", say: Say = quiet) -> Server:
    server = running_server()
    open_world(server, world, say)
    enter(server, world, role)
    return server


@contextmanager
def server_for_a_while(server: Server) -> Iterator[None]:
    """The database runs during the block, and again when it was killed; stopped afterwards if we started it and
    nobody asked to keep it."""
    started = server.ensure_running()
    leaving = Event()
    keeper = Thread(target=_keep_running, args=(server, leaving), name="database", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        leaving.set()
        keeper.join()
        if started and kept(server.home).exists():
            print(KEPT, file=sys.stderr, flush=True)
        elif started:
            server.stop()


def _keep_running(server: Server, leaving: Event) -> None:
    """What is wrong is said once, however long it lasts."""
    said = ""
    while not leaving.wait(LOOK_EVERY_SECONDS):
        try:
            keep_logs_small(server)
            if server.ensure_running():
                print(
                    "Cơ sở dữ liệu vừa ngừng đột ngột và đã được khởi động lại.", file=sys.stderr, flush=True
                )
            said = ""
        except (Refusal, OSError) as down:
            if str(down) != said:
                print(f"Cơ sở dữ liệu chưa trả lời: {down}", file=sys.stderr, flush=True)
            said = str(down)


def kept(home: Path) -> Path:
    return home / "run" / KEEP
