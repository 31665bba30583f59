"""How often a stranger may knock at a public door."""

import hashlib
from math import ceil

import psycopg
from django.db import connection

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal

COUNT = "select count_knock(%s, %s, %s)"


def knock(door: str, who: str, *, at_most: int, per_seconds: int) -> None:
    """Count this knock; refuse past the limit. `who` (an address) is kept only as a digest."""
    _refuse_past(count_knock(door, who, per_seconds=per_seconds), at_most, per_seconds)


def count_knock(door: str, who: str, *, per_seconds: int) -> int:
    """Knocks in this window of real time, this one included."""
    count: int = sql.one(COUNT, (door, _digest(door, who), per_seconds))
    return count


def knock_lastingly(door: str, who: str, *, at_most: int, per_seconds: int) -> None:
    """A knock that counts even when the request fails and its transaction is rolled back: a guess.

    It takes a connection of its own, outside the pool, where requests that each wait for a second one could
    starve each other.
    """
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as own:
        found = own.execute(COUNT, (door, _digest(door, who), per_seconds)).fetchone()
    assert found is not None
    _refuse_past(found[0], at_most, per_seconds)


def _digest(door: str, who: str) -> str:
    return hashlib.sha256(f"{door}|{who}".encode()).hexdigest()[:32]


def _refuse_past(count: int, at_most: int, per_seconds: int) -> None:
    if count > at_most:
        minutes = minutes_to_wait(per_seconds, clock.real().timestamp())
        raise Refusal(
            "too_often",
            f"Chỉ nhận {at_most} lần trong {per_seconds // 60} phút và đã hết lượt. Xin thử lại sau {minutes} phút.",
            status=429,
            per_seconds=per_seconds,
            retry_after_minutes=minutes,
        )


def minutes_to_wait(per_seconds: int, now: float) -> int:
    """Until the window that began at a whole multiple of `per_seconds` is over, rounded up."""
    return ceil((per_seconds - now % per_seconds) / 60)
