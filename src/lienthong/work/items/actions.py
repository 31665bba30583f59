"""Opening and moving items, called by desks from their acts. Who else writes `work_item` a house test lists."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import act_id, current, reach, reaching
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import fold
from lienthong.kernel.wording import vn_datetime
from lienthong.work.items.refusals import not_holder, wrong_state
from lienthong.work.items.terms import KEEP, Arrival, Change, Move, Moved, NewItem, Note

ROOM = "lienthong.work.items"

SLICE = 168
"""Row security compares each new row with every target in scope, so what nobody there sends is born in slices."""


class WhyNot(NamedTuple):
    """What stood in the way of a move that touched nothing."""

    state: str
    kind: str
    reference: str
    jurisdiction: int
    holder: str | None


class LastHand(NamedTuple):
    """Who did the newest act on an item, and when."""

    person: str
    title: str
    at: datetime


def open_item(new: NewItem, at: Arrival, *, by: Actor) -> Moved:
    """A new item in one jurisdiction, with its first journal line. The caller's rule has allowed the target, which
    stays in reach for the rest of the transaction: the desk goes on writing on it.
    """
    if at.jurisdiction not in by.scope:
        reach(at.jurisdiction)
    _open(new, [at], by)
    due_at = new.due_at and new.due_at.astimezone(UTC)
    return Moved(
        at.item, new.kind, new.reference, new.state, at.jurisdiction, 1, due_at, clock.now().astimezone(UTC)
    )


def open_items(new: NewItem, arrivals: Sequence[Arrival], *, by: Actor) -> None:
    """The same item in each of many jurisdictions, each with its first journal line. Whoever sends has a part in what
    they send, so row security lets all be written at once. The targets of others are in reach only while they are
    written: whoever sends to the nation does not read the nation's work.
    """
    if arrivals and new.sender_seat in by.scope:
        _open(new, arrivals, by)
        return
    for start in range(0, len(arrivals), SLICE):
        part = arrivals[start : start + SLICE]
        with reaching(*(at.jurisdiction for at in part)):
            _open(new, part, by)


def _open(new: NewItem, arrivals: Sequence[Arrival], by: Actor) -> None:
    sql.run(
        sql.named(ROOM, "open_items"),
        {
            **_line(new.verb, by),
            "items": sql.array([at.item.hex for at in arrivals]),
            "jurisdictions": sql.array([str(at.jurisdiction) for at in arrivals]),
            "seats": sql.array(
                ["null" if at.received_seat is None else str(at.received_seat) for at in arrivals]
            ),
            "own": Jsonb({str(at.item): at.facts for at in arrivals if at.facts}),
            "facts": Jsonb(new.facts),
            "kind": new.kind,
            "reference": new.reference,
            "subject": new.subject,
            "words": fold(f"{new.reference} {new.subject} {new.words}"),
            "sender_seat": new.sender_seat,
            "state": new.state,
            "step": new.step,
            "section": new.section,
            "assignee": new.assignee,
            "priority": new.priority,
            "place": new.place,
            "field": new.field,
            "due_at": new.due_at,
            "parent": new.parent,
        },
    )


def move_item(move: Move | Note, change: Change, *, by: Actor, reached: bool = False) -> Moved:
    """Make one move, or say what stands in its way: `NotFound`, `not_holder` or `wrong_state`.

    `reached`: the actor need not hold the jurisdiction (a citizen's own item, an answer that closes a letter); the
    caller's rule has allowed it and row security still applies.
    """
    return move_items(move, [change], by=by, reached=reached)[0]


def move_items(
    move: Move | Note, changes: Sequence[Change], *, by: Actor, reached: bool = False
) -> list[Moved]:
    """The same move of many items, a journal line each: all of them or, with the refusal of one that cannot be moved,
    none. Read them `for update` first when somebody else may be moving them.
    """
    if not reached:
        by.require(move.ability)
    if not changes:
        return []
    _reach_targets(changes, by)
    moved = sql.rows(
        Moved,
        sql.named(ROOM, "move_reached" if reached else "move_held"),
        {
            **_line(move.verb, by),
            **_from_where_to(move),
            "items": sql.array([change.item.hex for change in changes]),
            "changes": Jsonb([change.columns() for change in changes], _as_json),
            "held": sql.array(map(str, by.scope)),
        },
    )
    if len(moved) < len(changes):
        done = {row.id for row in moved}
        left = next(change.item for change in changes if change.item not in done)
        raise _why_not(left, move, by, by_jurisdiction=not reached)
    return moved


def _line(verb: str, by: Actor) -> dict[str, object]:
    """What every journal line of the call says."""
    return {"verb": verb, "act": act_id(), "now": clock.now(), "unit": by.unit, "mandate": by.mandate}


def _from_where_to(move: Move | Note) -> dict[str, object]:
    if isinstance(move, Note):
        kept = {"kind": None, "states": None, "to": None, "step": None, "closes": False}
        return {**kept, "closed_too": move.closed_too}
    return {
        "kind": move.kind,
        "states": sql.array(move.states),
        "to": move.to or None,
        "step": move.step if move.to else None,
        "closes": move.closes,
        "closed_too": False,
    }


def _reach_targets(changes: Sequence[Change], by: Actor) -> None:
    targets = {change.jurisdiction for change in changes if change.jurisdiction is not KEEP}
    if targets and (missing := targets.difference(by.scope, current().reach)):
        reach(*missing)


def _instant(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in a journal line")


_as_json = json.JSONEncoder(default=_instant).encode


def _why_not(item: UUID, move: Move | Note, by: Actor, *, by_jurisdiction: bool) -> Exception:
    row = sql.row(WhyNot, sql.named(ROOM, "why_not"), {"id": item})
    if row is None or (isinstance(move, Move) and row.kind != move.kind):
        return NotFound()
    if by_jurisdiction and row.jurisdiction not in by.scope:
        return not_holder(row.holder)
    return after_whom(item, wrong_state(move.label, row.kind, row.state), by)


def after_whom(item: UUID, late: Refusal, by: Actor) -> Refusal:
    """The refusal of an official who came second, with the person who was first; as it is where that was none."""
    first = sql.row(LastHand, sql.named(ROOM, "last_hand"), {"id": item}) if by.kind == "officer" else None
    if first is None:
        return late
    who = f"{first.person}, {first.title}," if first.title else first.person
    sentence = f"{late.sentence} {who} vừa xử lý lúc {vn_datetime(first.at)}."
    return Refusal(late.code, sentence, status=late.status, **late.facts)
