"""Doors at which somebody has used up their tries, without trying thousands of times."""

from lienthong.ground import limits
from tests import sql


def fill(door: str, who: str, *, but: int = 0) -> None:
    """All tries the door has for them in the window that runs, except `but`."""
    limits.attempts(door, who)
    kept, digest, _ = limits._counter(door, who)
    role = sql.one("select current_user::text")
    sql.run("reset role")
    sql.run(
        "update knock set count = %s where door = %s and who = %s",
        (limits.LIMITS[door].at_most - but, kept, digest),
    )
    if role == "lienthong_app":
        sql.run("set local role lienthong_app")
