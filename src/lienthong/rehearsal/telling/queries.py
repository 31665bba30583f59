"""What is known of rounds: their rates now or at a snapshot, the worst units, what is stuck."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lienthong.ground import sql
from lienthong.rehearsal.planning.playbook import round_of
from lienthong.rehearsal.planning.sources import ROOM
from lienthong.rehearsal.terms import LATENESS_LIMIT_MS, SYSTEMS, Verdict
from lienthong.rehearsal.verifying import rates as counting
from lienthong.rehearsal.verifying.ledger import digest_of_snapshot
from lienthong.rehearsal.verifying.rates import Attempted, Expected, rates_from_counts


def rounds(limit: int = 20) -> list[Any]:
    return sql.rows(sql.named(ROOM, "rounds"), {"limit": limit})


def current_rounds() -> list[Any]:
    """Those that run, newest first; when none does, the last one that ran."""
    found = [one for one in rounds() if one.state != "planned"]
    return [one for one in found if one.state == "running"] or found[:1]


def rates_of(number: int, as_of: datetime | None = None) -> dict[str, Any]:
    """The numbers of a round; `as_of` is real time, now when absent."""
    trial = round_of(number)
    at = as_of or sql.one("select statement_timestamp()")
    counts = sql.row(sql.named(ROOM, "standings"), {"round": trial.id, "as_of": at, "systems": len(SYSTEMS)})
    return rates_from_counts(counts, at)


def worst_units(number: int, limit: int = 5, as_of: datetime | None = None) -> list[Any]:
    return sql.rows(sql.named(ROOM, "worst_units"), _at(number, as_of) | {"limit": limit})


def units_of(number: int, as_of: datetime | None = None) -> list[dict[str, Any]]:
    """For the map: each unit with its state in each system – complete, failed, begun or nothing yet."""
    found = sql.rows(sql.named(ROOM, "units_of_round"), _at(number, as_of))
    return [
        {
            "unit": row.unit,
            "code": row.code,
            "name": row.name,
            "withdrawn": row.withdrawn,
            "systems": {name: {**n, "state": _state(n)} for name, n in row.systems.items()},
            "complete": is_complete(row.systems),
        }
        for row in found
    ]


def _state(counted: dict[str, int]) -> str:
    if counted["passed"] == counted["planned"]:
        return "complete"
    if counted["failed"]:
        return "failed"
    return "begun" if counted["passed"] else "waiting"


def is_complete(systems: dict[str, dict[str, int]]) -> bool:
    return set(systems) == set(SYSTEMS) and all(_state(counted) == "complete" for counted in systems.values())


def verdicts_of(number: int, as_of: datetime | None = None) -> dict[str, int]:
    found = sql.rows(sql.named(ROOM, "verdicts_of_round"), _at(number, as_of))
    return {row.verdict: row.n for row in found}


def stuck_steps(number: int, limit: int = 200) -> list[Any]:
    return sql.rows(sql.named(ROOM, "stuck_steps"), {"round": round_of(number).id, "limit": limit})


def failures_of(number: int) -> list[Any]:
    return sql.rows(sql.named(ROOM, "failures"), {"round": round_of(number).id})


def outstanding(number: int) -> Any:
    """`undecided` expectations, and whether the verifier has `settled` the round for good."""
    return sql.row(sql.named(ROOM, "outstanding"), {"number": number})


def snapshots_of(number: int) -> list[Any]:
    return sql.rows(sql.named(ROOM, "snapshots"), {"round": round_of(number).id})


def replays(number: int) -> list[tuple[int, bool]]:
    """Of each snapshot: do the records of its time give the numbers it published, and is its chain whole?"""
    trial = round_of(number)
    enrolled = [row.unit for row in sql.rows("select unit from round_unit where round = %s", (trial.id,))]
    expected = [Expected(*row) for row in sql.rows(sql.named(ROOM, "expected_of"), {"round": trial.id})]
    found: list[tuple[int, bool]] = []
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
        found.append((shot.number, same and digest == shot.sha256 and shot.previous_sha256 == previous))
        previous = shot.sha256
    return found


def _attempts(round_id: int, as_of: datetime) -> Sequence[Attempted]:
    rows = sql.rows(sql.named(ROOM, "attempted_of"), {"round": round_id, "as_of": as_of})
    return [Attempted(row.expectation, row.number, Verdict(row.verdict), *row[3:]) for row in rows]


def board_of(number: int) -> dict[str, Any]:
    """Everything a board shows of one round, as of one instant."""
    trial = round_of(number)
    at = sql.one("select statement_timestamp()")
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
    }


def is_valid(trial: Any) -> bool | None:
    """None while the driver has not said how late it was."""
    return None if trial.lateness_p99_ms is None else trial.lateness_p99_ms <= LATENESS_LIMIT_MS


def _at(number: int, as_of: datetime | None) -> dict[str, Any]:
    return {
        "round": round_of(number).id,
        "as_of": as_of or sql.one("select statement_timestamp()"),
    }
