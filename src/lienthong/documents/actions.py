"""Official acts on letters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from lienthong.documents import rules
from lienthong.documents.addressing.resolving import addressees, write_addressees
from lienthong.documents.addressing.terms import Addressing
from lienthong.documents.conventions.numbering import next_sign
from lienthong.documents.directing.parts import facts_of, give_parts, named_parts
from lienthong.documents.directing.rules import Target, check_number, due_of
from lienthong.documents.drafting.queries import is_checked_first
from lienthong.documents.drafting.rules import check_not_secret
from lienthong.documents.drafting.terms import TO_CHECK, Text
from lienthong.documents.enclosures.actions import read_later
from lienthong.documents.following.issuing import (
    keep_revision,
    letter_to_revise,
    note_answer,
    note_revision,
    own_letter,
)
from lienthong.documents.following.terms import Way
from lienthong.documents.forms import OwnSignature
from lienthong.documents.signing.actions import sign_with_certificate
from lienthong.documents.signing.letters.steps import (
    ask_server,
    check_may_be_unsigned,
    prepare_signature,
    put_signature,
    seal_issued,
)
from lienthong.documents.signing.queries import letter_to_sign
from lienthong.documents.signing.rules import check_letters, signature_missing
from lienthong.documents.terms import DELIVERY, DRAFT, MOVES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.working_time import WorkingTime
from lienthong.work.handing.many import each_apart
from lienthong.work.items.actions import move_item, open_item, open_items
from lienthong.work.items.terms import KEEP, Arrival, Change, NewItem
from lienthong.work.queries import item_of
from lienthong.work.reasons import say_reason
from lienthong.work.signing.queries import authority_to_sign
from lienthong.work.signing.terms import Authority, SignedAs

ROOM = "lienthong.documents"


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
    in_part: bool
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
    persons: list[int]
    outside: int
    revises_as: str | None
    revised: UUID | None
    has_signature: bool
    """The person signed with a key: the organisation's follows where that lies at the server."""
    enclosures: list[str] | None
    """Digests of what goes with it, in order."""


