"""A line for each citizen that was shown."""

from collections.abc import Iterable
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor

ROOM = "lienthong.work.persons"


def note_readings(items: Iterable[UUID], door: str, *, by: Actor) -> None:
    """That these items' citizens were shown to the actor, in one statement together with COMMIT. Nothing for none."""
    shown = sql.array(str(item) for item in items)
    if shown == "{}":
        return
    sql.run_at_commit(
        sql.named(ROOM, "note"),
        {
            "items": shown,
            "door": door,
            "mandate": by.mandate,
            "unit": by.unit,
            "seat": by.seat,
            "lasting": not sql.is_only_reading(),
        },
    )
