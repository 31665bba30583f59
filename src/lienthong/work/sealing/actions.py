"""Withdrawing a paper from an item."""

from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act
from lienthong.kernel.refusals import Refusal
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change
from lienthong.work.kinds import KINDS
from lienthong.work.queries import item_of
from lienthong.work.reasons import check_reason, say_reason
from lienthong.work.rules import check_not_sealed
from lienthong.work.sealing.terms import paper_withdrawn


@official_act
def withdraw_paper(item: UUID, *, paper: UUID, reason: str, by: Actor) -> Answer:
    """Seal a paper that was added by mistake, of an item the actor's unit holds, open or closed; it stays where it is,
    for few to open. Refuses `reason_missing`, `sealed`, `no_such_paper`.
    """
    row = item_of(by, item)
    move = paper_withdrawn(KINDS[row.kind])
    by.require(move.ability)
    check_reason(reason)
    check_not_sealed(row.kind, row.state)
    # Moved first: of two who withdraw the same paper the second waits here, and finds it sealed.
    moved = move_item(move, Change(item, {"paper": str(paper)}), by=by)
    if not _stands(item, paper):
        raise no_such_paper()
    say_reason(item, reason)
    sql.run(
        "insert into paper_withdrawal (attachment, item, act, mandate, at) values (%s, %s, %s, %s, world_now())",
        (paper, item, act_id(), by.mandate),
    )
    return moved.answer(paper=str(paper))


def _stands(item: UUID, paper: UUID) -> bool:
    return sql.only_value(
        bool,
        "select exists (select from attachment a where a.id = %(paper)s and a.item = %(item)s"
        " and not exists (select from paper_withdrawal x where x.attachment = a.id))",
        {"paper": paper, "item": item},
    )


def no_such_paper() -> Refusal:
    return Refusal(
        "no_such_paper",
        "Việc này không còn giấy tờ đó, hoặc giấy tờ đã được rút. Hãy tải lại để xem tình trạng mới nhất.",
        status=422,
        field="paper",
    )
