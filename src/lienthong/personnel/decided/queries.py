"""Reads of decided rows. They are public law of the installation: everybody who works here may read them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound
from lienthong.personnel.decided.calendars import Decisions
from lienthong.personnel.decided.terms import CALENDAR_RULES, CalendarRow, Entered

ROOM = "lienthong.personnel.decided"


def decisions() -> Decisions:
    """Every row of the calendar that was ever approved, by jurisdiction where it is about one body."""
    rows = sql.rows(CalendarRow, sql.named(ROOM, "calendar"))
    return Decisions(tuple(rows), sql.value(datetime, "select shipped_since from decided_head"))


def entered_rows(*, rules: Sequence[str] = CALENDAR_RULES, unit: int | None = None) -> list[Entered]:
    """Rows of these rules, of one body or all, the newest entered first."""
    return sql.rows(Entered, sql.named(ROOM, "entered"), {"id": None, "rules": list(rules), "unit": unit})


def entered_row(decision: UUID) -> Entered:
    row = sql.row(Entered, sql.named(ROOM, "entered"), {"id": decision, "rules": None, "unit": None})
    if row is None:
        raise NotFound
    return row


def standing_rows(rule: str) -> list[Entered]:
    """Rows of a rule that are not withdrawn. Of two who enter at once one waits for the other."""
    sql.run("select pg_advisory_xact_lock(hashtext('decided_row'))")
    return [row for row in entered_rows(rules=[rule]) if row.standing != "withdrawn"]


def calendar_rows_of(row: Entered, approved_at: datetime) -> list[CalendarRow]:
    """A row as it would count if it were approved at that instant, by jurisdiction where it is about one body."""
    return sql.rows(CalendarRow, sql.named(ROOM, "calendar_row"), {"id": row.id, "approved_at": approved_at})


def jurisdictions_concerned(unit: int | None, since: date, until: date | None) -> list[int]:
    """Whose work is counted by a row: what the body holds on one of its days, or everything that is held."""
    return sql.values(int, sql.named(ROOM, "concerned"), {"unit": unit, "since": since, "until": until})
