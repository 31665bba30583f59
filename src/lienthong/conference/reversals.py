"""Official acts that take back what was done to a meeting by mistake."""

from typing import NamedTuple
from uuid import UUID

from lienthong.conference import rules
from lienthong.conference.actions import ROOM, open_points
from lienthong.conference.terms import CALLED_OFF_POINT, MOVES_BACK, REOPENINGS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.work.items.actions import move_items
from lienthong.work.items.terms import Change
from lienthong.work.reversing.rules import other_side_acted
from lienthong.work.reversing.undoing import undo


class ClosedPoint(NamedTuple):
    id: UUID
    state: str
    confirmed: bool


@official_act
def cancel_meeting(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A meeting that was called by mistake is called off, with every invitation. Refuses `other_side_acted` once a
    point has come.
    """
    moved = undo(MOVES_BACK["cancel_meeting"], Change(item), reason, by=by)
    points = open_points(item)
    came = sum(point.state not in CALLED_OFF_POINT.states for point in points)
    if came:
        raise other_side_acted(f"{came} điểm cầu", "đã vào họp")
    changes = [Change(point.id, {"meeting": str(item)}) for point in points]
    move_items(CALLED_OFF_POINT, changes, by=by, reached=True)
    return moved.answer(points=len(points))


@official_act
def reopen_meeting(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A meeting that was ended by mistake goes on, each point as it stood."""
    moved = undo(MOVES_BACK["reopen_meeting"], Change(item), reason, by=by)
    points = sql.rows(ClosedPoint, sql.named(ROOM, "points_to_reopen"), {"meeting": item})
    for move in REOPENINGS:
        changes = [
            Change(point.id, {"meeting": str(item)})
            for point in points
            if rules.reopened_as(point.state, confirmed=point.confirmed) is move
        ]
        move_items(move, changes, by=by, reached=True)
    return moved.answer(points=len(points))
