"""Acts on divided jurisdictions: rules written, rules applied, items decided, decisions looked at a second time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act, reach
from lienthong.ground.journal import append_line
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reorganisation.divisions.queries import (
    EVERYTHING,
    ROOM,
    communes_of,
    division_of,
    divisions_of,
    judged,
    open_work,
    rules_of,
)
from lienthong.reorganisation.divisions.rules import check_rule
from lienthong.reorganisation.divisions.streets import items_of_street
from lienthong.reorganisation.divisions.terms import Division, bad_rule, not_divided, same_eyes, unknown_part

MOST_AT_ONCE = 20_000
"""Items refined by one statement; larger sets go in several statements of one act."""

Choice = tuple[UUID, int, int | None, str]
"""Item, part, rule, reason."""


class RuleRow(NamedTuple):
    id: int
    no: int


class SecondRow(NamedTuple):
    item: UUID
    part: int


class WithdrawnRow(NamedTuple):
    no: int


class RefinedRow(NamedTuple):
    id: UUID
    part: int
    rule: int | None


@official_act
def write_rule(
    plan: int, undivided: int, *, kind: str, pattern: Mapping[str, Any], part: int | None, by: Actor
) -> Answer:
    """Add a rule to a division. The planner may for every ward, a ward's own people for theirs.

    A rule by old commune names no part: the commune's heir has one. It is for divided districts.
    """
    _require_right(undivided, by)
    division = division_of(plan, undivided)
    check_rule(kind, pattern)
    if kind != "commune":
        _require_part(division, part)
    elif part is not None or communes_of(division) is None:
        raise bad_rule(
            "Quy tắc theo xã, phường cũ chỉ dùng cho địa bàn cấp huyện và không nêu phần nhận.", "kind"
        )
    params = {
        "plan": plan,
        "undivided": undivided,
        "kind": kind,
        "pattern": Jsonb(dict(pattern)),
        "part": part,
    }
    written = sql.only_row(RuleRow, sql.named(ROOM, "write_rule"), params)
    append_line(
        "division_rule.written", {"plan": plan, "undivided": undivided, "no": written.no, "part": part}, by=by
    )
    return {"id": written.id, "no": written.no}


@official_act
def write_commune_rules(plan: int, *, by: Actor) -> Answer:
    """The rule by old commune for every divided district that has none. {written: n}"""
    by.require("plan_reorganisation")
    missing = [
        division for division in divisions_of(plan) if communes_of(division) and not _asks_communes(division)
    ]
    for division in missing:
        write_rule(plan, division.undivided, kind="commune", pattern={}, part=None, by=by)
    append_line("division_rules.written", {"plan": plan, "kind": "commune", "written": len(missing)}, by=by)
    return {"written": len(missing)}


def _asks_communes(division: Division) -> bool:
    return any(rule.kind == "commune" for rule in rules_of(division.plan, division.undivided))


@official_act
def withdraw_rule(plan: int, undivided: int, no: int, *, by: Actor) -> Answer:
    """What it decided stays decided, with its reason."""
    _require_right(undivided, by)
    if (
        sql.row(
            WithdrawnRow, sql.named(ROOM, "withdraw_rule"), {"plan": plan, "undivided": undivided, "no": no}
        )
        is None
    ):
        raise NotFound
    append_line("division_rule.withdrawn", {"plan": plan, "undivided": undivided, "no": no}, by=by)
    return {"no": no}


@official_act
def apply_rules(
    plan: int, undivided: int, *, after: UUID | None = None, at_most: int = EVERYTHING, by: Actor
) -> Answer:
    """Refine the open items on which the rules agree. {decided: {part: n}, left: n}

    With `at_most`, a batch of that many by id, from `after` on; the answer's `after` begins the next, None ends.
    """
    by.require("decide_part")
    batch = apply_batch(plan, undivided, after=after, at_most=at_most, actor=by)
    answer: Answer = {"decided": batch.by_part, "left": batch.conflict + batch.unknown}
    return answer if at_most == EVERYTHING else {**answer, "after": batch.after and str(batch.after)}


@dataclass(frozen=True, slots=True)
class Batch:
    """What the rules came to on some items. `after`: the last one asked, if there may be more."""

    asked: int
    by_part: dict[str, int]
    by_rule: dict[int, int]
    conflict: int
    unknown: int
    after: UUID | None

    @staticmethod
    def nothing() -> "Batch":
        return Batch(0, {}, {}, 0, 0, None)


def apply_batch(plan: int, undivided: int, *, after: UUID | None, at_most: int, actor: Actor) -> Batch:
    """Within an act: the rules asked about the next items by id, and what they agree on decided."""
    division = own_division(plan, undivided, actor)
    ids = {rule.no: rule.id for rule in rules_of(plan, undivided)}
    verdicts = list(judged(actor, division, after=after, limit=at_most))
    choices: list[Choice] = [
        (verdict.item, verdict.part, ids[verdict.matches[0].rule], verdict.matches[0].reason)
        for verdict in verdicts
        if verdict.part is not None
    ]
    moved, no_of = _refine(division, choices, actor), {rule: no for no, rule in ids.items()}
    return Batch(
        asked=len(verdicts),
        by_part=_by_part(moved),
        by_rule={no_of[rule]: n for rule, n in _summed((rule, n) for (_, rule), n in moved.items())},
        conflict=sum(verdict.standing == "conflict" for verdict in verdicts),
        unknown=sum(verdict.standing == "unknown" for verdict in verdicts),
        after=verdicts[-1].item if len(verdicts) == at_most else None,
    )


@official_act
def decide_items(
    plan: int, undivided: int, *, items: Sequence[UUID], part: int, reason: str = "", by: Actor
) -> Answer:
    """A person decides for one item or a whole street. Items that left the jurisdiction meanwhile are not touched."""
    by.require("decide_part")
    division = own_division(plan, undivided, by)
    _require_part(division, part)
    _require_visible(division, items, by)
    return {"decided": _by_part(_refine(division, _said_of(list(items), part, reason), by))}


@official_act
def decide_street(
    plan: int, undivided: int, *, street: str, part: int, reason: str = "", by: Actor
) -> Answer:
    """The same for all that is undecided in a street of the work-list, however long; empty: no street to be read."""
    by.require("decide_part")
    division = own_division(plan, undivided, by)
    _require_part(division, part)
    items = items_of_street(division, street)
    if not items:
        raise Refusal("no_items", "Đường này không còn việc nào chờ quyết định.", status=422, field="street")
    return {"decided": _by_part(_refine(division, _said_of(items, part, reason), by))}


def _read(reason: str) -> str:
    return reading.short_line(reason, field="reason", label="Lý do")


def _said_of(items: Sequence[UUID], part: int, reason: str) -> list[Choice]:
    said = _read(reason) or "cán bộ của đơn vị quyết định"
    return [(item, part, None, said) for item in dict.fromkeys(items)]


@official_act
def second_decision(plan: int, undivided: int, item: UUID, *, by: Actor) -> Answer:
    """A second person looked and agrees. Who does not agree decides anew, and the sample asks again."""
    by.require("decide_part")
    own_division(plan, undivided, by)
    params = {"plan": plan, "item": item, "mandate": by.mandate, "person": by.person}
    row = sql.row(SecondRow, sql.named(ROOM, "second"), params)
    if row is None:
        raise same_eyes()
    append_line("decision.seconded", {"plan": plan, "item": str(item), "part": row.part}, by=by)
    return {"item": str(item), "part": row.part}


@official_act
def take_back_items(
    plan: int, undivided: int, *, items: Sequence[UUID], reason: str = "", by: Actor
) -> Answer:
    """Decided items wait again: before the date by the same people, after it also by whoever received them wrongly.

    {taken_back: n}. They lie with the default heir again, who decides anew.
    """
    by.require("decide_part")
    division = division_of(plan, undivided)
    if not {*division.jurisdictions} & {*by.scope}:
        raise NotFound
    _require_visible(division, items, by)
    said = _read(reason) or "rút lại để quyết định lại"
    choices: list[Choice] = [(item, undivided, None, said) for item in dict.fromkeys(items)]
    moved = _refine(division, choices, by, verb="item.unrefined")
    return {"taken_back": sum(moved.values())}


def _require_visible(division: Division, items: Sequence[UUID], by: Actor) -> None:
    """All of them open work of this division that the actor sees."""
    if not items or len(items) > MOST_AT_ONCE:
        raise Refusal("none_chosen", "Chưa chọn hồ sơ nào để quyết định.", status=422, field="items")
    visible = {row.id for row in open_work(by, division, division.jurisdictions, items=items)}
    if missing := set(items) - visible:
        raise not_divided() if len(missing) < len(items) else NotFound()


def _refine(
    division: Division, choices: Sequence[Choice], by: Actor, verb: str = "item.refined"
) -> Counter[tuple[int, int | None]]:
    """{(part, rule): n} of the items that moved."""
    reach(*division.jurisdictions)
    counted: Counter[tuple[int, int | None]] = Counter()
    for start in range(0, len(choices), MOST_AT_ONCE):
        batch = choices[start : start + MOST_AT_ONCE]
        items, parts, rules, reasons = (list(column) for column in zip(*batch, strict=True))
        params = {
            "plan": division.plan, "undivided": division.undivided, "verb": verb,
            "items": items, "parts": parts, "rules": rules, "reasons": reasons,
            "act": act_id(), "unit": by.unit, "mandate": by.mandate, "held": list(by.scope),
        }  # fmt: skip
        counted.update(
            (row.part, row.rule) for row in sql.rows(RefinedRow, sql.named(ROOM, "refine"), params)
        )
    return counted


def _by_part(moved: Counter[tuple[int, int | None]]) -> dict[str, int]:
    return {str(part): n for part, n in _summed((part, n) for (part, _), n in moved.items())}


def _summed(counted: Iterable[tuple[Any, int]]) -> list[tuple[Any, int]]:
    sums: Counter[Any] = Counter()
    for key, n in counted:
        sums[key] += n
    return list(sums.items())


def own_division(plan: int, undivided: int, by: Actor) -> Division:
    """The division, if the actor's unit answers for its jurisdiction today."""
    if undivided not in by.scope:
        raise NotFound
    return division_of(plan, undivided)


def _require_right(undivided: int, by: Actor) -> None:
    if not by.can("plan_reorganisation"):
        by.require("decide_part")
        if undivided not in by.scope:
            raise NotFound


def _require_part(division: Division, part: int | None) -> None:
    if part not in division.names:
        raise unknown_part()
