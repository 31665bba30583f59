"""The calendar a transaction counts by. Who asks learns the version with who they are; the rows are read again when the
version or the day is another, so a request pays for no statement of its own.
"""

from datetime import date
from uuid import UUID

from lienthong.kernel.working_time import AS_PACKAGED, Calendar
from lienthong.personnel.decided.calendars import Decisions
from lienthong.personnel.decided.queries import decisions

KEPT = 4
"""Versions a process remembers: the newest, and what transactions begun earlier still count by."""

_read: dict[tuple[UUID, date], Decisions] = {}


def calendar_under(version: UUID | None, day: date) -> Calendar:
    """`version`: of the approved rows, as `decided_head` says; None: nothing was ever approved here. Read anew each
    day, because who holds which jurisdiction is dated, too.
    """
    if version is None:
        return AS_PACKAGED
    rows = _read.get((version, day))
    if rows is None:
        while len(_read) >= KEPT:
            _read.pop(next(iter(_read)), None)
        rows = _read[version, day] = decisions()
    return rows.in_force()
