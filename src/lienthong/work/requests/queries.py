"""Reads of questions between bodies: what the asker and the body asked see of them."""

from datetime import date, datetime
from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_datetime
from lienthong.kernel.working_time import in_force
from lienthong.work.kinds import state_label
from lienthong.work.queries import Item
from lienthong.work.requests import rules
from lienthong.work.requests.terms import ACCEPTING, REFERRAL

ROOM = "lienthong.work.requests"


class QuestionRow(NamedTuple):
    id: UUID
    subject: str
    state: str
    asked_at: datetime
    due_at: datetime
    closed_at: datetime | None
    body: str | None
    answer: str
    reason: str
    is_party: bool
    jurisdiction: int


class DetailsRow(NamedTuple):
    """A question; `parent` and what is said of it are NULL for those who may not see it."""

    question: str
    answer: str
    reason: str
    body: str | None
    asked_by: str | None
    parent: UUID | None
    parent_kind: str
    parent_reference: str
    parent_subject: str
    parent_state: str


class AskedAbout(TypedDict):
    id: UUID
    kind: str
    reference: str
    subject: str
    state_label: str


class Details(TypedDict):
    """What the desk adds to a question."""

    question: str
    answer: str
    reason: str
    asked_by: str | None
    body: str | None
    late: str
    due_at: datetime | None
    asked_about: AskedAbout | None


def waiting_until(parent: UUID, unit: int, on: date) -> datetime | None:
    """By when a body is to answer an open question about an item; None when none is open."""
    params = {"parent": parent, "unit": unit, "on": on}
    return sql.value(datetime, sql.named(ROOM, "waiting"), params)


class OpenQuestion(NamedTuple):
    id: UUID
    subject: str
    body: str | None
    jurisdiction: int
    is_party: bool


def open_questions(item: UUID) -> list[OpenQuestion]:
    """Those about an item that nobody has answered, for its holder or whoever has a part in them."""
    return sql.rows(OpenQuestion, sql.named(ROOM, "open_on"), {"parent": item})


def requests_on(item: Item) -> list[dict[str, object]]:
    """The questions about an item, for its holder all of them, for others those they have a part in; call after
    `item_of`. `is_party`: the question's own item opens too.
    """
    if item.kind not in ACCEPTING:
        return []
    return [
        {
            **row._asdict(),
            "state_label": state_label(REFERRAL, row.state),
            "late": _late(row.state, row.due_at, row.closed_at, row.jurisdiction),
        }
        for row in sql.rows(QuestionRow, sql.named(ROOM, "on_item"), {"parent": item.id})
    ]


def details(actor: Actor, item: Item) -> Details:
    """`asked_about` is None for those who may not see the parent: the body asked, once the question is closed."""
    row = sql.row(DetailsRow, sql.named(ROOM, "details"), {"item": item.id})
    if row is None:
        raise NotFound
    return {
        "question": row.question,
        "answer": row.answer,
        "reason": row.reason,
        "asked_by": row.asked_by,
        "body": row.body,
        "late": _late(item.state, item.due_at, item.closed_at, item.jurisdiction),
        "due_at": item.due_at,
        "asked_about": _parent(row),
    }


def _parent(row: DetailsRow) -> AskedAbout | None:
    if row.parent is None:
        return None
    return {
        "id": row.parent,
        "kind": row.parent_kind,
        "reference": row.parent_reference,
        "subject": row.parent_subject,
        "state_label": state_label(row.parent_kind, row.parent_state),
    }


def _late(state: str, due_at: datetime | None, closed_at: datetime | None, jurisdiction: int) -> str:
    """How late the answer came, in words; nothing in time. What is still owed is overdue like any other work."""
    if state != "answered" or due_at is None or closed_at is None:
        return ""
    return rules.late_words(rules.minutes_late(due_at, closed_at, in_force().of(jurisdiction)))


def rows(details: Details) -> list[tuple[str, str]]:
    pairs = [
        ("Nội dung xin ý kiến", details["question"]),
        ("Nơi hỏi", details["asked_by"] or ""),
        ("Nơi được hỏi", details["body"] or ""),
        ("Hạn trả lời", vn_datetime(details["due_at"])),
        ("Ý kiến trả lời", details["answer"]),
        ("Lý do", details["reason"]),
    ]
    return [(label, value) for label, value in pairs if value]
