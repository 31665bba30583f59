"""Official acts on parts of a letter's work."""

from uuid import UUID

from lienthong.documents.directing import rules
from lienthong.documents.directing.queries import ROOM
from lienthong.documents.directing.terms import MOVES_BACK_OF_PARTS, MOVES_OF_PARTS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change
from lienthong.work.reversing.undoing import undo


@official_act
def report_part(item: UUID, *, report: str, by: Actor) -> Answer:
    """Who co-operates says what came of their part; whoever leads the letter reads it there. Refuses `report_empty`."""
    rules.check_said(report)
    moved = move_item(MOVES_OF_PARTS["report_part"], Change(item), by=by)
    sql.run(sql.named(ROOM, "report"), {"item": item, "report": report, "act": act_id()})
    return moved.answer()


@official_act
def read_part(item: UUID, *, by: Actor) -> Answer:
    """Who was to know of a letter has seen it."""
    return move_item(MOVES_OF_PARTS["read_part"], Change(item), by=by).answer()


@official_act
def withdraw_part(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The leader takes one part back: it was given to the wrong section, or is needed no more."""
    return undo(MOVES_BACK_OF_PARTS["withdraw_part"], Change(item), reason, by=by).answer()


@official_act
def reopen_part(item: UUID, *, reason: str, by: Actor) -> Answer:
    """What was reported by mistake is to be done again."""
    return undo(MOVES_BACK_OF_PARTS["reopen_part"], Change(item), reason, by=by).answer()
