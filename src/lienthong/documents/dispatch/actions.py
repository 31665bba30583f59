"""Official acts on a letter that went out: reminding its addressees, entering a receipt, noting what a system told."""

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from lienthong.documents.addressing.rules import follows
from lienthong.documents.addressing.terms import Course
from lienthong.documents.dispatch.rules import due_to_be_reminded
from lienthong.documents.dispatch.terms import RECEIPT, REMIND, REMINDED, TOLD, Whom
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act
from lienthong.kernel.refusals import NotFound
from lienthong.work.items.actions import move_item, move_items
from lienthong.work.items.terms import Change
from lienthong.work.reasons import check_reason

ROOM = "lienthong.documents.dispatch"


class Open(NamedTuple):
    """A copy that its addressee has not done with."""

    item: UUID
    document: UUID
    reminded_at: datetime | None


class Known(NamedTuple):
    """What a body outside has said so far of the letter it was sent."""

    document: UUID
    course: str
    is_recalled: bool
    recall_answer: str


@official_act
def remind_addressees(item: UUID, *, words: str, whom: Whom = "arrived", by: Actor) -> Answer:
    """Tell those who have not registered the letter, or not done with it, what the sender asks of them; those reminded
    within the hour are left out. The answer says how many were. Refuses `nobody_to_remind`, `reminded_lately`,
    `reason_missing`.
    """
    said = check_reason(words)
    moved = move_item(REMIND, Change(item, {"whom": whom}), by=by)
    copies = sql.rows(Open, sql.named(ROOM, "open_copies"), {"item": item, "whom": whom})
    due = [copies[n] for n in due_to_be_reminded([copy.reminded_at for copy in copies], by.at)]
    changes = [Change(copy.item, {"document": str(copy.document)}) for copy in due]
    move_items(REMINDED, changes, by=by, reached=True)
    sql.run(
        sql.named(ROOM, "remind"),
        {"items": [copy.item for copy in due], "draft": item, "act": act_id(), "words": said},
    )
    return moved.answer(reminded=len(due))


@official_act
def note_course(
    item: UUID,
    *,
    outside: int,
    course: Course | None,
    recall: Literal["", "agreed", "refused"] = "",
    words: str = "",
    at: datetime,
    by: Actor,
) -> Answer:
    """What a body outside said by its own system of the letter it was sent, and of the wish to have it back; the
    system's act. What is older than what is known changes nothing. `NotFound` for a place there is not.
    """
    known = sql.row(
        Known, sql.named(ROOM, "known"), {"item": item, "outside": outside}
    )  # until this act is over nobody else writes it
    if known is None:
        raise NotFound
    is_news = course is not None and follows(known.course, course)
    is_answer = recall != "" and known.is_recalled and recall != known.recall_answer
    if is_news or is_answer:
        facts = {"outside": outside, "course": course or "", "recall": recall}
        move_item(TOLD, Change(item, facts), by=by, reached=True)
        sql.run(
            sql.named(ROOM, "note_course"),
            {
                "document": known.document, "outside": outside, "course": course if is_news else None, "at": at,
                "words": words, "recall": recall if is_answer else None,
            },
        )  # fmt: skip
    return {"id": str(item), "outside": outside, "noted": is_news or is_answer}


@official_act
def enter_receipt(item: UUID, *, outside: int, receipt: str, by: Actor) -> Answer:
    """How a body outside took the letter; said again, it is put right. Refuses `NotFound` for a place there is not."""
    moved = move_item(RECEIPT, Change(item, {"outside": outside}), by=by)
    entered = sql.run(
        "update outside_addressee set received_at = coalesce(received_at, world_now()), receipt = %s"
        " where ordinal = %s and document = (select document from draft where item = %s)",
        (receipt, outside, item),
    )
    if not entered:
        raise NotFound
    return moved.answer(outside=outside)
