"""Official acts for the person the data are about: told, restricted, released; what is corrected each desk knows."""

from collections.abc import Sequence
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import NotFound
from lienthong.work.desks.registry import known_of
from lienthong.work.desks.terms import Kind
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Move, Note
from lienthong.work.persons.rights.forms import SayWhy
from lienthong.work.persons.rights.terms import (
    ABILITY,
    RELEASED,
    RESTRICTED,
    RightAct,
    not_restricted,
    restricted_already,
)
from lienthong.work.persons.rights.uses import ROOM, keep_use, set_words


@official_act
def tell_person(*, items: Sequence[UUID], reason: str, by: Actor) -> Answer:
    """That a person was told what is held about them in these items; also that it is nothing."""
    by.require(ABILITY)
    for item in items:
        keep_use("told", item, reason=reason, by=by)
    append_line("person.told", {"items": len(items)}, by=by)
    return {"items": len(items)}


@official_act
def restrict_person(item: UUID, *, reason: str, by: Actor) -> Answer:
    """From now on only whose step it is sees whom the item is about, and nobody finds it by their name or number.
    Refused `restricted_already`; an item that is about no citizen is `NotFound`.
    """
    moved = move_item(RESTRICTED, Change(item), by=by)
    known = known_of(moved.kind)
    if known is None:
        raise NotFound
    if not keep_use("restricted", item, reason=reason, by=by):
        raise restricted_already()
    set_words(item, known.words(item))
    return moved.answer(restricted=True)


@official_act
def release_person(item: UUID, *, reason: str, by: Actor) -> Answer:
    """It is seen and found as before. Refused `not_restricted`."""
    moved = move_item(RELEASED, Change(item), by=by)
    if not sql.run(sql.named(ROOM, "release"), {"item": item}):
        raise not_restricted()
    keep_use("released", item, reason=reason, by=by)
    known = known_of(moved.kind)
    set_words(item, known.words(item) if known else "")
    return moved.answer(restricted=False)


def rights_of(kind: Kind) -> tuple[RightAct, ...]:
    """To restrict and to release, at any state of a kind that is about a citizen."""
    states = frozenset(kind.states)

    def at_any_state(note: Note) -> Move:
        return Move(note.act, note.label, kind.name, states, "", note.verb, note.ability)

    return (
        RightAct(at_any_state(RESTRICTED), restrict_person, SayWhy, restricted=False),
        RightAct(at_any_state(RELEASED), release_person, SayWhy, restricted=True),
    )
