"""Rates: what happens changes numerators, never denominators."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lienthong.rehearsal.terms import PASSING, SYSTEMS, Verdict
from lienthong.rehearsal.verifying.rates import (
    DEFINITIONS,
    Attempted,
    Expected,
    course_of,
    rates,
    replay,
)

T0 = datetime(2025, 6, 25, 1, tzinfo=UTC)


def expected() -> list[Expected]:
    """Three units, two cases in each system, two steps in each case; the second case plants a trap."""
    return [
        Expected(
            id=((unit * 4 + s) * 2 + case) * 2 + step,
            unit=unit,
            system=system,
            case=(unit * 4 + s) * 2 + case,
            catches=case == 1 and step == 1,
            procedure="2.000815" if system == "procedures" else None,
        )
        for unit in range(3)
        for s, system in enumerate(SYSTEMS)
        for case in range(2)
        for step in range(2)
    ]


EXPECTED = expected()
UNITS = [0, 1, 2, 3]  # the fourth never came

attempts = st.lists(
    st.builds(
        Attempted,
        expectation=st.sampled_from([one.id for one in EXPECTED]),
        number=st.integers(1, 4),
        verdict=st.sampled_from(Verdict),
        decided_at=st.integers(0, 100).map(lambda minutes: T0 + timedelta(minutes=minutes)),
        on_time=st.booleans(),
        conforming=st.booleans(),
        actor_kind=st.sampled_from(["human", "virtual", "stand_in", "technician", "machine"]),
    ),
    max_size=60,
    unique_by=lambda attempt: (attempt.expectation, attempt.number),
)


def numbers(tried: list[Attempted], as_of: datetime = T0 + timedelta(hours=2)) -> dict[str, Any]:
    return rates(EXPECTED, tried, enrolled=UNITS, as_of=as_of, catalogue=30)


def every_rate(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    flat = {name: value for name, value in found.items() if name != "systems"}
    for system, of_system in found["systems"].items():
        flat |= {f"{system}.{name}": value for name, value in of_system.items()}
    return flat


@given(attempts)
def test_no_denominator_shrinks_whatever_happens(tried: list[Attempted]) -> None:
    before, after = every_rate(numbers([])), every_rate(numbers(tried))
    for name in after:
        if name != "autonomy":  # counts passes, which only grow from none
            assert after[name]["planned"] == before[name]["planned"]
        assert 0 <= after[name]["passed"] <= after[name]["planned"]


@given(attempts)
def test_every_rate_says_what_it_means_and_when(tried: list[Attempted]) -> None:
    for name, one in every_rate(numbers(tried)).items():
        assert one["definition"] == DEFINITIONS[name.split(".")[-1]]
        assert datetime.fromisoformat(one["as_of"]) == T0 + timedelta(hours=2)


@given(attempts)
def test_the_headline_is_no_better_than_any_system(tried: list[Attempted]) -> None:
    found = numbers(tried)
    assert found["all_systems"]["passed"] <= min(
        found["systems"][system]["unit_rate"]["passed"] for system in SYSTEMS
    )


@given(attempts, st.integers(0, 100))
def test_what_comes_later_changes_nothing_said_before(tried: list[Attempted], minutes: int) -> None:
    as_of = T0 + timedelta(minutes=minutes)
    known = [attempt for attempt in tried if attempt.decided_at <= as_of]
    said = numbers(known, as_of)
    assert replay(said, EXPECTED, tried, enrolled=UNITS, as_of=as_of, catalogue=30)


@given(attempts, st.lists(st.integers(0, 100), max_size=5))
def test_the_course_is_the_numbers_of_each_instant(tried: list[Attempted], minutes: list[int]) -> None:
    instants = [T0 + timedelta(minutes=minute) for minute in sorted(minutes)]
    course = course_of(EXPECTED, tried, enrolled=UNITS, instants=instants, catalogue=30)
    assert list(course) == [numbers(tried, as_of) for as_of in instants]


@given(attempts)
def test_a_snapshot_of_before_machines_were_counted_is_replayed_as_it_was(tried: list[Attempted]) -> None:
    said = numbers(tried)
    said = {name: value for name, value in said.items() if name != "machine"}
    said["systems"] = {
        name: {rate: value for rate, value in of.items() if rate != "machine"}
        for name, of in said["systems"].items()
    }
    assert replay(said, EXPECTED, tried, enrolled=UNITS, as_of=T0 + timedelta(hours=2), catalogue=30)


def test_what_a_machine_passed_stands_beside_and_completes_nothing() -> None:
    by_machine = [Attempted(one.id, 1, Verdict.PASS, T0, actor_kind="machine") for one in EXPECTED]
    found = numbers(by_machine)
    assert found["machine"]["passed"] == found["machine"]["planned"] == len(EXPECTED)
    assert found["systems"]["reports"]["machine"]["passed"] == 12
    others = {name: one for name, one in every_rate(found).items() if name.split(".")[-1] != "machine"}
    assert {one["passed"] for one in others.values()} == {0}


@given(attempts)
def test_one_more_pass_never_lowers_a_rate(tried: list[Attempted]) -> None:
    done = {attempt.expectation for attempt in tried}
    free = next((one.id for one in EXPECTED if one.id not in done), None)
    if free is None:
        return
    more = [*tried, Attempted(free, 1, Verdict.PASS, T0)]
    before, after = every_rate(numbers(tried)), every_rate(numbers(more))
    assert all(after[name]["passed"] >= before[name]["passed"] for name in after)


def all_passed() -> list[Attempted]:
    return [Attempted(one.id, 1, Verdict.PASS, T0) for one in EXPECTED]


def test_a_unit_that_never_came_counts_as_failed() -> None:
    found = numbers(all_passed())
    assert (found["all_systems"]["passed"], found["all_systems"]["planned"]) == (3, 4)


def test_an_illegal_order_fails_the_case_though_the_steps_passed() -> None:
    wild = [Attempted(EXPECTED[0].id, 1, Verdict.FAIL, T0, conforming=False),
            Attempted(EXPECTED[0].id, 2, Verdict.PASS, T0), *all_passed()[1:]]  # fmt: skip
    found = numbers(wild)["systems"]["conference"]
    assert (found["step_rate"]["passed"], found["step_rate"]["planned"]) == (12, 12)
    assert (found["case_rate"]["passed"], found["case_rate"]["planned"]) == (5, 6)


def test_a_void_result_stays_in_the_denominator_and_nothing_brings_it_back() -> None:
    tried = [*all_passed(), Attempted(0, 2, Verdict.VOID, T0), Attempted(0, 3, Verdict.PASS, T0)]
    found = numbers(tried)["systems"]["conference"]["step_rate"]
    assert (found["passed"], found["planned"]) == (11, 12)


def test_only_the_assigned_person_counts_as_autonomous() -> None:
    tried = all_passed()
    tried[0] = Attempted(0, 1, Verdict.PASS_ASSISTED, T0, actor_kind="technician")
    found = numbers(tried)["autonomy"]
    assert (found["passed"], found["planned"]) == (47, 48)
    assert Verdict.PASS_ASSISTED in PASSING


def test_a_system_without_anything_planned_completes_nobody() -> None:
    some = [one for one in EXPECTED if one.system != "procedures"]
    found = rates(
        some, [Attempted(one.id, 1, Verdict.PASS, T0) for one in some], enrolled=UNITS, as_of=T0, catalogue=30
    )
    assert found["all_systems"]["passed"] == 0
