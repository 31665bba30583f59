"""Registers of letters as Decree 30/2020, annex IV, has them: first page, columns, the periods that were closed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.terms import TYPES
from lienthong.ground import sql
from lienthong.kernel.wording import vn_date
from lienthong.registers.queries import ROOM, Register
from lienthong.registers.rows import Closing, EntryRow, IncomingRow, OutgoingRow
from lienthong.registers.rules import label_of
from lienthong.registers.terms import OUTGOING


def incoming(items: Sequence[UUID]) -> list[IncomingRow]:
    """Call with the items of entries the reader sees."""
    return sql.rows(IncomingRow, sql.named(ROOM, "decree_incoming"), {"items": list(items)})


def outgoing(items: Sequence[UUID]) -> list[OutgoingRow]:
    return sql.rows(OutgoingRow, sql.named(ROOM, "decree_outgoing"), {"items": list(items)})


class Cover(NamedTuple):
    """The first page of a register, as annex IV has it. Whoever is competent signs and seals it between the numbers and
    the volume.
    """

    above: str
    body: str
    year: int
    since: str
    until: str
    numbers: list[str]
    """«Từ số 01 đến số 12»; of letters sent a line a type."""
    volume: str
    """Which of the year's closed periods it is; empty where the period is not closed: it is filled in by hand."""


Spans = dict[str, tuple[EntryRow, EntryRow]]
"""Numbering book → its first and last entry of the period."""


def cover(register: Register, days: tuple[date, date], spans: Spans, closings: Sequence[Closing]) -> Cover:
    since, until = days
    closed = sorted((each.since, each.until) for each in closings if not each.reopened_at)
    return Cover(
        above=register.body.above,
        body=register.body.name,
        year=register.year,
        since=vn_date(since),
        until=vn_date(until),
        numbers=[_numbers(register, book, *span) for book, span in sorted(spans.items())],
        volume=f"{closed.index(days) + 1:02d}" if days in closed else "",
    )


def _numbers(register: Register, book: str, first: EntryRow, last: EntryRow) -> str:
    of = f" ({label_of(book, TYPES)})" if register.name == OUTGOING else ""
    return f"Từ số {first.number_words} đến số {last.number_words}{of}"


def closings(register: Register) -> list[Closing]:
    """Of the register's year."""
    first, last = date(register.year, 1, 1), date(register.year, 12, 31)
    params = {"unit": register.body.id, "register": register.name, "since": first, "until": last}
    return sql.rows(Closing, sql.named(ROOM, "closings"), params)
