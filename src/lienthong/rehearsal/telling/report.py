"""The report of a round: numbers with their definitions, the map, the course, the worst, what went wrong.

One set of JSON-able facts serves the page and the PDF, so that they cannot say different things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.wording import n_of, percent, vn_clock, vn_date, vn_datetime
from lienthong.papers.city_map import SQUARED, STRIPED, Mark, city_svg
from lienthong.papers.pdf import FAMILY, pdf, trial_words
from lienthong.rehearsal.conduct import Cost, costs, judges
from lienthong.rehearsal.planning.playbook import TrialRound, pinned_scenarios, round_of
from lienthong.rehearsal.planning.sources import ROOM
from lienthong.rehearsal.standing import OUTSIDE, UNIT_STATE_LABELS, UnitState
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.hands import checks_of, hands_of, twins_of
from lienthong.rehearsal.terms import (
    HUMAN,
    MACHINE,
    PLAYED_BY_LABELS,
    SYSTEM_LABELS,
    SYSTEMS,
    VERDICT_LABELS,
    Verdict,
)
from lienthong.rehearsal.verifying.rates import Rate, Rates

PACKAGE = "lienthong.rehearsal.telling"

Facts = dict[str, Any]

STEPS, UNITS, CASES = "step_rate", "unit_rate", "case_rate"
LABELS = {
    STEPS: "Bước",
    UNITS: "Đơn vị",
    CASES: "Lượt việc",
    "all_systems": "Đơn vị đạt trọn bốn hệ thống",
    "on_time": "Đúng hạn",
    "first_pass": "Đạt ngay lần đầu",
    "autonomy": "Tự làm, không cần hỗ trợ",
    "refusals_caught": "Phát hiện tình huống cài sẵn",
    "coverage": "Độ phủ thủ tục",
    "machine": "Máy làm, không tính cho người",
}
LINES = {
    "conference": ("#0b57d0", []),
    "documents": ("#1f7a4d", [9, 4]),
    "reports": ("#b26a00", [2, 3]),
    "procedures": ("#7a3ea8", [12, 3, 2, 3]),
}
"""Colour and dashes: lines are told apart without colour too."""

GUTTER = 46


class WorldRow(NamedTuple):
    kind: str
    world_now: datetime


class CourseRow(NamedTuple):
    number: int
    as_of: datetime
    is_final: bool
    sha256: str
    steps: dict[str, Rate]


class FindingRow(NamedTuple):
    severity: str
    scenario: str
    step: str
    text: str
    due_on: date | None
    closed_round: int | None
    owner: str | None
    units: list[str] | None


@dataclass(frozen=True)
class Report:
    """What is said of a round at one time."""

    name: str
    facts: Facts

    def pdf(self) -> bytes:
        return pdf(PACKAGE, "report", self.facts)


def report_of(number: int) -> Report:
    trial = round_of(number)
    board = queries.board_of(number)
    rates = board["rates"]
    facts = {
        **_head(trial, board),
        "headline": _rate("all_systems", rates["all_systems"]),
        "systems": [_system(system, rates["systems"][system], _shown(trial)) for system in SYSTEMS],
        "rates": _over_all(trial, rates),
        "verdicts": [{"label": _verdict(name), "n": n} for name, n in board["verdicts"].items()],
        "worst": [_worst(row) for row in board["worst"]],
        "stuck": len(board["stuck"]),
        "failures": _failures(trial),
        "findings": _findings(trial.id),
        "hands": hands_of(trial),
        "twins": twins_of(trial.id),
        "checks": checks_of(trial.id),
        "before": _before(trial, rates),
        "map": map_svg(board["units"]),
        "course": course_svg(_course(trial.id)),
        "definitions": _definitions(rates),
    }
    return Report(f"bao-cao-vong-{number}.pdf", facts)


def _head(trial: TrialRound, board: Mapping[str, Any]) -> Facts:
    title = f"Báo cáo vận hành thử nghiệm, vòng {trial.number}"
    return {
        "title": title,
        "foot": title,
        "number": trial.number,
        "played_by": PLAYED_BY_LABELS[trial.played_by],
        "state": trial.state,
        "units": len(board["units"]),
        "withdrawn": sum(unit["withdrawn"] for unit in board["units"]),
        "started": vn_datetime(trial.starts_at),
        "started_real": vn_datetime(trial.starts_real_at),
        "ended_real": f"kết thúc {vn_datetime(trial.ended_real_at)}"
        if trial.ended_real_at
        else "chưa kết thúc",
        "as_of": vn_clock(clock.real()) + " " + vn_date(clock.real()),
        "seed": trial.seed,
        "speed": f"{trial.speed:g}",
        "scenarios": trial.scenarios,
        "roster_sha256": trial.roster_sha256,
        "expectations_sha256": trial.expectations_sha256,
        "valid": board["validity"],
        "judges": judges(trial.validity),
        "costs": [_cost(cost) for cost in costs(queries.conduct_of(trial))],
        "trial": trial_words(),
    }


def _cost(cost: Cost) -> Facts:
    return {
        "label": cost.label,
        "seconds": _number(cost.seconds, 1),
        "per_act": "" if cost.per_act_ms is None else f"{_number(cost.per_act_ms, 2)} ms",
        "per_request": "" if cost.per_request_ms is None else f"{_number(cost.per_request_ms, 2)} ms",
    }


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _rate(name: str, value: Mapping[str, Any]) -> Facts:
    passed, planned = value["passed"], value["planned"]
    return {"label": LABELS[name], "n_of": n_of(passed, planned), "percent": percent(passed, planned)}


def _shown(trial: TrialRound) -> tuple[str, ...]:
    """In a round of people, what a machine did has a column of its own."""
    return (STEPS, UNITS, CASES, MACHINE) if trial.played_by == HUMAN else (STEPS, UNITS, CASES)


def _over_all(trial: TrialRound, rates: Mapping[str, Any]) -> list[Facts]:
    names = ["on_time", "first_pass", "autonomy", "refusals_caught", "coverage"]
    if trial.played_by == HUMAN:
        names.append(MACHINE)
    return [_rate(name, rates[name]) for name in names]


def _system(system: str, of_system: Mapping[str, Any], shown: Sequence[str]) -> Facts:
    return {
        "label": SYSTEM_LABELS[system],
        "colour": LINES[system][0],
        "dash": LINES[system][1],
        "rates": [_rate(name, of_system[name]) for name in shown],
    }


def _definitions(rates: Mapping[str, Any]) -> list[Facts]:
    some = rates["systems"][SYSTEMS[0]]
    named = {**{name: some[name] for name in (STEPS, UNITS, CASES)}, **rates}
    return [
        {"label": LABELS[name], "definition": value["definition"]}
        for name, value in named.items()
        if name != "systems"
    ]


def _verdict(name: str) -> str:
    if name == MACHINE.upper():
        return LABELS[MACHINE]
    return VERDICT_LABELS[Verdict(name)] if name in set(Verdict) else "Chưa có kết quả"


def _worst(row: Mapping[str, Any]) -> Facts:
    return {
        "code": row["code"],
        "name": row["short_name"],
        "n_of": n_of(row["passed"], row["planned"]),
        "failed": row["failed"],
    }


def _failures(trial: TrialRound) -> list[Facts]:
    """By step, the most frequent first; the instruction says what should have been done."""
    scenarios = pinned_scenarios(trial.id)
    return [
        {
            "scenario": scenarios[row.scenario].name,
            "step": _said(scenarios[row.scenario].step(row.step).do),
            "verdict": _verdict(row.verdict),
            "n": row.n,
            "units": _some(sorted(row.units, key=sort_key)),
            "why": str((row.evidence or {}).get("reason") or (row.evidence or {}).get("nonconforming") or ""),
        }
        for row in queries.failures_of(trial.number)
    ]


def _said(do: Any) -> str:
    return str(getattr(do, "instruct", "") or getattr(do, "observe", "") or do.said or do.call)


def _some(names: Sequence[str], at_most: int = 6) -> str:
    more = f" và {len(names) - at_most} đơn vị khác" if len(names) > at_most else ""
    return ", ".join(names[:at_most]) + more


def _findings(round_id: int) -> list[Facts]:
    return [
        {
            "severity": row.severity,
            "scenario": row.scenario,
            "step": row.step,
            "text": row.text,
            "owner": row.owner or "chưa giao",
            "due_on": vn_date(row.due_on),
            "closed": row.closed_round,
            "units": _some(row.units or []),
        }
        for row in sql.rows(FindingRow, sql.named(ROOM, "findings_of"), {"round": round_id})
    ]


def _before(trial: TrialRound, rates: Rates) -> Facts | None:
    """The round before of the same players: people are compared with people only."""
    params = {"campaign": trial.campaign, "played_by": trial.played_by, "number": trial.number}
    earlier = sql.value(int, sql.named(ROOM, "round_before"), params)
    if earlier is None:
        return None
    then = queries.rates_of(earlier)
    return {
        "number": earlier,
        "rows": [
            {
                "label": SYSTEM_LABELS[system],
                "then": _rate(STEPS, then["systems"][system]["step_rate"]),
                "now": _rate(STEPS, rates["systems"][system]["step_rate"]),
            }
            for system in SYSTEMS
        ],
    }


# --- drawings


def _course(round_id: int) -> list[CourseRow]:
    return sql.rows(CourseRow, sql.named(ROOM, "course"), {"round": round_id})


def course_svg(course: Sequence[CourseRow], width: int = 720, height: int = 200) -> str:
    """Share of the steps passed in each system, snapshot by snapshot."""
    if len(course) < 2:
        return ""
    first = course[0].as_of
    whole = max((course[-1].as_of - first).total_seconds(), 1.0)
    lines = []
    for system in SYSTEMS:
        points = " ".join(
            f"{(shot.as_of - first).total_seconds() / whole * width:.1f},{_y(shot.steps[system], height):.1f}"
            for shot in course
        )
        colour, dash = LINES[system]
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"'
            f' stroke-dasharray="{" ".join(map(str, dash)) or "none"}"/>'
        )
    grid = "".join(
        f'<path d="M0 {height * part:.0f}H{width}" stroke="#d5d9e0" stroke-width="1"/>'
        f'<text x="-8" y="{height * part + 4:.0f}" font-family="{FAMILY}" font-size="12" text-anchor="end"'
        f' fill="#4b5768">{100 - part * 100:.0f} %</text>'
        for part in (0, 0.5, 1)
    )
    said = "Diễn biến tỷ lệ bước đạt theo thời gian"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-GUTTER} -10 {width + GUTTER} {height + 20}" role="img" '
        f'aria-label="{said}">{grid}{"".join(lines)}</svg>'
    )


def _y(rate: Rate, height: int) -> float:
    share = rate["passed"] / rate["planned"] if rate["planned"] else 0.0
    return float(height * (1 - share))


def map_svg(units: Sequence[Mapping[str, Any]]) -> str:
    """The city with the enrolled units in the colour of where they stand; the word stands in the title."""
    states = {unit["code"]: UnitState(unit["state"]) for unit in units}
    return city_svg({code: MARKS[state] for code, state in states.items()}, NOT_ENROLLED)


NOT_ENROLLED = Mark("#eef0f3", OUTSIDE)
FILLS = {
    UnitState.DONE: "#1f7a4d",
    UnitState.WRONG: SQUARED,
    UnitState.GOING: STRIPED,
    UnitState.WAITING: "#c9ced6",
    UnitState.AWAY: "#8a8f98",
}
MARKS = {state: Mark(fill, UNIT_STATE_LABELS[state]) for state, fill in FILLS.items()}
