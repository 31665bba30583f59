"""Official acts on letters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, cast
from uuid import UUID

from lienthong.documents import rules
from lienthong.documents.conventions.numbering import next_sign
from lienthong.documents.drafting.queries import is_checked_first, place_of
from lienthong.documents.drafting.rules import issue_due
from lienthong.documents.drafting.terms import TO_CHECK, Text
from lienthong.documents.terms import ANSWERED, DELIVERY, DRAFT, MOVES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.working_time import WorkingTime
from lienthong.work.items.actions import move_item, open_item, open_items
from lienthong.work.items.terms import KEEP, Arrival, Change, NewItem
from lienthong.work.queries import Item, item_of
from lienthong.work.reasons import say_reason
from lienthong.work.receivers.queries import receivers
from lienthong.work.receivers.rules import check_receivers
from lienthong.work.signing.queries import authority_to_sign
from lienthong.work.signing.terms import Authority, SignedAs

ROOM = "lienthong.documents"

_SEATS = """
select seat_of(u) as seat, u as unit, (select upper(during) <= %(day)s from unit where id = u) as is_over,
       holder_of(seat_of(u), %(day)s) as holder
from unnest(%(units)s::int[]) as u
"""


class SeatRow(NamedTuple):
    """A body and the seat that receives its letters; a body that never had one has neither seat nor holder."""

    seat: int | None
    unit: int
    is_over: bool | None
    holder: int | None


class LetterRow(NamedTuple):
    """A signed draft, with what issuing needs to know."""

    id: UUID
    side: str
    type: str
    subject: str
    body: str
    to_line: str
    urgency: int
    answers: UUID | None
    issuer: str
    signer: int | None
    signed_as: str
    signed_for: int | None
    signed_under: UUID | None
    drafter_section: str | None
    seats: list[int]
    copies: list[bool]
    ended: list[int | None]
    forwarded: list[dict[str, int]] | None


@official_act
def draft_document(
    *,
    side: str,
    type: str,
    subject: str,
    body: str,
    to: Sequence[int],
    to_line: str = "",
    copies: Sequence[int] = (),
    answers: UUID | None = None,
    urgency: int = 0,
    secrecy: str = "",
    by: Actor,
) -> Answer:
    """Begin a letter. `to` and `copies` are units; what they hold on the day of issue is where it arrives."""
    by.require("draft_document")
    if secrecy:
        raise Refusal(
            "secret_document", "Văn bản mật không được gửi qua hệ thống này.", status=422, field="secrecy"
        )
    rules.check_letter(Text(side, type, subject, to_line, body, urgency), to, by.day)
    if answers is not None:
        own_letter(answers, by)
    seats, forwarded = _seats((*to, *copies), by)
    document = uuid7()
    draft = NewItem(
        DRAFT,
        subject=subject,
        state="drafting",
        verb="draft.created",
        step="draft",
        section=by.section,
        assignee=by.mandate,
        priority=urgency,
        facts={"document": str(document), "answers": str(answers) if answers else None},
    )
    moved = open_item(draft, Arrival(by.seat or 0), by=by)
    sql.run(
        sql.named(ROOM, "write"),
        {
            "id": document,
            "side": side,
            "type": type,
            "subject": subject,
            "body": body,
            "to_line": to_line,
            "urgency": urgency,
            "seat": by.seat,
            "unit": by.unit,
            "answers": answers,
            "item": moved.id,
            "seats": list(seats),
            "copies": [seats[s] not in set(to) for s in seats],
        },
    )
    receipt = {"forwarded": forwarded} if forwarded else {}
    return moved.answer(document=str(document), **receipt)


def own_letter(answers: UUID, by: Actor) -> Item:
    """The letter to be answered. One answers what lies with one's own unit; another's is as unknown as none."""
    letter = item_of(by, answers)
    if letter.kind != DELIVERY or letter.jurisdiction not in by.scope:
        raise NotFound
    return letter


def _seats(units: Sequence[int], by: Actor) -> tuple[dict[int, int], list[dict[str, int]]]:
    """Seat → unit, for each addressee, and which of them have ended: their letter goes to the seat's holder of the
    day. Refuses `unknown_addressee` for a unit without a seat, `nobody_there`.
    """
    rows = sql.rows(SeatRow, _SEATS, {"units": list(dict.fromkeys(units)), "day": by.day})
    missing = [row.unit for row in rows if row.seat is None]
    if missing:
        raise Refusal(
            "unknown_addressee",
            "Có nơi nhận không có trong danh mục đơn vị.",
            status=422,
            field="to",
            units=missing,
        )
    check_receivers(receivers([row.unit for row in rows], DELIVERY, by.day), "to")
    forwarded = [
        {"unit": row.unit, "to": row.holder} for row in rows if row.is_over and row.holder is not None
    ]
    return {row.seat: row.unit for row in rows if row.seat is not None}, forwarded


@official_act
def submit_draft(item: UUID, *, by: Actor) -> Answer:
    """To whoever signs; to the head of the drafter's section first, where the body asks for that."""
    by.require("draft_document")
    move = TO_CHECK if is_checked_first(item, by) else MOVES["submit_draft"]
    return move_item(move, Change(item), by=by).answer()


@official_act
def send_back_draft(item: UUID, *, note: str, by: Actor) -> Answer:
    """The words stand on top of the drafter's page."""
    moved = move_item(MOVES["send_back_draft"], Change(item, {"noted": bool(note)}), by=by)
    say_reason(item, note)
    return moved.answer()


