"""Reads of who takes up what arrives, and of what lies where nobody does."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.lately import Lately
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.sorting import sort_key
from lienthong.pages.forms import Choice
from lienthong.pages.lists import PAGE, window
from lienthong.personnel.terms import ABILITIES
from lienthong.units.queries import UnitView, ended, unit_by_id
from lienthong.units.terms import unit_not_yet, unknown_unit
from lienthong.work.desks.registry import abilities_of
from lienthong.work.kinds import KINDS
from lienthong.work.receivers.rules import check_receivers
from lienthong.work.receivers.terms import WATCH, WATCH_OWN, Receiver, Unattended

ROOM = "lienthong.work.receivers"


class _Body(NamedTuple):
    id: int
    name: str
    is_commune: bool


class _Count(NamedTuple):
    kind: str
    n: int


def roles_taking_up(kind: str) -> list[str]:
    """Whoever may take up what arrives of a kind; nobody in particular: an empty list."""
    abilities = frozenset(KINDS[kind].taken_up_by)
    return [role for role, has in ABILITIES.items() if abilities & has]


def receiver_of(jurisdiction: int, kind: str, on: date) -> Receiver:
    """The body that answers for a jurisdiction on a day, and whether anybody there takes up work of the kind.
    `NotFound` where nobody holds it.
    """
    params = {"jurisdiction": jurisdiction, "roles": roles_taking_up(kind), "on": on}
    row = sql.row(Receiver, sql.named(ROOM, "receiver"), params)
    if row is None:
        raise NotFound
    return row


def receivers(units: Sequence[int], kind: str, on: date) -> list[Receiver]:
    """The same of the bodies that receive for these units' seats on the day: their heirs, where they have ended."""
    params = {"units": list(units), "roles": roles_taking_up(kind), "on": on}
    return sql.rows(Receiver, sql.named(ROOM, "receivers_of"), params)


def body_taking_up(unit: int, kind: str, on: date, *, field: str = "unit") -> UnitView:
    """A body of the day to which work of the kind may go. Refuses `unknown_unit`, `unit_ended`, `unit_not_yet`,
    `nobody_there`.
    """
    try:
        body = unit_by_id(unit)
    except NotFound:
        raise unknown_unit(str(unit)) from None
    if body.ends_on is not None and body.ends_on <= on:
        raise ended(body, on)
    if on < body.starts_on:
        raise unit_not_yet(body.name, body.starts_on)
    check_receivers(receivers([unit], kind, on), field)
    return body


def kinds_watched(actor: Actor) -> list[str]:
    """Of what lies where nobody is, the kinds this actor oversees. Refuses whoever oversees none."""
    kinds = [kind.name for kind in KINDS.values() if kind.taken_up_by]
    if actor.can(WATCH):
        return kinds
    actor.require(WATCH_OWN)
    return [kind for kind in kinds if abilities_of(kind) & actor.abilities]


def watches(actor: Actor) -> bool:
    return actor.can(WATCH) or actor.can(WATCH_OWN)


def unattended(actor: Actor, *, kind: str | None = None, page: int | None = None) -> list[Unattended]:
    """What lies where nobody takes it up, soonest due first; a page of it, or all."""
    kinds = kinds_watched(actor)
    asked = [kind] if kind in kinds else [] if kind else kinds
    return sql.rows(
        Unattended,
        sql.named(ROOM, "unattended"),
        {"roles": _roles_of(asked), "on": actor.day, "item": None, **window(page, PAGE)},
    )


def unattended_item(actor: Actor, item: UUID) -> Unattended | None:
    """The item, while it lies where nobody takes it up and is of a kind this actor oversees."""
    roles = _roles_of(kinds_watched(actor))
    return sql.row(
        Unattended,
        sql.named(ROOM, "unattended"),
        {"roles": roles, "on": actor.day, "item": item, "offset": 0, "limit": 1},
    )


def counts(actor: Actor) -> dict[str, int]:
    """Kind → how many of it lie where nobody takes them up, of the kinds this actor oversees."""
    return _counts(kinds_watched(actor), actor.day)


def counts_everywhere(on: date) -> dict[str, int]:
    """The same of every kind, for an alarm that names nothing."""
    return _counts([kind.name for kind in KINDS.values() if kind.taken_up_by], on)


def _counts(kinds: Sequence[str], on: date) -> dict[str, int]:
    rows = sql.rows(_Count, sql.named(ROOM, "counts"), {"roles": _roles_of(kinds), "on": on})
    return {row.kind: row.n for row in rows}


def bodies_taking_up(kind: str, on: date) -> list[Choice]:
    """For a form: the bodies in which somebody takes up work of the kind, those of the city before the communes."""
    rows = sql.rows(_Body, sql.named(ROOM, "bodies"), {"roles": roles_taking_up(kind), "on": on})
    ordered = sorted(rows, key=lambda row: (row.is_commune, sort_key(row.name)))
    return [
        Choice(str(row.id), row.name, "Phường, xã, đặc khu" if row.is_commune else "Cơ quan Thành phố")
        for row in ordered
    ]


def _units_taking_up(kind: str, on: date) -> frozenset[int]:
    rows = sql.rows(_Body, sql.named(ROOM, "bodies"), {"roles": roles_taking_up(kind), "on": on})
    return frozenset(row.id for row in rows)


units_taking_up = Lately(_units_taking_up, seconds=60)
"""For what a form offers: a minute old at most, and what is sent is judged by its act."""


def _roles_of(kinds: Sequence[str]) -> Jsonb:
    return Jsonb({kind: roles_taking_up(kind) for kind in kinds})
