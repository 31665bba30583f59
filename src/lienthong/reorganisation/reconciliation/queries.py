"""Reads of a reconciliation: the numbers now, under a plan; and what became of the work since."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound
from lienthong.personnel.terms import ABILITIES
from lienthong.reorganisation.people.queries import in_hands
from lienthong.reorganisation.reconciliation.rules import (
    adds_up,
    differences,
    gaps,
    lines_of,
    missing_sources,
    roll_up,
    since_words,
)
from lienthong.reorganisation.reconciliation.terms import (
    Fingerprint,
    Gap,
    Line,
    Outcome,
    Received,
    ReceivedFrom,
    Report,
    Sheet,
    Since,
    Totals,
    UndecidedJurisdiction,
    UnitNames,
    UnitTotals,
    Way,
)

ROOM = "lienthong.reorganisation.reconciliation"


class PlanRow(NamedTuple):
    id: int
    name: str
    effective_on: date
    basis: str
    state: str
    digest: str
    point_of_no_return: date
    at: datetime


class WayRow(NamedTuple):
    jurisdiction: int
    source: int
    target: int
    undivided: bool


class RolesRow(NamedTuple):
    unit: int
    roles: list[str]


class UnitRow(NamedTuple):
    id: int
    code: str
    name: str
    short_name: str
    body: str


class Latest(NamedTuple):
    id: int
    plan: int
    at: datetime
    is_live: bool
    numbers: Report
    sha256: str


class SinceRow(NamedTuple):
    arrived: int
    finished: int
    moved: int


class FingerprintRow(NamedTuple):
    jurisdiction: int
    n: int
    a: Decimal
    b: Decimal


class NumbersRow(NamedTuple):
    plan: int
    numbers: Report


class CompareRow(NamedTuple):
    items: int
    missing: int
    refined: int
    moved: int
    closed: int
    due_changed: int
    codes_changed: int
    by_acts: int
    unexplained: int


class Confirmation(NamedTuple):
    unit: int
    totals: Received
    at: datetime
    code: str
    short_name: str
    who: str
    title: str


class PapersRow(NamedTuple):
    jurisdiction: int
    kind: str
    state: str
    files: int
    fees: int


class LineRow(NamedTuple):
    jurisdiction: int
    kind: str
    state: str
    n: int
    late: int
    seconds_left: int
    a: Decimal
    b: Decimal


class EndingRow(NamedTuple):
    unit: int
    jurisdictions: list[int]


class UndecidedRow(NamedTuple):
    jurisdiction: int
    n: int


def plan_row(plan: int) -> PlanRow:
    row = sql.row(PlanRow, sql.named(ROOM, "plan"), {"plan": plan})
    if row is None:
        raise NotFound
    return row


def lines() -> list[Line]:
    """All open work, counted; files and fees beside it."""
    return lines_of(
        sql.rows(LineRow, sql.named(ROOM, "lines")), sql.rows(PapersRow, sql.named(ROOM, "papers"))
    )


def ways(plan: int, jurisdictions: Iterable[int]) -> dict[int, Way]:
    params = {"plan": plan, "jurisdictions": sorted(set(jurisdictions))}
    rows = sql.rows(WayRow, sql.named(ROOM, "ways"), params)
    return {row.jurisdiction: Way(row.source, row.target, row.undivided) for row in rows}


def sheet_of(plan: int) -> Sheet:
    counted = lines()
    return roll_up(counted, ways(plan, (line.jurisdiction for line in counted)))


def without_sources(plan: int) -> list[int]:
    """Ending units of which there is no work at all, open or closed."""
    held = {
        row.unit: row.jurisdictions for row in sql.rows(EndingRow, sql.named(ROOM, "ending"), {"plan": plan})
    }
    jurisdictions = [jurisdiction for own in held.values() for jurisdiction in own]
    used = set(sql.only_value(list[int], "select baskets_ever_used(%s::int[])", (jurisdictions,)) or ())
    return missing_sources(held, {unit for unit, own in held.items() if used & set(own)})


def lacking(plan: PlanRow, sheet: Sheet) -> list[Gap]:
    params = {"on": plan.effective_on, "units": sorted(sheet.targets)}
    able: dict[int, set[str]] = {}
    for row in sql.rows(RolesRow, sql.named(ROOM, "roles"), params):
        able[row.unit] = {ability for role in row.roles for ability in ABILITIES.get(role, ())}
    return gaps(sheet, able)


def numbers(plan_id: int, *, is_live: bool) -> Report:
    """The report: JSON-able, everything from one reading of the open work. Refuses to exist if it does not add up."""
    plan = plan_row(plan_id)
    sheet = sheet_of(plan_id)
    if not adds_up(sheet):
        raise RuntimeError("the margins of the reconciliation do not sum to its total")
    absent, short = without_sources(plan_id), lacking(plan, sheet)
    units = {*sheet.sources, *sheet.targets, *absent}
    changed = {pair: totals for pair, totals in sheet.pairs.items() if pair[0] != pair[1]}
    return {
        "plan": {
            "id": plan.id, "name": plan.name, "effective_on": plan.effective_on.isoformat(), "basis": plan.basis,
            "state": plan.state, "digest": plan.digest,
        },
        "as_of": plan.at.isoformat(),
        "is_live": is_live,
        "total": sheet.total.as_dict(),
        "moving": sum((totals.n for totals in changed.values()), 0),
        "staying": sheet.total.n - sum(totals.n for totals in changed.values()),
        "kinds": dict(sorted(sheet.kinds.items())),
        "matrix": [(*cell, n) for cell, n in sorted(sheet.cells.items())],
        "pairs": [{"source": s, "target": t, **totals.as_dict()} for (s, t), totals in sorted(changed.items())],
        "sources": _margin(sheet.sources),
        "targets": _margin(sheet.targets),
        "undecided": _undecided(plan_id, sheet),
        "missing_sources": absent,
        "no_recipient": [{"unit": g.unit, "kind": g.kind, "n": g.n, "lacking": list(g.lacking)} for g in short],
        "in_hands": in_hands(plan_id),
        "units": _units(units),
        # A plan writes holdings only. The dry run says so, the comparison afterwards proves it item by item.
        "due_changed": 0,
        "codes_changed": 0,
    }  # fmt: skip


def _undecided(plan: int, sheet: Sheet) -> list[UndecidedJurisdiction]:
    """What is in question of it: a ward that lives on takes in work of its own from the date on."""
    way = ways(plan, sheet.undecided)
    asked = {
        row.jurisdiction: row.n
        for row in sql.rows(UndecidedRow, "select * from city_division_counts(%s)", (plan,))
    }
    return [
        {
            "jurisdiction": jurisdiction,
            "source": way[jurisdiction].source,
            "target": way[jurisdiction].target,
            "n": asked[jurisdiction],
        }
        for jurisdiction in sorted(sheet.undecided)
        if asked.get(jurisdiction)
    ]


def _margin(totals: Mapping[int, Totals]) -> list[UnitTotals]:
    return [{"unit": unit, **counts.as_dict()} for unit, counts in sorted(totals.items())]


def _units(units: Iterable[int]) -> dict[str, UnitNames]:
    rows = sql.rows(UnitRow, sql.named(ROOM, "units"), {"units": sorted(units)})
    return {str(row.id): {"code": row.code, "name": row.name, "short": row.short_name} for row in rows}


def latest(plan: int, reconciliation: int | None = None) -> Latest | None:
    """The newest reconciliation of the plan, or the one named; None if there is none."""
    return sql.row(Latest, sql.named(ROOM, "latest"), {"plan": plan, "id": reconciliation})


def since(plan: int) -> Since | None:
    """What came and went after the plan's newest report; None if there is none."""
    kept = latest(plan)
    if kept is None:
        return None
    row = sql.only_row(SinceRow, sql.named(ROOM, "since"), {"reconciliation": kept.id})
    text = kept.numbers["plan"]["digest"]
    at = clock.local(kept.at)
    return Since(at, row.arrived, row.finished, row.moved, text != plan_row(plan).digest)


