"""The lists an officer begins with: what waits for this mandate, what lies in its section. The office's whole is
`work.queries.inbox`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.work.queries import PAGE, InboxRow
from lienthong.work.waiting.steps import Step, roles_for, steps_for

ROOM = "lienthong.work.waiting"

MOST_COUNTED = 1_000
"""Of one step in one jurisdiction, or of one jurisdiction: past that, figures say «1.000+»."""

Whose = Literal["me", "section"]
Place = tuple[datetime | None, UUID]
Asked = dict[str, object]
"""Parameters of a statement."""

NONE = "-"
"""In place of an empty text, which an array of PostgreSQL would want quoted."""


class Count(NamedTuple):
    """Work of a list, by kind."""

    kind: str
    n: int
    is_more: bool
    """Only `MOST_COUNTED` were counted: `n` is the least there are."""


def rows(
    actor: Actor, whose: Whose, *, kind: str | None = None, after: Place | None = None, limit: int = PAGE
) -> list[InboxRow]:
    """Open work of the list, soonest due first.

    `me`: whose next act this mandate may do – unless it is in the hands of a colleague who may, or of a section that
    has somebody who may –, also of what came in here and lies elsewhere. `section`: what was given to the actor's
    section or to somebody in it.
    """
    if whose == "me":
        return _waiting(actor, kind, after, limit)[0]
    if not actor.scope:
        return []
    asked = {**_section(actor), "kind": kind or None, **_page(after, limit)}
    return sql.rows(InboxRow, sql.named(ROOM, "section"), asked)


def counts(actor: Actor, whose: Whose) -> list[Count]:
    """How much of it there is, by kind."""
    if whose == "me":
        return _waiting(actor, None, None, 0)[1]
    if not actor.scope:
        return []
    return sql.rows(Count, sql.named(ROOM, "section_counts"), {**_section(actor), "most": MOST_COUNTED})


def rows_and_counts(
    actor: Actor, whose: Whose, *, kind: str | None = None, after: Place | None = None, limit: int = PAGE
) -> tuple[list[InboxRow], list[Count]]:
    """A page and its figures."""
    if whose == "me":
        return _waiting(actor, kind, after, limit)
    return rows(actor, whose, kind=kind, after=after, limit=limit), counts(actor, whose)


def _waiting(
    actor: Actor, kind: str | None, after: Place | None, limit: int
) -> tuple[list[InboxRow], list[Count]]:
    steps = steps_for(actor.abilities)
    if not actor.scope or not steps:
        return [], []
    asked = {**_mine(actor, steps), "kind": kind or None, "most": MOST_COUNTED, **_page(after, limit)}
    figures, page = sql.rows_under(InboxRow, sql.named(ROOM, "waiting"), asked)
    return page, [Count(*figure) for figure in figures or ()]


def _page(after: Place | None, limit: int) -> Asked:
    after_due, after_id = after or (None, None)
    return {"after_due": after_due, "after_id": after_id, "limit": limit}


def _mine(actor: Actor, steps: Sequence[Step]) -> Asked:
    return {
        "held": list(actor.scope),
        "seats": list(actor.scope) if any(step.at_receiver for step in steps) else [],
        "unit": actor.unit,
        "mandate": actor.mandate,
        "section": actor.section,
        "kinds": sql.array(step.kind for step in steps),
        "states": sql.array(step.state for step in steps),
        "steps": sql.array(step.step or NONE for step in steps),
        "buts": sql.array("|".join(step.but) or NONE for step in steps),
        "counters": [step.counter for step in steps],
        "roles": sql.array("|".join(roles_for(step.ability)) for step in steps),
    }


def _section(actor: Actor) -> Asked:
    return {"held": list(actor.scope), "unit": actor.unit, "section": actor.section}
