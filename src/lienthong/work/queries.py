"""Reads of the work in flight. Every one takes the actor: you reach a thing only through the person asking."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold

ROOM = "lienthong.work"
PAGE = 50

WIDE = 60
"""Past this many baskets one ordered walk over all open work beats a walk down each (measured: GROUND.md)."""

Late = Literal["own", "before"]

POLL_OVERLAP = timedelta(seconds=5)
"""A transaction may commit after a later one: a poll looks back a little so that nothing is missed."""


def inbox(
    actor: Actor,
    *,
    kind: str | None = None,
    state: str | None = None,
    section: str | None = None,
    mine: bool = False,
    late: Late | None = None,
    after: tuple[datetime | None, UUID] | None = None,
    limit: int = PAGE,
) -> list[Any]:
    """Open work in the baskets the actor's unit holds, soonest due first. `late`: overdue with this unit (`own`), or
    before it answered for the basket (`before`).
    """
    if not actor.scope:
        return []
    text = sql.named(ROOM, "inbox_narrow" if len(actor.scope) <= WIDE else "inbox_wide")
    after_due, after_id = after or (None, None)
    return sql.rows(
        text,
        {
            "held": list(actor.scope),
            "kind": kind,
            "state": state,
            "section": section,
            "mine": actor.mandate if mine else None,
            "late": late,
            "after_due": after_due,
            "after_id": after_id,
            "limit": limit,
        },
    )


def place_of(row: Any) -> str:
    """Where a row stands in the list, as the next page is asked for: `<due, UTC>_<id>`."""
    due = row.due_at.astimezone(UTC).isoformat().replace("+00:00", "Z") if row.due_at else ""
    return f"{due}_{row.id}"


def place_after(text: str) -> tuple[datetime | None, UUID] | None:
    """The place a page begins after; None when the text names none."""
    due, _, item = text.partition("_")
    try:
        return (datetime.fromisoformat(due) if due else None), UUID(item)
    except ValueError:
        return None


def changed_since(actor: Actor, since: datetime | None) -> list[Any]:
    return sql.rows(sql.named(ROOM, "changed_since"), {"held": list(actor.scope), "since": since})


def item_of(actor: Actor, item: UUID) -> Any:
    """The item, if the actor may see it."""
    found = sql.row(sql.named(ROOM, "item"), {"id": item})
    if found is None:
        raise NotFound
    return found


def timeline(item: UUID) -> list[Any]:
    """The item's journal; call after `item_of`."""
    return sql.rows(sql.named(ROOM, "timeline"), {"id": item})


def search(actor: Actor, words: str, *, limit: int = PAGE) -> list[Any]:
    """Items in which the actor's baskets have a part, by words without marks or by reference."""
    return sql.rows(
        sql.named(ROOM, "search"), {"words": fold(words), "reference": words.strip(), "limit": limit}
    )


def counts(actor: Actor) -> list[Any]:
    """Open work by kind and state, and how much of it is overdue."""
    return sql.rows(sql.named(ROOM, "counts"), {"held": list(actor.scope)})


def attachment_of(actor: Actor, item: UUID, attachment: UUID) -> Any:
    found = sql.row(
        "select a.digest, a.name, f.content_type from attachment a join stored_file f on f.digest = a.digest"
        " where a.id = %s and a.item = %s",
        (attachment, item),
    )
    if found is None:
        raise NotFound
    return found


def verify_chains(connection: Connection[Any]) -> Mapping[str, Any]:
    """Check every chain of the journal: {lines, chains, headless, broken}. Needs a role that sees all."""
    with connection.cursor(row_factory=dict_row) as cursor:
        found = cursor.execute(sql.named(ROOM, "verify")).fetchone()
    assert found is not None
    return {**found, "broken": found["broken"] or []}


def loads(actor: Actor) -> dict[int, Any]:
    """Open, late and closed today, per unit, of the work this actor may see."""
    found = sql.rows(sql.named(ROOM, "loads"), {"seen": list({*actor.scope, *actor.reads})})
    return {row.unit: row for row in found}