def report_age(plan: int) -> str:
    """For those who sign: when the work was counted, and what the report no longer says."""
    return since_words(since(plan))


def fingerprints(reconciliation: int) -> dict[int, Fingerprint]:
    """By jurisdiction as it was: the snapshot's items, hashed again as they are now."""
    rows = sql.rows(FingerprintRow, sql.named(ROOM, "fingerprints"), {"reconciliation": reconciliation})
    return {row.jurisdiction: Fingerprint() + Fingerprint(row.n, int(row.a), int(row.b)) for row in rows}


def outcome(reconciliation: int) -> Outcome:
    """What became of a snapshot."""
    row = sql.row(NumbersRow, "select plan, numbers from reconciliation where id = %s", (reconciliation,))
    if row is None:
        raise NotFound
    compared = sql.only_row(CompareRow, sql.named(ROOM, "compare"), {"reconciliation": reconciliation})
    before = {s["unit"]: _read(s["fingerprint"]) for s in row.numbers["sources"]}
    now = _by_source(row.plan, fingerprints(reconciliation))
    differing = differences(before, now)
    return Outcome(
        items=compared.items,
        missing=compared.missing,
        refined=compared.refined,
        moved=compared.moved,
        closed=compared.closed,
        due_changed=compared.due_changed,
        codes_changed=compared.codes_changed,
        by_acts=compared.by_acts,
        unexplained=compared.unexplained,
        sources_compared=len(before),
        sources_differing=[
            {"unit": unit, "before": was.hex(), "after": now_.hex()}
            for unit, (was, now_) in differing.items()
        ],
    )


