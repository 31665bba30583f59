"""Rates over frozen expectations. A rate without n/N, its definition and its time is not a rate.

The denominators come from the expectations alone, so nothing that happens – or does not happen – in a round
can shrink them. `rates` is also what `replay` recomputes a snapshot with.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, NotRequired, TypedDict

from lienthong.rehearsal.standing import StepState, standing_verdict, step_state
from lienthong.rehearsal.terms import SYSTEMS, Verdict

DEFINITIONS = {
    "step_rate": "bước bắt buộc đạt / bước bắt buộc theo kế hoạch",
    "unit_rate": "đơn vị đạt mọi bước bắt buộc của hệ thống / đơn vị tham gia (vắng mặt = không đạt)",
    "all_systems": "đơn vị đạt trọn cả bốn hệ thống / đơn vị tham gia",
    "case_rate": "lượt việc tới đúng kết quả, đúng nội dung, đúng trình tự / lượt việc theo kế hoạch",
    "on_time": "bước bắt buộc đạt, bắt đầu và xong trong hạn / bước bắt buộc theo kế hoạch",
    "autonomy": "bước do chính người được phân công làm đạt / bước của người đạt",
    "first_pass": "bước bắt buộc đạt ngay lần đầu / bước bắt buộc theo kế hoạch",
    "refusals_caught": "tình huống cài sẵn bị phát hiện đúng / tình huống cài sẵn",
    "coverage": "thủ tục khác nhau đã làm trọn / thủ tục trong danh mục",
    "machine": "bước bắt buộc do máy làm trong vòng của người, không tính cho người / bước bắt buộc theo kế hoạch",
}


class Rate(TypedDict):
    passed: int
    planned: int
    as_of: str
    definition: str


class SystemRates(TypedDict):
    step_rate: Rate
    unit_rate: Rate
    case_rate: Rate
    machine: NotRequired[Rate]
    """Absent from snapshots of before it was counted."""


class OverAll(TypedDict):
    on_time: Rate
    first_pass: Rate
    autonomy: Rate
    refusals_caught: Rate
    coverage: Rate
    machine: NotRequired[Rate]


class Rates(OverAll):
    """The numbers of a round: by system, and over all."""

    systems: dict[str, SystemRates]
    all_systems: Rate


class Counts(NamedTuple):
    """What the database counts of a round (`sql/standings.sql`): passed and planned, by system."""

    enrolled: int
    catalogue: int
    steps: dict[str, tuple[int, int, int]] | None
    """Passed, planned, passed by a machine."""
    units: dict[str, int] | None
    complete: int
    cases: dict[str, tuple[int, int]] | None
    over_all: dict[str, int]
    exercised: int


class Expected(NamedTuple):
    id: int
    unit: int
    system: str
    case: int
    mandatory: bool = True
    catches: bool = False
    is_peoples: bool = True
    procedure: str | None = None


@dataclass(frozen=True, slots=True)
class Attempted:
    expectation: int
    number: int
    verdict: Verdict
    decided_at: datetime
    on_time: bool = True
    conforming: bool = True
    actor_kind: str = "human"


def rate(name: str, passed: int, planned: int, as_of: datetime) -> Rate:
    return {"passed": passed, "planned": planned, "as_of": as_of.isoformat(), "definition": DEFINITIONS[name]}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an expectation stands: its last attempt, and what the earlier ones leave behind."""

    passed: bool = False
    on_time: bool = False
    at_first: bool = False
    by_assigned: bool = False
    conforming: bool = True
    by_machine: bool = False


def standings(
    expected: Sequence[Expected], attempts: Iterable[Attempted], as_of: datetime
) -> dict[int, Standing]:
    """Void is final: two people took the result away, and no later attempt brings it back."""
    tries: dict[int, list[Attempted]] = defaultdict(list)
    for attempt in attempts:
        if attempt.decided_at <= as_of:
            tries[attempt.expectation].append(attempt)
    return {step.id: _standing(tries.get(step.id, [])) for step in expected}


