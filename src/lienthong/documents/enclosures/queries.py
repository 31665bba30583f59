"""Reads of what goes with a letter: by the item through which somebody sees it."""

from typing import NamedTuple
from uuid import UUID

from lienthong.documents.enclosures.actions import ROOM
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.work.queries import FoundItem, item_of


class EnclosureRow(NamedTuple):
    id: UUID
    ordinal: int
    name: str
    digest: str
    size: int
    content_type: str
    pages: int | None


def enclosures_of(item: UUID) -> list[EnclosureRow]:
    """Of the letter behind a draft or a delivery, in order; none for whoever does not see it."""
    return sql.rows(
        EnclosureRow,
        "select id, ordinal, name, digest, size, content_type, pages from enclosures_behind(%s)",
        (item,),
    )


def enclosure_of(actor: Actor, item: UUID, enclosure: UUID) -> EnclosureRow:
    """One of them, for whoever may see the item."""
    item_of(actor, item)
    row = next((row for row in enclosures_of(item) if row.id == enclosure), None)
    if row is None:
        raise NotFound
    return row


def inside(actor: Actor, query: str, limit: int) -> list[FoundItem]:
    """Drafts and deliveries in whose enclosures what is asked stands, the newest first."""
    return sql.rows(FoundItem, sql.named(ROOM, "inside"), {"query": query, "limit": limit})
