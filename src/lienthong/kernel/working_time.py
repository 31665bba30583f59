"""Working days and hours by the calendar of Vietnam, with its yearly swaps.

Deadlines in Decree 118/2025/NĐ-CP are counted in working days and working hours. A Saturday made a working day
by decision counts; a counter open on Saturday morning does not make one.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from lienthong.kernel.clock import ZONE, local
from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.decided.days import DECIDED, library_works

Hours = tuple[tuple[time, time], ...]

OFFICE_HOURS: Hours = ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))
"""Eight hours in two halves; the exact hours are each unit's own to set (ours)."""


def _length(hours: Hours) -> timedelta:
    spans = (datetime.combine(date.min, end) - datetime.combine(date.min, start) for start, end in hours)
    return sum(spans, timedelta())


_OFFICE_DAY = _length(OFFICE_HOURS)

SAME_DAY_UNTIL = time(15, 0)
"""A same-day procedure received after this hour is returned on the next working day."""


@dataclass(frozen=True, eq=False)
class WorkingTime:
    """When work is done: by all, or by one body. Told apart by identity: what is remembered of one is not another's."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    """A day decided otherwise than the library says: True works, False rests."""
    own_hours: tuple[Dated[Hours], ...] = ()
    """Of one body, in the order they were decided: the last that holds on a day counts, else `OFFICE_HOURS`."""

    def is_working_day(self, day: date) -> bool:
        works = self.overrides.get(day)
        return library_works(day) if works is None else works

    def hours_on(self, day: date) -> Hours:
        for row in reversed(self.own_hours):
            if row.holds_on(day):
                return row.value
        return OFFICE_HOURS

    def time_a_day(self, day: date) -> timedelta:
        """How long work is done on a day, if it is a working day."""
        if not self.own_hours:
            return _OFFICE_DAY
        return _length(self.hours_on(day))

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

    def days_between(self, start: date, end: date) -> int:
        """Working days after `start`, `end` included: what `add_days` was asked for, where it ended on `end`."""
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))

    def same_day_due(self, at: datetime) -> datetime:
        """The due time of a same-day procedure: today, or the next working day after 15:00."""
        moment = local(at)
        day = moment.date()
        if not self.is_working_day(day) or moment.time() >= SAME_DAY_UNTIL:
            day = self.next_working_day(day)
        return self.end_of(day)

    def end_of(self, day: date) -> datetime:
        return datetime.combine(day, self.hours_on(day)[-1][1], ZONE)

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
        hours = self.hours_on(day) if self.own_hours else OFFICE_HOURS
        return [(datetime.combine(day, a, ZONE), datetime.combine(day, b, ZONE)) for a, b in hours]


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working time of everybody, and of those jurisdictions whose holder has days or hours of its own."""

    everywhere: WorkingTime
    own: Mapping[int, WorkingTime] = field(default_factory=dict)

    def of(self, jurisdiction: int | None) -> WorkingTime:
        """By which work in this jurisdiction is counted; without one, by everybody's."""
        return self.own.get(jurisdiction, self.everywhere) if jurisdiction is not None else self.everywhere


LIBRARY = WorkingTime()
"""What this product counted by before decided days were data: the library alone."""

VIETNAM = WorkingTime(DECIDED)
"""The days decided up to this version, and the library's guesses for the rest."""

AS_PACKAGED = Calendar(VIETNAM)

_in_force: ContextVar[Calendar] = ContextVar("calendar", default=AS_PACKAGED)


def in_force() -> Calendar:
    """The calendar of this transaction: as packaged, with what was decided in this world."""
    return _in_force.get()


@contextmanager
def by_calendar(calendar: Calendar) -> Iterator[None]:
    """Count by this calendar within the block."""
    token = _in_force.set(calendar)
    try:
        yield
    finally:
        _in_force.reset(token)