def _standing(tries: list[Attempted]) -> Standing:
    if not tries:
        return Standing()
    last = max(tries, key=lambda attempt: attempt.number)
    verdict = standing_verdict((attempt.number, attempt.verdict) for attempt in tries)
    state = step_state(verdict, last.actor_kind)
    passed = state is StepState.PASSED
    return Standing(
        by_machine=state is StepState.MACHINE,
        passed=passed,
        on_time=passed and last.on_time,
        at_first=passed and last.number == 1,
        by_assigned=passed and last.actor_kind == "human",
        conforming=all(attempt.conforming for attempt in tries),
    )


def rates(
    expected: Sequence[Expected],
    attempts: Iterable[Attempted],
    *,
    enrolled: Iterable[int],
    as_of: datetime,
    catalogue: int = 0,
) -> Rates:
    """The numbers of one round at one time: by system, and over all."""
    return _rates(expected, standings(expected, attempts, as_of), set(enrolled), as_of, catalogue)


def _rates(
    expected: Sequence[Expected],
    now: Mapping[int, Standing],
    units: set[int],
    as_of: datetime,
    catalogue: int,
) -> Rates:
    complete = {system: _complete(expected, now, system) & units for system in SYSTEMS}
    everywhere = set.intersection(*complete.values())
    cases = _cases(expected, now)
    return {
        "systems": {
            system: {
                "step_rate": _steps(expected, now, system, as_of),
                "unit_rate": rate("unit_rate", len(complete[system]), len(units), as_of),
                "case_rate": _case_rate(expected, cases, system, as_of),
                "machine": _by_machine(expected, now, as_of, system),
            }
            for system in SYSTEMS
        },
        "all_systems": rate("all_systems", len(everywhere), len(units), as_of),
        **_over_all(expected, now, cases, as_of, catalogue),
    }


def _steps(expected: Sequence[Expected], now: Mapping[int, Standing], system: str, as_of: datetime) -> Rate:
    mandatory = [step for step in expected if step.mandatory and step.system == system]
    return rate("step_rate", sum(now[step.id].passed for step in mandatory), len(mandatory), as_of)


def _by_machine(
    expected: Sequence[Expected], now: Mapping[int, Standing], as_of: datetime, system: str | None = None
) -> Rate:
    mandatory = [step for step in expected if step.mandatory and system in (None, step.system)]
    return rate("machine", sum(now[step.id].by_machine for step in mandatory), len(mandatory), as_of)


def _complete(expected: Sequence[Expected], now: Mapping[int, Standing], system: str) -> set[int]:
    """Units with something planned in the system and all of it passed."""
    outcome: dict[int, bool] = {}
    for step in expected:
        if step.system == system and step.mandatory:
            outcome[step.unit] = outcome.get(step.unit, True) and now[step.id].passed
    return {unit for unit, passed in outcome.items() if passed}


def _cases(expected: Sequence[Expected], now: Mapping[int, Standing]) -> dict[int, bool]:
    outcome: dict[int, bool] = {}
    for step in expected:
        standing = now[step.id]
        passed = (standing.passed or not step.mandatory) and standing.conforming
        outcome[step.case] = outcome.get(step.case, True) and passed
    return outcome


def _case_rate(expected: Sequence[Expected], cases: Mapping[int, bool], system: str, as_of: datetime) -> Rate:
    planned = {step.case for step in expected if step.system == system}
    return rate("case_rate", sum(cases[case] for case in planned), len(planned), as_of)


def _over_all(
    expected: Sequence[Expected],
    now: Mapping[int, Standing],
    cases: Mapping[int, bool],
    as_of: datetime,
    catalogue: int,
) -> OverAll:
    mandatory = [now[step.id] for step in expected if step.mandatory]
    peoples = [now[step.id] for step in expected if step.is_peoples and now[step.id].passed]
    traps = [step for step in expected if step.catches]
    caught = sum(now[step.id].passed and cases[step.case] for step in traps)
    exercised = {step.procedure for step in expected if step.procedure and cases[step.case]}
    return {
        "on_time": rate("on_time", sum(s.on_time for s in mandatory), len(mandatory), as_of),
        "first_pass": rate("first_pass", sum(s.at_first for s in mandatory), len(mandatory), as_of),
        "autonomy": rate("autonomy", sum(s.by_assigned for s in peoples), len(peoples), as_of),
        "refusals_caught": rate("refusals_caught", caught, len(traps), as_of),
        "coverage": rate("coverage", len(exercised), catalogue, as_of),
        "machine": _by_machine(expected, now, as_of),
    }


