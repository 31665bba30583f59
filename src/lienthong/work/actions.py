"""Opening and moving items. Desks call these from their acts; nothing else writes `work_item`."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import files, sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act, reach
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import fold
from lienthong.work.queries import Item
from lienthong.work.terms import KEEP, KIND_LABELS, Move, Moved

_SETTABLE = ("section", "assignee", "reference", "priority", "due_at", "paused_at", "place", "jurisdiction")


class WhyNot(NamedTuple):
    """What stood in the way of a move that touched nothing."""

    state: str
    kind: str
    reference: str
    jurisdiction: int
    holder: str | None


def open_item(
    kind: str,
    *,
    subject: str,
    jurisdiction: int,
    state: str,
    verb: str,
    by: Actor,
    facts: dict[str, Any] | None = None,
    reference: str = "",
    words: str = "",
    received_seat: int | None = None,
    sender_seat: int | None = None,
    step: str = "",
    section: str = "",
    assignee: int | None = None,
    priority: int = 0,
    place: int | None = None,
    field: str = "",
    due_at: datetime | None = None,
    parent: UUID | None = None,
    item: UUID | None = None,
) -> Moved:
    """A new item in a basket, with its first journal line. The caller's rule has allowed the target."""
    if jurisdiction not in by.scope:
        reach(jurisdiction)
    return sql.only_row(
        Moved,
        sql.named("lienthong.work", "open_item"),
        {
            "id": item or uuid7(),
            "kind": kind,
            "reference": reference,
            "subject": subject,
            "words": fold(f"{reference} {subject} {words}"),
            "jurisdiction": jurisdiction,
            "received_seat": received_seat,
            "sender_seat": sender_seat,
            "state": state,
            "step": step,
            "section": section,
            "assignee": assignee,
            "priority": priority,
            "place": place,
            "field": field,
            "due_at": due_at,
            "parent": parent,
            "verb": verb,
            "act": act_id(),
            "now": clock.now(),
            "unit": by.unit,
            "mandate": by.mandate,
            "facts": Jsonb(facts or {}),
        },
    )


def move_item(
    item: UUID,
    move: Move,
    *,
    by: Actor,
    facts: dict[str, Any] | None = None,
    to: str | None = None,
    closes: bool | None = None,
    as_system: bool = False,
    **changes: Any,
) -> Moved:
    """Make one move, or say what stands in its way.

    `changes` may name section, assignee, reference, priority, due_at, paused_at, place, jurisdiction. `as_system`
    moves an item whose basket the actor does not hold (a citizen's own item, an answer that closes a letter):
    the caller's rule has allowed it and row security still applies.
    """
    if not as_system:
        by.require(move.ability)
    unknown = set(changes) - set(_SETTABLE)
    if unknown:
        raise TypeError(f"move_item cannot set {unknown}")
    target = changes.get("jurisdiction", KEEP)
    if target is not KEEP and target not in by.scope:
        reach(target)
    given = {name: changes.get(name) for name in _SETTABLE}
    params = {
        **given,
        "set": [name for name in changes if changes[name] is not KEEP],
        "section": changes.get("section") or "",
        "reference": changes.get("reference") or "",
        "priority": changes.get("priority") or 0,
        "id": item,
        "kinds": [move.kind],
        "from": sorted(move.states),
        "to": to or move.to,
        "step": move.step,
        "close": move.closes if closes is None else closes,
        "verb": move.verb,
        "act": act_id(),
        "now": clock.now(),
        "unit": by.unit,
        "mandate": by.mandate,
        "facts": Jsonb(facts or {}),
        "held": list(by.scope),
    }
    text = "move_any" if as_system else "move"
    found = sql.row(Moved, _move_text(text), params)
    if found is None:
        raise _why_not(item, move, by, by_basket=not as_system)
    return found


def _move_text(name: str) -> str:
    text = sql.named("lienthong.work", "move")
    return text if name == "move" else text.replace(" and jurisdiction = any (%(held)s)", "")


def _why_not(item: UUID, move: Move, by: Actor, *, by_basket: bool) -> Exception:
    found = sql.row(WhyNot, sql.named("lienthong.work", "why_not"), {"id": item})
    if found is None or found.kind != move.kind:
        return NotFound()
    if by_basket and found.jurisdiction not in by.scope:
        return Refusal(
            "not_holder",
            f"Việc này đang thuộc {found.holder or 'cơ quan khác'}; bạn chỉ được xem.",
            status=403,
        )
    return Refusal(
        "wrong_state",
        f"Không thể «{move.label}»: {KIND_LABELS[found.kind].lower()} này không còn ở bước đó."
        " Hãy tải lại để xem tình trạng mới nhất.",
        state=found.state,
    )


@official_act
def assign_item(item: UUID, *, assignee: int | None, section: str | None = None, by: Actor) -> Answer:
    """Give an open item to a person's mandate or a section of the unit that holds it; the state stays."""
    by.require("assign_item")
    found = sql.row(Item, sql.named("lienthong.work", "item"), {"id": item})
    if found is None or found.closed_at is not None:
        raise NotFound
    if assignee is not None and not sql.only_value(
        bool, sql.named("lienthong.work", "is_colleague"), (assignee, by.unit)
    ):
        raise Refusal("unknown_assignee", "Người nhận việc không thuộc đơn vị.", status=422, field="assignee")
    move = Move(
        "assign_item",
        "Phân công",
        found.kind,
        frozenset({found.state}),
        found.state,
        "item.assigned",
        "assign_item",
        step=found.step,
    )
    return move_item(
        item,
        move,
        by=by,
        facts={"assignee": assignee, "section": section},
        assignee=assignee,
        section=found.section if section is None else section,
    ).answer()


@official_act
def attach_file(item: UUID, *, name: str, content: bytes, by: Actor) -> Answer:
    """Add a paper to an open item the actor's unit holds."""
    found = sql.row(Item, sql.named("lienthong.work", "item"), {"id": item})
    if found is None:
        raise NotFound
    if found.closed_at is not None:
        raise Refusal("closed", "Việc này đã kết thúc, không thể thêm giấy tờ.")
    digest = files.keep(content)
    move = Move(
        "attach_file",
        "Thêm giấy tờ",
        found.kind,
        frozenset({found.state}),
        found.state,
        "item.paper_added",
        "view_board",
        step=found.step,
    )
    moved = move_item(item, move, by=by, facts={"digest": digest})
    sql.run(
        "insert into attachment (id, item, digest, name, mandate, at) values (%s, %s, %s, %s, %s, world_now())",
        (uuid7(), item, digest, name[:200], by.mandate),
    )
    return moved.answer(digest=digest)
