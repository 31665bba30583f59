"""Where a step of a round stands, and a unit with all its steps. Pure; `sql/standing.sql` says the same of many.

The last verdict counts; void is final, two people took the result away. A step nobody began before the round was over
(NOT_STARTED) was decided and did not pass, like one that was done wrong or too late: absent is not passed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lienthong.rehearsal.terms import MACHINE, PASSING, SYSTEMS, Verdict


class StepState(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    VOID = "void"
    UNDECIDED = "undecided"
    MACHINE = "machine"
    """Passed, in a round of people, by a token instead of a person: nobody's pass."""


STEP_STATES: Mapping[Verdict, StepState] = {
    Verdict.PASS: StepState.PASSED,
    Verdict.PASS_ASSISTED: StepState.PASSED,
    Verdict.FAIL: StepState.FAILED,
    Verdict.TIMEOUT: StepState.FAILED,
    Verdict.NOT_STARTED: StepState.FAILED,
    Verdict.BLOCKED: StepState.BLOCKED,
    Verdict.VOID: StepState.VOID,
}


class UnitState(StrEnum):
    """Of a unit, or of its share in one system: on the board, in the report, in the API, on the map."""

    DONE = "done"
    GOING = "going"
    WRONG = "wrong"
    WAITING = "waiting"
    AWAY = "away"


UNIT_STATE_LABELS: Mapping[UnitState, str] = {
    UnitState.DONE: "xong cả bốn hệ thống",
    UnitState.GOING: "đang làm",
    UnitState.WRONG: "có bước không đạt",
    UnitState.WAITING: "chưa bắt đầu",
    UnitState.AWAY: "vắng",
}

OUTSIDE = "không tham gia vòng này"
"""Said of a unit the round does not enrol."""


def standing_verdict(tries: Iterable[tuple[int, Verdict]]) -> Verdict | None:
    """Of (number, verdict) of all attempts at a step, the one that counts; None when there is none yet."""
    by_number = dict(tries)
    if Verdict.VOID in by_number.values():
        return Verdict.VOID
    return by_number[max(by_number)] if by_number else None


def step_state(verdict: Verdict | None, actor_kind: str = "") -> StepState:
    if verdict in PASSING and actor_kind == MACHINE:
        return StepState.MACHINE
    return StepState.UNDECIDED if verdict is None else STEP_STATES[verdict]


@dataclass(frozen=True, slots=True)
class Tally:
    """Mandatory steps by where they stand. They add up to `total`, whatever happens."""

    total: int = 0
    passed: int = 0
    failed: int = 0
    blocked: int = 0
    void: int = 0
    undecided: int = 0
    machine: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        # Field by field: `astuple` copies deeply, and the board of the nation adds some twenty thousand of these.
        return Tally(
            self.total + other.total, self.passed + other.passed, self.failed + other.failed,
            self.blocked + other.blocked, self.void + other.void, self.undecided + other.undecided,
            self.machine + other.machine,
        )  # fmt: skip

    @property
    def is_complete(self) -> bool:
        """Something was expected, and all of it passed."""
        return 0 < self.total == self.passed

    @property
    def not_passed(self) -> int:
        """Decided and not passed: failed, blocked by one that did, or void. A machine's pass is counted beside it."""
        return self.failed + self.blocked + self.void

    @property
    def state(self) -> UnitState:
        """Of these steps alone: of one system."""
        return UnitState.DONE if self.is_complete else _unfinished(self)


def added(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def is_complete(systems: Mapping[str, Tally]) -> bool:
    """In all four systems, each of which expected something."""
    return all(systems.get(system, Tally()).is_complete for system in SYSTEMS)


def unit_state(systems: Mapping[str, Tally], *, is_withdrawn: bool) -> UnitState:
    """The one rule of board, report, API and pages."""
    if is_withdrawn:
        return UnitState.AWAY
    return UnitState.DONE if is_complete(systems) else _unfinished(added(systems.values()))


def _unfinished(steps: Tally) -> UnitState:
    if steps.not_passed or steps.machine:
        return UnitState.WRONG
    return UnitState.GOING if steps.passed else UnitState.WAITING