def _read(text: str) -> Fingerprint:
    n, a, b = text.split(":")
    return Fingerprint(int(n), int(a, 16), int(b, 16))


def _by_source(plan: int, by_jurisdiction: Mapping[int, Fingerprint]) -> dict[int, Fingerprint]:
    by_source: dict[int, Fingerprint] = {}
    way = ways(plan, by_jurisdiction)
    for jurisdiction, fingerprint in by_jurisdiction.items():
        source = way[jurisdiction].source
        by_source[source] = by_source.get(source, Fingerprint()) + fingerprint
    return by_source


def with_names(report: Report) -> dict[int, str]:
    return {int(unit): names["short"] for unit, names in report["units"].items()}


def totals_of(plan: int, unit: int) -> Received:
    """What a unit receives by the plan.

    `handed_over` is the number in the newest kept report; the difference is what was closed or moved since.
    """
    cells = sheet_of(plan).cells
    kinds: dict[int, dict[str, int]] = {}
    for (source, target, kind, _), n in cells.items():
        if target == unit and source != unit:
            own = kinds.setdefault(source, {})
            own[kind] = own.get(kind, 0) + n
    kept = latest(plan)
    promised = {p["source"]: p["n"] for p in kept.numbers["pairs"] if p["target"] == unit} if kept else {}
    everyone = sorted({*kinds, *promised})
    names = _units(everyone)
    sources: list[ReceivedFrom] = [
        {
            "unit": giver, "short": names[str(giver)]["short"], "n": sum(kinds.get(giver, {}).values()),
            "kinds": kinds.get(giver, {}), "handed_over": promised.get(giver),
        }
        for giver in everyone
    ]  # fmt: skip
    return {
        "n": sum(source["n"] for source in sources),
        "kinds": _summed(kinds.values()),
        "handed_over": sum(promised.values()) if kept else None,
        "counts": {str(source["unit"]): source["n"] for source in sources},
        "sources": sources,
        "reconciliation": kept.id if kept else None,
    }


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for own in counts:
        for kind, n in own.items():
            sums[kind] = sums.get(kind, 0) + n
    return sums


def confirmations(plan: int) -> list[Confirmation]:
    return sql.rows(Confirmation, sql.named(ROOM, "confirmations"), {"plan": plan})
