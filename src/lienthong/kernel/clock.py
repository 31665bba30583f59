"""The one source of time (law 4).

`now()` is the world's time: what the facts of the work are dated with. The ground fixes it once per
transaction with `moment`. `real()` is the machine's time: sessions, limits, leases, latency, jobs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


class NoMoment(RuntimeError):
    """Asked for the world's time outside a transaction that fixed it."""


def real() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """The world's time in this transaction, in the zone that decides the day."""
    fixed = _moment.get()
    if fixed is None:
        raise NoMoment("the world's time is fixed by the transaction; none is open")
    return fixed


def today() -> date:
    return now().date()


def local(at: datetime) -> datetime:
    return at.astimezone(ZONE)


@contextmanager
def moment(at: datetime) -> Iterator[datetime]:
    """Fix the world's time for the block."""
    token = _moment.set(at.astimezone(ZONE))
    try:
        yield now()
    finally:
        _moment.reset(token)
