"""Official acts on letters from outside, and on numbers out of turn."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.doubles.queries import double_of
from lienthong.documents.enclosures.actions import read_papers_later
from lienthong.documents.receiving import queries, rules
from lienthong.documents.receiving.terms import ENTERED, INCOMING, MOVES_OF_RECEIVING, REGISTER_OUTSIDE
from lienthong.documents.rules import register_due
from lienthong.documents.terms import DELIVERY
from lienthong.ground import files as stored
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.books import next_number
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.uploads import Upload
from lienthong.work.items.actions import move_item, open_item
from lienthong.work.items.terms import Arrival, Change, NewItem
from lienthong.work.queries import item_of
from lienthong.work.reasons import say_reason
from lienthong.work.reversing.undoing import undo
from lienthong.work.rules import name_among

ROOM = queries.ROOM
BOOK = "vb-den"
MICROSECOND = timedelta(microseconds=1)


class Number(NamedTuple):
    """Where a letter is entered: its number in the year and, between two entries, the instant it stands at."""

    number: int
    letter: str
    year: int
    between: datetime | None = None

    def words(self) -> str:
        return rules.number_words(self.number, self.letter, self.year)


class Paper(NamedTuple):
    digest: str
    name: str


@official_act
def register_outside_letter(
    *,
    subject: str,
    sender: str = "",
    sender_unit: int | None = None,
    sign: str = "",
    dated: date | None = None,
    type: str = "CV",
    urgency: int = 0,
    secrecy: str = "",
    pages: int | None = None,
    way: str = "post",
    arrived_at: datetime | None = None,
    after_number: int | None = None,
    reason: str = "",
    is_another: bool = False,
    files: Sequence[Upload] = (),
    by: Actor,
) -> Answer:
    """Enter a letter on paper, or from another system, in the register of incoming letters (Decree 30/2020, art. 21,
    22): from here on it is a letter like any other. `arrived_at`: where it came before today, with the reason. Refuses
    `secret_letter`, `sender_missing`, `entered_already` unless `is_another`, `period_closed`, `no_such_number`.
    """
    by.require(REGISTER_OUTSIDE)
    rules.check_not_secret(secrecy)
    sender = sender or _name_of(sender_unit)
    rules.check_outside(sender=sender, subject=subject, type_code=type, urgency=urgency, way=way)
    sign, arrived_at = rules.sign_as_kept(sign), clock.local(arrived_at or by.at)
    rules.check_dates(dated=dated, arrived_at=arrived_at, now=by.at)
    if not is_another:
        _check_not_entered(by, sign, sender, sender_unit, dated)
    papers = _kept(files)  # before the number: nobody waits for the book while a scanner looks
    number = _number(by, arrived_at.date(), after_number, reason)
    item, document = uuid7(), uuid7()
    letter = NewItem(
        DELIVERY, subject=subject, state="registered", verb=ENTERED, step="direct", reference=sign,
        words=f"{sender} {number.words()}", priority=urgency,
        due_at=register_due(arrived_at, urgency, by.calendar.of(by.seat)),
        facts={"document": str(document), "digests": [paper.digest for paper in papers]},
    )  # fmt: skip
    moved = open_item(letter, Arrival(by.seat or 0, by.seat, item=item), by=by)
    _write(
        {
            "item": item, "document": document, "type": type, "subject": subject, "urgency": urgency,
            "sender": sender, "sender_unit": sender_unit, "sign": sign, "dated": dated, "pages": pages, "way": way,
            "arrived_at": arrived_at, "unit": by.unit, "mandate": by.mandate, "reason": reason,
        },
        number,
        papers,
    )  # fmt: skip
    if papers:
        read_papers_later(item)
    if reason:
        say_reason(item, reason)
    return moved.answer(register_number=number.number, register_letter=number.letter, document=str(document))


def _write(letter: dict[str, object], number: Number, papers: Sequence[Paper]) -> None:
    """The letter, where it came from, its entry and its scans, in one statement."""
    sql.run(
        sql.named(ROOM, "take_in"),
        {
            **letter,
            **number._asdict(),
            "ids": [uuid7() for _ in papers],
            "digests": [paper.digest for paper in papers],
            "names": [paper.name for paper in papers],
        },
    )


def _name_of(unit: int | None) -> str:
    name = "" if unit is None else queries.name_of_unit(unit)
    if name is None:
        raise Refusal(
            "unknown_sender",
            "Nơi gửi này không có trong danh mục đơn vị; hãy ghi tên nơi gửi.",
            status=422,
            field="sender_unit",
        )
    return name


def _check_not_entered(
    by: Actor, sign: str, sender: str, sender_unit: int | None, dated: date | None
) -> None:
    double = double_of(by, sign=sign, sender=sender, sender_unit=sender_unit, dated=dated)
    if double is not None:
        refusal = rules.entered_already(
            double.register_number, double.register_letter, double.register_year, sign
        )
        refusal.facts["item"] = str(double.id)
        raise refusal


def _kept(files: Sequence[Upload]) -> list[Paper]:
    """The scans, each under a name no other has. Refuses what may not come in."""
    papers: list[Paper] = []
    for file in files:
        kept = stored.keep_incoming(file.name, file.content)
        papers.append(Paper(kept.digest, name_among(kept.name, [paper.name for paper in papers])))
    return papers


def _number(by: Actor, arrived_on: date, after: int | None, reason: str) -> Number:
    """The next number of today's year, or one in between of the year it came in."""
    rules.check_reason_of_late_entry(arrived_on, by.day, reason)
    if arrived_on < by.day:
        queries.check_period_is_open(by.unit or 0, INCOMING, [arrived_on])
    if after is not None:
        return _between(by, arrived_on.year, after, reason)
    return Number(next_number(by.unit or 0, BOOK, by.day.year), "", by.day.year)


