"""Reads of who has read a letter, and of what one has read oneself."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.readings.noting import ROOM
from lienthong.documents.readings.terms import SEE_READERS, SHOWN
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.pages.lists import EVERYTHING, PAGE, window
from lienthong.work.queries import Item, item_of


class ReaderRow(NamedTuple):
    who: str
    title: str
    unit: str
    first_at: datetime
    days: int
    """On how many days."""


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


class Sought(NamedTuple):
    """What one's own readings are filtered by; empty asks nothing."""

    words: str = ""
    since: date | None = None
    until: date | None = None


EVERY = Sought()


def readers(item: UUID, limit: int = SHOWN) -> list[ReaderRow]:
    """Call where `may_see_readers`."""
    return sql.rows(ReaderRow, sql.named(ROOM, "readers"), {"item": item, "limit": limit})


def readers_of(actor: Actor, item: UUID) -> list[ReaderRow]:
    """Everybody; `NotFound` where the actor may not see them."""
    if not may_see_readers(actor, item_of(actor, item)):
        raise NotFound
    return readers(item, EVERYTHING)


def own_readings(actor: Actor, page: int | None, sought: Sought = EVERY, *, size: int = PAGE) -> list[OwnRow]:
    """A page of `size`, or (None) all."""
    asked = {
        "words": fold(sought.words) or None, "reference": sought.words.strip() or None, "since": sought.since,
        "until": sought.until,
    }  # fmt: skip
    return sql.rows(
        OwnRow, sql.named(ROOM, "mine"), {"mandate": actor.mandate, **asked, **window(page, size)}
    )
