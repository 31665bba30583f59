"""The journal's lines that belong to no item (lines of items are written with the item, by `work`), and its tail."""

from typing import Any

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import act_id


def append_line(verb: str, facts: dict[str, Any], *, by: Actor) -> None:
    """`verb` in the past tense; `facts` are ids and codes, no personal data."""
    sql.run(
        "select append_line(%s, %s, %s, %s, %s, %s)",
        (act_id(), verb, by.seat, by.unit, by.mandate, Jsonb(facts)),
    )


def tail_waits(reader: str) -> bool:
    """Whether lines behind the snapshot cut wait for this reader: the cheap question of every second. The lines
    themselves are read by the owner's functions only.
    """
    return sql.only_value(bool, "select tail_waits(%s)", (reader,))
