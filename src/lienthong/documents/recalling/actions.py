"""Asking an issued letter back, thinking better of it, and the addressee's answer: each decides for its own copy."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.recalling.queries import is_waiting_outside
from lienthong.documents.terms import MOVES_OF_RECALL as MOVES
from lienthong.documents.terms import RECALL_ASKED, RECALL_WITHDRAWN
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import Refusal
from lienthong.work.items.actions import move_item, move_items
from lienthong.work.items.terms import Change, Note

ROOM = "lienthong.documents.recalling"
NOTHING = "Không còn nơi nhận nào đang xử lý văn bản này để thu hồi."


class InHand(NamedTuple):
    """A delivery of a letter that its addressee has not finished with."""

    item: UUID
    document: UUID
    is_asked: bool


@official_act
def recall_document(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Ask every addressee that still works on the letter to give it back, also one that has refused before. Who has
    finished with it keeps it; the answer says how many were asked. A body outside is asked where its own system takes
    it. Refused `nothing_to_recall`, `recall_asked_already`.
    """
    moved = move_item(MOVES["recall_document"], Change(item), by=by)
    beyond = sql.run(sql.named(ROOM, "ask_outside"), {"item": item, "reason": reason})
    asked = _ask(_in_hand(item), reason, by)
    if not asked + beyond:
        raise nothing_to_ask(item)
    return moved.answer(asked=asked + beyond)


@official_act
def ask_back_copies(items: Sequence[UUID], *, reason: str, by: Actor) -> Answer:
    """The same of copies that came from another system, whose sender wants them back there: a step of taking in its
    wish, which has allowed it. Refused `nothing_to_recall`, `recall_asked_already`.
    """
    in_hand = sql.rows(InHand, sql.named(ROOM, "copies_in_hand"), {"items": list(items)})
    asked = _ask(in_hand, reason, by)
    if not asked:
        raise _nothing(any_asked=bool(in_hand))
    return {"asked": asked}


def _ask(in_hand: Sequence[InHand], reason: str, by: Actor) -> int:
    """Those who were not; how many."""
    asked = [delivery for delivery in in_hand if not delivery.is_asked]
    if asked:
        _tell(RECALL_ASKED, asked, by)
        sql.run(sql.named(ROOM, "ask"), {"items": [delivery.item for delivery in asked], "reason": reason})
    return len(asked)


@official_act
def withdraw_recall(item: UUID, *, by: Actor) -> Answer:
    """The sender lets the letter stand after all, where nobody has answered yet; what was answered stays. The answer
    says how many are no longer asked. Refused `no_recall_waiting`.
    """
    moved = move_item(MOVES["withdraw_recall"], Change(item), by=by)
    asked = [delivery for delivery in _in_hand(item) if delivery.is_asked]
    if not asked:
        raise none_waiting(item)
    _tell(RECALL_WITHDRAWN, asked, by)
    sql.run(sql.named(ROOM, "withdraw"), {"items": [delivery.item for delivery in asked]})
    return moved.answer(withdrawn=len(asked))


def none_waiting(item: UUID) -> Refusal:
    return Refusal("no_recall_waiting", "Không còn nơi nhận nào chưa trả lời; không có đề nghị để rút.")


def nothing_to_ask(item: UUID) -> Refusal:
    """Why nobody can be asked for the letter now."""
    return _nothing(any_asked=bool(_in_hand(item)) or is_waiting_outside(item))


def _in_hand(item: UUID) -> list[InHand]:
    return sql.rows(InHand, sql.named(ROOM, "in_hand"), {"item": item})


def _tell(note: Note, deliveries: list[InHand], by: Actor) -> None:
    """The same line in the journal of each addressee's copy."""
    changes = [Change(delivery.item, {"document": str(delivery.document)}) for delivery in deliveries]
    move_items(note, changes, by=by, reached=True)


def _nothing(*, any_asked: bool) -> Refusal:
    if any_asked:
        return Refusal(
            "recall_asked_already", "Đã đề nghị thu hồi; các nơi nhận còn giữ văn bản chưa trả lời."
        )
    return Refusal("nothing_to_recall", NOTHING)


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
        raise not_asked(item)


def not_asked(item: UUID) -> Refusal:
    return Refusal("recall_not_asked", "Nơi gửi không đề nghị thu hồi văn bản này, hoặc đã được trả lời.")
