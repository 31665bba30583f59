"""What is read of registers, row by row."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID


class Body(NamedTuple):
    """A body with what ended it, and who holds its seat today. `above`: whose department it is, for the first page."""

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
    side: str
    above: str


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
    letter: str
    """Of a number in between: «a» of 15a."""
    code: str
    at: datetime
    subject: str
    other: str | None
    kind: str
    state: str
    closed_at: datetime | None
    item: UUID
    note: str
    holder: str | None

    @property
    def number_words(self) -> str:
        return f"{self.number:02d}{self.letter}" if self.number is not None else "–"


class IncomingRow(NamedTuple):
    """An entry with the columns the decree asks of incoming letters."""

    item: UUID
    number: int | None
    letter: str
    arrived_at: datetime
    author: str | None
    sign: str
    letter_on: date | None
    type: str | None
    subject: str
    section: str
    assignee: str | None
    state: str
    closed_at: datetime | None
    note: str


class OutgoingRow(NamedTuple):
    """An entry with the columns the decree asks of outgoing letters."""

    item: UUID
    sign: str
    issued_at: datetime
    type: str
    subject: str
    signer: str | None
    addressees: str | None
    copies: int
    state: str
    closed_at: datetime | None


class Closing(NamedTuple):
    """A period of a register that somebody closed."""

    id: UUID
    since: date
    until: date
    entries: int
    at: datetime
    who: str | None
    title: str | None
    reopened_at: datetime | None
    reopen_reason: str


class KeyRow(NamedTuple):
    """Where an entry stands in the order of its register."""

    at: datetime
    place: int | str
    item: UUID


class NumberRow(NamedTuple):
    book: str
    number: int


class BookRow(NamedTuple):
    code: str
    last: int
    entered: int


class OutcomeRow(NamedTuple):
    outcome: int
    entries: int
