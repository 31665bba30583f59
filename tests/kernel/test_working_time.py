"""Working time: law meets arithmetic."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.clock import ZONE
from lienthong.kernel.working_time import VIETNAM

instants = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1)).map(lambda at: at.replace(tzinfo=ZONE))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 4, 26), True),  # a Saturday made a working day
        (date(2025, 5, 2), False),  # the Friday it was swapped for
        (date(2025, 7, 1), True),
        (date(2025, 7, 5), False),
        (date(2025, 9, 2), False),
    ],
)
def test_the_calendar_knows_holidays_and_swaps(day: date, works: bool) -> None:
    assert VIETNAM.is_working_day(day) is works


def test_received_after_three_is_returned_next_working_day() -> None:
    friday = datetime(2025, 7, 4, 14, 59, tzinfo=ZONE)
    assert VIETNAM.same_day_due(friday).date() == date(2025, 7, 4)
    assert VIETNAM.same_day_due(friday + timedelta(minutes=1)).date() == date(2025, 7, 7)


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
