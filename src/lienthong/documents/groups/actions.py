"""Official acts on saved groups of addressees and the list of bodies outside. Letters already written keep theirs."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.addressing.resolving import addressees, keep_outside
from lienthong.documents.addressing.rules import outside_of
from lienthong.documents.addressing.terms import ADDRESS_ALL, Addressing
from lienthong.documents.groups.terms import KEEP
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal


class GroupRow(NamedTuple):
    """A saved group, as an act finds it."""

    name: str
    is_for_all: bool


@official_act
def make_group(
    *, name: str, to: Sequence[int] = (), names: Sequence[str] = (), is_for_all: bool = False, by: Actor
) -> Answer:
    """A group of the actor's body; `is_for_all`: everybody may write to it, said by who speaks for the city. Refuses
    `group_named_already`, and addressees as drafting does.
    """
    _require(by, is_for_all=is_for_all)
    units = _units(to, names, by)
    _check_name(name, None, by)
    group = uuid7()
    sql.run(
        "insert into addressee_group (id, seat, name, units, is_for_all, mandate, changed_at)"
        " values (%s, %s, %s, %s, %s, %s, world_now())",
        (group, by.seat, name, units, is_for_all, by.mandate),
    )
    append_line("addressee_group.made", {"group": str(group), "units": units}, by=by)
    return {"id": str(group), "name": name, "units": units}


@official_act
def change_group(
    group: UUID,
    *,
    name: str,
    to: Sequence[int] = (),
    names: Sequence[str] = (),
    is_for_all: bool = False,
    by: Actor,
) -> Answer:
    """Another name or other bodies; the same refusals."""
    row = _own(group, by)
    _require(by, is_for_all=is_for_all or row.is_for_all)
    units = _units(to, names, by)
    _check_name(name, group, by)
    sql.run(
        "update addressee_group set name = %s, units = %s, is_for_all = %s, mandate = %s, changed_at = world_now()"
        " where id = %s",
        (name, units, is_for_all, by.mandate, group),
    )
    append_line("addressee_group.changed", {"group": str(group), "units": units}, by=by)
    return {"id": str(group), "name": name, "units": units}


@official_act
def remove_group(group: UUID, *, by: Actor) -> Answer:
    row = _own(group, by)
    _require(by, is_for_all=row.is_for_all)
    sql.run("delete from addressee_group where id = %s", (group,))
    append_line("addressee_group.removed", {"group": str(group)}, by=by)
    return {"removed": str(group)}


@official_act
def keep_outside_body(*, name: str, address: str = "", way: str = "post", by: Actor) -> Answer:
    """A body outside on the list of the actor's body, under one name; said again, it is changed."""
    by.require(KEEP)
    body = outside_of([f"{name}; {address}; {way}"])[0]
    keep_outside([body], by=by)
    append_line("outside_body.kept", {"way": body.way}, by=by)
    return {"name": body.name, "address": body.address, "way": body.way}


@official_act
def remove_outside_body(body: UUID, *, by: Actor) -> Answer:
    by.require(KEEP)
    if not sql.run("delete from outside_body where id = %s and seat = %s", (body, by.seat)):
        raise NotFound
    append_line("outside_body.removed", {"body": str(body)}, by=by)
    return {"removed": str(body)}


def _require(by: Actor, *, is_for_all: bool) -> None:
    by.require(KEEP)
    if is_for_all:
        by.require(ADDRESS_ALL)


def _units(to: Sequence[int], names: Sequence[str], by: Actor) -> list[int]:
    """The bodies as they were chosen; the heir of one that ends receives its letters."""
    asked = Addressing(to=tuple(to), names=tuple(names))
    side = sql.only_value(str, "select side from unit where id = %s", (by.unit,))
    seats = addressees(asked, side=side, by=by).seats
    return sql.values(
        int,
        "select unit from jurisdiction where id = any (%s) and unit is not null order by id",
        (list(seats),),
    )


def _own(group: UUID, by: Actor) -> GroupRow:
    row = sql.row(
        GroupRow,
        "select name, is_for_all from addressee_group where id = %s and seat = %s for update",
        (group, by.seat),
    )
    if row is None:
        raise NotFound
    return row


def _check_name(name: str, group: UUID | None, by: Actor) -> None:
    if sql.value(
        bool,
        "select exists (select from addressee_group where seat = %s and name = %s and id is distinct from %s)",
        (by.seat, name, group),
    ):
        raise Refusal(
            "group_named_already",
            f"Đã có nhóm «{name}»; hãy đặt tên khác hoặc sửa nhóm ấy.",
            status=422,
            field="name",
        )
