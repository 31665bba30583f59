"""How often a stranger may try a door: one table, one counter a door and asker.

A try is counted by the asker's address before anything else is done, in a transaction of its own: it counts whatever
comes of it, and nobody behind the same address waits for it. What is counted by telephone or code is counted with the
act: a form that is refused uses none of it up.
"""

import hashlib
from collections.abc import Mapping

import psycopg
from django.conf import settings
from django.db import connection

from lienthong.ground import sql
from lienthong.ground.ceilings import Limit, limits_on
from lienthong.kernel import clock

COUNT = "select count_knock(%s, %s, %s)"
COUNT_ALL = "select count_knocks(%s::text[], %s::text[], %s::int[])"
TAKE_BACK = "select take_back_knocks(%s::text[], %s::text[], %s::int[])"

LIMITS: Mapping[str, Limit] = limits_on(clock.real().date(), settings.HOME)
"""Door → its limit, as the process found it when it began. A door is one counter, whoever asks at it."""

Try = tuple[str, str]
"""A door and who tries it: an address, a telephone, a code, a name. Kept only as a digest."""


def count_attempt(door: str, who: str) -> None:
    """Count this try at the door; `too_often` past its limit."""
    _refuse_past(door, attempts(door, who))


def attempts(door: str, who: str) -> int:
    """Tries at the door in the window that runs, this one included."""
    return sql.only_value(int, COUNT, _counter(door, who))


def count_attempts(*tries: Try) -> None:
    """Count one try under several names in one statement; `too_often` past the first limit among them."""
    counts = sql.only_value(list[int], COUNT_ALL, _counters(tries))
    for (door, _), count in zip(tries, counts, strict=True):
        _refuse_past(door, count)


def take_back_attempts(*tries: Try) -> None:
    """It was no guess: count it no longer."""
    sql.only_value(int, TAKE_BACK, _counters(tries))


def count_attempts_lastingly(*tries: Try) -> None:
    """Tries that count even when the request fails and its transaction is rolled back: guesses.

    They take a connection of their own: the request's is in the transaction that is rolled back.
    """
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as own:
        row = own.execute(COUNT_ALL, _counters(tries)).fetchone()
    assert row is not None
    for (door, _), count in zip(tries, row[0], strict=True):
        _refuse_past(door, count)


def _counters(tries: tuple[Try, ...]) -> tuple[list[str], list[str], list[int]]:
    doors, digests, seconds = zip(*(_counter(door, who) for door, who in tries), strict=True)
    return list(doors), list(digests), list(seconds)


def _counter(door: str, who: str) -> tuple[str, str, int]:
    digest = hashlib.sha256(f"{door}|{who}".encode()).hexdigest()[:32]
    return door, digest, LIMITS[door].per_seconds


def _refuse_past(door: str, count: int) -> None:
    limit = LIMITS[door]
    if count > limit.at_most:
        raise limit.refusal(limit.seconds_left(clock.real().timestamp()))