@official_act
def sign_document(item: UUID, *, by: Actor) -> Answer:
    """The competent signature; only then may it get a number. In whose place and by which paper is kept with it. From
    here a clock runs to its issue.
    """
    authority = authority_to_sign(by, "sign_document")
    due_at = issue_due(by.at, place_of(item).urgency, by.calendar.of(by.seat))
    signed = Change(item, authority.facts(by.mandate), due_at=due_at)
    moved = move_item(MOVES["sign_document"], signed, by=by)
    sql.run(
        "update document set signer = %s, signed_at = world_now(), signed_as = %s, signed_for = %s, signed_under = %s"
        " where id = (select document from draft where item = %s)",
        (by.mandate, authority.form, authority.for_post, authority.delegation, item),
    )
    return moved.answer(signed_as=authority.form)


@official_act
def issue_document(item: UUID, *, by: Actor) -> Answer:
    """Number, date, register, and a delivery at every addressee; an answered delivery is closed with it."""
    by.require("issue_document")
    letter = sql.row(LetterRow, sql.named(ROOM, "letter"), {"item": item, "unit": by.unit})
    if letter is None:
        raise NotFound
    number, sign = next_sign(
        by.unit or 0, type_code=letter.type, side=letter.side, issuer=letter.issuer,
        section=letter.drafter_section or "", on=by.day,
    )  # fmt: skip
    digest = rules.content_hash(subject=letter.subject, body=letter.body, to_line=letter.to_line, sign=sign)
    facts: dict[str, Any] = {"document": str(letter.id), "sign": sign, "content_hash": digest}
    forwarded = letter.forwarded or []
    receipt = {"forwarded": forwarded} if forwarded else {}
    issued = Change(item, facts | receipt, reference=sign, words=f"{sign} {letter.subject}")
    moved = move_item(MOVES["issue_document"], issued, by=by)
    signed = Authority(cast("SignedAs", letter.signed_as or "own"), letter.signed_for, letter.signed_under)
    arrivals = _deliver(letter, sign, facts | signed.facts(letter.signer), by)
    sql.run(
        sql.named(ROOM, "issue"),
        {
            "document": letter.id, "number": number, "sign": sign, "content_hash": digest, "unit": by.unit,
            "items": sql.array(at.item.hex for at in arrivals),
            "copies": sql.array("t" if is_copy else "f" for is_copy in letter.copies),
        },
    )  # fmt: skip
    if letter.answers is not None:
        answer = Change(letter.answers, {"answer": str(letter.id), "content_hash": digest})
        move_item(ANSWERED, answer, by=by)
    return moved.answer(sign=sign, content_hash=digest, deliveries=len(letter.seats), **receipt)


def _deliver(letter: LetterRow, sign: str, facts: dict[str, Any], by: Actor) -> list[Arrival]:
    """A delivery at each addressee's seat. A letter to a body that has ended says so in its first line: its seat's
    holder receives it.
    """
    delivery = NewItem(
        DELIVERY, subject=letter.subject, state="arrived", verb="delivery.arrived", step="register",
        reference=sign, sender_seat=by.seat, priority=letter.urgency, facts=facts,
    )  # fmt: skip
    arrivals = [
        Arrival(seat, seat, {} if ended is None else {"in_place_of": ended})
        for seat, ended in zip(letter.seats, letter.ended, strict=True)
    ]
    for calendar, some in _by_calendar(arrivals, by):
        due_at = rules.register_due(by.at, letter.urgency, calendar)
        open_items(replace(delivery, due_at=due_at), some, by=by)
    return arrivals


def _by_calendar(arrivals: list[Arrival], by: Actor) -> Iterable[tuple[WorkingTime, list[Arrival]]]:
    """All together, as long as no addressee is closed on days of its own."""
    if not by.calendar.own:
        return [(by.calendar.everywhere, arrivals)]
    apart: dict[WorkingTime, list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        apart[by.calendar.of(arrival.jurisdiction)].append(arrival)
    return apart.items()


@official_act
def register_delivery(item: UUID, *, by: Actor) -> Answer:
    """Enter the letter in the register of incoming documents: the next number of the unit and year."""
    moved = move_item(MOVES["register_delivery"], Change(item), by=by)
    number = sql.value(
        int,
        # One that was taken out again keeps its number, and its entry.
        "update delivery set register_unit = coalesce(register_unit, %(unit)s),"
        " register_year = coalesce(register_year, %(year)s), register_at = coalesce(register_at, %(at)s),"
        " register_number = coalesce(register_number, next_number(%(unit)s, 'vb-den', %(year)s)) where item = %(item)s"
        " returning register_number",
        {"unit": by.unit, "year": by.day.year, "at": by.at, "item": item},
    )
    return moved.answer(register_number=number)


@official_act
def return_delivery(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Send back what was not meant for this body; the reason stands with the letter."""
    moved = move_item(MOVES["return_delivery"], Change(item), by=by)
    sql.run("update delivery set note = %s where item = %s", (reason, item))
    return moved.answer()


@official_act
def direct_delivery(
    item: UUID,
    *,
    note: str = "",
    assignee: int | None = None,
    section: str | None = None,
    due_days: int | None = None,
    by: Actor,
) -> Answer:
    """The leader says who answers and by when."""
    change = Change(
        item,
        {"assignee": assignee, "section": section},
        assignee=assignee,
        section=KEEP if section is None else section,
        due_at=rules.answer_due(by.at, due_days, by.calendar.of(by.seat)) or KEEP,
    )
    moved = move_item(MOVES["direct_delivery"], change, by=by)
    sql.run("update delivery set note = %s where item = %s", (note, item))
    return moved.answer()


@official_act
def complete_delivery(item: UUID, *, note: str = "", by: Actor) -> Answer:
    moved = move_item(MOVES["complete_delivery"], Change(item), by=by)
    sql.run("update delivery set note = %s where item = %s and %s <> ''", (note, item, note))
    return moved.answer()
