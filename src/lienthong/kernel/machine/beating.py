"""Signs of life to whoever started this process: its number, each second, into the pipe it was given.

Who is stopped, or whose loop stands still, gives none; who started it ends it then and starts another.
"""

import os
import threading

VARIABLE = "LIENTHONG_BEAT"
EVERY_SECONDS = 1.0


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