def course_of(
    expected: Sequence[Expected],
    attempts: Iterable[Attempted],
    *,
    enrolled: Iterable[int],
    instants: Sequence[datetime],
    catalogue: int,
) -> Iterator[Rates]:
    """The numbers at each of these instants, in their order. What was not tried in between stands where it stood."""
    now = {step.id: Standing() for step in expected}
    tries: dict[int, list[Attempted]] = defaultdict(list)
    waiting = deque(sorted(attempts, key=lambda attempt: attempt.decided_at))
    units = set(enrolled)
    for as_of in instants:
        touched = set()
        while waiting and waiting[0].decided_at <= as_of:
            attempt = waiting.popleft()
            tries[attempt.expectation].append(attempt)
            touched.add(attempt.expectation)
        now.update((step, _standing(tries[step])) for step in touched)
        yield _rates(expected, now, units, as_of, catalogue)


def replay(
    published: Mapping[str, object],
    expected: Sequence[Expected],
    attempts: Iterable[Attempted],
    *,
    enrolled: Iterable[int],
    as_of: datetime,
    catalogue: int,
) -> bool:
    """Whether the numbers a snapshot published are those the records of its time give."""
    numbers = rates(expected, attempts, enrolled=enrolled, as_of=as_of, catalogue=catalogue)
    return says_the_same(published, numbers)


def says_the_same(published: Mapping[str, object], numbers: Rates) -> bool:
    """Whether a snapshot published these numbers; one of before machines were counted says nothing of them."""
    if "machine" in published:
        return dict(published) == numbers
    systems = {name: _without_machine(of) for name, of in numbers["systems"].items()}
    return dict(published) == {**_without_machine(numbers), "systems": systems}


def _without_machine(numbers: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in numbers.items() if name != "machine"}


def rates_from_counts(counts: Counts, as_of: datetime) -> Rates:
    """The same numbers from what the database counted (`sql/standings.sql`)."""
    steps, units, cases = counts.steps or {}, counts.units or {}, counts.cases or {}
    over_all = counts.over_all
    mandatory = over_all["mandatory"]
    return {
        "systems": {
            system: {
                "step_rate": _of("step_rate", steps.get(system), as_of),
                "unit_rate": rate("unit_rate", units.get(system, 0), counts.enrolled, as_of),
                "case_rate": _of("case_rate", cases.get(system), as_of),
                "machine": _machine_of(steps.get(system), as_of),
            }
            for system in SYSTEMS
        },
        "all_systems": rate("all_systems", counts.complete, counts.enrolled, as_of),
        "on_time": rate("on_time", over_all["on_time"], mandatory, as_of),
        "first_pass": rate("first_pass", over_all["first_pass"], mandatory, as_of),
        "autonomy": rate("autonomy", over_all["autonomy"], over_all["peoples"], as_of),
        "refusals_caught": rate("refusals_caught", over_all["caught"], over_all["traps"], as_of),
        "coverage": rate("coverage", counts.exercised, counts.catalogue, as_of),
        "machine": rate("machine", over_all["machine"], mandatory, as_of),
    }


def _of(name: str, counted: Sequence[int] | None, as_of: datetime) -> Rate:
    passed, planned, *_ = counted or (0, 0)
    return rate(name, passed, planned, as_of)


def _machine_of(counted: Sequence[int] | None, as_of: datetime) -> Rate:
    _, planned, by_machine = counted or (0, 0, 0)
    return rate("machine", by_machine, planned, as_of)
