"""Enter a world from a command: this process becomes one of that world's, with one database login."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lienthong.ground.servers import Server, running_server
from lienthong.site.template import Say, quiet
from lienthong.site.worlds import environment, open_world

KEEP = "keep-database"


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
    """The database runs during the block; stopped afterwards if we started it and nobody asked to keep it."""
    started = server.ensure_running()
    try:
        yield
    finally:
        if started and not kept(server.home).exists():
            server.stop()


def kept(home: Path) -> Path:
    return home / "run" / KEEP
