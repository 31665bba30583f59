"""Enter a world from a command: this process becomes one of that world's, with one database login. The database runs
while somebody uses it, and ends with the last of them when one of them had started it.
"""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from threading import Event, Thread
from typing import IO, ParamSpec

from lienthong.ground.database.servers import Server, home_folder, running_server, server_at
from lienthong.hosting.logs.small import keep_logs_small
from lienthong.hosting.template import Say, quiet
from lienthong.hosting.worlds import environment, open_world
from lienthong.kernel.refusals import Refusal

P = ParamSpec("P")

KEEP = "keep-database"
USERS = "database-users"
"""Locked by everybody who uses the embedded database; in it the process of a server that one of them started."""

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


def with_database(run: Callable[P, int]) -> Callable[P, int]:
    """A command during which the database of this home runs (`server_for_a_while`)."""

    @wraps(run)
    def running(*words: P.args, **named: P.kwargs) -> int:
        with server_for_a_while(server_at(home_folder())):
            return run(*words, **named)

    return running


@contextmanager
def server_for_a_while(server: Server) -> Iterator[None]:
    """The database runs during the block, and again when it was killed. Whoever uses it last stops what one of them
    started, unless somebody asked to keep it."""
    started = server.ensure_running()
    with _users(server, started) as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        # Who was the last may have been stopping it meanwhile.
        started = server.ensure_running() or started
        if started:
            _sign(users, server)
        leaving = Event()
        keeper = Thread(target=_keep_running, args=(server, leaving, users), name="database", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            leaving.set()
            keeper.join()
            if _is_last(users) and (started or _was_started(users, server)):
                _leave(users, server)


def _leave(users: IO[str], server: Server) -> None:
    if kept(server.home).exists():
        users.truncate(0)  # it is the operator's from now on
        print(KEPT, file=sys.stderr, flush=True)
    else:
        server.stop()


def _users(server: Server, started: bool) -> IO[str]:
    try:
        (server.home / "run").mkdir(mode=0o700, exist_ok=True)
        return (server.home / "run" / USERS).open("a+", encoding="utf-8")
    except OSError:
        if started:
            server.stop()
        raise


def _sign(users: IO[str], server: Server) -> None:
    """So that it is stopped by another one when we are not the last. On a full disk it goes on."""
    with suppress(OSError):
        users.truncate(0)
        users.write(f"{server.process()}\n")
        users.flush()


def _was_started(users: IO[str], server: Server) -> bool:
    """Whether the server that runs now was started by a user of it, and not by somebody who stays outside."""
    users.seek(0)
    return users.read().strip() == str(server.process())


def _is_last(users: IO[str]) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _keep_running(server: Server, leaving: Event, users: IO[str]) -> None:
    """What is wrong is said once, however long it lasts."""
    said, is_ours = "", _was_started(users, server)
    while not leaving.wait(LOOK_EVERY_SECONDS):
        try:
            keep_logs_small(server)
            if server.ensure_running():
                if is_ours:
                    _sign(users, server)
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
