"""Official acts that take back what was done to a report by mistake."""

from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import NotFound
from lienthong.reports import rules
from lienthong.reports.place import operator_jurisdiction
from lienthong.reports.terms import MOVES_BACK, REPORT
from lienthong.work.items.terms import Change
from lienthong.work.queries import Item, item_of
from lienthong.work.reasons import check_reason
from lienthong.work.reversing.undoing import undo

_LAST_ACT = (
    "select verb from journal where item = %s and not starts_with(verb, 'item.') order by seq desc limit 1"
)


@official_act
def call_back_report(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The switchboard takes back what it handed on to a wrong body, while nobody there has touched it. Refuses
    `other_side_acted`, `not_yours_to_call_back`.
    """
    move = MOVES_BACK["call_back_report"]
    by.require(move.ability)
    check_reason(reason)
    row = item_of(by, item)
    if row.kind != REPORT:
        raise NotFound
    check_called_back(row, by)
    operator = operator_jurisdiction(by.day)
    change = Change(
        item,
        {"from": row.holder},
        jurisdiction=operator,
        assignee=None,
        section="",
        due_at=rules.route_due(by.at, by.calendar.of(operator)),
    )
    return undo(move, change, reason, by=by, reached=True).answer()


def check_called_back(row: Item, by: Actor) -> None:
    rules.check_called_back(
        is_own=row.received_seat in by.scope and row.jurisdiction not in by.scope,
        last_act=sql.value(str, _LAST_ACT, (row.id,)) or "",
        holder=row.holder_name or "Nơi nhận",
    )


@official_act
def put_back_report(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Taken by the wrong person: it waits for somebody of the unit again."""
    return undo(MOVES_BACK["put_back_report"], Change(item, assignee=None), reason, by=by).answer()


@official_act
def withdraw_answer(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A wrong answer is taken back to be given anew. Its reporter may have read it, so they read the reason, too."""
    return undo(MOVES_BACK["withdraw_answer"], Change(item), reason, by=by).answer()


@official_act
def withdraw_report_refusal(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A report that was turned away by mistake waits for the switchboard again."""
    calendar = by.calendar.of(operator_jurisdiction(by.day))
    change = Change(item, due_at=rules.route_due(by.at, calendar))
    return undo(MOVES_BACK["withdraw_report_refusal"], change, reason, by=by).answer()
