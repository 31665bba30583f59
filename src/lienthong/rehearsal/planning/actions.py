"""Official acts of a trial operation: open a campaign, plan a round, start it, end it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.asking import end_access_labelled, mint_guest_pass, mint_tokens
from lienthong.rehearsal import terms
from lienthong.rehearsal.conduct import Conduct, Validity, validity
from lienthong.rehearsal.planning import rules, writing
from lienthong.rehearsal.planning.roster import enrolled
from lienthong.rehearsal.planning.rules import PlannedCase, Sources
from lienthong.rehearsal.planning.sources import ROOM, procedures, sources_of_today
from lienthong.rehearsal.planning.writing import Enrolled
from lienthong.rehearsal.scripts import catalogue
from lienthong.rehearsal.scripts.catalogue import Pinned

ABILITY = "run_round"
_LASTS = timedelta(days=7)
"""Of what is given out for a round; it ends with the round."""
UNITS_AT_ONCE = 100


class RosterDigests(NamedTuple):
    roster_sha256: str
    expectations_sha256: str


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

    `units`: "all" (of the city), "pilot", "nation", or codes of provinces and communes (`asked.py`). `scenarios`: by
    name or by a group's; the shipped ones when none is named.
    `left_out`: communes of an asked province that took over no commune, so that no work in flight came to them.
    A round played by people is open-ended: its limits run out at its end.
    """
    by.require(ABILITY)
    _check_plan(speed, played_by)
    pins = _pins(scenarios)
    roster, left_out = enrolled(units, in_flight=any(_begins_in_flight(pin) for pin in pins.values()))
    sources = sources_of_today([unit.code for unit in roster])
    window = terms.PEOPLES_WINDOW if played_by == "human" else 1.0
    round_id, number = _open_round(campaign, pins, roster, seed, speed, played_by, kind)
    written = _write(round_id, pins, roster, partial(_cases, pins, seed, sources, window))
    _draw_secrets(round_id, pins, written.in_flight)
    row = _sealed(round_id, written.sha256)
    append_line(
        "round.planned",
        {
            "round": number, "expectations": row.expectations_sha256, "roster": row.roster_sha256,
            "played_by": played_by, "units": len(roster),
        },
        by=by,
    )  # fmt: skip
    return {
        "id": round_id,
        "round": number,
        "units": len(roster),
        "left_out": left_out,
        "cases": written.cases,
        "expectations": written.expectations,
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
    if scenarios is None:
        return catalogue.shipped()
    known, wanted = catalogue.known(), catalogue.named(scenarios)
    for name in wanted:
        if name not in known:
            raise Refusal(
                "unknown_scenario", f"Không có kịch bản «{name}».", status=422, field="scenarios",
                known=sorted({*known, *catalogue.GROUPS}),
            )  # fmt: skip
    return {name: pin for name, pin in known.items() if name in wanted}


def _begins_in_flight(pin: Pinned) -> bool:
    return any(terms.IN_FLIGHT in (param.kinds or ()) for param in pin.scenario.params.values())


def _open_round(
    campaign: int,
    pins: Mapping[str, Pinned],
    roster: Sequence[Enrolled],
    seed: int,
    speed: float,
    played_by: str,
    kind: str,
) -> tuple[int, int]:
    opened = sql.row(
        OpenedRow, sql.named(ROOM, "open_round"),
        {
            "campaign": campaign, "kind": kind, "seed": seed, "speed": speed, "played_by": played_by,
            "scenarios": list(pins), "catalogue": len(procedures()),
            "roster": rules.digest_of_roster((u.code, played_by, u.words) for u in roster),
        },
    )  # fmt: skip
    if opened is None:
        raise NotFound
    return opened.id, opened.number


@dataclass
class _Written:
    """What has been written of a plan, and its digest."""

    cases: int = 0
    expectations: int = 0
    in_flight: list[int] = field(default_factory=list)
    """Ids of the cases that begin with a dossier of an old body."""
    sha256: str = ""


def _cases(
    pins: Mapping[str, Pinned], seed: int, sources: Sources, window: float, unit: Enrolled
) -> list[PlannedCase]:
    return [
        case
        for pin in pins.values()
        for case in rules.cases_of(pin.scenario, unit.code, seed, sources, window=window)
    ]


def _write(
    round_id: int,
    pins: Mapping[str, Pinned],
    roster: Sequence[Enrolled],
    cases_of: Callable[[Enrolled], list[PlannedCase]],
) -> _Written:
    """Some units at a time: what is held of a plan does not grow with the roster."""
    writing.write_roster(round_id, roster)
    writing.write_pins(round_id, pins)
    written, digest = _Written(), rules.ExpectationsDigest()
    for start in range(0, len(roster), UNITS_AT_ONCE):
        drawn = [(unit, cases_of(unit)) for unit in roster[start : start + UNITS_AT_ONCE]]
        cases = [(unit, case) for unit, of_unit in drawn for case in of_unit]
        ids = writing.write_cases(round_id, pins, cases)
        written.cases += len(cases)
        written.expectations += writing.write_expectations(round_id, pins, cases, ids)
        written.in_flight += [
            ids[unit.unit, case.scenario, case.instance]
            for unit, case in cases
            if case.params.get("loai") == terms.IN_FLIGHT
        ]
        for unit, of_unit in drawn:
            digest.add(_expected(pins, unit, of_unit))
    written.sha256 = digest.hexdigest()
    return written


def _expected(
    pins: Mapping[str, Pinned], unit: Enrolled, cases: Iterable[PlannedCase]
) -> Iterator[rules.Planned]:
    for case in cases:
        yield from rules.expectations_of(pins[case.scenario].scenario, case, unit.words)


def _sealed(round_id: int, sha256: str) -> RosterDigests:
    """From now on no unit, scenario, case or expectation is added, by whomever."""
    if not sql.only_value(bool, "select seal_round(%s, %s)", (round_id, sha256)):
        raise NotFound
    return sql.only_row(
        RosterDigests,
        "select roster_sha256, expectations_sha256 from trial_round where id = %s", (round_id,),
    )  # fmt: skip


def _draw_secrets(round_id: int, pins: Mapping[str, Pinned], in_flight: Sequence[int]) -> None:
    """Nonces, and dossiers of old bodies for the cases of work in flight."""
    without = sql.only_value(int, "select pick_in_flight(%s, %s)", (round_id, list(in_flight)))
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
            "guest_pass": mint_guest_pass(terms.pass_of(number), lasts=_LASTS),
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
    """Close the round; the verifier then writes what was not started and the final snapshot. What was given out for it
    ends with it, whoever ends it: its clerks' tokens at once, what the verifier looks with as soon as it must be done.
    """
    by.require(ABILITY)
    if not sql.only_value(bool, "select end_round(%s)", (number,)):
        raise Refusal("round_not_running", f"Đợt {number} không đang chạy.", round=number)
    end_access_labelled(terms.clerks_of(number))
    end_access_labelled(terms.pass_of(number), within=terms.CONCLUDES_WITHIN)
    if not sql.only_value(bool, "select exists (select from trial_round where state = 'running')"):
        end_access_labelled(terms.READERS, within=terms.CONCLUDES_WITHIN)
    append_line("round.ended", {"round": number}, by=by)
    return {"round": number, "state": "ended"}


@official_act
def note_conduct(number: int, conduct: Conduct, *, by: Actor) -> Answer:
    """What was measured of driver, platform and machine: a round that is not valid says why and judges nobody.

    Not found once the verifier has said its last word of it.
    """
    by.require(ABILITY)
    verdict = validity(conduct)
    noted = sql.only_value(
        bool, "select note_conduct(%s, %s, %s, %s)",
        (number, conduct.lateness_p99_ms, verdict, Jsonb(asdict(conduct))),
    )  # fmt: skip
    if not noted:
        raise NotFound
    append_line("round.conduct_noted", {"round": number, "validity": verdict}, by=by)
    return {"round": number, "valid": verdict is Validity.VALID, "validity": verdict}


@official_act
def withdraw_unit(number: int, unit: int, *, reason: str, by: Actor) -> Answer:
    """A unit that leaves stays in the roster and in every denominator."""
    by.require(ABILITY)
    if not sql.only_value(bool, "select withdraw_unit(%s, %s, %s)", (number, unit, reason)):
        raise NotFound
    append_line("round.unit_withdrawn", {"round": number, "unit": unit}, by=by)
    return {"round": number, "unit": unit, "withdrawn": True}


@official_act
def request_void(expectation: int, *, reason: str, by: Actor) -> Answer:
    by.require(ABILITY)
    if not reason.strip():
        raise Refusal("reason_missing", "Hãy nêu rõ lý do.", status=422, field="reason")
    made = sql.value(int, "select request_void(%s, %s)", (expectation, reason))
    if made is None:
        raise Refusal("void_asked_already", "Kết quả này không có, hoặc đã có người đề nghị hủy.")
    append_line("attempt.void_requested", {"expectation": expectation}, by=by)
    return {"id": made}


@official_act
def confirm_void(request: int, *, by: Actor) -> Answer:
    """The second person. The verifier then writes the verdict; nobody else can."""
    by.require(ABILITY)
    if not sql.only_value(bool, "select confirm_void(%s)", (request,)):
        raise Refusal("needs_second_person", "Người xác nhận phải khác người đề nghị.")
    append_line("attempt.void_confirmed", {"request": request}, by=by)
    return {"id": request, "confirmed": True}


def mint_readers() -> dict[str, str]:
    """Tokens that may only look, for the verifier: `unit:role` → token. Run by whoever starts its process."""
    readers = sql.rows(ReaderRow, sql.named(ROOM, "readers"), {"roles": list(terms.READER_ROLES)})
    token_of = mint_tokens([row.mandate for row in readers], terms.READERS, lasts=_LASTS, reader=True)
    return {f"{row.unit}:{row.role}": token_of[row.mandate] for row in readers}


def forget_round(number: int) -> bool:
    """The verifier has concluded: nothing given out for this round opens anything. True when none is left that runs:
    then nobody looks with the verifier's tokens any more.
    """
    end_access_labelled(terms.pass_of(number))
    if sql.only_value(bool, "select exists (select from trial_round where state = 'running')"):
        return False
    end_access_labelled(terms.READERS)
    return True