@official_act
def draft_document(
    *,
    side: str,
    type: str,
    subject: str,
    body: str,
    to: Sequence[int] = (),
    to_line: str = "",
    copies: Sequence[int] = (),
    groups: Sequence[str] = (),
    names: Sequence[str] = (),
    persons: Sequence[int] = (),
    outside: Sequence[str] = (),
    answers: UUID | None = None,
    in_part: bool = False,
    revises: UUID | None = None,
    revision: Way = "",
    urgency: int = 0,
    secrecy: str = "",
    by: Actor,
) -> Answer:
    """Begin a letter. `to` and `copies` are units; what they hold on the day of issue is where it arrives. Whom else it
    goes to: `addressing.resolving`. `answers`: the copy it replies to; `in_part`: without closing it. `revises`: the
    issued draft that it corrects or replaces.
    """
    by.require("draft_document")
    check_not_secret(secrecy)
    asked = Addressing(tuple(to), tuple(copies), tuple(groups), tuple(names), tuple(persons), tuple(outside))
    anybody = [*to, *groups, *names, *persons, *outside]
    rules.check_letter(Text(side, type, subject, to_line, body, urgency), anybody, by.day)
    if answers is not None:
        own_letter(answers, by)
    revised = letter_to_revise(revises, by=by) if revises and revision else None
    wanted = addressees(asked, side=side, by=by)
    document = uuid7()
    draft = NewItem(
        DRAFT, subject=subject, state="drafting", verb="draft.created", step="draft", section=by.section,
        assignee=by.mandate, priority=urgency,
        facts={"document": str(document), "answers": str(answers) if answers else None},
    )  # fmt: skip
    moved = open_item(draft, Arrival(by.seat or 0), by=by)
    sql.run(
        sql.named(ROOM, "write"),
        {
            "id": document, "side": side, "type": type, "subject": subject, "body": body, "to_line": to_line,
            "urgency": urgency, "seat": by.seat, "unit": by.unit, "answers": answers,
            "in_part": in_part and answers is not None, "item": moved.id,
        },
    )  # fmt: skip
    write_addressees(document, wanted, by=by)
    if revised is not None:
        keep_revision(document, revision, revised)
    receipt = {"forwarded": list(wanted.forwarded)} if wanted.forwarded else {}
    return moved.answer(document=str(document), **receipt)


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
    here a clock runs to its issue. Without a key of one's own it is a mark, or made with the key a trial gave; refuses
    `signature_needed` outside of a trial.
    """
    check_may_be_unsigned()
    authority = authority_to_sign(by, "sign_document")
    moved = put_signature(item, authority, by)
    ask_server(item, letter_to_sign(item).document, "signature", by=by)
    return moved.answer(signed_as=authority.form)


@official_act
def sign_many(items: Sequence[UUID], *, signed: Sequence[OwnSignature] = (), by: Actor) -> Answer:
    """Many letters with one wish, an act each: `done`, and `refused` with the sentence of each that could not be.
    `signed`: what the signer's own key made of what was prepared; without, as `sign_document`. Refuses
    `nothing_to_sign`, `too_many_to_sign` and as `authority_to_sign`.
    """
    check_letters(len(items))
    authority_to_sign(by, "sign_document")
    made = {own.item: own for own in signed}
    if not made:
        return each_apart(items, lambda item: sign_document(item, by=by))
    return each_apart(items, lambda item: _sign_with_own(item, made.get(item), by))


def _sign_with_own(item: UUID, own: OwnSignature | None, by: Actor) -> Answer:
    """Of a letter that could not be prepared the refusal says why; each is of this letter, of no field of the wish."""
    if own is None:
        prepare_signature(item, "signature", by=by)
        raise signature_missing()
    try:
        return sign_with_certificate(item, begun=own.begun, signature=own.signature, by=by)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.sentence, status=refusal.status) from refusal


@official_act
def issue_document(item: UUID, *, by: Actor) -> Answer:
    """Number, date, register, and a delivery at every addressee. The first whole answer to a letter closes it."""
    by.require("issue_document")
    letter = sql.row(LetterRow, sql.named(ROOM, "letter"), {"item": item, "unit": by.unit})
    if letter is None:
        raise NotFound
    number, sign = next_sign(
        by.unit or 0, type_code=letter.type, side=letter.side, issuer=letter.issuer,
        section=letter.drafter_section or "", on=by.day,
    )  # fmt: skip
    digest = rules.content_hash(
        subject=letter.subject, body=letter.body, to_line=letter.to_line, sign=sign,
        enclosures=letter.enclosures or (),
    )  # fmt: skip
    facts: dict[str, Any] = {"document": str(letter.id), "sign": sign, "content_hash": digest}
    forwarded = letter.forwarded or []
    receipt = {"forwarded": forwarded} if forwarded else {}
    issued = Change(item, facts | receipt, reference=sign, words=f"{sign} {letter.subject}")
    moved = move_item(MOVES["issue_document"], issued, by=by)
    signed = Authority(cast("SignedAs", letter.signed_as or "own"), letter.signed_for, letter.signed_under)
    delivery = NewItem(
        DELIVERY, subject=letter.subject, state="arrived", verb="delivery.arrived", step="register",
        reference=sign, sender_seat=by.seat, priority=letter.urgency, facts=facts | signed.facts(letter.signer),
    )  # fmt: skip
    if letter.enclosures:
        read_later(letter.id)
    arrivals = _deliver(delivery, letter, by)
    inside = _hand_over(delivery, letter, by)
    _issue(letter, (*arrivals, *inside.values()), inside, number, sign, digest, by)
    _tell_others(letter, sign, digest, by)
    if letter.has_signature:
        seal_issued(item, letter.id, by=by)
    beyond = {"outside": letter.outside} if letter.outside else {}
    return moved.answer(
        sign=sign, content_hash=digest, deliveries=len(arrivals) + len(inside), **beyond, **receipt
    )


def _deliver(delivery: NewItem, letter: LetterRow, by: Actor) -> list[Arrival]:
    """A delivery at each addressee's seat. A letter to a body that has ended says so in its first line: its seat's
    holder receives it.
    """
    arrivals = [
        Arrival(seat, seat, {} if ended is None else {"in_place_of": ended})
        for seat, ended in zip(letter.seats, letter.ended, strict=True)
    ]
    for calendar, some in _by_calendar(arrivals, by):
        due_at = rules.register_due(by.at, letter.urgency, calendar)
        open_items(replace(delivery, due_at=due_at), some, by=by)
    return arrivals


def _hand_over(delivery: NewItem, letter: LetterRow, by: Actor) -> dict[int, Arrival]:
    """Mandate → what lies in the hands of somebody of the sender's own body: no register, nobody directs."""
    inside = {mandate: Arrival(by.seat or 0, by.seat, {"assignee": mandate}) for mandate in letter.persons}
    handed = replace(delivery, state="directed", verb="delivery.sent_within", step="answer")
    for mandate, arrival in inside.items():
        open_items(replace(handed, assignee=mandate), [arrival], by=by)
    return inside


