"""A round as its players read it: the calls of the counterparts, and the instructions of the roles."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.rehearsal import terms
from lienthong.rehearsal.planning.calls import (
    ANY_ROUND,
    Fields,
    PlaceOf,
    body_of,
    citizen_of,
    papers_of,
    round_mark,
)
from lienthong.rehearsal.planning.sources import ROOM, procedures
from lienthong.rehearsal.scripts import catalogue
from lienthong.rehearsal.scripts.order import holds
from lienthong.rehearsal.scripts.scenario import Call, Instruct, Scenario
from lienthong.units.terms import CITY_PROVINCE

FOR_PEOPLE = "[Người thật]"
"""Marks the dossiers of old bodies that are kept for rounds played by people."""


class TrialRound(NamedTuple):
    id: int
    campaign: int
    number: int
    kind: str
    phase: int
    seed: int
    speed: float
    played_by: str
    scenarios: list[str]
    state: str
    is_open_ended: bool
    catalogue: int
    roster_sha256: str
    expectations_sha256: str
    guest_pass: str
    starts_at: datetime | None
    starts_real_at: datetime | None
    ended_at: datetime | None
    ended_real_at: datetime | None
    lateness_p99_ms: float | None
    validity: str | None
    conduct: dict[str, Any] | None


class PinRow(NamedTuple):
    scenario: str
    content: str


class RunningRow(NamedTuple):
    id: int
    number: int


class DirectoryRow(NamedTuple):
    unit: int
    code: str
    name: str
    area: int
    area_name: str
    province: str | None
    party_unit: int | None
    party_name: str | None


class CounterpartRow(NamedTuple):
    role: str
    province: str
    post: int
    mandate: int
    unit: int
    name: str


class CallableRow(NamedTuple):
    expectation: int
    scenario: str
    step: str
    instance: int
    unit: int
    case: int
    at_minute: float
    params: dict[str, Any]
    nonce: str
    baseline: dict[str, Any] | None


def round_of(number: int) -> TrialRound:
    trial = sql.row(TrialRound, sql.named(ROOM, "round"), {"number": number})
    if trial is None:
        raise NotFound
    return trial


def pinned_scenarios(round_id: int) -> dict[str, Scenario]:
    """As they were when the round was planned."""
    pins = sql.rows(
        PinRow, "select scenario, content from scenario_pin where round = %s order by scenario", (round_id,)
    )
    return {name: catalogue.load(content, f"{name}.yaml").scenario for name, content in pins}


def calls_of(number: int, *, from_minute: float = 0.0, to_minute: float | None = None) -> dict[str, Any]:
    """Everything a driver needs: planned instants, ready bodies, and how to ask as the round's guests. The calls of a
    stretch of scenario minutes; the address book comes with the first.
    """
    trial = round_of(number)
    if trial.starts_real_at is None:
        raise Refusal("not_started", f"Đợt {number} chưa bắt đầu.", round=number)
    book = _Book(trial)
    return {
        "round": number,
        "state": trial.state,
        "speed": trial.speed,
        "seed": trial.seed,
        "played_by": trial.played_by,
        "starts_at_real": trial.starts_real_at.isoformat(),
        "window_minutes": terms.SCENARIO_MINUTES,
        "public_token": trial.guest_pass,
        "round_mark": round_mark(number),
        "directory": book.directory() if from_minute == 0 else [],
        "calls": list(book.calls(from_minute, to_minute)),
    }


class _Book:
    def __init__(self, trial: TrialRound) -> None:
        self._trial = trial
        self._scenarios = pinned_scenarios(trial.id)
        directory = sql.rows(DirectoryRow, sql.named(ROOM, "directory"), {"round": trial.id})
        self._places = {
            row.code: PlaceOf(
                row.unit, row.name, row.area, row.area_name, row.party_unit, row.party_name or ""
            )
            for row in directory
        }
        self._provinces = {row.code: row.province or CITY_PROVINCE for row in directory}
        self._codes = {place.unit: code for code, place in self._places.items()}
        counterparts = sql.rows(
            CounterpartRow,
            sql.named(ROOM, "counterparts"),
            {"roles": sorted(terms.CITY_ROLES), "city": CITY_PROVINCE},
        )
        self._counterparts: dict[str, dict[str, Fields]] = {}
        for row in counterparts:
            self._counterparts.setdefault(row.province, {})[row.role] = {"": row.unit, "ten": row.name}
        self._components = {code: procedure.papers for code, procedure in procedures().items()}

    def _against(self, province: str) -> Mapping[str, Fields]:
        """Whom the communes of a province write to: its own agencies; before the merger, the city's."""
        return self._counterparts.get(province) or self._counterparts.get(CITY_PROVINCE, {})

    def directory(self) -> list[dict[str, Any]]:
        """The address book: what everybody may look up."""
        return [
            {
                "unit": unit, "code": code, "body": body, "name": name, "sister": sister,
                "province": self._provinces[code],
            }
            for code, place in self._places.items()
            for unit, body, name, sister in (
                (place.unit, "ubnd", place.name, place.party_unit),
                (place.party_unit, "dang_uy", place.party_name, place.unit),
            )
            if unit is not None
        ]  # fmt: skip

    def calls(self, from_minute: float, to_minute: float | None) -> Iterator[dict[str, Any]]:
        done_once: set[tuple[str, str]] = set()
        stretch = {"round": self._trial.id, "from_minute": from_minute, "to_minute": to_minute}
        steps = sql.rows(CallableRow, sql.named(ROOM, "callable_steps"), stretch)
        units = sql.values(
            int, "select distinct unit from planned_case where round = %s order by unit", (self._trial.id,)
        )
        for row in steps:
            do = self._scenarios[row.scenario].step(row.step).do
            if not isinstance(do, Call) or (row.scenario, row.step) in done_once:
                continue
            if do.once:
                done_once.add((row.scenario, row.step))
            yield self._call(row, do, units)

    def _call(self, row: CallableRow, do: Call, units: list[int]) -> dict[str, Any]:
        repeats = do.repeat_when is not None and holds(do.repeat_when, row.params)
        return {
            "expectation": row.expectation,
            "scenario": row.scenario,
            "instance": row.instance,
            "unit": None if do.once else row.unit,
            "step": row.step,
            "role": self._scenarios[row.scenario].step(row.step).role,
            "at_minute": row.at_minute,
            "call": do.call,
            "with": body_of(do, row.params, self._variables(row, units)),
            "waits_for": do.waits_for.model_dump() if do.waits_for else None,
            "hold_seconds": do.hold_seconds,
            "repeat_after_ms": do.repeat_after_ms if repeats else None,
        }

    def _variables(self, row: CallableRow, units: list[int]) -> dict[str, Any]:
        trial, code = self._trial, self._codes[row.unit]
        assert trial.starts_at is not None
        place = self._places[code]
        against = self._against(self._provinces[code])
        variables = {
            **row.params,
            "unit": place.fields,
            "dang_uy": place.party_fields,
            "trung_tam": against.get("trung_tam_cds"),
            "van_phong_thanh_uy": against.get("vptu"),
            "nguoi": citizen_of(trial.seed, code, row.scenario, row.instance, place.fields["dia_ban"]),
            "dang_do": row.baseline,
            "nonce": row.nonce,
            "vong": round_mark(trial.number),
            "units": units,
            "starts_at": (trial.starts_at + timedelta(minutes=5)).isoformat(),
        }
        if isinstance(point := row.params.get("diem"), Mapping):
            # Of a commune whose outline we have not, the reporter names the commune; no point on a map would find it.
            variables["diem"] = {"ward": None if point["lat"] is not None else place.area, **point}
        if neighbour := self._places.get(row.params.get("lang_gieng") or ""):
            variables["lang_gieng"] = neighbour.fields
        if components := self._components.get(row.params.get("thu_tuc") or ""):
            variables["giay_to"] = papers_of(components)
        return variables


