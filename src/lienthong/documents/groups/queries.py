"""Reads of saved groups and of the list of bodies outside."""

from typing import NamedTuple
from uuid import UUID

from lienthong.documents.addressing.terms import ADDRESS_ALL
from lienthong.documents.groups.terms import KEEP
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound


class Group(NamedTuple):
    """A saved group with the names of its bodies of today: of one that has ended, of its heir."""

    id: UUID
    name: str
    units: list[int]
    names: list[str]
    is_for_all: bool
    seat: int

    def is_kept_by(self, actor: Actor) -> bool:
        return self.seat == actor.seat and actor.can(KEEP) and (not self.is_for_all or actor.can(ADDRESS_ALL))


class OutsideRow(NamedTuple):
    id: UUID
    name: str
    address: str
    way: str


def groups(actor: Actor) -> list[Group]:
    """Those of the actor's body, then those for everybody, each by name."""
    return sql.rows(
        Group, sql.named("lienthong.documents.groups", "groups"), {"seat": actor.seat, "today": actor.day}
    )


def group_of(actor: Actor, group: UUID) -> Group:
    """One that the actor may change; else `NotFound`."""
    row = next((each for each in groups(actor) if each.id == group), None)
    if row is None or not row.is_kept_by(actor):
        raise NotFound
    return row


def outside_bodies(actor: Actor) -> list[OutsideRow]:
    return sql.rows(
        OutsideRow,
        "select id, name, address, way from outside_body where seat = %s order by sort_key(name)",
        (actor.seat,),
    )
