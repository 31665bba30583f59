"""Working days and hours by the calendar of Vietnam, with its yearly swaps.

Deadlines in Decree 118/2025/NĐ-CP are counted in working days and working hours. A Saturday made a working day
by decision counts; a counter open on Saturday morning does not make one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from lienthong.kernel.clock import ZONE, local

Hours = tuple[tuple[time, time], ...]

OFFICE_HOURS: Hours = ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))
"""Eight hours in two halves; the exact hours are each unit's own to set (ours)."""

SAME_DAY_UNTIL = time(15, 0)
"""A same-day procedure received after this hour is returned on the next working day."""


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=range(2024, 2031))


@cache
def _works(day: date) -> bool:
    """The national calendar's word; asked for every row of a list, so remembered."""
    return bool(_calendar().is_working_day(day))


@dataclass(frozen=True)
class WorkingTime:
    hours: Hours = OFFICE_HOURS
    overrides: Mapping[date, bool] = field(default_factory=dict)
    """A day decided otherwise than the national calendar: True works, False rests."""

    def is_working_day(self, day: date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        return _works(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def add_days(self, at: datetime, days: int) -> datetime:
        """The end of the `days`-th working day after the day of `at` (the day of receipt does not count)."""
        day = local(at).date()
        for _ in range(days):
            day = self.next_working_day(day)
        return self.end_of(day)

    def same_day_due(self, at: datetime) -> datetime:
        """The due time of a same-day procedure: today, or the next working day after 15:00."""
        moment = local(at)
        day = moment.date()
        if not self.is_working_day(day) or moment.time() >= SAME_DAY_UNTIL:
            day = self.next_working_day(day)
        return self.end_of(day)

    def end_of(self, day: date) -> datetime:
        return datetime.combine(day, self.hours[-1][1], ZONE)

    def add_hours(self, at: datetime, hours: float) -> datetime:
        """The instant when `hours` of office time have passed since `at`."""
        left = timedelta(hours=hours)
        day = local(at).date()
        while True:
            for start, end in self._spans(day):
                begin = max(start, at)
                if begin < end and end - begin >= left:
                    return begin + left
                left -= max(end - begin, timedelta())
            day = self.next_working_day(day)

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Office time from `start` to `end`; negative when `end` comes first."""
        if end < start:
            return -self.time_between(end, start)
        total = timedelta()
        day, last = local(start).date(), local(end).date()
        while day <= last:
            for begin, finish in self._spans(day):
                total += max(min(finish, end) - max(begin, start), timedelta())
            day += timedelta(days=1)
        return total

    def hours_between(self, start: datetime, end: datetime) -> float:
        return self.time_between(start, end).total_seconds() / 3600

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.is_working_day(day):
            return []
        return [(datetime.combine(day, a, ZONE), datetime.combine(day, b, ZONE)) for a, b in self.hours]


VIETNAM = WorkingTime()
