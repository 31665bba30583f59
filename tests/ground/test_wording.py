from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel import wording
from lienthong.kernel.clock import ZONE
from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.working_time import Calendar, Hours, WorkingTime, by_calendar

WEDNESDAY = datetime(2025, 6, 25, 8, 0, tzinfo=ZONE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 6, day, hour, minute, tzinfo=ZONE)


def test_dates_are_written_as_they_are_typed() -> None:
    assert wording.vn_date(date(2025, 6, 25)) == "25/6/2025"
    assert wording.vn_date(None) == ""
    assert wording.vn_datetime(WEDNESDAY) == "08:00 25/6/2025"
    assert wording.vn_clock(WEDNESDAY) == "08:00:00"


def test_the_zone_decides_the_day() -> None:
    late_evening = datetime(2025, 6, 24, 17, 30, tzinfo=UTC)
    assert wording.vn_datetime(late_evening) == "00:30 25/6/2025"


def test_the_day_has_its_name() -> None:
    assert wording.vn_weekday(WEDNESDAY) == "thứ Tư"
    assert wording.vn_weekday(date(2025, 6, 29)) == "Chủ nhật"


@pytest.mark.parametrize(
    ("when", "words"),
    [(at(25, 15), "15 giờ ngày 25/6/2025"), (at(25, 15, 5), "15 giờ 05 ngày 25/6/2025")],
)
def test_a_sentence_names_the_hour(when: datetime, words: str) -> None:
    assert wording.vn_spoken(when) == words


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (None, "không có thời hạn", "none"),
        (at(25, 11), "còn 3 giờ làm việc", "soon"),
        (at(25, 8, 25), "còn 25 phút làm việc", "soon"),
        (at(25, 17), "còn 7 giờ làm việc", "calm"),
        (at(27, 17), "còn 2 ngày làm việc", "calm"),
        (at(30, 17), "còn 3 ngày làm việc", "calm"),  # a weekend lies between
        (at(25, 8), "đến hạn", "soon"),
        (at(25, 7, 40), "quá hạn 20 phút", "late"),
        (at(24, 15), "quá hạn 2 giờ", "late"),
        (at(23, 8), "quá hạn 2 ngày", "late"),
        (at(25, 7, 20), "quá hạn 30 phút", "late"),
    ],
)
def test_due_time_in_office_hours(due: datetime | None, words: str, tone: str) -> None:
    assert wording.due_words(due, WEDNESDAY) == words
    assert wording.due_tone(due, WEDNESDAY) == tone


def test_a_body_with_days_and_hours_of_its_own_is_counted_by_them() -> None:
    """Open in the mornings alone, closed on Thursday: two of its days, three of everybody's."""
    mornings: Dated[Hours] = Dated(((time(7, 30), time(11, 30)),), date(2025, 6, 1))
    own = WorkingTime({date(2025, 6, 26): False}, (mornings,))
    due = at(30, 11, 30)
    with by_calendar(Calendar(WorkingTime(), {7: own})):
        assert wording.due_words(due, WEDNESDAY, 7) == "còn 2 ngày làm việc"
        assert (
            wording.due_words(due, WEDNESDAY, 8) == wording.due_words(due, WEDNESDAY) == "còn 3 ngày làm việc"
        )
        assert wording.due_words(at(27, 7, 35), WEDNESDAY, 7) == "còn 3 giờ làm việc"
        assert (
            wording.due_tone(at(27, 7, 35), WEDNESDAY, 7),
            wording.due_tone(at(27, 7, 35), WEDNESDAY),
        ) == (
            "soon",
            "calm",
        )
        assert wording.due_words(at(24, 11), at(27, 9), 7) == "quá hạn 1 ngày"


def test_overdue_without_an_office_minute_since() -> None:
    assert wording.due_words(at(25, 17), at(25, 19)) == "vừa quá hạn"


@given(st.integers(-60 * 24 * 30, 60 * 24 * 30))
def test_words_and_tone_never_disagree(minutes: int) -> None:
    due = WEDNESDAY + timedelta(minutes=minutes)
    late = wording.due_tone(due, WEDNESDAY) == "late"
    assert late == ("quá hạn" in wording.due_words(due, WEDNESDAY)) == (minutes < 0)


def test_rates_keep_both_numbers_and_never_flatter() -> None:
    assert wording.n_of(3, 18) == "3/18"
    assert wording.n_of(1200, 40321) == "1.200/40.321"
    assert wording.percent(167, 168) == "99,4 %"
    assert wording.percent(40320, 40321) == "99,9 %"
    assert wording.percent(168, 168) == "100,0 %"
    assert wording.percent(0, 0) == "–"


def test_money_and_numbers_people_read_aloud() -> None:
    assert wording.money(50000) == "50.000 đồng"
    assert wording.money(0) == "0 đồng"
    assert wording.grouped("079203004512") == "079 203 004 512"
    assert wording.grouped("0903 123 456") == "0 903 123 456"


@given(st.text("0123456789", max_size=20))
def test_grouping_loses_no_digit(digits: str) -> None:
    assert wording.grouped(digits).replace(" ", "") == digits


def test_a_due_time_in_full() -> None:
    assert wording.vn_due(at(25, 15)) == "15:00 thứ Tư 25/06/2025"
    assert wording.vn_due(None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime(2025, 7, 1, tzinfo=ZONE), "ngày 01 tháng 7 năm 2025"),
        (datetime(2026, 2, 9, tzinfo=ZONE), "ngày 09 tháng 02 năm 2026"),
        (datetime(2025, 12, 31, tzinfo=ZONE), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_the_head_of_a_paper(day: datetime, words: str) -> None:
    assert wording.vn_formal(day) == words
