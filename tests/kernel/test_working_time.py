"""Working time: law meets arithmetic."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.clock import ZONE
from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.decided.days import DECIDED, PACKAGED, guesses, library_works
from lienthong.kernel.working_time import OFFICE_HOURS, VIETNAM, WorkingTime

instants = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1)).map(lambda at: at.replace(tzinfo=ZONE))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 4, 26), True),  # a Saturday made a working day
        (date(2025, 5, 2), False),  # the Friday it was swapped for
        (date(2025, 7, 1), True),
        (date(2025, 7, 5), False),
        (date(2025, 9, 2), False),
        (date(2026, 1, 2), False),  # decided on 25/12/2025, which no library knew
        (date(2026, 1, 10), True),  # the Saturday it was swapped for
        (date(2026, 2, 20), False),
        (date(2026, 8, 22), True),
    ],
)
def test_the_calendar_knows_holidays_and_swaps(day: date, works: bool) -> None:
    assert VIETNAM.is_working_day(day) is works


def test_received_after_three_is_returned_next_working_day() -> None:
    friday = datetime(2025, 7, 4, 14, 59, tzinfo=ZONE)
    assert VIETNAM.same_day_due(friday).date() == date(2025, 7, 4)
    assert VIETNAM.same_day_due(friday + timedelta(minutes=1)).date() == date(2025, 7, 7)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (datetime(2025, 12, 31, 9, tzinfo=ZONE), 1, date(2026, 1, 5)),
        (datetime(2025, 12, 31, 9, tzinfo=ZONE), 5, date(2026, 1, 9)),
        (datetime(2026, 1, 8, 9, tzinfo=ZONE), 2, date(2026, 1, 10)),
    ],
)  # fmt: skip
def test_decided_days_are_counted(received: datetime, days: int, due: date) -> None:
    assert VIETNAM.add_days(received, days) == datetime.combine(due, time(17, 0), ZONE)


def test_a_same_day_procedure_waits_for_the_next_day_that_is_worked() -> None:
    def due(*moment: int) -> datetime:
        return VIETNAM.same_day_due(datetime(*moment, tzinfo=ZONE))  # type: ignore[arg-type, misc]

    assert due(2025, 12, 31, 16) == datetime(2026, 1, 5, 17, tzinfo=ZONE)
    assert due(2026, 1, 10, 9) == datetime(2026, 1, 10, 17, tzinfo=ZONE)


def test_what_is_packaged_says_what_the_library_says_but_for_what_it_could_not_know() -> None:
    """Rounds are played in 2025: no day of that year is another than it was."""
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(730)]
    other = {day for day in days if VIETNAM.is_working_day(day) is not library_works(day)}
    assert other == {date(2026, 1, 2), date(2026, 1, 10)}
    assert all(row.basis and row.value.name and row.until is not None for row in PACKAGED)


def test_a_guess_is_what_no_decision_names() -> None:
    assert guesses(2025, DECIDED) == []
    assert guesses(2026, DECIDED) == [(date(2026, 11, 24), "Ngày Văn hóa Việt Nam")]
    tet = [guess.day for guess in guesses(2027, DECIDED)]
    assert date(2027, 2, 8) in tet
    assert len(tet) > 8
    assert date(2027, 2, 8) not in [
        guess.day for guess in guesses(2027, {**DECIDED, date(2027, 2, 8): False})
    ]


spans = st.lists(st.tuples(st.dates(date(2025, 6, 1), date(2025, 9, 1)), st.booleans()), max_size=25).map(
    dict
)
hours = st.sampled_from(
    [OFFICE_HOURS, ((time(8, 0), time(12, 0)),), ((time(7, 0), time(11, 0)), (time(13, 30), time(16, 30)))]
)
calendars = st.builds(
    lambda days, own, since: WorkingTime(days, (Dated(own, since),)), spans, hours,
    st.dates(date(2025, 5, 1), date(2025, 8, 1)),
)  # fmt: skip
summer = st.datetimes(datetime(2025, 6, 1), datetime(2025, 9, 1)).map(lambda at: at.replace(tzinfo=ZONE))  # noqa: DTZ001


@given(calendars, summer, st.integers(0, 30))
def test_days_are_counted_back_by_any_calendar(calendar: WorkingTime, at: datetime, days: int) -> None:
    due = calendar.add_days(at, days)
    assert calendar.days_between(at.date(), due.date()) == days
    assert due == calendar.end_of(due.date())
    assert days == 0 or calendar.is_working_day(due.date())


@given(calendars, summer, st.floats(0.1, 40))
def test_hours_are_counted_back_by_any_calendar(calendar: WorkingTime, at: datetime, hours: float) -> None:
    assert calendar.hours_between(at, calendar.add_hours(at, hours)) == pytest.approx(hours, abs=1e-6)


@given(instants, st.integers(0, 60))
def test_a_deadline_ends_a_working_day_and_more_days_end_later(at: datetime, days: int) -> None:
    due = VIETNAM.add_days(at, days)
    assert due.time() == time(17, 0)
    assert days == 0 or VIETNAM.is_working_day(due.date())
    assert VIETNAM.add_days(at, days + 1) > due


@given(instants, st.floats(0.1, 80))
def test_added_hours_are_counted_back(at: datetime, hours: float) -> None:
    assert VIETNAM.hours_between(at, VIETNAM.add_hours(at, hours)) == pytest.approx(hours, abs=1e-6)


@given(instants, instants, instants)
def test_time_between_adds_up(a: datetime, b: datetime, c: datetime) -> None:
    first, second, third = sorted((a, b, c))
    parts = VIETNAM.time_between(first, second) + VIETNAM.time_between(second, third)
    assert parts == VIETNAM.time_between(first, third)
    assert VIETNAM.time_between(second, first) == -VIETNAM.time_between(first, second)
