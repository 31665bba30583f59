"""What was asked lately need not be asked again: answers that are the same for everybody, remembered for a moment."""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import WeakSet

P = ParamSpec("P")
Answer = TypeVar("Answer")

MOST_KEPT = 8
"""Questions of one kind: a few days at the turn of one."""

AT_MOST_ONE_IN = 10
"""What takes long to ask – the standing of the nation's units – is remembered that many times as long."""

_all: "WeakSet[Lately[Any, Any]]" = WeakSet()


class Lately(Generic[P, Answer]):
    """Remembers each answer for so many seconds; of several askers at once only one asks. What depends on who asks
    does not belong here, and an answer is read, never changed.
    """

    def __init__(self, ask: Callable[P, Answer], seconds: float) -> None:
        self._ask = ask
        self._seconds = seconds
        self._lock = Lock()
        self._kept: dict[Hashable, tuple[float, Answer]] = {}
        _all.add(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Answer:
        asked = (args, tuple(kwargs.items()))
        with self._lock:
            until, answer = self._kept.get(asked, (0.0, None))
            if answer is None or time.monotonic() >= until:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                began = time.monotonic()
                answer = self._ask(*args, **kwargs)
                ended = time.monotonic()
                self._kept[asked] = (ended + max(self._seconds, (ended - began) * AT_MOST_ONE_IN), answer)
            return answer

    def forget(self) -> None:
        self._kept.clear()


def forget_all() -> None:
    """For what changes a world under a process that goes on: a test's rollback."""
    for each in list(_all):
        each.forget()
