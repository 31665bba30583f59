"""An issued letter → its envelope: the same facts whenever it is made, so that what is sent twice is the same bytes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from lienthong.documents.enclosures.queries import enclosures_of
from lienthong.documents.layout.queries import letter_on_paper, print_behind
from lienthong.documents.layout.rules import file_name
from lienthong.documents.terms import TYPES
from lienthong.exchange.edxml import rules
from lienthong.exchange.edxml.organs import ROOM, organs_of
from lienthong.exchange.edxml.terms import (
    Attachment,
    BusinessType,
    Envelope,
    Organ,
    Reference,
    Replaced,
    Signer,
    Trace,
)
from lienthong.ground import files, sql
from lienthong.ground.incoming.terms import PDF
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound, Refusal

PURPOSES: Final[Mapping[str | None, BusinessType]] = {
    None: BusinessType.NEW,
    "corrects": BusinessType.UPDATE,
    "replaces": BusinessType.REPLACEMENT,
}
ADMINISTRATIVE: Final = "2"
"""The standard's number for administrative documents, as its implementers use it; the name says which."""


class LetterRow(NamedTuple):
    """An issued letter of a body here."""

    sign: str
    issued_at: datetime | None
    issuer: int
    type: str
    subject: str
    body: str
    to_line: str
    urgency: int
    addressees: list[int]
    """Bodies it went to, as they are today."""
    revises_as: str | None
    revised_sign: str | None
    revised_at: datetime | None
    revised_issuer: int | None
    answered_id: str | None
    """The id of the letter it answers, where that came by the exchange; with its sender's."""
    answered_sender: str | None
    answered_issuer: int | None
    answered_sign: str | None
    answered_on: date | None


def envelope_of(item: UUID, *, to: Sequence[Organ] = ()) -> Envelope:
    """The letter of a draft the transaction sees, addressed to `to` or, where nobody is named, to the bodies here that
    it went to. Call after `item_of`. `NotFound` for anything but a draft: whoever received a letter does not send it in
    its sender's name. Refuses `edxml_not_issued`, `edxml_no_addressee`, `file_lost`.
    """
    letter, issued_at = _letter(item)
    day = issued_at.date()
    concerned = [letter.issuer, *letter.addressees, letter.revised_issuer, letter.answered_issuer]
    organs = organs_of([unit for unit in concerned if unit is not None], day)
    sender = organs[letter.issuer]
    receivers = tuple(to) or tuple(organs[unit] for unit in letter.addressees if unit in organs)
    if not receivers:
        raise _no_addressee()
    number, notation = rules.split_sign(letter.sign)
    paper = letter_on_paper(item)
    revised = _revised(letter, organs)
    return Envelope(
        sender=sender,
        to=receivers,
        document_id=rules.document_id(sender.id, day, letter.sign),
        business=PURPOSES[letter.revises_as],
        number=number,
        notation=notation,
        place=paper.place,
        promulgated=day,
        type_code=ADMINISTRATIVE,
        type_name=TYPES[letter.type],
        subject=letter.subject,
        content=letter.body,
        signer=Signer(*_authority(paper.signature), full_name=paper.signer),
        places=(letter.to_line,) if letter.to_line else (),
        priority=letter.urgency,
        responses_for=_answered(letter, organs),
        traces=(Trace(sender.id, issued_at.replace(microsecond=0)),),
        business_document_id=revised,
        replaced=(Replaced(revised),) if letter.revises_as == "replaces" else (),
        attachments=tuple(_attachments(item)),
    )


def _letter(item: UUID) -> tuple[LetterRow, datetime]:
    """With when it was issued, Vietnam's time."""
    row = sql.row(LetterRow, sql.named(ROOM, "letter"), {"item": item})
    if row is None:
        raise NotFound
    if row.issued_at is None:
        raise Refusal(
            "edxml_not_issued",
            "Văn bản chưa phát hành nên chưa xuất được gói tin edXML; hãy phát hành trước.",
        )
    return row, local(row.issued_at)


def _no_addressee() -> Refusal:
    return Refusal(
        "edxml_no_addressee",
        "Văn bản không có nơi nhận nào có mã định danh ở đây; hãy ghi mã định danh điện tử của nơi nhận.",
        status=422,
        field="to",
    )


def _authority(lines: Sequence[str]) -> tuple[str, str]:
    """Competence and position: «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH»; of who signs in their own name the position alone."""
    return (lines[0], lines[-1]) if len(lines) > 1 else ("", "".join(lines))


def _revised(letter: LetterRow, organs: Mapping[int, Organ]) -> str:
    if letter.revised_issuer is None or letter.revised_sign is None or letter.revised_at is None:
        return ""
    day = local(letter.revised_at).date()
    return rules.document_id(organs[letter.revised_issuer].id, day, letter.revised_sign)


def _answered(letter: LetterRow, organs: Mapping[int, Organ]) -> tuple[Reference, ...]:
    """The letter this one answers, as its sender knows it."""
    if letter.answered_sign is None or letter.answered_on is None:
        return ()
    sign, day = letter.answered_sign, letter.answered_on
    if letter.answered_id is not None and letter.answered_sender is not None:
        return (Reference(letter.answered_sender, sign, day, letter.answered_id),)
    if letter.answered_issuer is None:
        return ()
    organ = organs[letter.answered_issuer]
    return (Reference(organ.id, sign, day, rules.document_id(organ.id, day, sign)),)


def _attachments(item: UUID) -> Iterator[Attachment]:
    """The letter itself, once its file is kept, and what goes with it in order."""
    kept = print_behind(item)
    if kept.digest is not None:
        content = files.read(kept.digest)
        yield Attachment(file_name(kept.sign), PDF.content_type, content, rules.THE_LETTER)
    for row in enclosures_of(item):
        yield Attachment(
            row.name, row.content_type, files.read(row.digest), f"{rules.ENCLOSURE} {row.ordinal}"
        )
