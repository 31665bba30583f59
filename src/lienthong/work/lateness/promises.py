"""Promised dates by another calendar: pure. A day is decided otherwise after a date was promised; what was promised is
counted again, from when it was promised, by what is decided now.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from lienthong.kernel.clock import local
from lienthong.kernel.wording import vn_due
from lienthong.kernel.working_time import WorkingTime

DUE_MOVED = "Dời ngày hẹn theo lịch làm việc"


def due_moved(kind: str) -> str:
    """The journal verb with which the promised date of one kind of work moves."""
    return f"{kind}.due_moved"


def moved_words(facts: Mapping[str, str]) -> str:
    """What such a line says besides its label: by which document, from when to when."""
    was, to = (vn_due(datetime.fromisoformat(facts[end])) for end in ("from", "to"))
    return f"{was} → {to}, {facts['basis']}{' (đã rút)' if facts['withdrawn'] else ''}"


class Promise(NamedTuple):
    """A date that was promised: from when it is counted, by what it was counted, and by what it is to be."""

    item: UUID
    kind: str
    state: str
    jurisdiction: int
    due_at: datetime
    since: datetime
    then: WorkingTime
    now: WorkingTime


Recount = Callable[[Sequence[Promise]], Mapping[UUID, datetime]]
"""Each promise's date by the calendar of now."""


def recounted(promise: Promise) -> datetime:
    """The same number of working days where it ended with one, else the same office time; what was counted by neither
    stays.
    """
    due_at, then, now = local(promise.due_at), promise.then, promise.now
    day, began_on = due_at.date(), local(promise.since).date()
    if then is now or promise.due_at - promise.since <= timedelta():
        return promise.due_at
    if due_at == then.end_of(day) and then.is_working_day(day):
        days = then.days_between(began_on, day)
        if days:
            return now.add_days(promise.since, days)
        return now.end_of(day if now.is_working_day(day) else now.next_working_day(day))
    hours = then.hours_between(promise.since, due_at)
    return (
        now.add_hours(promise.since, hours)
        if then.add_hours(promise.since, hours) == due_at
        else promise.due_at
    )


def recounted_all(promises: Sequence[Promise]) -> dict[UUID, datetime]:
    return {promise.item: recounted(promise) for promise in promises}
