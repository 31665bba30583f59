"""Ctrl-C and SIGTERM as an event, so that a command ends in order: children first, the database last."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event
from types import FrameType

HEARD = "\nĐang dừng theo yêu cầu; Ctrl-C lần nữa: dừng ngay.\n"
STANDARD_OUTPUT = 1


@contextmanager
def until_told_to_stop() -> Iterator[Event]:
    """Once told, the event is set and the person hears so; told again, the command breaks off."""
    stop = Event()

    def hear(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        # Not `print`, which may be in the middle of a line of its own when the signal comes.
        with suppress(OSError):
            os.write(STANDARD_OUTPUT, HEARD.encode())

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
