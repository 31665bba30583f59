"""The report of a round: numbers with their definitions, the map, the course, the worst, what went wrong.

One set of JSON-able facts serves the page and the PDF, so that they cannot say different things.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from xml.sax.saxutils import escape

import typst

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.wording import n_of, percent, vn_clock, vn_date, vn_datetime
from lienthong.rehearsal.planning.playbook import pinned_scenarios, round_of
from lienthong.rehearsal.planning.sources import ROOM
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.terms import PLAYED_BY_LABELS, SYSTEM_LABELS, SYSTEMS, VERDICT_LABELS, Verdict
from lienthong.units.map import CityMap, city_map_svg_paths

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
}
COLOURS = {
    "complete": "#1f7a4d",
    "waiting": "#c9ced6",
    "absent": "#8a8f98",
}
ROOM_AROUND = 150
PATTERNS = """<defs>
<pattern id="begun" width="24" height="24" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect
 width="24" height="24" fill="#d9a400"/><rect width="9" height="24" fill="#f3dc8d"/></pattern>
<pattern id="failed" width="26" height="26" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect
 width="26" height="26" fill="#b3261e"/><rect width="5" height="26" fill="#ffffff"/><rect width="26" height="5"
 fill="#ffffff"/></pattern>
</defs>"""
"""A printed map is read in grey too: what is under way is striped, what did not pass is squared."""

LINES = {
    "conference": ("#0b57d0", []),
    "documents": ("#1f7a4d", [9, 4]),
    "reports": ("#b26a00", [2, 3]),
    "procedures": ("#7a3ea8", [12, 3, 2, 3]),
}
"""Colour and dashes: lines are told apart without colour too."""

GUTTER = 46


@dataclass(frozen=True)
class Report:
    """What is said of a round at one time."""

    name: str
    facts: Facts

    def pdf(self) -> bytes:
        return bytes(typst.compile(_form(), sys_inputs={"facts": json.dumps(self.facts, ensure_ascii=False)}))


@cache
def _form() -> bytes:
    return resources.files(ROOM).joinpath("telling", "report.typ").read_bytes()


def report_of(number: int) -> Report:
    trial = round_of(number)
    board = queries.board_of(number)
    rates = board["rates"]
    facts = {
        **_head(trial, board),
        "headline": _rate("all_systems", rates["all_systems"]),
        "systems": [_system(system, rates["systems"][system]) for system in SYSTEMS],
        "rates": [
            _rate(name, value) for name, value in rates.items() if name not in {"systems", "all_systems"}
        ],
        "verdicts": [{"label": _verdict(name), "n": n} for name, n in board["verdicts"].items()],
        "worst": [_worst(row) for row in board["worst"]],
        "stuck": len(board["stuck"]),
        "failures": _failures(trial),
        "findings": _findings(trial.id),
        "before": _before(trial, rates),
        "map": map_svg(board["units"]),
        "course": course_svg(_course(trial.id)),
        "definitions": _definitions(rates),
    }
    return Report(f"bao-cao-vong-{number}.pdf", facts)


def _head(trial: Any, board: Mapping[str, Any]) -> Facts:
    return {
        "number": trial.number,
        "played_by": PLAYED_BY_LABELS[trial.played_by],
        "state": trial.state,
        "units": len(board["units"]),
        "withdrawn": sum(unit["withdrawn"] for unit in board["units"]),
        "started": vn_datetime(trial.starts_at),
        "started_real": vn_datetime(trial.starts_real_at),
        "ended_real": vn_datetime(trial.ended_real_at) if trial.ended_real_at else "đang chạy",
        "as_of": vn_clock(clock.real()) + " " + vn_date(clock.real()),
        "seed": trial.seed,
        "speed": f"{trial.speed:g}",
        "scenarios": trial.scenarios,
        "roster_sha256": trial.roster_sha256,
        "expectations_sha256": trial.expectations_sha256,
        "valid": _validity(trial, board["valid"]),
        "trial": _world(),
    }


def _validity(trial: Any, valid: bool | None) -> str:
    if valid is None:
        return "chưa đo độ trễ của bộ phát sinh"
    late = f"độ trễ bắt đầu p99 {trial.lateness_p99_ms:.0f} ms".replace(".", ",")
    return f"hợp lệ, {late}" if valid else f"KHÔNG HỢP LỆ, {late}"


def _world() -> str | None:
    kind, now = sql.row("select kind, world_now() from world")
    return (
        None if kind != "trial" else f"Trong hệ thống {vn_datetime(now)} · ngày thật {vn_date(clock.real())}"
    )


def _rate(name: str, value: Mapping[str, Any]) -> Facts:
    passed, planned = value["passed"], value["planned"]
    return {"label": LABELS[name], "n_of": n_of(passed, planned), "percent": percent(passed, planned)}


def _system(system: str, of_system: Mapping[str, Any]) -> Facts:
    return {
        "label": SYSTEM_LABELS[system],
        "colour": LINES[system][0],
        "dash": LINES[system][1],
        "rates": [_rate(name, of_system[name]) for name in (STEPS, UNITS, CASES)],
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
    return VERDICT_LABELS[Verdict(name)] if name in set(Verdict) else "Chưa có kết quả"


def _worst(row: Mapping[str, Any]) -> Facts:
    return {
        "code": row["code"],
        "name": row["short_name"],
        "n_of": n_of(row["passed"], row["planned"]),
        "failed": row["failed"],
    }


def _failures(trial: Any) -> list[Facts]:
    """By step, the most frequent first; the instruction says what should have been done."""
    scenarios = pinned_scenarios(trial.id)
    return [
        {
            "scenario": scenarios[row.scenario].name,
            "step": _said(scenarios[row.scenario].step(row.step).do),
            "verdict": _verdict(row.verdict),
            "n": row.n,
            "units": _some(row.units),
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
        for row in sql.rows(sql.named(ROOM, "findings_of"), {"round": round_id})
    ]


def _before(trial: Any, rates: Mapping[str, Any]) -> Facts | None:
    """The round before of the same players: people are compared with people only."""
    params = {"campaign": trial.campaign, "played_by": trial.played_by, "number": trial.number}
    earlier = sql.one(sql.named(ROOM, "round_before"), params)
    if earlier is None:
        return None
    then = queries.rates_of(earlier)
    return {
        "number": earlier,
        "rows": [
            {
                "label": SYSTEM_LABELS[system],
                "then": _rate(STEPS, then["systems"][system][STEPS]),
                "now": _rate(STEPS, rates["systems"][system][STEPS]),
            }
            for system in SYSTEMS
        ],
    }


# --- drawings


def _course(round_id: int) -> list[Any]:
    return sql.rows(sql.named(ROOM, "course"), {"round": round_id})


def course_svg(course: Sequence[Any], width: int = 720, height: int = 200) -> str:
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
        f'<text x="-8" y="{height * part + 4:.0f}" font-size="12" text-anchor="end" fill="#4b5768">'
        f"{100 - part * 100:.0f} %</text>"
        for part in (0, 0.5, 1)
    )
    said = "Diễn biến tỷ lệ bước đạt theo thời gian"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-GUTTER} -10 {width + GUTTER} {height + 20}" role="img" '
        f'aria-label="{said}">{grid}{"".join(lines)}</svg>'
    )


def _y(rate: Mapping[str, Any], height: int) -> float:
    share = rate["passed"] / rate["planned"] if rate["planned"] else 0.0
    return float(height * (1 - share))


def map_svg(units: Sequence[Mapping[str, Any]]) -> str:
    """The city with the enrolled units in the colour of where they stand; the word stands in the title."""
    states = {unit["code"]: _unit_state(unit) for unit in units}
    city = city_map_svg_paths()
    shapes = "".join(
        f'<path d="{shape.path_d}" fill="{_fill(states.get(shape.code, ""))}" stroke="#ffffff" stroke-width="2">'
        f"<title>{escape(shape.name)}: {STATE_WORDS[states.get(shape.code, '')]}</title></path>"
        for shape in city.units
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_view(city, states)}" role="img" '
        f'aria-label="Bản đồ các đơn vị">{PATTERNS}{shapes}</svg>'
    )


def _fill(state: str) -> str:
    return f"url(#{state})" if state in {"begun", "failed"} else COLOURS.get(state, "#eef0f3")


def _view(city: CityMap, enrolled: Mapping[str, str]) -> str:
    """The whole city, or, when those enrolled lie close together, what is around them."""
    here = [(one.label_x, one.label_y) for one in city.units if one.code in enrolled]
    if not here:
        return city.view_box
    left, top = min(x for x, _ in here) - ROOM_AROUND, min(y for _, y in here) - ROOM_AROUND
    width = max(x for x, _ in here) + ROOM_AROUND - left
    height = max(y for _, y in here) + ROOM_AROUND - top
    return f"{left} {top} {width} {height}" if width < city.width / 2 else city.view_box


STATE_WORDS = {
    "complete": "đạt trọn cả bốn hệ thống",
    "failed": "có bước không đạt",
    "begun": "đang làm",
    "waiting": "chưa có bước nào đạt",
    "absent": "đã rút",
    "": "không tham gia vòng này",
}


def _unit_state(unit: Mapping[str, Any]) -> str:
    if unit["withdrawn"]:
        return "absent"
    if unit["complete"]:
        return "complete"
    states = {counted["state"] for counted in unit["systems"].values()}
    if "failed" in states:
        return "failed"
    return "waiting" if states <= {"waiting"} else "begun"
