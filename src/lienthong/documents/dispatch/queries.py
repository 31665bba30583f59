"""What became of a letter at each of its addressees, for its sender."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.dispatch.terms import FILTERS, STATES
from lienthong.documents.terms import DRAFT
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.lists import EVERYTHING
from lienthong.units.addresses.queries import areas_sought
from lienthong.work.queries import Item, item_of

ROOM = "lienthong.documents.dispatch"


class Row(NamedTuple):
    """An addressee and when it did what. `outside`: a body that does not work here, by its place on the letter."""

    item: UUID | None
    outside: int | None
    name: str
    is_copy: bool
    state: str
    arrived_at: datetime
    register_number: int | None
    register_letter: str | None
    """Of a number in between: «a» of 15a."""
    register_year: int | None
    registered_at: datetime | None
    directed_at: datetime | None
    closed_at: datetime | None
    is_late: bool
    reminded_at: datetime | None
    recall: str | None
    """What it answered to the wish to have the letter back; empty: nothing yet; None: not asked."""
    note: str
    """Why it was sent back; of a body outside how it was sent, and its receipt."""
    answer_sign: str | None
    answered_at: datetime | None
    answer_item: UUID | None
    in_place_of: str | None
    """The body that had ended, whose letter this one took."""


class TableRow(NamedTuple):
    """The same as the statement answers it: the first row says what there is in all; it may be no addressee's."""

    item: UUID | None
    outside: int | None
    name: str | None
    is_copy: bool | None
    state: str | None
    arrived_at: datetime | None
    register_number: int | None
    register_letter: str | None
    register_year: int | None
    registered_at: datetime | None
    directed_at: datetime | None
    closed_at: datetime | None
    is_late: bool | None
    reminded_at: datetime | None
    recall: str | None
    note: str | None
    answer_sign: str | None
    answered_at: datetime | None
    answer_item: UUID | None
    in_place_of: str | None
    total: int
    counts: dict[str, tuple[int, int]] | None


class Count(NamedTuple):
    state: str
    n: int
    late: int


class Table(NamedTuple):
    """A page of addressees. `total`: how many the filter shows; `counts`: of the whole letter."""

    rows: list[Row]
    total: int
    counts: dict[str, Count]


class Letter(NamedTuple):
    """An issued letter, whose addressees are asked about."""

    item: Item
    document: UUID
    sign: str
    issued_at: datetime | None


class LetterRow(NamedTuple):
    id: UUID
    sign: str
    issued_at: datetime | None


def letter_sent(actor: Actor, item: UUID) -> Letter:
    """By its draft, for whoever sees that; `NotFound` for an addressee, who knows of its own copy alone."""
    return letter_behind(item_of(actor, item))


def letter_behind(item: Item) -> Letter:
    letter = sql.row(LetterRow, "select id, sign, issued_at from letter_behind(%s)", (item.id,))
    if item.kind != DRAFT or letter is None:
        raise NotFound
    return Letter(item, letter.id, letter.sign, letter.issued_at)


def counts(document: UUID) -> dict[str, Count]:
    """By state, in the order of `STATES`; nothing before it is issued."""
    return _in_order(sql.rows(Count, sql.named(ROOM, "counts"), {"document": document}))


def _in_order(counts: Iterable[Count]) -> dict[str, Count]:
    by_state = {count.state: count for count in counts}
    return {state: by_state[state] for state in STATES if state in by_state}


def addressees(
    actor: Actor,
    document: UUID,
    *,
    state: str | None = None,
    words: str = "",
    offset: int = 0,
    limit: int = EVERYTHING,
) -> Table:
    """`state`: one of `STATES` or of `FILTERS`. `words`: in the name, or an old name of what it took over."""
    rows = sql.rows(
        TableRow,
        sql.named(ROOM, "rows"),
        {
            "document": document,
            "today": actor.day,
            "state": state or None,
            "words": words or None,
            "areas": areas_sought(words, actor.day),
            "offset": offset,
            "limit": limit,
        },
    )
    counted = rows[0].counts or {}
    return Table(
        rows=[Row._make(row[: len(Row._fields)]) for row in rows if row.state is not None],
        total=rows[0].total,
        counts=_in_order(Count(name, n, late) for name, (n, late) in counted.items()),
    )


def check_state(state: str) -> str:
    if state and state not in STATES and state not in FILTERS:
        raise Refusal(
            "state_not_listed", "Tình trạng không có trong bảng theo dõi.", status=422, field="tinh-trang"
        )
    return state


class Planned(NamedTuple):
    """Whom a draft will go to, besides the bodies that its details name."""

    persons: list[str]
    outside: list[str]


def planned(document: UUID) -> Planned:
    return sql.only_row(Planned, sql.named(ROOM, "planned"), {"document": document})
