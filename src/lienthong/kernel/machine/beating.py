"""Signs of life to whoever started this process: its number, each second, into the pipe it was given.

Who is stopped, or whose loop stands still, gives none; who started it ends it then and starts another. The other way
round, who watches touches a file each second: what it started can say that nobody looks after it any more.
"""

import os
import threading
import time
from pathlib import Path

VARIABLE = "LIENTHONG_BEAT"
EVERY_SECONDS = 1.0

WATCHED = "LIENTHONG_WATCHED"
UNWATCHED_SECONDS = 15.0
"""Longer than a loaded machine leaves a thread waiting."""


def beat() -> None:
    """One sign, from the loop that does the work. A process that nobody watches gives none."""
    pipe = os.environ.get(VARIABLE, "")
    if not pipe:
        return
    try:
        os.write(int(pipe), b"%d\n" % os.getpid())
    except BlockingIOError:
        pass  # nobody has read for long: it is not we who hang
    except OSError:
        del os.environ[VARIABLE]  # nobody reads any more


def is_watched() -> bool:
    """Whether whoever started this process still looks after it; true where nobody ever did."""
    touched = os.environ.get(WATCHED)
    if not touched:
        return True
    try:
        return time.monotonic() - os.stat(touched).st_mtime < UNWATCHED_SECONDS
    except OSError:
        return False


def say_watched(touched: Path) -> None:
    """To all that was started: somebody looks after you. By the clock that nobody sets."""
    now = time.monotonic()
    touched.touch(0o600)
    os.utime(touched, (now, now))


def beat_beside() -> None:
    """Signs from a thread, where the loop is not ours or one look may take long; and from one in each fork."""
    if VARIABLE in os.environ:
        os.register_at_fork(after_in_child=_begin)
        _begin()


def _begin() -> None:
    threading.Thread(target=_go_on, name="beating", daemon=True).start()


def _go_on() -> None:
    pause = threading.Event()
    while VARIABLE in os.environ:
        beat()
        pause.wait(EVERY_SECONDS)
