"""What a body holds about one person, across its desks."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold
from lienthong.work import queries as work
from lienthong.work.desks.registry import desk_of, kinds, known_of
from lienthong.work.desks.terms import Named
from lienthong.work.persons.readings import note_readings
from lienthong.work.persons.rights.terms import ABILITY
from lienthong.work.persons.rights.uses import ROOM
from lienthong.work.persons.showing import of_person


class Use(NamedTuple):
    """A right the person used before."""

    item: UUID
    at: datetime
    act: str
    reason: str
    before: dict[str, str]
    unit: str | None


class Look(NamedTuple):
    """Somebody of the body saw whom an item is about; who it was the body knows."""

    item: UUID
    at: datetime
    door: str
    unit: str | None
    title: str | None


class HeldItem(NamedTuple):
    """An item and all that is said in it of the person."""

    item: work.Item
    rows: list[tuple[str, str]]
    papers: list[work.Paper]
    timeline: list[work.TimelineLine]
    uses: list[Use]
    looks: list[Look]


class Held(NamedTuple):
    """`others`: items with the same number under another name, which are not this person's to read."""

    number: str
    name: str
    items: list[HeldItem]
    others: int


OfItem = TypeVar("OfItem", Use, Look)


def held(actor: Actor, number: str, name: str) -> Held:
    """Everything the actor's body holds about whoever has this telephone or personal number and this name; each item
    leaves a line of a read. Refuses `bad_phone` for what is neither.
    """
    actor.require(ABILITY)
    sought = number_of(number)
    named = [(work.item_of(actor, row.item), row.name) for row in _named(actor, sought)]
    ours = [(item, whose) for item, whose in named if _is_held_by(actor, item)]
    own = [item for item, whose in ours if fold(whose) == fold(name)]
    ids = [item.id for item in own]
    looks, uses = _looks(ids), _uses(ids)
    items = [_held(actor, item, uses[item.id], looks[item.id]) for item in own]
    note_readings(ids, "subject", by=actor)
    return Held(sought, name, sorted(items, key=_received), len(ours) - len(own))


def _named(actor: Actor, number: str) -> list[Named]:
    known = [known_of(kind.name) for kind in kinds()]
    return [row for desk in known if desk is not None for row in desk.by_number(actor, number)]


def _is_held_by(actor: Actor, item: work.Item) -> bool:
    """In the body's hands, taken in by it, or kept in its archive; what it merely oversees others answer for."""
    return (
        not {item.jurisdiction, item.received_seat}.isdisjoint(actor.scope)
        or item.jurisdiction in actor.archives
    )


def number_of(text: str) -> str:
    """As it is kept: a personal number, or a telephone."""
    sought = reading.personal_number(text) or reading.phone(text, field="number")
    if not sought:
        raise Refusal(
            "number_missing", "Hãy ghi số điện thoại hoặc số định danh.", status=422, field="number"
        )
    return sought


def _received(held: HeldItem) -> tuple[datetime, UUID]:
    return held.item.received_at, held.item.id


def _held(actor: Actor, item: work.Item, uses: list[Use], looks: list[Look]) -> HeldItem:
    rows = desk_of(item.kind).rows(of_person(actor, item))
    return HeldItem(item, rows, item.papers or [], work.timeline(item.id), uses, looks)


def _uses(items: list[UUID]) -> dict[UUID, list[Use]]:
    return _by_item(sql.rows(Use, sql.named(ROOM, "uses"), {"items": items}))


def _looks(items: list[UUID]) -> dict[UUID, list[Look]]:
    return _by_item(sql.rows(Look, sql.named(ROOM, "looks"), {"items": items}))


def _by_item(rows: Iterable[OfItem]) -> dict[UUID, list[OfItem]]:
    grouped: dict[UUID, list[OfItem]] = defaultdict(list)
    for row in rows:
        grouped[row.item].append(row)
    return grouped
