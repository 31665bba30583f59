"""Official acts that take back what was done with an incident by mistake."""

from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.incidents import rules
from lienthong.incidents.terms import INCIDENT, MOVES_BACK
from lienthong.kernel.refusals import NotFound
from lienthong.work.items.terms import Change, Moved
from lienthong.work.queries import item_of
from lienthong.work.reversing.undoing import undo


@official_act
def withdraw_incident(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Nothing was broken: whoever it was reported for, by or to closes it. Not once somebody is mending it."""
    return _undo("withdraw_incident", Change(item), reason, by).answer()


@official_act
def put_back_incident(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Taken by the wrong person: it waits for another."""
    return _undo("put_back_incident", Change(item, assignee=None), reason, by).answer()


@official_act
def reopen_incident(item: UUID, *, reason: str, by: Actor) -> Answer:
    """It does not work after all."""
    return _undo("reopen_incident", Change(item, assignee=None), reason, by).answer()


def _undo(act: str, change: Change, reason: str, by: Actor) -> Moved:
    """By the unit concerned, the one that reported it, or the centre that received it."""
    move = MOVES_BACK[act]
    by.require(move.ability)
    row = item_of(by, change.item)
    if row.kind != INCIDENT:
        raise NotFound
    rules.check_has_a_part(row.jurisdiction, row.received_seat, row.sender_seat, by.scope)
    return undo(move, change, reason, by=by, reached=True)
