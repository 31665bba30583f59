"""Reads of divisions: which jurisdictions, which rules, which work, and what speaks for which part."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.pages.lists import window
from lienthong.reorganisation.divisions.addresses_shown import address_shown, note_addresses
from lienthong.reorganisation.divisions.rules import Communes, Reader, tried
from lienthong.reorganisation.divisions.terms import (
    SAMPLE_OF,
    Commune,
    Division,
    Facts,
    Part,
    Rule,
    RuleKind,
    Trial,
    Verdict,
)
from lienthong.units.addresses.queries import areas_sought
from lienthong.units.points import area_among

ROOM = "lienthong.reorganisation.divisions"
EVERYTHING = 10_000_000
LARGEST_ID = 2**31
"""What an address of a page may hold and no number of the registry reaches."""


class Dividing(NamedTuple):
    plan: int
    undivided: int


class PartListed(TypedDict):
    name: str
    n: int


class DivisionListed(TypedDict):
    undivided: int
    name: str
    code: str
    left: int
    """Items nobody has decided."""
    total: int
    parts: list[PartListed]


class DivisionsListed(NamedTuple):
    """Of what the actor sees a page, and how much there is by filter."""

    divided: int
    counts: dict[str, int]
    left: int
    total: int
    rows: list[DivisionListed]


class LeftToDecide(NamedTuple):
    plan: int
    undivided: int
    name: str
    n: int


class OpenWork(NamedTuple):
    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    jurisdiction: int
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    address: str
    field: str
    place: int | None
    lon: float | None
    lat: float | None
    decided_part: int | None
    reason: str | None
    rule: int | None
    decided_by: int | None
    second_by: int | None


class PendingRow(NamedTuple):
    """Undecided work as the work-list shows it."""

    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    jurisdiction: int
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    address: str
    field: str
    place: int | None
    lon: float | None
    lat: float | None
    street: str


class UndecidedRow(NamedTuple):
    """What an undecided item says about where it belongs."""

    id: UUID
    address: str
    field: str
    place: int | None
    lon: float | None
    lat: float | None


class SampleRow(NamedTuple):
    item: UUID
    part: int
    by: int
    reason: str
    at: datetime
    second_by: int | None
    reference: str
    subject: str
    jurisdiction: int
    kind: str
    due_at: datetime | None
    address: str
    who: str
    first_person: int
    second_who: str | None


class DecisionRow(NamedTuple):
    item: UUID
    kind: str
    reference: str
    subject: str
    jurisdiction: int
    due_at: datetime | None
    address: str
    reason: str
    at: datetime
    rule: int | None
    who: str | None
    second_who: str | None


class DivisionRow(NamedTuple):
    plan: int
    effective_on: date
    undivided: int
    name: str
    code: str
    heir: int | None
    until: datetime
    parts: list[tuple[int, int | None, str | None, str, int]]


class WaitingRow(NamedTuple):
    jurisdiction: int
    n: int


class CommuneRow(NamedTuple):
    id: int
    name: str
    areas: list[int]
    jurisdiction: int | None
    rules: list[tuple[int, RuleKind, dict[str, object], int]]


def divisions_of(plan: int, held: Sequence[int] | None = None) -> list[Division]:
    """The jurisdictions a plan divides; with `held`, those among them."""
    params = {"plan": plan, "held": None if held is None else list(held)}
    return [_division(row) for row in sql.rows(DivisionRow, sql.named(ROOM, "divisions"), params)]


def _division(row: DivisionRow) -> Division:
    parts = tuple(Part(*part) for part in row.parts)
    return Division(row.plan, row.effective_on, row.undivided, row.name, row.code, row.heir, row.until, parts)


def division_of(plan: int, undivided: int) -> Division:
    divisions = divisions_of(plan, [undivided]) if max(plan, undivided) < LARGEST_ID else []
    if not divisions:
        raise NotFound
    return divisions[0]


def dividing(undivided: int) -> Dividing | None:
    """The plan that divides a jurisdiction, the newest in force; None if none does."""
    return sql.row(Dividing, sql.named(ROOM, "dividing"), {"undivided": undivided})


def divisions_seen(actor: Actor, plan: int) -> list[Division]:
    """The planner and who supervises see all, a unit's people what their unit answers for."""
    sees_all = actor.can("plan_reorganisation") or actor.reads
    return divisions_of(plan, None if sees_all else actor.scope)


def seen_division(actor: Actor, plan: int, undivided: int, *, parts_too: bool = False) -> Division:
    """With `parts_too`, also for whoever answers for one of its parts only."""
    division = division_of(plan, undivided)
    jurisdictions = {*division.jurisdictions} if parts_too else {undivided}
    if not actor.can("plan_reorganisation") and not jurisdictions & {*actor.scope, *actor.reads}:
        raise NotFound
    return division


def rules_of(plan: int, undivided: int) -> list[Rule]:
    return sql.rows(Rule, sql.named(ROOM, "rules"), {"plan": plan, "undivided": undivided})


def waiting(actor: Actor, divisions: Sequence[Division]) -> dict[int, int]:
    """Open work of a plan's divisions by jurisdiction, of the undivided what is in question: as far as the actor
    sees it; for who plans or supervises, its sums.
    """
    if not divisions:
        return {}
    whole = actor.can("plan_reorganisation") or bool(actor.reads)
    params: dict[str, object] = {"plan": divisions[0].plan}
    if not whole:
        params["held"] = [division.undivided for division in divisions]
    rows = sql.rows(WaitingRow, sql.named(ROOM, "sums" if whole else "counts"), params)
    return {row.jurisdiction: row.n for row in rows}


