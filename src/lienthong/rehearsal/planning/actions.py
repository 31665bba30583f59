"""Official acts of a trial operation: open a campaign, plan a round, start it, end it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.asking import digest_of, mint_guest_pass
from lienthong.rehearsal import terms
from lienthong.rehearsal.planning import rules, writing
from lienthong.rehearsal.planning.rules import PlannedCase
from lienthong.rehearsal.planning.sources import ROOM, procedures, sources_of_today
from lienthong.rehearsal.planning.writing import Enrolled
from lienthong.rehearsal.scripts.catalogue import Pinned, shipped
from lienthong.units.terms import CITY_PROVINCE, unknown_unit

ABILITY = "run_round"
_LASTS = timedelta(days=31)


class RosterDigests(NamedTuple):
    roster_sha256: str
    expectations_sha256: str


class RosterRow(NamedTuple):
    unit: int
    code: str
    name: str
    short_name: str
    area: int
    area_name: str
    party_unit: int | None
    party_name: str | None
    posts: dict[str, int]
    words: dict[str, str]


class OpenedRow(NamedTuple):
    id: int
    number: int


class StartedRow(NamedTuple):
    starts_at: datetime
    starts_real_at: datetime
    speed: float


class ReaderRow(NamedTuple):
    unit: int
    role: str
    mandate: int


@official_act
def open_campaign(name: str, go_live_on: date, *, by: Actor) -> Answer:
    by.require(ABILITY)
    campaign = sql.only_value(
        int,
        "insert into campaign (name, go_live_on, opened_at) values (%s, %s, world_now()) returning id",
        (name, go_live_on),
    )
    append_line("campaign.opened", {"campaign": campaign}, by=by)
    return {"id": campaign, "name": name}


@official_act
def plan_round(
    campaign: int,
    *,
    units: str | Sequence[str] = "all",
    scenarios: Sequence[str] | None = None,
    seed: int,
    speed: float = 1.0,
    played_by: str = "virtual",
    kind: str = "full",
    by: Actor,
) -> Answer:
    """Enrol units, draw the instances, write down and hash what is expected – before anything starts.

    `units`: "all", "pilot" or codes. A round played by people is open-ended: its limits run out at its end.
    """
    by.require(ABILITY)
    _check_plan(speed, played_by)
    pins = _pins(scenarios)
    roster = _roster(units)
    sources = sources_of_today([unit.code for unit in roster])
    window = terms.PEOPLES_WINDOW if played_by == "human" else 1.0
    cases = [
        (unit, case)
        for unit in roster
        for pin in pins.values()
        for case in rules.cases_of(pin.scenario, unit.code, seed, sources, window=window)
    ]
    round_id, number = _open_round(campaign, pins, roster, cases, seed, speed, played_by, kind)
    ids = _write(round_id, pins, roster, cases)
    _draw_secrets(round_id, pins, cases, ids)
    row = sql.only_row(
        RosterDigests, "select roster_sha256, expectations_sha256 from trial_round where id = %s", (round_id,)
    )
    append_line("round.planned", {"round": number, "expectations": row.expectations_sha256}, by=by)
    return {
        "id": round_id,
        "round": number,
        "units": len(roster),
        "cases": len(cases),
        "expectations": sql.only_value(int, "select count(*) from expectation where round = %s", (round_id,)),
        "roster_sha256": row.roster_sha256,
        "expectations_sha256": row.expectations_sha256,
    }


def _check_plan(speed: float, played_by: str) -> None:
    if not 0 < speed <= 600:
        raise Refusal("bad_speed", "Tốc độ phải lớn hơn 0 và không quá 600.", status=422, field="speed")
    if played_by == "human" and speed != 1:
        raise Refusal(
            "not_real_time", "Đợt do người thật làm chỉ chạy ở tốc độ 1.", status=422, field="speed"
        )


def _pins(scenarios: Sequence[str] | None) -> dict[str, Pinned]:
    known = shipped()
    for name in scenarios or ():
        if name not in known:
            raise Refusal(
                "unknown_scenario", f"Không có kịch bản «{name}».", status=422, field="scenarios",
                known=sorted(known),
            )  # fmt: skip
    return {name: pin for name, pin in known.items() if scenarios is None or name in scenarios}


def _roster(units: str | Sequence[str]) -> list[Enrolled]:
    codes: list[str] | None = list(terms.PILOT_CODES) if units == "pilot" else None
    if not isinstance(units, str):
        codes = list(dict.fromkeys(units))
    rows = sql.rows(RosterRow, sql.named(ROOM, "roster"), {"codes": codes, "province": CITY_PROVINCE})
    known = {row.code for row in rows}
    for code in codes or ():
        if code not in known:
            raise unknown_unit(code)
    if not rows:
        raise Refusal(
            "empty_roster", "Không có đơn vị nào để tham gia vào ngày này.", status=422, field="units"
        )
    return [
        Enrolled(r.unit, r.code, r.name, r.area, r.area_name, r.party_unit, r.party_name, r.posts, r.words)
        for r in rows
    ]


def _open_round(
    campaign: int,
    pins: Mapping[str, Pinned],
    roster: Sequence[Enrolled],
    cases: Sequence[tuple[Enrolled, PlannedCase]],
    seed: int,
    speed: float,
    played_by: str,
    kind: str,
) -> tuple[int, int]:
    # The number is asked for under a lock: two rounds planned at once get two numbers, without a gap.
    sql.run("lock table trial_round in share row exclusive mode")
    opened = sql.row(
        OpenedRow, sql.named(ROOM, "open_round"),
        {
            "campaign": campaign, "kind": kind, "seed": seed, "speed": speed, "played_by": played_by,
            "scenarios": list(pins), "open_ended": played_by == "human", "catalogue": len(procedures()),
            "roster": rules.digest_of_roster((u.code, played_by, u.words) for u in roster),
            "expectations": rules.digest_of_expectations(
                planned
                for unit, case in cases
                for planned in rules.expectations_of(pins[case.scenario].scenario, case, unit.words)
            ),
        },
    )  # fmt: skip
    if opened is None:
        raise NotFound
    return opened.id, opened.number


def _write(
    round_id: int,
    pins: Mapping[str, Pinned],
    roster: Sequence[Enrolled],
    cases: Sequence[tuple[Enrolled, PlannedCase]],
) -> dict[writing.CaseKey, int]:
    writing.write_roster(round_id, roster)
    writing.write_pins(round_id, pins)
    ids = writing.write_cases(round_id, pins, cases)
    writing.write_expectations(round_id, pins, cases, ids)
    return ids


def _draw_secrets(
    round_id: int,
    pins: Mapping[str, Pinned],
    cases: Iterable[tuple[Enrolled, PlannedCase]],
    ids: Mapping[writing.CaseKey, int],
) -> None:
    """Nonces, and dossiers of old bodies for the cases of work in flight."""
    in_flight = [
        ids[unit.unit, case.scenario, case.instance]
        for unit, case in cases
        if case.params.get("loai") == terms.IN_FLIGHT
    ]
    without = sql.only_value(int, "select pick_in_flight(%s, %s)", (round_id, in_flight))
    if without:
        raise Refusal(
            "in_flight_exhausted",
            f"Thiếu {without} hồ sơ dở dang của đơn vị cũ cho đợt này: các đợt trước đã dùng hết. "
            "Hãy tạo thế giới thử mới.",
            missing=without,
        )
    shared = [name for name, pin in pins.items() if pin.scenario.nonce == "round"]
    sql.run("select draw_nonces(%s, %s)", (round_id, shared))


@official_act
def start_round(number: int, *, in_seconds: float = 3.0, by: Actor) -> Answer:
    """From now on nothing is added to the plan. `in_seconds` (real) leave the driver time to read it."""
    by.require(ABILITY)
    started = sql.row(
        StartedRow, sql.named(ROOM, "start_round"),
        {
            "number": number, "delay": timedelta(seconds=in_seconds),
            "guest_pass": mint_guest_pass(f"round {number}", lasts=_LASTS),
        },
    )  # fmt: skip
    if started is None:
        raise Refusal("round_not_planned", f"Đợt {number} không ở trạng thái chờ bắt đầu.", round=number)
    append_line("round.started", {"round": number}, by=by)
    return {
        "round": number,
        "starts_at": started.starts_at.isoformat(),
        "starts_real_at": started.starts_real_at.isoformat(),
        "lasts_seconds": rules.round_seconds(started.speed),
    }


@official_act
def end_round(number: int, *, by: Actor) -> Answer:
    """Close the round; the verifier then writes what was not started and the final snapshot."""
    by.require(ABILITY)
    ended = sql.value(
        int,
        "update trial_round set state = 'ended', ended_at = world_now(), ended_real_at = now()"
        " where number = %s and state = 'running' returning id",
        (number,),
    )
    if ended is None:
        raise Refusal("round_not_running", f"Đợt {number} không đang chạy.", round=number)
    append_line("round.ended", {"round": number}, by=by)
    return {"round": number, "state": "ended"}


@official_act
def note_lateness(number: int, *, p99_ms: float, by: Actor) -> Answer:
    """What the driver measured of itself: over the limit, the round is invalid and says so."""
    by.require(ABILITY)
    touched = sql.run("update trial_round set lateness_p99_ms = %s where number = %s", (p99_ms, number))
    if not touched:
        raise NotFound
    append_line("round.lateness_noted", {"round": number, "p99_ms": round(p99_ms)}, by=by)
    return {"round": number, "valid": p99_ms <= terms.LATENESS_LIMIT_MS}


@official_act
def withdraw_unit(number: int, unit: int, *, reason: str, by: Actor) -> Answer:
    """A unit that leaves stays in the roster and in every denominator."""
    by.require(ABILITY)
    touched = sql.run(
        "update round_unit set withdrawn_at = world_now(), withdrawn_reason = %s"
        " where round = (select id from trial_round where number = %s) and unit = %s"
        " and withdrawn_at is null",
        (reason, number, unit),
    )
    if not touched:
        raise NotFound
    append_line("round.unit_withdrawn", {"round": number, "unit": unit}, by=by)
    return {"round": number, "unit": unit, "withdrawn": True}


@official_act
def request_void(expectation: int, *, reason: str, by: Actor) -> Answer:
    by.require(ABILITY)
    if not reason.strip():
        raise Refusal("reason_missing", "Hãy nêu rõ lý do.", status=422, field="reason")
    made = sql.value(
        int,
        "insert into void_request (expectation, reason, asked_by, asked_person)"
        " select id, %s, %s, %s from expectation where id = %s"
        " on conflict (expectation) do nothing returning id",
        (reason, by.mandate, by.person, expectation),
    )
    if made is None:
        raise Refusal("void_asked_already", "Kết quả này không có, hoặc đã có người đề nghị hủy.")
    append_line("attempt.void_requested", {"expectation": expectation}, by=by)
    return {"id": made}


@official_act
def confirm_void(request: int, *, by: Actor) -> Answer:
    """The second person. The verifier then writes the verdict; nobody else can."""
    by.require(ABILITY)
    touched = sql.run(
        "update void_request set confirmed_by = %s, confirmed_person = %s"
        " where id = %s and confirmed_by is null and asked_person <> %s",
        (by.mandate, by.person, request, by.person),
    )
    if not touched:
        raise Refusal("needs_second_person", "Người xác nhận phải khác người đề nghị.")
    append_line("attempt.void_confirmed", {"request": request}, by=by)
    return {"id": request, "confirmed": True}


def mint_readers() -> dict[str, str]:
    """Tokens that may only look, for the verifier: `unit:role` → token. Run by whoever starts its process."""
    readers = sql.rows(ReaderRow, sql.named(ROOM, "readers"), {"roles": list(terms.READER_ROLES)})
    tokens = [secrets.token_urlsafe(32) for _ in readers]
    sql.run(
        "insert into access (digest, kind, mandate, label, expires_at)"
        " select d, 'reader', m, 'verifier', %s from unnest(%s::bytea[], %s::int[]) as t(d, m)",
        (clock.real() + _LASTS, [digest_of(token) for token in tokens], [row.mandate for row in readers]),
    )
    return {f"{row.unit}:{row.role}": token for row, token in zip(readers, tokens, strict=True)}
