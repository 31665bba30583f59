"""What issuing a letter does to the one it answers, corrects or replaces. Steps of issuing, each of its transaction."""

from typing import NamedTuple
from uuid import UUID

from lienthong.documents.following.terms import ANSWERED_AGAIN, ANSWERED_IN_PART, ISSUED, REVISED
from lienthong.documents.terms import ANSWERED, DELIVERY
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.items.actions import move_item, move_items
from lienthong.work.items.terms import Change, Facts
from lienthong.work.queries import Item, item_of

ROOM = "lienthong.documents.following"


class AnsweredRow(NamedTuple):
    """The copy of a letter that is answered."""

    id: UUID
    state: str
    jurisdiction: int


class CopyRow(NamedTuple):
    item: UUID
    kind: str


def own_letter(answers: UUID, by: Actor) -> Item:
    """The letter to be answered. One answers what lies with one's own unit; another's is as unknown as none."""
    letter = item_of(by, answers)
    if letter.kind != DELIVERY or letter.jurisdiction not in by.scope:
        raise NotFound
    return letter


def letter_to_revise(revises: UUID, *, by: Actor) -> UUID:
    """The document of an issued letter of the actor's own body. Refuses `NotFound`, `not_issued_yet`."""
    letter = item_of(by, revises)
    if letter.kind != ISSUED[0] or letter.jurisdiction not in by.scope:
        raise NotFound
    if letter.state != ISSUED[1]:
        raise Refusal(
            "not_issued_yet",
            "Chỉ đính chính, thay thế được văn bản đã phát hành; dự thảo thì sửa trực tiếp.",
            status=422,
            field="revises",
        )
    return sql.only_value(UUID, "select document from draft where item = %s", (revises,))


def keep_revision(document: UUID, way: str, revised: UUID) -> None:
    sql.run("insert into revision (document, way, revised) values (%s, %s, %s)", (document, way, revised))


def note_answer(answers: UUID, facts: Facts, *, in_part: bool, by: Actor) -> None:
    """The first whole answer closes the letter. What comes after it, a part, and an answer to what was closed or given
    away meanwhile goes out all the same: the letter's journal says so.
    """
    letter = sql.row(AnsweredRow, sql.named(ROOM, "answered"), {"item": answers})
    if letter is None:
        return  # it lies with another body now, which has its history
    change = Change(answers, facts)
    is_held = letter.jurisdiction in by.scope
    if in_part:
        move_item(ANSWERED_IN_PART, change, by=by, reached=not is_held)
    elif is_held and letter.state in ANSWERED.states:
        move_item(ANSWERED, change, by=by)
    else:
        move_item(ANSWERED_AGAIN, change, by=by, reached=not is_held)


def note_revision(way: str, revised: UUID, facts: Facts, *, by: Actor) -> int:
    """Tell the letter that is corrected or replaced and each of its copies; how many copies."""
    of_draft, of_copy = REVISED[way]
    draft = sql.value(UUID, "select item from draft where document = %s", (revised,))
    if draft is None:
        raise NotFound
    move_item(of_draft, Change(draft, facts), by=by, reached=True)
    copies = sql.rows(CopyRow, sql.named(ROOM, "copies"), {"document": revised})
    move_items(of_copy, [Change(copy.item, facts) for copy in copies], by=by, reached=True)
    return len(copies)
