"""Numbers, dates and due times in the words of the screens. Pure: facts in, text out."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from lienthong.kernel.clock import local
from lienthong.kernel.working_time import WorkingTime, in_force

HOURS_A_DAY = 8
"""Of everybody's working time; a body with hours of its own has days of its own length."""

SOON = timedelta(hours=4)
"""Half a working day before the due time the screens turn amber (ours)."""

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

NO_TERM = "không có thời hạn"
PAUSED = "tạm dừng tính thời hạn"

Tone = Literal["none", "calm", "soon", "late"]


def vn_date(day: date | datetime | None) -> str:
    """25/6/2025."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = local(day)
    return f"{day.day}/{day.month}/{day.year}"


def vn_time(at: datetime | None) -> str:
    """07:30, in the zone that decides the day."""
    if at is None:
        return ""
    moment = local(at)
    return f"{moment.hour:02}:{moment.minute:02}"


def vn_clock(at: datetime | None) -> str:
    """10:35:07, for what is read by the second."""
    return "" if at is None else f"{local(at):%H:%M:%S}"


def vn_datetime(at: datetime | None) -> str:
    """07:30 25/6/2025."""
    return "" if at is None else f"{vn_time(at)} {vn_date(at)}"


def vn_weekday(day: date | datetime) -> str:
    """thứ Tư."""
    if isinstance(day, datetime):
        day = local(day)
    return WEEKDAYS[day.weekday()]


def vn_spoken(at: datetime | None) -> str:
    """15 giờ ngày 3/7/2025: how a sentence to a citizen names an instant."""
    if at is None:
        return ""
    moment = local(at)
    minutes = f" {moment.minute:02}" if moment.minute else ""
    return f"{moment.hour} giờ{minutes} ngày {vn_date(moment)}"


def vn_due(at: datetime | None) -> str:
    """15:00 thứ Năm 03/07/2025: a due time in full, as a case or a row names it."""
    return "" if at is None else f"{vn_time(at)} {vn_weekday(at)} {local(at):%d/%m/%Y}"


def vn_formal(day: date | datetime) -> str:
    """ngày 01 tháng 7 năm 2025: the head of a paper, with a nought before days under 10 and months 1 and 2
    (Decree 30/2020, annex I).
    """
    if isinstance(day, datetime):
        day = local(day)
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def n_of(n: int, total: int) -> str:
    """3/18: a rate is never shown without its two numbers."""
    return f"{dots(n)}/{dots(total)}"


def percent(n: int, total: int) -> str:
    """98,2 %, always rounded down: 167 of 168 never reads as 100 %."""
    if total <= 0:
        return "–"
    tenths = n * 1000 // total
    return f"{tenths // 10},{tenths % 10} %"


def dots(number: int) -> str:
    """1234567 → 1.234.567."""
    return f"{number:,}".replace(",", ".")


def size_of(count: int) -> str:
    """Bytes as people say them: «340 KB», «1,2 MB»."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def money(dong: int | None) -> str:
    return "" if dong is None else f"{dots(dong)} đồng"


def grouped(digits: str) -> str:
    """An identity or telephone number in groups that can be read aloud: 079 203 004 512."""
    digits = "".join(digits.split())
    return " ".join(
        digits[max(end - 3, 0) : end] for end in range(len(digits) % 3, len(digits) + 1, 3) if end
    )


def due_words(due_at: datetime | None, now: datetime, jurisdiction: int | None = None) -> str:
    """«còn 3 giờ làm việc», «quá hạn 2 ngày»: counted in the office time of whoever holds the jurisdiction, as the due
    time was; rounded down.
    """
    return words_left(due_at, now, in_force().of(jurisdiction))


def due_tone(due_at: datetime | None, now: datetime, jurisdiction: int | None = None) -> Tone:
    return tone_left(due_at, now, in_force().of(jurisdiction))


def words_left(due_at: datetime | None, now: datetime, by: WorkingTime) -> str:
    if due_at is None:
        return NO_TERM
    left, day = _left(by, due_at, _minute(now)), by.time_a_day(local(due_at).date())
    if due_at < now:
        return f"quá hạn {_span(-left, day)}" if left else "vừa quá hạn"
    return f"còn {_span(left, day)} làm việc" if left else "đến hạn"


def tone_left(due_at: datetime | None, now: datetime, by: WorkingTime) -> Tone:
    if due_at is None:
        return "none"
    if due_at < now:
        return "late"
    return "soon" if _left(by, due_at, _minute(now)) <= SOON else "calm"


def _span(span: timedelta, day: timedelta) -> str:
    """`day`: the office time of one."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 60:
        return f"{max(minutes, 1)} phút"
    return f"{minutes // 60} giờ" if span < day else f"{span // day} ngày"


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


@lru_cache(maxsize=8192)
def _left(working_time: WorkingTime, due_at: datetime, now: datetime) -> timedelta:
    """Remembered by the minute: most rows of a list share the end of some working day."""
    return working_time.time_between(now, due_at)
