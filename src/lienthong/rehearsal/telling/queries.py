"""What is known of rounds: their rates now or at a snapshot, the worst units, what is stuck."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict

from lienthong.ground import sql
from lienthong.rehearsal.conduct import Conduct, Validity, judges, sentence, validity
from lienthong.rehearsal.planning.playbook import TrialRound, round_of
from lienthong.rehearsal.planning.sources import ROOM
from lienthong.rehearsal.standing import Tally, UnitState, is_complete, unit_state
from lienthong.rehearsal.terms import SYSTEMS, Verdict
from lienthong.rehearsal.verifying import rates as counting
from lienthong.rehearsal.verifying.ledger import digest_of_snapshot
from lienthong.rehearsal.verifying.rates import Attempted, Counts, Expected, Rates, rates_from_counts


class RoundRow(NamedTuple):
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
    starts_at: datetime | None
    starts_real_at: datetime | None
    ended_at: datetime | None
    ended_real_at: datetime | None
    lateness_p99_ms: float | None
    validity: str | None
    units: int


class SystemCount(TypedDict):
    """Mandatory steps of a unit in a system."""

    passed: int
    planned: int
    failed: int


class SystemStanding(SystemCount):
    machine: int
    state: UnitState


class UnitStanding(TypedDict):
    unit: int
    code: str
    name: str
    withdrawn: bool
    systems: dict[str, SystemStanding]
    complete: bool
    state: UnitState


class BoardOfRound(TypedDict):
    round: int
    played_by: str
    state: str
    as_of: str
    rates: Rates
    units: list[UnitStanding]
    worst: list[dict[str, object]]
    verdicts: dict[str, int]
    stuck: list[dict[str, object]]
    valid: bool | None
    validity: str


class WorstUnit(NamedTuple):
    unit: int
    code: str
    name: str
    short_name: str
    planned: int
    passed: int
    failed: int


class UnitOfRound(NamedTuple):
    unit: int
    code: str
    name: str
    withdrawn: bool
    systems: dict[str, list[int]]


class VerdictRow(NamedTuple):
    verdict: str
    n: int


class StuckStep(NamedTuple):
    expectation: int
    unit: int
    unit_name: str
    scenario: str
    instance: int
    step: str
    role: str
    tries: int
    enabled_at: datetime
    due_at: datetime
    why: str


class FailureRow(NamedTuple):
    scenario: str
    step: str
    role: str
    verdict: str
    n: int
    units: list[str]
    evidence: dict[str, object]


class Outstanding(NamedTuple):
    undecided: int
    settled: bool
    checked: bool


class SnapshotRow(NamedTuple):
    number: int
    as_of: datetime
    cut: int
    numbers: dict[str, object]
    is_final: bool
    sha256: str
    previous_sha256: str


class AttemptedRow(NamedTuple):
    expectation: int
    number: int
    verdict: str
    decided_at: datetime
    on_time: bool
    conforming: bool
    actor_kind: str


def rounds(limit: int = 20) -> list[RoundRow]:
    return sql.rows(RoundRow, sql.named(ROOM, "rounds"), {"limit": limit})


def current_rounds() -> list[RoundRow]:
    """Those that run, newest first; when none does, the last one that ran."""
    begun = [trial for trial in rounds() if trial.state != "planned"]
    return [trial for trial in begun if trial.state == "running"] or begun[:1]


def rates_of(number: int, as_of: datetime | None = None) -> Rates:
    """The numbers of a round; `as_of` is real time, now when absent."""
    trial = round_of(number)
    at = as_of or sql.only_value(datetime, "select statement_timestamp()")
    counts = sql.only_row(
        Counts, sql.named(ROOM, "standings"), {"round": trial.id, "as_of": at, "systems": len(SYSTEMS)}
    )
    return rates_from_counts(counts, at)


def newest_numbers(number: int) -> Rates | None:
    """As the verifier signed them last; a look that counts nothing itself."""
    return sql.value(Rates, sql.named(ROOM, "newest_numbers"), {"number": number})


def worst_units(number: int, limit: int = 5, as_of: datetime | None = None) -> list[WorstUnit]:
    """Nobody in a round that judges nobody."""
    if not judges(round_of(number).validity):
        return []
    return sql.rows(WorstUnit, sql.named(ROOM, "worst_units"), _at(number, as_of) | {"limit": limit})


def units_of(number: int, as_of: datetime | None = None) -> list[UnitStanding]:
    """For the map: each unit with its `UnitState`, in all and in each system."""
    rows = sql.rows(UnitOfRound, sql.named(ROOM, "units_of_round"), _at(number, as_of))
    return [_unit(row, {system: Tally(*counts) for system, counts in row.systems.items()}) for row in rows]


def _unit(row: UnitOfRound, systems: dict[str, Tally]) -> UnitStanding:
    return {
        "unit": row.unit,
        "code": row.code,
        "name": row.name,
        "withdrawn": row.withdrawn,
        "systems": {system: _system(steps) for system, steps in systems.items()},
        "complete": is_complete(systems),
        "state": unit_state(systems, is_withdrawn=row.withdrawn),
    }


def _system(steps: Tally) -> SystemStanding:
    return {
        "passed": steps.passed, "planned": steps.total, "failed": steps.not_passed, "machine": steps.machine,
        "state": steps.state,
    }  # fmt: skip


def verdicts_of(number: int, as_of: datetime | None = None) -> dict[str, int]:
    rows = sql.rows(VerdictRow, sql.named(ROOM, "verdicts_of_round"), _at(number, as_of))
    return {row.verdict: row.n for row in rows}


def stuck_steps(number: int, limit: int = 200) -> list[StuckStep]:
    return sql.rows(StuckStep, sql.named(ROOM, "stuck_steps"), {"round": round_of(number).id, "limit": limit})


def failures_of(number: int) -> list[FailureRow]:
    return sql.rows(FailureRow, sql.named(ROOM, "failures"), {"round": round_of(number).id})


def outstanding(number: int) -> Outstanding:
    """`undecided` expectations, whether the verifier has `settled` the round for good, and then held it against its
    records."""
    return sql.only_row(Outstanding, sql.named(ROOM, "outstanding"), {"number": number})


def snapshots_of(number: int) -> list[SnapshotRow]:
    return sql.rows(SnapshotRow, sql.named(ROOM, "snapshots"), {"round": round_of(number).id})


def replays(number: int) -> list[tuple[int, bool]]:
    """Of each snapshot: do the records of its time give the numbers it published, and is its chain whole?"""
    trial = round_of(number)
    enrolled = sql.values(int, "select unit from round_unit where round = %s", (trial.id,))
    expected = sql.rows(Expected, sql.named(ROOM, "expected_of"), {"round": trial.id})
    replayed: list[tuple[int, bool]] = []
    previous = ""
    for shot in snapshots_of(number):
        same = counting.replay(
            shot.numbers,
            expected,
            _attempts(trial.id, shot.as_of),
            enrolled=enrolled,
            as_of=shot.as_of,
            catalogue=trial.catalogue,
        )
        digest = digest_of_snapshot(trial.id, shot.number, shot.as_of, shot.numbers, previous)
        replayed.append((shot.number, same and digest == shot.sha256 and shot.previous_sha256 == previous))
        previous = shot.sha256
    return replayed


def _attempts(round_id: int, as_of: datetime) -> Sequence[Attempted]:
    rows = sql.rows(AttemptedRow, sql.named(ROOM, "attempted_of"), {"round": round_id, "as_of": as_of})
    return [Attempted(row.expectation, row.number, Verdict(row.verdict), *row[3:]) for row in rows]


def board_of(number: int) -> BoardOfRound:
    """Everything a board shows of one round, as of one instant."""
    trial = round_of(number)
    at = sql.only_value(datetime, "select statement_timestamp()")
    return {
        "round": number,
        "played_by": trial.played_by,
        "state": trial.state,
        "as_of": at.isoformat(),
        "rates": rates_of(number, at),
        "units": units_of(number, at),
        "worst": [row._asdict() for row in worst_units(number, as_of=at)],
        "verdicts": verdicts_of(number, at),
        "stuck": [row._asdict() for row in stuck_steps(number)],
        "valid": is_valid(trial),
        "validity": sentence(conduct_of(trial)),
    }


def conduct_of(trial: TrialRound) -> Conduct:
    """What was measured; of a round before this was kept, how late the driver was."""
    return Conduct(**(trial.conduct or {"speed": trial.speed, "lateness_p99_ms": trial.lateness_p99_ms}))


def is_valid(trial: TrialRound) -> bool | None:
    """None while the driver has not said how late it was."""
    verdict = validity(conduct_of(trial))
    return None if verdict is None else verdict is Validity.VALID


def _at(number: int, as_of: datetime | None) -> dict[str, object]:
    return {
        "round": round_of(number).id,
        "as_of": as_of or sql.only_value(datetime, "select statement_timestamp()"),
    }
