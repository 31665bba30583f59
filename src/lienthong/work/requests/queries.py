"""Reads of questions between bodies: what the asker and the body asked see of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_datetime
from lienthong.personnel.terms import roles_that_can
from lienthong.work.desks.registry import state_label
from lienthong.work.requests import rules
from lienthong.work.requests.terms import ACCEPTING, REFERRAL

ROOM = "lienthong.work.requests"


def bodies(on: date) -> list[tuple[str, str]]:
    """(unit, name) of the bodies that may be asked, for a form: departments, then wards."""
    return [(str(row.id), row.name) for row in _bodies(on, None)]


def answers(unit: int, on: date) -> bool:
    """Whether somebody of the day can answer for a body of this installation."""
    return bool(_bodies(on, unit))


def _bodies(on: date, unit: int | None) -> list[Any]:
    given = {"on": on, "unit": unit, "roles": roles_that_can("answer_request")}
    return sql.rows(sql.named(ROOM, "bodies"), given)


def waiting_until(parent: UUID, unit: int, on: date) -> datetime | None:
    """By when a body is to answer an open question about an item; None when none is open."""
    given = {"parent": parent, "unit": unit, "on": on}
    found: datetime | None = sql.one(sql.named(ROOM, "waiting"), given)
    return found


def requests_on(item: Any) -> list[dict[str, Any]]:
    """The questions about an item, for its holder all of them, for others those they have a part in; call after
    `item_of`. `is_party`: the question's own item opens too.
    """
    if item.kind not in ACCEPTING:
        return []
    return [
        {**row._asdict(), "state_label": state_label(REFERRAL, row.state), "late": _late(row)}
        for row in sql.rows(sql.named(ROOM, "on_item"), {"parent": item.id})
    ]


def details(actor: Actor, item: Any) -> dict[str, Any]:
    """`asked_about` is None for those who may not see the parent: the body asked, once the question is closed."""
    row = sql.row(sql.named(ROOM, "details"), {"item": item.id})
    if row is None:
        raise NotFound
    return {
        "question": row.question,
        "answer": row.answer,
        "reason": row.reason,
        "asked_by": row.asked_by,
        "body": row.body,
        "late": _late(item),
        "due_at": item.due_at,
        "asked_about": _parent(row),
    }


def _parent(row: Any) -> dict[str, Any] | None:
    if row.parent is None:
        return None
    return {
        "id": row.parent,
        "kind": row.parent_kind,
        "reference": row.parent_reference,
        "subject": row.parent_subject,
        "state_label": state_label(row.parent_kind, row.parent_state),
    }


def _late(row: Any) -> str:
    """How late the answer came, in words; nothing in time. What is still owed is overdue like any other work."""
    if row.state != "answered":
        return ""
    return rules.late_words(rules.minutes_late(row.due_at, row.closed_at))


def rows(details: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = [
        ("Nội dung xin ý kiến", details["question"]),
        ("Nơi hỏi", details["asked_by"]),
        ("Nơi được hỏi", details["body"]),
        ("Hạn trả lời", vn_datetime(details["due_at"])),
        ("Ý kiến trả lời", details["answer"]),
        ("Lý do", details["reason"]),
    ]
    return [(label, value) for label, value in pairs if value]