def _between(by: Actor, year: int, after: int, reason: str) -> Number:
    """15a after 15: no number of the year is used up, the book has one entry more; of two at once one gets 15b."""
    rules.check_reason_of_number(reason)
    unit = by.unit or 0
    # The book's row is taken first: whoever puts a number in between at the same time waits here.
    sql.run(
        "update book set entered = entered + 1 where unit = %s and code = %s and year = %s",
        (unit, BOOK, year),
    )
    base = queries.base_of(unit, year, after)
    if base is None:
        raise rules.no_such_number(after, year)
    queries.check_period_is_open(unit, INCOMING, [clock.local(base.register_at).date()])
    letter = rules.next_letter(base.last_letter)
    return Number(after, letter, year, base.register_at + (ord(letter) - ord("a") + 1) * MICROSECOND)


@official_act
def register_between(item: UUID, *, after_number: int, reason: str, by: Actor) -> Answer:
    """Enter a letter that has arrived under a number in between, «15a», with the reason. Refuses `no_such_number`,
    `period_closed`, `has_number` where it was entered once and has its own.
    """
    move = MOVES_OF_RECEIVING["register_between"]
    by.require(move.ability)
    row = item_of(by, item)
    if row.kind != DELIVERY:
        raise NotFound
    moved = move_item(move, Change(item), by=by)
    number = _between(by, clock.local(row.received_at).year, after_number, reason)
    is_entered = sql.run(
        "update delivery set register_unit = %s, register_year = %s, register_number = %s, register_letter = %s,"
        " register_at = %s, register_note = %s where item = %s and register_number is null",
        (by.unit, number.year, number.number, number.letter, number.between, reason, item),
    )
    if not is_entered:
        raise Refusal(
            "has_number", "Văn bản này đã có số đến của mình từ lần vào sổ trước; hãy dùng «Vào sổ»."
        )
    say_reason(item, reason)
    return moved.answer(register_number=number.number, register_letter=number.letter)


@official_act
def cancel_number(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A number given by mistake: it stays in the register, struck out with the reason, and nobody gets it again.
    Refuses `not_outside`.
    """
    move = MOVES_OF_RECEIVING["cancel_number"]
    by.require(move.ability)
    if item_of(by, item).kind == DELIVERY and not queries.is_outside(item):
        raise queries.not_outside()
    moved = undo(move, Change(item), reason, by=by)
    sql.run("update delivery set register_note = %s where item = %s", (reason, item))
    return moved.answer()


@official_act
def restore_number(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A number that was cancelled by mistake stands again."""
    moved = undo(MOVES_OF_RECEIVING["restore_number"], Change(item), reason, by=by)
    sql.run("update delivery set register_note = '' where item = %s", (item,))
    return moved.answer()
