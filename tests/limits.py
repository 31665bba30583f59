"""Doors at which somebody has used up their tries, without trying thousands of times."""

import psycopg
from django.db import connection

from lienthong.ground import limits
from tests import sql

SET = "update knock set count = %s where door = %s and who = %s"


def fill(door: str, who: str, *, but: int = 0) -> None:
    """All tries the door has for them in the window that runs, except `but`."""
    limits.attempts(door, who)
    role = sql.one("select current_user::text")
    sql.run("reset role")
    sql.run(SET, (limits.LIMITS[door].at_most - but, *limits._counter(door, who)[:2]))
    if role == "lienthong_app":
        sql.run("set local role lienthong_app")


def fill_for_good(door: str, who: str) -> None:
    """Where a try is counted on a connection of its own: it would wait for the test's transaction."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as own:
        own.execute(limits.COUNT, limits._counter(door, who))
        own.execute(SET, (limits.LIMITS[door].at_most, *limits._counter(door, who)[:2]))
