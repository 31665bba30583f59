from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lienthong.board.rules import (
    SILENT_FOR,
    RoundStanding,
    UnitStanding,
    by_state,
    in_order,
    worst,
)
from lienthong.rehearsal.standing import Tally, added
from lienthong.rehearsal.terms import SYSTEMS

NOON = datetime(2025, 6, 25, 5, tzinfo=UTC)


@st.composite
def tallies(draw: Any) -> Tally:
    counts = [draw(st.integers(0, 9)) for _ in range(5)]
    return Tally(sum(counts), *counts)


@st.composite
def units(draw: Any, code: str = "27094") -> UnitStanding:
    systems = {system: draw(tallies()) for system in draw(st.sets(st.sampled_from(SYSTEMS)))}
    return UnitStanding(code, "Phường", draw(st.booleans()), systems)


def ward(of: dict[str, int] | None = None, code: str = "27094") -> UnitStanding:
    passed = of or {}
    systems = {
        system: Tally(10, passed.get(system, 0), 0, 0, 0, 10 - passed.get(system, 0)) for system in SYSTEMS
    }
    return UnitStanding(code, f"Phường {code}", False, systems)


ALL_PASSED = dict.fromkeys(SYSTEMS, 10)


def trial(*of: UnitStanding, played_by: str = "virtual", **more: Any) -> RoundStanding:
    facts: dict[str, Any] = {"number": 1, "state": "running", "speed": 1, "signed_at": NOON, **more}
    return RoundStanding(played_by=played_by, units=of, **facts)


@given(st.lists(tallies()))
def test_no_addition_shrinks_a_denominator(several: list[Tally]) -> None:
    whole = added(several)
    assert whole.total == sum(one.total for one in several)
    assert whole.total == whole.passed + whole.failed + whole.blocked + whole.void + whole.undecided


@given(st.lists(units()))
def test_every_unit_has_one_state_and_is_counted_once(several: list[UnitStanding]) -> None:
    assert sum(by_state(several).values()) == len(several)


@given(units())
def test_complete_means_something_expected_and_passed_in_all_four(unit: UnitStanding) -> None:
    assert unit.is_complete == all(0 < unit.of(s).total == unit.of(s).passed for s in SYSTEMS)


def test_a_unit_without_expectations_is_not_complete() -> None:
    assert not UnitStanding("1", "", False, {}).is_complete
    assert UnitStanding("1", "", False, {}).state == "waiting"


def test_a_withdrawn_unit_stays_in_the_denominator() -> None:
    gone = UnitStanding("1", "", True, ward(ALL_PASSED).systems)
    one = trial(gone, ward(ALL_PASSED))
    assert gone.state == "away"
    assert len(one.units) == 2


def test_the_worst_are_those_furthest_from_complete() -> None:
    several = [ward(dict.fromkeys(SYSTEMS, n), str(n)) for n in range(11)]
    assert [unit.code for unit in worst(several)] == ["0", "1", "2", "3", "4"]
    assert worst([ward(ALL_PASSED)]) == []


def test_the_headline_is_the_larger_round_and_people_come_before_clerks() -> None:
    virtual, human = trial(ward(), ward()), trial(ward(), played_by="human")
    assert in_order([human, virtual])[0] is virtual
    equal = trial(ward(), ward(), played_by="human")
    assert in_order([virtual, equal])[0] is equal


def test_a_silent_verifier_freezes_a_running_round_only() -> None:
    late = NOON + SILENT_FOR + timedelta(seconds=1)
    assert trial().is_frozen(late)
    assert not trial().is_frozen(NOON + timedelta(seconds=10))
    assert not trial(state="ended").is_frozen(late)
    assert not trial(signed_at=None).is_frozen(late)
