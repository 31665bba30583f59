"""From what was asked for to whom the letter goes: groups opened, names read, seats found, everybody there."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.addressing import rules
from lienthong.documents.addressing.bodies import ROOM, bodies_named, wards_of
from lienthong.documents.addressing.terms import (
    ADDRESS_ALL,
    EVERYBODY,
    WARDS,
    Addressees,
    Addressing,
    Outside,
)
from lienthong.documents.terms import DELIVERY
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.queries import colleagues
from lienthong.work.receivers.queries import receivers
from lienthong.work.receivers.rules import check_receivers


class SeatRow(NamedTuple):
    """A body and the seat that receives its letters; a body that never had one has neither seat nor holder."""

    seat: int | None
    unit: int
    is_over: bool | None
    holder: int | None


class GroupRow(NamedTuple):
    id: UUID
    units: list[int]


def addressees(asked: Addressing, *, side: str, by: Actor) -> Addressees:
    """Refuses `unknown_addressee`, `nobody_there`, `unknown_group`, `names_unread`, `not_a_colleague`, `outside_way`,
    `addressee_missing`; whoever writes to everybody without speaking for the city.
    """
    units = [*asked.to, *_of_groups(asked.groups, by), *units_named(asked.names, side, by.day)]
    seats, forwarded = _seats((*units, *asked.copies), by)
    direct = set(units)
    if asked.persons:
        rules.check_colleagues(asked=asked.persons, there=(person.mandate for person in colleagues(by)))
    outside = rules.outside_of(asked.outside)
    rules.check_some(addressees=len(seats) + len(asked.persons) + len(outside))
    return Addressees(
        seats=tuple(seats),
        copies=tuple(unit not in direct for unit in seats.values()),
        persons=tuple(dict.fromkeys(asked.persons)),
        outside=outside,
        forwarded=tuple(forwarded),
    )


def units_named(lines: Sequence[str], side: str, on: date) -> list[int]:
    """The bodies of a pasted list. Refuses `names_unread`, with each line that names none, or several."""
    named = bodies_named(lines, side, on)
    unread = [line for line in named if len(line.bodies) != 1]
    if unread:
        raise rules.unread((line.number, line.words, [body.name for body in line.bodies]) for line in unread)
    return [line.bodies[0].id for line in named]


def _of_groups(groups: Sequence[str], by: Actor) -> list[int]:
    units: list[int] = []
    for side in (group for group in groups if group in EVERYBODY):
        by.require(ADDRESS_ALL)
        units += wards_of(by.day, "government" if side == WARDS else "party")
    kept = [_group_id(group) for group in groups if group not in EVERYBODY]
    rows = (
        sql.rows(GroupRow, "select id, units from addressee_group where id = any (%s)", (kept,))
        if kept
        else []
    )
    if len(rows) < len(set(kept)):
        raise rules.unknown_group()
    return [*units, *(unit for row in rows for unit in row.units)]


def _group_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise rules.unknown_group() from None


def _seats(units: Sequence[int], by: Actor) -> tuple[dict[int, int], list[dict[str, int]]]:
    """Seat → unit, for each addressee, and which of them have ended: their letter goes to the seat's holder of the
    day. Refuses `unknown_addressee` for a unit without a seat, `nobody_there`.
    """
    if not units:
        return {}, []
    rows = sql.rows(SeatRow, sql.named(ROOM, "seats"), {"units": list(dict.fromkeys(units)), "day": by.day})
    missing = [row.unit for row in rows if row.seat is None]
    if missing:
        raise Refusal(
            "unknown_addressee",
            "Có nơi nhận không có trong danh mục đơn vị.",
            status=422,
            field="to",
            units=missing,
        )
    check_receivers(receivers([row.unit for row in rows], DELIVERY, by.day), "to")
    forwarded = [
        {"unit": row.unit, "to": row.holder} for row in rows if row.is_over and row.holder is not None
    ]
    return {row.seat: row.unit for row in rows if row.seat is not None}, forwarded


def write_addressees(document: UUID, asked: Addressees, *, by: Actor) -> None:
    """Of a draft that has none. Bodies outside are on the unit's list from now on."""
    sql.run(
        sql.named(ROOM, "write"),
        {
            "document": document,
            "seats": list(asked.seats),
            "copies": list(asked.copies),
            "persons": list(asked.persons),
            **_columns(asked.outside),
        },
    )
    if asked.outside:
        keep_outside(asked.outside, by=by)


def keep_outside(outside: Sequence[Outside], *, by: Actor) -> None:
    ids = [uuid7() for _ in outside]
    sql.run(sql.named(ROOM, "keep_outside"), {"seat": by.seat, "ids": ids, **_columns(outside)})


def _columns(outside: Iterable[Outside]) -> dict[str, list[str]]:
    bodies = list(outside)
    return {
        "names": [body.name for body in bodies],
        "addresses": [body.address for body in bodies],
        "ways": [body.way for body in bodies],
    }
