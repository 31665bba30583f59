"""Reads of who looked at whom. Row security shows the lines of the bodies whose seat the reader holds or oversees."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.text import fold
from lienthong.pages.lists import window
from lienthong.work.persons.readings import ROOM


class ReadingRow(NamedTuple):
    at: datetime
    door: str
    who: str | None
    title: str | None
    unit: str | None
    item: UUID
    kind: str | None
    reference: str | None
    """None where the item is no longer the reader's to see."""
    total: int
    """Of all pages."""


def readings(
    actor: Actor, since: date, until: date, *, words: str = "", door: str = "", page: int | None = None
) -> list[ReadingRow]:
    """From one day to another, both included, the newest first: all of them, or those of one door, or those whose
    item has this code or whose reader this name. `page` None: every page.
    """
    actor.require("audit_readings")
    return sql.rows(
        ReadingRow,
        sql.named(ROOM, "readings"),
        {
            "since": since,
            "until": until,
            "door": door or None,
            "code": words.strip() or None,
            "name": f"%{fold(words)}%" if words else None,
            **window(page),
        },
    )
