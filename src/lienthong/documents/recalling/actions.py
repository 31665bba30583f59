"""Asking an issued letter back, and the addressee's answer: each decides for the copy in its hands."""

from typing import NamedTuple
from uuid import UUID

from lienthong.documents.terms import MOVES_OF_RECALL as MOVES
from lienthong.documents.terms import RECALL_ASKED
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import Refusal
from lienthong.work.items.actions import move_item, move_items
from lienthong.work.items.terms import Change

ROOM = "lienthong.documents.recalling"


class InHand(NamedTuple):
    """A delivery of a letter that its addressee has not finished with."""

    item: UUID
    document: UUID
    is_asked: bool


@official_act
def recall_document(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Ask every addressee that still works on the letter to give it back. Who has finished with it keeps it; the answer
    says how many were asked. Refused `nothing_to_recall`, `recall_asked_already`.
    """
    moved = move_item(MOVES["recall_document"], Change(item), by=by)
    in_hand = sql.rows(InHand, sql.named(ROOM, "in_hand"), {"item": item})
    asked = [delivery for delivery in in_hand if not delivery.is_asked]
    if not asked:
        raise _nothing(any_asked=bool(in_hand))
    changes = [Change(delivery.item, {"document": str(delivery.document)}) for delivery in asked]
    move_items(RECALL_ASKED, changes, by=by, reached=True)
    sql.run(sql.named(ROOM, "ask"), {"items": [delivery.item for delivery in asked], "reason": reason})
    return moved.answer(asked=len(asked))


def _nothing(*, any_asked: bool) -> Refusal:
    if any_asked:
        return Refusal(
            "recall_asked_already", "Đã đề nghị thu hồi; các nơi nhận còn giữ văn bản chưa trả lời."
        )
    return Refusal("nothing_to_recall", "Không còn nơi nhận nào đang xử lý văn bản này để thu hồi.")


@official_act
def agree_to_recall(item: UUID, *, by: Actor) -> Answer:
    """The addressee gives the letter back; its number in the register stays taken."""
    moved = move_item(MOVES["agree_to_recall"], Change(item), by=by)
    _answer(item, "agreed", "")
    return moved.answer()


@official_act
def refuse_recall(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The addressee keeps the letter, and says why; work on it goes on where it stood."""
    moved = move_item(MOVES["refuse_recall"], Change(item), by=by)
    _answer(item, "refused", reason)
    return moved.answer()


def _answer(item: UUID, answer: str, reason: str) -> None:
    if not sql.run(sql.named(ROOM, "answer"), {"item": item, "answer": answer, "reason": reason}):
        raise Refusal("recall_not_asked", "Nơi gửi không đề nghị thu hồi văn bản này, hoặc đã được trả lời.")
