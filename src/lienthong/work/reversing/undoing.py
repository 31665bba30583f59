"""The one way in which desks undo a move."""

from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Move, Moved
from lienthong.work.queries import item_if_seen
from lienthong.work.reasons import check_reason, say_reason
from lienthong.work.reversing.rules import check_window


def undo(move: Move, change: Change, reason: str, *, by: Actor, reached: bool = False) -> Moved:
    """Make the move that undoes another, with its reason. Of what is closed, while it may be undone. Refuses
    `reason_missing`, `too_late_to_undo` and what `move_item` refuses. `reached`: the caller's rule has allowed it.
    """
    by.require(move.ability)
    check_reason(reason)
    _check_window(change.item, move, by)
    moved = move_item(move, change, by=by, reached=reached)
    say_reason(change.item, reason)
    return moved


def _check_window(item: UUID, move: Move, by: Actor) -> None:
    row = item_if_seen(item)
    if row is not None and row.kind == move.kind and row.state in move.states:
        check_window(row.closed_at, by.at, by.calendar.of(row.jurisdiction))
