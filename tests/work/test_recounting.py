"""A promised date by another calendar, as pure arithmetic: nothing moves by itself, and moving twice is moving once."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.clock import ZONE
from lienthong.kernel.working_time import VIETNAM, WorkingTime
from lienthong.work.lateness.promises import Promise, moved_words, recounted

DAYS = st.dates(date(2025, 6, 20), date(2025, 7, 20))
CLOSED = st.sets(DAYS, max_size=5).map(
    lambda days: WorkingTime(dict(VIETNAM.overrides) | dict.fromkeys(days, False))
)
AT = st.datetimes(datetime(2025, 6, 20), datetime(2025, 7, 10)).map(lambda at: at.replace(tzinfo=ZONE))  # noqa: DTZ001


def promise(due_at: datetime, since: datetime, then: WorkingTime, now: WorkingTime) -> Promise:
    return Promise(UUID(int=1), "delivery", "arrived", 1, due_at, since, then, now)


@given(AT, st.integers(1, 15), CLOSED, CLOSED)
def test_days_promised_by_one_calendar_are_as_many_by_another(
    since: datetime, days: int, then: WorkingTime, now: WorkingTime
) -> None:
    assert recounted(promise(then.add_days(since, days), since, then, now)) == now.add_days(since, days)


@given(AT, st.integers(1, 2000), CLOSED, CLOSED)
def test_minutes_promised_by_one_calendar_are_as_many_by_another(
    since: datetime, minutes: int, then: WorkingTime, now: WorkingTime
) -> None:
    due_at = then.add_hours(since, minutes / 60)
    moved = recounted(promise(due_at, since, then, now))
    if due_at != then.end_of(due_at.date()):
        assert now.time_between(since, moved) == then.time_between(since, due_at)


@given(AT, st.timedeltas(timedelta(), timedelta(days=20)), CLOSED)
def test_by_the_same_calendar_nothing_moves(since: datetime, span: timedelta, calendar: WorkingTime) -> None:
    twin = WorkingTime(calendar.overrides)
    due_at = since + span
    assert recounted(promise(due_at, since, calendar, twin)) == due_at


def test_the_end_of_today_moves_to_the_next_day_that_is_worked() -> None:
    closed = WorkingTime({date(2025, 7, 3): False})
    since, due_at = (datetime(2025, 7, 3, hour, tzinfo=ZONE) for hour in (9, 17))
    assert recounted(promise(due_at, since, VIETNAM, closed)) == datetime(2025, 7, 4, 17, tzinfo=ZONE)


def test_what_the_line_says() -> None:
    said = moved_words(
        {
            "from": "2025-07-03T17:00:00+07:00",
            "to": "2025-07-04T17:00:00+07:00",
            "basis": "15/QĐ-UBND",
            "withdrawn": "",
        }
    )
    assert said == "17:00 thứ Năm 03/07/2025 → 17:00 thứ Sáu 04/07/2025, 15/QĐ-UBND"


@pytest.mark.parametrize(
    "due_at", [datetime(2025, 7, 3, 3, tzinfo=ZONE), datetime(2025, 7, 1, 9, tzinfo=ZONE)]
)
def test_what_was_not_counted_in_office_time_stays(due_at: datetime) -> None:
    closed = WorkingTime({date(2025, 7, 2): False})
    since = datetime(2025, 7, 1, 9, tzinfo=ZONE)
    assert recounted(promise(due_at, since, VIETNAM, closed)) == due_at
