"""The board as its templates and sheets are told it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from lienthong.board import terms
from lienthong.board.queries import (
    Attempt,
    Counted,
    Incident,
    Numbers,
    StepCounts,
    StuckItem,
    TickerLine,
    UnitNumbers,
    UnitRound,
    at,
    machine_of,
    validity_of,
)
from lienthong.board.rules import RoundStanding, UnitStanding, by_state, worst
from lienthong.kernel.wording import due_words
from lienthong.rehearsal.conduct import INVALID_LABELS, Validity, judges
from lienthong.rehearsal.scripts.catalogue import known
from lienthong.rehearsal.scripts.scenario import Call, Instruct, Step
from lienthong.rehearsal.standing import OUTSIDE, UNIT_STATE_LABELS, Tally, UnitState
from lienthong.rehearsal.terms import MACHINE, SYSTEM_LABELS, SYSTEMS
from lienthong.rehearsal.verifying.rates import DEFINITIONS
from lienthong.units.provinces import communes, provinces
from lienthong.units.queries import CityUnit
from lienthong.units.terms import CITY_PROVINCE
from lienthong.work.desks.registry import kind_label, state_label, word_of

CITY_NAME = "Thành phố Hồ Chí Minh"
ITEM_URL = "/viec/"
BEFORE = "quá hạn tại cơ quan cũ"
NO_ROUND = "Chưa có vòng vận hành thử nào"
UNIT_URL = "/dieu-hanh/don-vi/"
UNATTENDED_URL = "/viec-khong-nguoi"
PROVINCE_URL = "/dieu-hanh/tinh/"
TABLES = [
    {"words": "Bảng theo đơn vị (CSV)", "url": "/dieu-hanh/bang.csv"},
    {"words": "Excel", "url": "/dieu-hanh/bang.xlsx"},
]

Shown = dict[str, Any]
MachineSteps = Counter[tuple[str, str, str]]
"""Of one unit in one round: system, scenario, step → how many a token passed."""
Opens = Mapping[str, str]
"""Item → subject, of those this reader may open."""
Lists = Callable[[int], bool]
"""Whether this reader may open the work list of a divided jurisdiction."""


def world(raw: Counted) -> Shown:
    return {**raw["world"], "now": at(raw["now"]), "real_now": at(raw["real"])}


def board(numbers: Numbers, wards: Iterable[CityUnit], opens: Opens, lists: Lists) -> Shown:
    """What `board/fragment.html` reads."""
    rounds, raw = numbers.rounds, numbers.raw
    main = rounds[0] if rounds else None
    units = {unit.code: unit for unit in main.units} if main else {}
    return {
        "title": "Vận hành thử nghiệm" if raw["world"]["kind"] == "trial" else "Điều hành",
        "place": CITY_NAME,
        "as_of": numbers.as_of,
        "frozen": numbers.is_frozen,
        "definition": _definition(main),
        "round_words": round_words(main) if main else NO_ROUND,
        "report_url": f"/dien-tap/{main.number}" if main else None,
        "tables": TABLES if rounds else [],
        "headline": {**_headline(main), "words": "đơn vị đạt trọn cả bốn hệ thống"},
        "apart": [
            {**_headline(later), "words": "đơn vị", "round_words": round_words(later)} for later in rounds[1:]
        ],
        "systems": [
            {
                "code": system,
                "name": SYSTEM_LABELS[system],
                "parts": [part for standing in rounds for part in _parts(standing, system)],
            }
            for system in SYSTEMS
        ],
        "tallies": _tallies(main),
        "units": [_on_map(ward, units.get(ward.code), is_on=main is not None) for ward in wards],
        "provinces": provinces_of(units.values()),
        "states": [{"state": state, "n": n} for state, n in by_state(units.values()).items() if n],
        "worst": [_worst(unit) for unit in worst(units.values())] if main and judges(main.validity) else [],
        "unit_url": UNIT_URL,
        **_stuck(raw, numbers.now, opens),
        **_undecided(raw, lists),
        "incidents": [incident(row, opens) for row in raw["incidents"]],
        "incidents_open": raw["incidents_open"],
        "ticker": [{"at": at(line["at"]), "text": _ticker_words(line)} for line in raw["ticker"]],
    }


def unattended(n: int, opens: bool) -> Shown | None:
    """The alarm of what lies where nobody takes it up; None while nothing does."""
    return {"n": n, "url": UNATTENDED_URL if opens else None} if n else None


def round_words(standing: RoundStanding) -> str:
    speed = f" · nhanh {standing.speed:g} lần" if standing.speed != 1 else ""
    state = terms.ROUND_STATES[standing.state]
    words = f"Vòng {standing.number} · {terms.PLAYED_BY[standing.played_by]} · {state}{speed}"
    if judges(standing.validity):
        return words
    return f"{words} · {INVALID_LABELS[Validity(standing.validity or '')]}"


def _headline(standing: RoundStanding | None) -> Shown:
    return {"n": standing.complete, "total": len(standing.units)} if standing else {"n": 0, "total": 0}


def _definition(main: RoundStanding | None) -> str:
    if main is None:
        return "Số liệu có khi một vòng bắt đầu. Việc tắc, sự cố và diễn biến được theo dõi từ bây giờ."
    return f"Con số lớn: {DEFINITIONS['all_systems']}. Từng hệ thống: {DEFINITIONS['step_rate']}."


def _parts(standing: RoundStanding, system: str) -> list[Shown]:
    """What was played; and, where a token passed steps of a round of people, those beside."""
    steps = standing.steps_of(system)
    played = _part(standing, system, steps)
    if not steps.machine:
        return [played]
    return [
        played,
        {
            **played, "played_by": MACHINE, "words": terms.PLAYED_BY[MACHINE], "passed": steps.machine, "failed": 0,
            "units_done": 0,
        },
    ]  # fmt: skip


def _part(standing: RoundStanding, system: str, steps: Tally) -> Shown:
    return {
        "played_by": standing.played_by,
        "words": terms.PLAYED_BY[standing.played_by],
        "passed": steps.passed,
        "failed": steps.not_passed,
        "total": steps.total,
        "units_done": standing.complete_in(system),
        "units": len(standing.units),
    }


def _tallies(main: RoundStanding | None) -> list[Shown]:
    if main is None:
        return []
    steps, away = main.all, sum(unit.is_withdrawn for unit in main.units)
    return [
        {"label": "đơn vị vắng", "n": away},
        {"label": "bước bị chặn", "n": steps.blocked},
        {"label": "bước hủy kết quả", "n": steps.void},
        {"label": "bước chưa rõ", "n": steps.undecided},
        *([{"label": "bước máy làm", "n": steps.machine}] if steps.machine else []),
    ]


def _on_map(ward: CityUnit, unit: UnitStanding | None, *, is_on: bool) -> Shown:
    if unit is None:
        state, words = (UnitState.AWAY, OUTSIDE) if is_on else (UnitState.WAITING, "chưa có vòng nào")
        return {"code": ward.code, "name": ward.name, "state": state, "words": words}
    steps = unit.all
    words = f"{UNIT_STATE_LABELS[unit.state]}, {steps.passed}/{steps.total} bước đạt"
    return {"code": ward.code, "name": ward.name, "state": unit.state, "words": words}


def _worst(unit: UnitStanding) -> Shown:
    steps = unit.all
    return {
        "code": unit.code,
        "name": unit.name,
        "passed": steps.passed,
        "total": steps.total,
        "words": f"{steps.not_passed} không đạt",
    }


def provinces_of(units: Iterable[UnitStanding]) -> list[Shown]:
    """Of communes whose outlines we have not: how far each province is. Empty for a round of the city alone."""
    done, enrolled = Counter[str](), Counter[str]()
    known = communes()
    for unit in units:
        if unit.code in known and (province := known[unit.code].province) != CITY_PROVINCE:
            enrolled[province] += 1
            done[province] += unit.is_complete
    return [
        {
            "code": code,
            "name": provinces()[code],
            "done": done[code],
            "total": total,
            "url": PROVINCE_URL + code,
        }
        for code, total in sorted(enrolled.items())
    ]


def province_page(numbers: Numbers, code: str) -> Shown | None:
    """What `board/province.html` reads; None when none of its communes takes part in the round of the headline."""
    known = communes()
    main = numbers.rounds[0] if numbers.rounds else None
    units = (
        [unit for unit in main.units if unit.code in known and known[unit.code].province == code]
        if main
        else []
    )
    if main is None or not units:
        return None
    return {
        "title": provinces()[code],
        "as_of": numbers.as_of,
        "round_words": round_words(main),
        "done": sum(unit.is_complete for unit in units),
        "units": [
            {**_worst(unit), "url": UNIT_URL + unit.code, "words": UNIT_STATE_LABELS[unit.state]}
            for unit in units
        ],
    }


def _stuck(raw: Counted, now: datetime, opens: Opens) -> Shown:
    """Two totals that are never added: what a unit let pass, and what came to it overdue."""
    return {
        "stuck": [stuck(row, now, opens) for row in raw["stuck"]],
        "stuck_total": raw["stuck_total"],
        "stuck_before": raw["stuck_before"],
    }


def _undecided(raw: Counted, lists: Lists) -> Shown:
    """What a division still asks about, and the work lists this reader may open."""
    return {
        "undecided_total": raw["undecided_total"],
        "undecided": [
            {
                "unit_name": row["unit"],
                "n": row["n"],
                "url": f"/sap-xep/{row['plan']}/phan-chia/{row['basket']}" if lists(row["basket"]) else None,
            }
            for row in raw["undecided"]
        ],
    }


def stuck(row: StuckItem, now: datetime, opens: Opens) -> Shown:
    kind = kind_label(row["kind"])
    state = "chưa ai xử lý" if row["untouched"] else _state(row["kind"], row["state"])
    return {
        "unit_name": row["unit"],
        "text": f"{kind}: {state}",
        "words": BEFORE if row["before"] else due_words(at(row["due_at"]), now, row.get("jurisdiction")),
        "is_before": row["before"],
        "url": _url(row["item"], opens),
    }


def incident(row: Incident, opens: Opens) -> Shown:
    """What was reported is read by those who may open it; everybody sees where, when and how bad."""
    return {
        "at": at(row["at"]),
        "severity": row["severity"],
        "unit_name": row["unit"],
        "text": opens.get(row["item"], "Sự cố tại đơn vị"),
        "state_label": _state("incident", row["state"]),
        "url": _url(row["item"], opens),
    }


def _state(kind: str, state: str) -> str:
    return state_label(kind, state).lower()


def _url(item: str | None, opens: Opens) -> str | None:
    return f"{ITEM_URL}{item}" if item in opens else None


def _ticker_words(line: TickerLine) -> str:
    words = word_of(line["verb"])
    return f"{line['unit']}: {words.lower()}" if line["unit"] else words


@cache
def step_names() -> Mapping[tuple[str, str], str]:
    return {
        (name, step.id): _step_name(step)
        for name, pinned in known().items()
        for step in pinned.scenario.steps
    }


def _step_name(step: Step) -> str:
    match step.do:
        case Instruct(instruct=words):
            return words
        case Call(call=call):
            return terms.CALL_LABELS.get(call, call)
        case observed:
            return observed.observe


def unit_page(raw: UnitNumbers, opens: Opens, lists: Lists) -> Shown:
    """What `board/unit.html` reads."""
    now = at(raw["now"])
    rounds = [
        _unit_round(
            played,
            Counter(
                (system, scenario, step)
                for code, system, scenario, step in machine_of(raw, played["number"])
                if code == raw["code"]
            ),
        )
        for played in raw["rounds"]
    ]
    standing = next((played["standing"] for played in rounds), None)
    state = standing.state if standing else UnitState.AWAY
    return {
        "unit": {
            "code": raw["code"],
            "name": raw["name"],
            "state": state,
            "words": UNIT_STATE_LABELS[state] if standing else "không tham gia vòng nào",
        },
        "as_of": at(raw["real"]),
        "board_url": "/dieu-hanh",
        "rounds": rounds,
        "attempts": [
            _attempt(attempt, opens)
            for each in raw["rounds"]
            if judges(validity_of(raw, each["number"]))
            for attempt in each["attempts"]
        ],
        **_stuck(raw, now, opens),
        **_undecided(raw, lists),
        "incidents": [incident(row, opens) for row in raw["incidents"]],
        "definition": f"Mỗi dòng: {DEFINITIONS['step_rate']}.",
    }


def _unit_round(played: UnitRound, machine: MachineSteps) -> Shown:
    systems = [_unit_system(played["steps"], system, machine) for system in SYSTEMS]
    standing = UnitStanding("", "", played["withdrawn"], {s["code"]: s["steps_in_all"] for s in systems})
    words = f"Vòng {played['number']} · {terms.PLAYED_BY[played['played_by']]} · {terms.ROUND_STATES[played['state']]}"
    return {
        "words": words,
        "played_by": played["played_by"],
        "done": standing.is_complete,
        "standing": standing,
        "systems": systems,
        "has_machine": bool(machine),
    }


def _unit_system(steps: Iterable[StepCounts], system: str, machine: MachineSteps) -> Shown:
    rows = [row for row in steps if row[0] == system]
    own = [(row[1], row[2], Tally(*row[3:], machine=machine[row[0], row[1], row[2]])) for row in rows]
    tally = sum((counts for _, _, counts in own), Tally())
    return {
        "code": system,
        "name": SYSTEM_LABELS[system],
        "passed": tally.passed,
        "failed": tally.not_passed,
        "total": tally.total,
        "steps_in_all": tally,
        "steps": [_step(scenario, step, counts) for scenario, step, counts in own],
    }


def _step(scenario: str, step: str, counts: Tally) -> Shown:
    return {
        "name": step_names().get((scenario, step), step),
        "passed": counts.passed,
        "failed": counts.failed + counts.void,
        "blocked": counts.blocked,
        "pending": counts.undecided,
        "machine": counts.machine,
        "total": counts.total,
    }


def _attempt(attempt: Attempt, opens: Opens) -> Shown:
    reason = attempt["why"] or ""
    return {
        "at": at(attempt["at"]),
        "system": SYSTEM_LABELS[attempt["system"]],
        "step": step_names().get((attempt["scenario"], attempt["step"]), attempt["step"]),
        "verdict": attempt["verdict"],
        "words": terms.REASONS.get(reason, terms.OTHER_REASON),
        "reference": f"lượt {attempt['instance']}",
        "url": _url(attempt["item"], opens),
    }