def instructions_of(number: int) -> dict[str, Any]:
    """What each role reads, and the play that does it. No parameter, no nonce and no trap travels here."""
    trial = round_of(number)
    others = sql.values(
        int, "select number from trial_round where id <> %s and state <> 'ended'", (trial.id,)
    )
    marks = [round_mark(other) for other in others]
    return {
        "round": number,
        "leave_alone": [*marks, *([FOR_PEOPLE] if trial.played_by == "virtual" else [])],
        "steps": [
            entry for scenario in pinned_scenarios(trial.id).values() for entry in _instructions(scenario)
        ],
    }


def instruction_on(kind: str, state: str, subject: str, role: str) -> str | None:
    """What a round played by people asks of this role on this item; the item's subject carries the round's mark."""
    if ANY_ROUND not in subject and FOR_PEOPLE not in subject:
        return None
    for trial in sql.rows(
        RunningRow,
        "select id, number from trial_round where played_by = 'human' and state = 'running' order by number desc",
    ):
        if round_mark(trial.number) not in subject and FOR_PEOPLE not in subject:
            continue
        asked = [
            entry["instruct"]
            for scenario in pinned_scenarios(trial.id).values()
            for entry in _instructions(scenario)
            if (entry["kind"], entry["role"]) == (kind, role) and state in entry["states"]
        ]
        return "; hoặc: ".join(dict.fromkeys(asked)) or None
    return None


def _instructions(scenario: Scenario) -> Iterator[Mapping[str, Any]]:
    for step in scenario.steps:
        if isinstance(step.do, Instruct):
            kind, states = terms.PLAYS[step.do.play]
            yield {
                "scenario": scenario.id, "step": step.id, "role": step.role, "instruct": step.do.instruct,
                "play": step.do.play, "kind": kind, "states": list(states),
            }  # fmt: skip
