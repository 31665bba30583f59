"""Registers of a body and year. Only who holds or oversees its seat today, or keeps its archive, finds them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.terms import TYPES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.pages.lists import window
from lienthong.registers import rules
from lienthong.registers.terms import REGISTERS, BookEnd, Closure

ROOM = "lienthong.registers"
PAGE = 50
ALL = 1_000_000


class Body(NamedTuple):
    """A body with what ended it, and who holds its seat today."""

    id: int
    code: str
    name: str
    short_name: str
    body: str
    starts_on: date
    ends_on: date | None
    seat: int | None
    heir: int | None
    heir_name: str | None
    basis: str
    at: datetime


class BodyRow(NamedTuple):
    """A body with its registers. Where none is listed one row carries the counts, all else NULL; it is left out."""

    total: int
    closed: int
    id: int
    code: str
    name: str
    short_name: str
    ends_on: date | None
    is_own: bool
    is_closed: bool
    years: list[int] | None


class EntryRow(NamedTuple):
    book: str
    number: int | None
    """None of what was brought in from elsewhere under another code."""
    code: str
    at: datetime
    subject: str
    other: str | None
    kind: str
    state: str
    due_at: datetime | None
    closed_at: datetime | None
    item: UUID
    holder: str | None
    total: int


class NumberRow(NamedTuple):
    book: str
    number: int | None
    at: datetime
    is_open: bool
    is_void: bool


class BookRow(NamedTuple):
    code: str
    last: int


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader filters a register by."""

    words: str = ""
    month: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Bodies with registers: in all, and of these closed."""

    total: int
    closed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A register as a whole: how many entries, still open, void; how its books end."""

    entries: int
    open: int
    void: int
    unnumbered: int
    """Entries whose code is not a number of these books: brought in from elsewhere."""
    ends: list[BookEnd]
    first_on: date | None
    last_on: date | None


def body(actor: Actor, unit: int) -> Body:
    row = sql.row(Body, sql.named(ROOM, "unit"), {"unit": unit})
    if row is None or row.seat not in (*actor.scope, *actor.reads, *actor.archives):
        raise NotFound
    return row


def closure(body: Body, on: date) -> Closure | None:
    """None while the body lives."""
    if body.ends_on is None or body.ends_on > on:
        return None
    return Closure(body.ends_on, body.basis, body.heir_name or "")


def is_archive(actor: Actor, body: Body) -> bool:
    """Whether the reader merely keeps the archive: they see what is closed, so nothing can be said of gaps."""
    return body.seat not in (*actor.scope, *actor.reads)


def bodies(
    actor: Actor, words: str = "", *, is_closed: bool | None = None, page: int | None = None
) -> tuple[Found, list[BodyRow]]:
    """How many bodies the words find, and a page of those whose registers are closed, open or (None) either; without
    `page` all of them.
    """
    seats = list({*actor.scope, *actor.reads, *actor.archives})
    params = {"seats": seats, "own": actor.unit, "words": fold(words).strip(), "closed": is_closed}
    rows = sql.rows(BodyRow, sql.named(ROOM, "bodies"), {**params, **window(page, PAGE)})
    return Found(rows[0].total, rows[0].closed), [row for row in rows if row.id is not None]


def years(body: Body, on: date) -> list[int]:
    """In which it numbered anything, and the last of its life."""
    numbered = sql.values(int, "select distinct year from book where unit = %s", (body.id,))
    last = min(body.ends_on, on).year if body.ends_on else on.year
    if body.ends_on and body.ends_on.month == body.ends_on.day == 1:
        last = min(last, body.ends_on.year - 1)
    return sorted({last, *numbered}, reverse=True)


def entries(body: Body, register: str, year: int, sought: Sought, *, page: int = 0) -> list[EntryRow]:
    """A page of entries as they were numbered (`page` from 1), or with `page=0` all of them."""
    if register not in REGISTERS:
        raise NotFound
    words = fold(sought.words).strip()
    return sql.rows(
        EntryRow, sql.named(ROOM, "entries"),
        {
            "unit": body.id, "year": year, "register": register, "words": words, "code": sought.words.strip(),
            "month": sought.month, "result": sought.result, "limit": PAGE if page else ALL,
            "offset": PAGE * (page - 1) if page else 0,
        },
    )  # fmt: skip


def standing(body: Body, register: str, year: int) -> Standing:
    if register not in REGISTERS:
        raise NotFound
    params = {"unit": body.id, "year": year, "register": register}
    numbered = sql.rows(NumberRow, sql.named(ROOM, "numbers"), params)
    lasts = {
        row.code: row.last
        for row in sql.rows(BookRow, sql.named(ROOM, "books"), params)
        if rules.register_of(row.code) == register
    }
    ends = rules.book_ends(lasts, ((row.book, row.number) for row in numbered), TYPES)
    return Standing(
        entries=len(numbered),
        open=sum(row.is_open for row in numbered),
        void=sum(row.is_void for row in numbered),
        unnumbered=sum(row.number is None for row in numbered),
        ends=ends,
        first_on=numbered[0].at.date() if numbered else None,
        last_on=numbered[-1].at.date() if numbered else None,
    )