def divisions_listed(
    actor: Actor, plan: int, *, words: str = "", only: str = "", page: int | None = None
) -> DivisionsListed:
    """Those with most undecided first; without `page` all."""
    whole = actor.can("plan_reorganisation") or bool(actor.reads)
    params = {
        "plan": plan, "whole": whole, "held": None if whole else list(actor.scope), "words": fold(words),
        "areas": areas_sought(words, actor.day), "only": only, **window(page),
    }  # fmt: skip
    return sql.only_row(DivisionsListed, sql.named(ROOM, "listed"), params)


def left_to_decide(actor: Actor) -> list[LeftToDecide]:
    """What this person could decide today, for whoever opens the inbox."""
    if not actor.can("decide_part"):
        return []
    return sql.rows(LeftToDecide, sql.named(ROOM, "left_to_decide"), {"held": list(actor.scope)})


def open_work(
    actor: Actor,
    division: Division,
    jurisdictions: Sequence[int],
    *,
    items: Sequence[UUID] | None = None,
    limit: int = EVERYTHING,
) -> list[OpenWork]:
    """Open work of these jurisdictions of the division that the actor sees, with its address and its decision."""
    params = {
        "plan": division.plan, "undivided": division.undivided, "until": division.until,
        "jurisdictions": list(jurisdictions),
        "limit": limit,
        "items": None if items is None else list(items),
    }  # fmt: skip
    return sql.rows(OpenWork, sql.named(ROOM, "open_work"), params)


def facts_of(item: OpenWork | PendingRow | UndecidedRow, division: Division) -> Facts:
    """A point counts by the outlines of the parts' areas, which are planned and not yet in force."""
    areas = {part.area for part in division.parts if part.area is not None}
    area = None if item.lon is None or item.lat is None else area_among(item.lon, item.lat, areas)
    return Facts(item.id, item.address, area, item.field, item.place)


def reader_of(division: Division) -> Reader:
    """The division's rules, made ready; with the old communes, where one of them asks for these."""
    rules = rules_of(division.plan, division.undivided)
    asks = any(rule.kind == "commune" for rule in rules)
    return Reader(rules, communes_of(division) if asks else None)


def communes_of(division: Division) -> Communes | None:
    """The old communes of the district that was divided; None: it was no district."""
    params = {"plan": division.plan, "undivided": division.undivided}
    communes = [
        Commune(row.id, row.name, tuple(row.areas), tuple(Rule(*rule) for rule in row.rules))
        for row in sql.rows(CommuneRow, sql.named(ROOM, "communes"), params)
    ]
    part_of = {part.area: part.id for part in division.parts if part.area is not None}
    known = [commune for commune in communes if set(commune.areas) <= set(part_of)]
    return Communes(known, part_of) if known else None


def judged(
    actor: Actor, division: Division, *, after: UUID | None = None, limit: int = EVERYTHING
) -> Iterator[Verdict]:
    """What the rules say of each undecided item, by id, from `after` on."""
    reader = reader_of(division)
    params = {
        "undivided": division.undivided, "until": division.until, "after": after, "limit": limit
    }  # fmt: skip
    for item in sql.rows(UndecidedRow, sql.named(ROOM, "undecided"), params):
        yield reader.verdict(facts_of(item, division))


def trial_of(actor: Actor, division: Division) -> Trial:
    """The rules tried on the open work: nothing is written."""
    return tried(judged(actor, division))


def planned_afresh() -> None:
    """Reads of a jurisdiction are planned for it alone: of 100,000 items a general plan took five times as long."""
    sql.run("select set_config('plan_cache_mode', 'force_custom_plan', true)")


def people_decisions(actor: Actor, division: Division, *, drawn_only: bool = False) -> list[SampleRow]:
    """Decisions made by people, for the second pair of eyes; with `drawn_only`, those in the sample."""
    planned_afresh()
    params = {
        "plan": division.plan, "jurisdictions": [part.id for part in division.parts], "drawn": drawn_only,
        "one_in": SAMPLE_OF,
    }  # fmt: skip
    rows = sql.rows(SampleRow, sql.named(ROOM, "sample"), params)
    note_addresses(actor, ((row.item, row.kind, row.address) for row in rows))
    return [row._replace(address=address_shown(actor, row.address)) for row in rows]


def decided_by_people(actor: Actor, division: Division) -> int:
    params = {"plan": division.plan, "jurisdictions": [part.id for part in division.parts]}
    return sql.only_value(int, sql.named(ROOM, "decided_by_people"), params)


def decisions(
    actor: Actor, division: Division, *, words: str = "", page: int = 1, size: int
) -> list[DecisionRow]:
    """What was decided, by people and by rules, newest first; one more than a page, to know whether another follows."""
    planned_afresh()
    params = {
        "plan": division.plan, "jurisdictions": [part.id for part in division.parts], "words": fold(words),
        "offset": (page - 1) * size, "limit": size + 1,
    }  # fmt: skip
    rows = sql.rows(DecisionRow, sql.named(ROOM, "decisions"), params)
    note_addresses(actor, ((row.item, row.kind, row.address) for row in rows[:size]))
    return [row._replace(address=address_shown(actor, row.address)) for row in rows]


def heir_name(division: Division) -> str:
    """Who answers for what nobody has decided."""
    return sql.value(str, "select short_name from unit where id = %s", (division.heir,)) or ""
