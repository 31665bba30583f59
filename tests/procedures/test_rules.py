"""Where the law meets arithmetic: terms, the fifteenth hour, the clock that stops and runs again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import SAME_DAY_UNTIL, VIETNAM
from lienthong.procedures import rules
from lienthong.procedures.terms import (
    CLOCK_STOPS_IN,
    COUNTER,
    MOVES,
    NATIONAL_STATES,
    ONLINE,
    STATES,
    Standing,
    Term,
)

MOMENTS = st.datetimes(datetime(2025, 4, 1), datetime(2025, 12, 20), timezones=st.just(ZONE))  # noqa: DTZ001
TERMS = st.one_of(
    st.just(Term(0, "same_day")),
    st.builds(Term, st.integers(1, 40), st.sampled_from(["working_day", "day"])),
    st.builds(Term, st.integers(1, 16), st.just("hour")),
)
WAITS = st.timedeltas(timedelta(), timedelta(days=40))


def at(day: int, hour: int = 8, minute: int = 0, month: int = 7) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=ZONE)


def standing(received_at: datetime, term: Term, channel: int = COUNTER) -> Standing:
    return Standing("received", channel, received_at, rules.due_at(term, received_at))


@pytest.mark.parametrize(
    ("term", "received", "due"),
    [
        (Term(3, "working_day"), at(1), at(4, 17)),
        (Term(3, "working_day"), at(3), at(8, 17)),  # a weekend lies between
        (Term(0, "same_day"), at(1, 14, 59), at(1, 17)),
        (Term(0, "same_day"), at(1, 15, 0), at(2, 17)),
        (Term(0, "same_day"), at(4, 15, 0), at(7, 17)),  # Friday after 15:00 → Monday
        (Term(0, "same_day"), at(5, 9), at(7, 17)),  # Saturday's counter is no working day
        (Term(0, "same_day"), at(26, 9, month=4), at(26, 17, month=4)),  # the Saturday that worked
        (Term(4, "day"), at(1), at(7, 17)),  # ends on Saturday 5 July
        (Term(3, "day"), at(1), at(4, 17)),
        (Term(8, "hour"), at(1, 9, 30), at(2, 9, 30)),
    ],
)
def test_the_promised_time(term: Term, received: datetime, due: datetime) -> None:
    assert rules.due_at(term, received) == due


@given(TERMS, MOMENTS)
def test_nothing_is_promised_for_a_day_off_or_for_the_past(term: Term, received: datetime) -> None:
    due = rules.due_at(term, received)
    assert due > received or (term.unit == "hour" and due >= received)
    assert VIETNAM.is_working_day(due.date())


@given(MOMENTS)
def test_a_same_day_procedure_is_returned_the_same_day_until_fifteen(received: datetime) -> None:
    due = rules.due_at(Term(0, "same_day"), received)
    in_time = VIETNAM.is_working_day(received.date()) and received.time() < SAME_DAY_UNTIL
    assert (due.date() == received.date()) == in_time
    if not in_time:
        assert due.date() == VIETNAM.next_working_day(received.date())


@given(TERMS, MOMENTS, WAITS, WAITS)
def test_a_supplement_never_moves_the_deadline_back(
    term: Term, received: datetime, until_asked: timedelta, waited: timedelta
) -> None:
    before = standing(received, term)
    asked = received + until_asked
    after = rules.resume(rules.pause(before, ["Tờ khai"], at=asked), at=asked + waited)
    assert after.due_at >= before.due_at
    assert (after.state, after.paused_at) == ("received", None)


@given(TERMS, MOMENTS, WAITS, WAITS)
def test_what_was_left_when_the_clock_stopped_is_left_when_it_runs_again(
    term: Term, received: datetime, until_asked: timedelta, waited: timedelta
) -> None:
    before = standing(received, term)
    asked = received + until_asked
    assume(asked <= before.due_at)
    brought = asked + waited
    after = rules.resume(rules.pause(before, ["Tờ khai"], at=asked), at=brought)
    assert VIETNAM.time_between(brought, after.due_at) == VIETNAM.time_between(asked, before.due_at)
    assert after.paused == VIETNAM.time_between(asked, brought)


@given(TERMS, MOMENTS, st.lists(st.tuples(WAITS, WAITS), min_size=1, max_size=3))
def test_pauses_add_up_exactly(
    term: Term, received: datetime, rounds: list[tuple[timedelta, timedelta]]
) -> None:
    now, moment, waited = standing(received, term), received, timedelta()
    first_due = now.due_at
    for before, wait in rounds:
        asked = moment + before
        moment = asked + wait
        now = rules.resume(rules.pause(now, ["Tờ khai"], at=asked), at=moment)
        waited += VIETNAM.time_between(asked, moment)
    assert now.paused == waited
    assert VIETNAM.time_between(first_due, now.due_at) == waited


def test_a_pause_over_a_weekend_moves_nothing() -> None:
    friday, monday = at(4, 17), at(7, 7, 30)
    before = standing(at(4, 9), Term(1, "working_day"))
    after = rules.resume(rules.pause(before, ["Tờ khai"], at=friday), at=monday)
    assert (after.paused, after.due_at) == (timedelta(), before.due_at)


def test_a_working_day_of_waiting_is_a_working_day_more() -> None:
    before = standing(at(1, 8), Term(3, "working_day"))  # due Friday 4 July, 17:00
    after = rules.resume(rules.pause(before, ["Tờ khai"], at=at(2, 10)), at=at(3, 10))
    assert (after.paused, after.due_at) == (timedelta(hours=8), at(7, 17))


def test_a_building_permit_is_completed_once() -> None:
    permit = replace(standing(at(1), Term(15, "working_day")), supplement_once=True)
    again = rules.resume(rules.pause(permit, ["Bản vẽ thiết kế"], at=at(2)), at=at(3))
    with pytest.raises(Refusal, match="supplement_once"):
        rules.pause(again, ["Bản cam kết"], at=at(4))
    others = replace(again, supplement_once=False)
    assert rules.pause(others, ["Bản cam kết"], at=at(4)).supplements == 2


def test_papers_are_asked_for_by_name() -> None:
    with pytest.raises(Refusal, match="missing_unnamed"):
        rules.pause(standing(at(1), Term(3, "working_day")), [], at=at(1, 9))


@pytest.mark.parametrize(
    ("channel", "asked", "late"),
    [
        (ONLINE, at(2, 8), False),  # exactly 8 working hours after 8:00
        (ONLINE, at(2, 8, 1), True),
        (COUNTER, at(2, 17), False),
        (COUNTER, at(3, 7, 31), True),
    ],
)
def test_asking_for_papers_has_a_time_of_its_own(channel: int, asked: datetime, late: bool) -> None:
    now = standing(at(1, 8), Term(5, "working_day"), channel)
    assert rules.is_late_request(now, asked) is late


def test_an_online_dossier_is_received_within_a_working_day() -> None:
    assert rules.receive_by(at(1, 22)) == at(2, 17)
    assert rules.receive_by(at(4, 10)) == at(7, 17)


def test_labels_are_compared_as_people_write_them() -> None:
    assert rules.still_missing(["Tờ khai", "Giấy tờ tuỳ thân"], ["to khai"]) == ["Giấy tờ tuỳ thân"]
    assert rules.together(["Tờ khai"], ["TỜ KHAI", "Giấy báo tử"]) == ["Tờ khai", "Giấy báo tử"]


@pytest.mark.parametrize(
    ("applicant", "phone", "code"),
    [(" ", "0903123456", "applicant_missing"), ("An", "", "phone_missing")],
)
def test_who_hands_in_can_be_named_and_reached(applicant: str, phone: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        rules.check_applicant(applicant, phone, phone_needed=True)


def test_wrong_moves_are_refused_by_name() -> None:
    for move in MOVES.values():
        for state in STATES.keys() - move.states:
            with pytest.raises(Refusal, match="wrong_state"):
                rules.check_state(state, move)
        for state in move.states:
            rules.check_state(state, move)


def test_the_clock_stops_exactly_while_papers_are_awaited() -> None:
    assert {state for state, number in NATIONAL_STATES.items() if number in CLOCK_STOPS_IN} == {
        "awaiting_supplement"
    }
    assert NATIONAL_STATES.keys() == STATES.keys()
