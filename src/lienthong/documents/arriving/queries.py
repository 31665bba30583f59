"""Reads of what another system sent; they see what the transaction reaches."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.arriving.rules import not_addressed
from lienthong.documents.arriving.terms import Receiver
from lienthong.documents.terms import DELIVERY
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import reach
from lienthong.work.receivers.queries import receivers
from lienthong.work.receivers.rules import check_receivers

ROOM = "lienthong.documents.arriving"


class PlaceRow(NamedTuple):
    unit: int
    seat: int | None
    is_over: bool | None
    side: str


class Place(NamedTuple):
    """Where a letter to a body arrives: the body's seat, which its heir holds where it has ended."""

    key: UUID
    agency_id: str
    unit: int
    seat: int
    is_over: bool
    side: str


class Known(NamedTuple):
    key: UUID
    item: UUID
    content_hash: str


class Copy(NamedTuple):
    """A delivery of a letter that another system sent."""

    item: UUID
    document: UUID
    receiver: str
    seat: int


def places_of(to: Sequence[Receiver], by: Actor) -> list[Place]:
    """In reach from here to the end of the transaction. Refuses `nobody_there`, and `not_addressed` for a body
    that takes no letters.
    """
    units = list({receiver.unit for receiver in to})
    rows = {
        row.unit: row
        for row in sql.rows(PlaceRow, sql.named(ROOM, "places"), {"units": units, "day": by.day})
    }
    check_receivers(receivers(units, DELIVERY, by.day), "file")
    places = [
        Place(receiver.key, receiver.agency_id, row.unit, row.seat, bool(row.is_over), row.side)
        for receiver in to
        if (row := rows.get(receiver.unit)) is not None and row.seat is not None
    ]
    if len(places) < len(to):
        raise not_addressed("")
    reach(*(place.seat for place in places))
    return places


def known(keys: Sequence[UUID]) -> list[Known]:
    """Of two that take in the same at once, one waits here and then sees what the other wrote."""
    sql.run(
        "select pg_advisory_xact_lock(hashtextextended(key::text, 0)) from unnest(%s::uuid[]) as k(key) order by key",
        (list(keys),),
    )
    return sql.rows(Known, sql.named(ROOM, "known"), {"keys": list(keys)})


def copies_of(letter: str, sender: str, seats: Sequence[int]) -> list[Copy]:
    """The newest first."""
    return sql.rows(
        Copy, sql.named(ROOM, "copies"), {"letter": letter, "sender": sender, "seats": list(seats)}
    )
