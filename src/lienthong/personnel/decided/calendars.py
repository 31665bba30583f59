"""Calendars made of decided rows: as packaged, with what was approved in this world, on any instant of its past."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.decided.days import DECIDED, PACKAGED, overrides, packaged_id
from lienthong.kernel.working_time import AS_PACKAGED, Calendar, Hours, WorkingTime
from lienthong.personnel.decided.terms import HOURS, WORK, CalendarRow, hours_of

NOTHING: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Decisions:
    """Every approved row of the calendar, in the order of approval, withdrawn ones included."""

    rows: tuple[CalendarRow, ...] = ()
    shipped_since: datetime | None = None
    """When the packaged days came into force here; None: they were there before any work."""
    _made: dict[frozenset[UUID], Calendar] = field(default_factory=dict, repr=False, compare=False)

    def in_force(self, *, but: Collection[UUID] = ()) -> Calendar:
        """What holds now; `but`: as if these had not been decided."""
        ids = {row.id for row in self.rows if row.withdrawn_at is None} | _PACKAGED_IDS
        return self._of(frozenset(ids.difference(but)))

    def with_row(self, row: UUID) -> Calendar:
        """As if a row that was withdrawn still held."""
        ids = {other.id for other in self.rows if other.withdrawn_at is None} | _PACKAGED_IDS
        return self._of(frozenset({*ids, row}))

    def at(self, moment: datetime) -> Calendar:
        """What held at an instant: by which a promise made then was counted."""
        ids = {
            row.id
            for row in self.rows
            if row.approved_at <= moment and (row.withdrawn_at is None or moment < row.withdrawn_at)
        }
        shipped = self.shipped_since is None or self.shipped_since <= moment
        return self._of(frozenset(ids | _PACKAGED_IDS if shipped else ids))

    def _of(self, ids: frozenset[UUID]) -> Calendar:
        if ids not in self._made:
            self._made[ids] = calendar_of([row for row in self.rows if row.id in ids], ids)
        return self._made[ids]


_PACKAGED_IDS = frozenset(packaged_id(row) for row in PACKAGED)


def calendar_of(rows: Sequence[CalendarRow], ids: frozenset[UUID]) -> Calendar:
    """Of approved rows in the order of approval, and of the packaged ones named by `ids`."""
    if not rows and ids >= _PACKAGED_IDS:
        return AS_PACKAGED
    days = dict(DECIDED) if ids >= _PACKAGED_IDS else overrides(
        tuple(row for row in PACKAGED if packaged_id(row) in ids)
    )  # fmt: skip
    days |= _days(row for row in rows if row.unit is None)
    everywhere = WorkingTime(days)
    own: dict[int, list[CalendarRow]] = defaultdict(list)
    for row in rows:
        if row.jurisdiction is not None:
            own[row.jurisdiction].append(row)
    return Calendar(everywhere, {jurisdiction: _own(days, some) for jurisdiction, some in own.items()})


def _own(days: dict[date, bool], rows: Sequence[CalendarRow]) -> WorkingTime:
    return WorkingTime(days | _days(rows), tuple(_hours(row) for row in rows if row.rule == HOURS))


def _days(rows: Iterable[CalendarRow]) -> dict[date, bool]:
    decided: dict[date, bool] = {}
    for row in rows:
        if row.rule != HOURS and row.until is not None:
            span = range(row.since.toordinal(), row.until.toordinal() + 1)
            decided |= dict.fromkeys(map(date.fromordinal, span), row.value == WORK)
    return decided


def _hours(row: CalendarRow) -> Dated[Hours]:
    hours = hours_of(row.value)
    assert hours is not None, f"row {row.id} keeps hours nobody reads: {row.value}"
    return Dated(hours, row.since, row.until)
