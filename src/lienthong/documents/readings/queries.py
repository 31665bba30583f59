"""Reads of who has read a letter, and of what one has read oneself."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.readings.noting import ROOM
from lienthong.documents.readings.terms import SEE_READERS, SHOWN
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.pages.lists import window
from lienthong.work.queries import Item


class ReaderRow(NamedTuple):
    who: str
    title: str
    unit: str
    first_at: datetime
    days: int
    """On how many days."""
    prints: int
    """How often they made a marked print."""


class OwnRow(NamedTuple):
    item: UUID
    at: datetime
    kind: str | None
    """None where the letter is no longer theirs to see."""
    reference: str | None
    subject: str | None
    total: int
    """Of all pages."""


def may_see_readers(actor: Actor, item: Item) -> bool:
    """For who leads the body that holds the letter, or keeps its letters."""
    return item.jurisdiction in actor.scope and actor.can(SEE_READERS)


def readers(item: UUID) -> list[ReaderRow]:
    """Call where `may_see_readers`."""
    return sql.rows(ReaderRow, sql.named(ROOM, "readers"), {"item": item, "limit": SHOWN})


def own_readings(actor: Actor, page: int | None) -> list[OwnRow]:
    return sql.rows(OwnRow, sql.named(ROOM, "mine"), {"mandate": actor.mandate, **window(page)})
