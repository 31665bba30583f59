"""Dossiers' promised dates by another calendar: by their procedure's term, from receipt, with the time they waited."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.kernel.working_time import WorkingTime
from lienthong.procedures import rules
from lienthong.procedures.terms import Term, TermUnit
from lienthong.work.lateness import promises as lateness
from lienthong.work.lateness.promises import Promise

ROOM = "lienthong.procedures"


class CountedRow(NamedTuple):
    """What a dossier's date was counted from; not received yet, nothing is promised but to receive it."""

    item: UUID
    received_at: datetime | None
    term: int
    term_unit: TermUnit
    paused: timedelta


def recounted(promises: Sequence[Promise]) -> dict[UUID, datetime]:
    """Calendar days move only where they end on a day off; what the term no longer explains moves as its date says."""
    items = sql.array(promise.item.hex for promise in promises)
    rows = {row.item: row for row in sql.rows(CountedRow, sql.named(ROOM, "counted"), {"items": items})}
    return {promise.item: _recounted(promise, rows.get(promise.item)) for promise in promises}


def _recounted(promise: Promise, row: CountedRow | None) -> datetime:
    if row is None or row.received_at is None:
        return lateness.recounted(promise)
    due_at = _due(row, promise.now)
    if promise.due_at in (due_at, _due(row, promise.then)):
        return due_at
    return lateness.recounted(promise)


def _due(row: CountedRow, calendar: WorkingTime) -> datetime:
    assert row.received_at is not None
    due_at = rules.due_at(Term(row.term, row.term_unit), row.received_at, calendar)
    return rules.later(due_at, row.paused, calendar)
