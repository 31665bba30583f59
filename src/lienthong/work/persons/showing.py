"""The one door to what desks know of an item: the citizen it is about for those whose step needs them, and a line."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, Self, TypeVar
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.work.desks.registry import abilities_at, abilities_next, abilities_of, desk_of, known_of
from lienthong.work.persons.readings import note_readings
from lienthong.work.persons.rules import may_know
from lienthong.work.queries import Item


class Shown(NamedTuple):
    details: Any
    """What the item's desk adds to it, as the reader may see it."""
    knows: bool
    """Whether the reader may know the citizen: then they may open what the citizen handed in, too."""


def knows(actor: Actor, item: Item) -> bool:
    """Whether the actor may know the citizen the item is about; of an item that is about none everybody may."""
    known = known_of(item.kind)
    return known is None or may_know(actor, item, known, _step(item))


def _step(item: Item) -> frozenset[str]:
    """Whose step it is: of an item whose citizen's data are restricted, whoever must act next."""
    if item.closed_at is not None:
        return abilities_of(item.kind)
    return abilities_next(item) if item.restricted else abilities_at(item.kind, item.state)


def knows_all(actor: Actor, kind: str) -> bool:
    """Whether the actor's role needs the citizens of this kind at any state: at the counter, in its register."""
    known = known_of(kind)
    return known is None or bool(known.always & actor.abilities)


class Entry(Protocol):
    """A row of a list that names citizens, as `other`."""

    @property
    def item(self) -> UUID: ...
    def _replace(self, *, other: None) -> Self: ...


Rows = TypeVar("Rows", bound=Entry)


def without_restricted(rows: Sequence[Rows]) -> list[Rows]:
    """The rows of a list that names citizens, without those whose data are restricted."""
    hidden = sql.values(
        UUID, "select item from restricted_item where item = any (%s::uuid[])", ([row.item for row in rows],)
    )
    return [row._replace(other=None) if row.item in hidden else row for row in rows]


def of_item(actor: Actor, item: Item, door: str) -> Shown:
    """An item's details at a door (`terms.DOORS`); a citizen who was really shown leaves a line."""
    desk, known = desk_of(item.kind), known_of(item.kind)
    details = desk.details(actor, item)
    desk.noted(actor, item)
    if known is None:
        return Shown(details, knows=True)
    hidden = known.hide(details)
    if not knows(actor, item):
        return Shown(hidden, knows=False)
    if hidden != details:
        note_readings([item.id], door, by=actor)
    return Shown(known.read(actor, details), knows=True)


def of_list(actor: Actor, item: Item) -> Any:
    """An item's details where many are shown at once: without the citizen, whoever reads."""
    details, known = desk_of(item.kind).details(actor, item), known_of(item.kind)
    return details if known is None else known.hide(details)


def of_person(actor: Actor, item: Item) -> Any:
    """An item's details as they are told to the citizen themselves, by whoever serves them; the caller notes the
    reading. What row security leaves out stays out.
    """
    actor.require("serve_data_subjects")
    details, known = desk_of(item.kind).details(actor, item), known_of(item.kind)
    return details if known is None else known.read(actor, details)
