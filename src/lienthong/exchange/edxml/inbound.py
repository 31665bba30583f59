"""What another system sends → the acts of the desk of documents. The same for a file at the command line and for what a
connector fetched.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple
from uuid import UUID

from django.db import transaction

from lienthong.documents.arriving.actions import ask_back_letter, take_in_letter
from lienthong.documents.arriving.terms import Answered, File, Receiver, SentLetter, Wish
from lienthong.documents.types.packaged import NAMES, TYPES
from lienthong.exchange.edxml import faults, rules
from lienthong.exchange.edxml.organs import units_by_id
from lienthong.exchange.edxml.reading import read
from lienthong.exchange.edxml.terms import Envelope, Organ, StatusCode, StatusMessage
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer
from lienthong.kernel.refusals import Refusal

ABBREVIATIONS: Final = {row.value.abbreviation.upper(): row.value.code for row in TYPES}

Result = Literal["arrived", "already", "recall_asked", "refused"]


class Outcome(NamedTuple):
    """What became of what was sent, and what is to be answered to its sender: a message of each body concerned."""

    consignment: UUID
    """The key of what was sent to the first body concerned."""
    result: Result
    items: tuple[UUID, ...]
    """The deliveries it is about."""
    content_hash: str
    answers: tuple[StatusMessage, ...]
    fault: Refusal | None = None
    """Why it was refused; nothing of it is written then."""


def taken_in(data: bytes, *, by: Actor) -> Outcome:
    """Once, however often it comes. Call in a transaction of `by`: a clerk, who takes in only what is addressed to
    their own body, or the exchange itself. What the house declines is an outcome, with the message that says so.
    Refuses what cannot be read (`reading.read`), where nobody could be answered, and `edxml_is_status`.
    """
    message = read(data)
    if isinstance(message, StatusMessage):
        raise faults.is_status()
    return taken_in_letter(message, by=by)


def taken_in_letter(envelope: Envelope, *, by: Actor) -> Outcome:
    """The same of what was read already."""
    here = units_by_id((organ.id for organ in envelope.to), by.day)
    concerned = _concerned(envelope.to, here, by)
    try:
        with transaction.atomic():
            if not concerned:
                raise faults.unknown_addressee(organ.id for organ in envelope.to)
            to = [Receiver(rules.key_of(envelope, organ), organ.id, here[organ.id]) for organ in concerned]
            answer = _asked_back(envelope, to, by) if not envelope.is_letter else _arrived(envelope, to, by)
    except Refusal as fault:
        return _refused(envelope, concerned or list(envelope.to[:1]), fault, by.at)
    return _outcome(envelope, concerned, to, answer, by.at)


def _concerned(to: Sequence[Organ], here: Mapping[str, int], by: Actor) -> list[Organ]:
    """Each body here once, however often it is named; of those a clerk's own, where that is among them."""
    bodies = {here[organ.id]: organ for organ in reversed(to) if organ.id in here}
    if by.mandate is not None and by.unit in bodies:
        return [bodies[by.unit]]
    return list(bodies.values())[::-1]


def _arrived(envelope: Envelope, to: list[Receiver], by: Actor) -> Answer:
    rules.check_lengths(envelope)
    return take_in_letter(_letter(envelope, by), to=to, by=by)


def _asked_back(envelope: Envelope, to: list[Receiver], by: Actor) -> Answer:
    wish = Wish(rules.about(envelope), envelope.sender.id, envelope.reason)
    return ask_back_letter(wish, to=to, by=by)


def _letter(envelope: Envelope, by: Actor) -> SentLetter:
    files = [File(file.name, file.content) for file in envelope.attachments]
    papers = [nth for nth, file in enumerate(envelope.attachments) if file.description == rules.THE_LETTER]
    paper = files.pop(papers[0]) if papers else None
    answered = [reference for reference in envelope.responses_for if reference.promulgated is not None]
    issuers = units_by_id(
        (envelope.sender.id, *(reference.organ_id for reference in answered)), envelope.promulgated or by.day
    )
    if envelope.promulgated is None:
        raise faults.missing("PromulgationDate", 0)
    return SentLetter(
        id=envelope.document_id,
        sender_id=envelope.sender.id,
        sender=envelope.sender.name or envelope.sender.id,
        sender_unit=issuers.get(envelope.sender.id),
        sign=rules.sign_of(envelope),
        dated=envelope.promulgated,
        type=rules.type_of(envelope, NAMES, ABBREVIATIONS),
        subject=envelope.subject,
        body=envelope.content,
        to_line=rules.to_line(envelope),
        urgency=envelope.priority,
        secrecy=envelope.secrecy,
        pages=envelope.pages,
        purpose=int(envelope.business),
        about=rules.about(envelope),
        answers=tuple(
            Answered(rules.sign_spoken_of(reference), reference.promulgated, issuers[reference.organ_id])
            for reference in answered
            if reference.organ_id in issuers and reference.promulgated is not None
        ),
        enclosures=tuple(files),
        paper=paper,
    )


def _outcome(
    envelope: Envelope, concerned: list[Organ], to: list[Receiver], answer: Answer, at: datetime
) -> Outcome:
    """Said again, what came before is answered as it was the first time."""
    result: Result = "arrived" if envelope.is_letter else "recall_asked"
    return Outcome(
        to[0].key,
        result if answer["items"] else "already",
        tuple(UUID(item) for item in answer["items"] or answer["before"]),
        answer.get("content_hash", ""),
        tuple(rules.status_of(envelope, StatusCode.ARRIVED, organ, at) for organ in concerned),
    )


def _refused(envelope: Envelope, organs: list[Organ], fault: Refusal, at: datetime) -> Outcome:
    code = StatusCode.REFUSED if envelope.is_letter else StatusCode.RECALL_REFUSED
    answers = (rules.status_of(envelope, code, organ, at, fault.sentence) for organ in organs)
    return Outcome(rules.key_of(envelope, organs[0]), "refused", (), "", tuple(answers), fault)
