"""Reads of the parts that sections and people have in a letter."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.documents.directing.rules import Target
from lienthong.documents.directing.terms import DIRECTION, ROLES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.personnel.queries import colleagues
from lienthong.work.kinds import state_label

ROOM = "lienthong.documents.directing"


class PartRow(NamedTuple):
    item: UUID
    section: str
    assignee: int | None

    @property
    def target(self) -> Target:
        return Target(self.section, self.assignee)


class OwnRow(NamedTuple):
    delivery: UUID
    role: str
    words: str
    report: str
    lead_section: str | None
    lead_name: str | None


class OwnPart(TypedDict):
    """A part as whoever has it sees it."""

    delivery: UUID
    role: str
    words: str
    report: str
    lead: str


class PartFacts(TypedDict):
    """Who has a part in a letter, as the database says it; instants as ISO 8601 writes them."""

    item: str
    role: str
    words: str
    report: str
    state: str
    who: str
    due_at: str | None
    closed_at: str | None


class Part(TypedDict):
    """Who has a part in a letter and what became of it, for page and API."""

    item: str
    role: str
    role_label: str
    who: str
    words: str
    state: str
    state_label: str
    due_at: datetime | None
    closed_at: datetime | None
    report: str


def part_of(facts: PartFacts) -> Part:
    due_at, closed_at = facts["due_at"], facts["closed_at"]
    return {
        "item": facts["item"],
        "role": facts["role"],
        "role_label": ROLES[facts["role"]],
        "who": facts["who"],
        "words": facts["words"],
        "state": facts["state"],
        "state_label": state_label(DIRECTION, facts["state"]),
        "due_at": datetime.fromisoformat(due_at) if due_at else None,
        "closed_at": datetime.fromisoformat(closed_at) if closed_at else None,
        "report": facts["report"],
    }


def open_parts(delivery: UUID) -> list[PartRow]:
    """Those nobody has reported or read yet."""
    return sql.rows(PartRow, sql.named(ROOM, "parts"), {"delivery": delivery})


def own_part(item: UUID) -> OwnPart:
    row = sql.row(OwnRow, sql.named(ROOM, "part"), {"item": item})
    if row is None:
        raise NotFound
    lead = " · ".join(filter(None, (row.lead_name, row.lead_section)))
    return {
        "delivery": row.delivery,
        "role": row.role,
        "words": row.words,
        "report": row.report,
        "lead": lead,
    }


def rows(part: OwnPart | None) -> list[tuple[str, str]]:
    """A part as label and value; nothing of what is none."""
    if part is None:
        return []
    return [
        ("Vai trò", ROLES[part["role"]]),
        ("Ý kiến chỉ đạo", part["words"]),
        ("Chủ trì", part["lead"]),
        ("Báo cáo phần việc", part["report"]),
    ]


def staff_of(actor: Actor) -> dict[int, str]:
    """Mandate → section, of the actor's unit today."""
    return {person.mandate: person.section for person in colleagues(actor)}


def new_targets(delivery: UUID, targets: Sequence[Target]) -> list[Target]:
    """Those who have no open part in the letter yet."""
    having = {row.target for row in open_parts(delivery)}
    return [target for target in targets if target not in having]
