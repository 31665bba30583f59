"""Giving parts of a letter's work to sections and people, and taking back those still open: what acts on a letter do
beside it, in their transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.directing import queries, rules
from lienthong.documents.directing.rules import Target
from lienthong.documents.directing.terms import DIRECTION, MOVES_BACK_OF_PARTS, Role
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.work.items.actions import move_items, open_item
from lienthong.work.items.terms import Arrival, Change, Moved, NewItem

ROOM = queries.ROOM


class Parts(NamedTuple):
    """Who besides the lead is named for a letter."""

    co: list[Target]
    info: list[Target]


def named_parts(by: Actor, co: Sequence[str], info: Sequence[str], lead: Target) -> Parts:
    """Refuses `unknown_part_taker`, `named_twice`."""
    if not co and not info:
        return Parts([], [])
    staff = queries.staff_of(by)
    parts = Parts(rules.targets(co, staff, "co"), rules.targets(info, staff, "info"))
    rules.check_apart(parts.co, parts.info, lead)
    return parts


def facts_of(parts: Parts, due_at: datetime | None) -> dict[str, object]:
    """What the line of the letter says of its direction: sections and mandates, no names of people."""
    said: dict[str, object] = {} if due_at is None else {"due_at": due_at.isoformat()}
    for role, targets in (("co", parts.co), ("info", parts.info)):
        if targets:
            said[role] = [target.section if target.mandate is None else target.mandate for target in targets]
    return said


def give_parts(
    letter: Moved, subject: str, parts: Parts, words: str, due_at: datetime | None, *, by: Actor
) -> int:
    """An item for everybody named who has none open of this letter; how many were given."""
    new: list[tuple[str, Role]] = []
    for role, targets in (("co", parts.co), ("info", parts.info)):
        for target in queries.new_targets(letter.id, targets):
            item = _part(letter, subject, "co" if role == "co" else "info", target, words, due_at)
            moved = open_item(item, Arrival(letter.jurisdiction), by=by)
            new.append((moved.id.hex, "co" if role == "co" else "info"))
    if new:
        sql.run(
            sql.named(ROOM, "give"),
            {
                "delivery": letter.id,
                "words": words,
                "items": sql.array(item for item, _ in new),
                "roles": sql.array(role for _, role in new),
            },
        )
    return len(new)


def _part(
    letter: Moved, subject: str, role: Role, target: Target, words: str, due_at: datetime | None
) -> NewItem:
    return NewItem(
        DIRECTION,
        subject=subject,
        state="given" if role == "co" else "unread",
        verb="direction.given",
        step="report" if role == "co" else "read",
        section=target.section,
        assignee=target.mandate,
        reference=letter.reference,
        words=words[:500],
        due_at=due_at if role == "co" else None,
        parent=letter.id,
        facts={
            "delivery": str(letter.id),
            "role": role,
            "assignee": target.mandate,
            "section": target.section,
        },
    )


def withdraw_parts(delivery: UUID, *, by: Actor) -> None:
    """With the direction go the parts that nobody has reported."""
    changes = [Change(row.item, {"delivery": str(delivery)}) for row in queries.open_parts(delivery)]
    if changes:
        move_items(MOVES_BACK_OF_PARTS["withdraw_part"], changes, by=by, reached=True)
