"""How often a stranger may knock at a public door."""

import hashlib

import psycopg
from django.db import connection

from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal

COUNT = "select count_knock(%s, %s, %s)"


def knock(door: str, who: str, *, at_most: int, per_seconds: int) -> None:
    """Count this knock; refuse past the limit. `who` (an address) is kept only as a digest."""
    _refuse_past(count_knock(door, who, per_seconds=per_seconds), at_most, per_seconds)


def count_knock(door: str, who: str, *, per_seconds: int) -> int:
    """Knocks in this window of real time, this one included."""
    return sql.only_value(int, COUNT, (door, _digest(door, who), per_seconds))


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
        raise Refusal(
            "too_often",
            "Bạn thử quá nhiều lần. Vui lòng chờ rồi thử lại.",
            status=429,
            per_seconds=per_seconds,
        )