def _issue(
    letter: LetterRow,
    arrivals: Sequence[Arrival],
    inside: dict[int, Arrival],
    number: int,
    sign: str,
    digest: str,
    by: Actor,
) -> None:
    """What the letter itself gets, and the delivery behind each item."""
    copies = (*letter.copies, *(False for _ in inside))
    sql.run(
        sql.named(ROOM, "issue"),
        {
            "document": letter.id, "number": number, "sign": sign, "content_hash": digest, "unit": by.unit,
            "items": sql.array(at.item.hex for at in arrivals),
            "copies": sql.array("t" if is_copy else "f" for is_copy in copies),
        },
    )  # fmt: skip
    if inside:
        sql.run(
            "update person_addressee p set item = i.item from unnest(%s::int[], %s::uuid[]) as i(mandate, item)"
            " where p.document = %s and p.mandate = i.mandate",
            (list(inside), [arrival.item for arrival in inside.values()], letter.id),
        )


def _tell_others(letter: LetterRow, sign: str, digest: str, by: Actor) -> None:
    """The letter that is answered, corrected or replaced by this one."""
    if letter.answers is not None:
        facts = {"answer": str(letter.id), "content_hash": digest}
        note_answer(letter.answers, facts, in_part=letter.in_part, by=by)
    if letter.revises_as is not None and letter.revised is not None:
        note_revision(letter.revises_as, letter.revised, {"document": str(letter.id), "sign": sign}, by=by)


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
        sql.named(ROOM, "register"),
        {"unit": by.unit, "year": by.day.year, "item": item},
    )
    return moved.answer(register_number=number)


@official_act
def return_delivery(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Send back what was not meant for this body; the reason stands with the letter."""
    moved = move_item(MOVES["return_delivery"], Change(item), by=by)
    _note(item, reason)
    return moved.answer()


def _note(item: UUID, text: str, *, keeps: bool = False, directed_at: datetime | None = None) -> None:
    """What was said with the act in progress."""
    sql.run(
        sql.named(ROOM, "note"),
        {"item": item, "act": act_id(), "text": text, "keeps": keeps, "directed_at": directed_at},
    )


@official_act
def direct_delivery(
    item: UUID,
    *,
    note: str = "",
    assignee: int | None = None,
    section: str | None = None,
    due_days: int | None = None,
    due_on: date | None = None,
    co: Sequence[str] = (),
    info: Sequence[str] = (),
    by: Actor,
) -> Answer:
    """The leader says who leads, who co-operates, who is to know, and by when (Decree 30/2020, art. 23). `co`, `info`:
    sections by name, people by the number of their mandate; each gets a part of their own. Refuses `due_twice`,
    `due_past`, `unknown_part_taker`, `named_twice`.
    """
    due_at = due_of(by.at, due_days, due_on, by.calendar.of(by.seat))
    by.require(MOVES["direct_delivery"].ability)
    parts = named_parts(by, co, info, Target(section or "", assignee))
    change = Change(
        item,
        {"assignee": assignee, "section": section, **facts_of(parts, due_at)},
        assignee=assignee,
        section=KEEP if section is None else section,
        due_at=due_at or KEEP,
    )
    moved = move_item(MOVES["direct_delivery"], change, by=by)
    _note(item, note, directed_at=by.at)
    if any(parts):
        give_parts(moved, item_of(by, item).subject, parts, note, due_at, by=by)
    return moved.answer()


@official_act
def direct_many(items: Sequence[UUID], *, by: Actor, **direction: Any) -> Answer:
    """The same direction for many letters, an act each: `done`, and `refused` with the sentence of each that could not
    be. Refuses `nothing_to_direct`, `too_many_to_direct` and what `direct_delivery` refuses of the direction itself.
    """
    check_number(len(items))
    by.require(MOVES["direct_delivery"].ability)
    return each_apart(items, lambda item: direct_delivery(item, **direction, by=by))


@official_act
def complete_delivery(item: UUID, *, note: str = "", by: Actor) -> Answer:
    moved = move_item(MOVES["complete_delivery"], Change(item), by=by)
    _note(item, note, keeps=True)
    return moved.answer()
