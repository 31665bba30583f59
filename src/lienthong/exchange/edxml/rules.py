"""Facts of a letter ⇄ fields of its envelope: signs, ids, types, and under which key what came is known. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from lienthong.exchange.edxml import faults
from lienthong.exchange.edxml.terms import (
    STATUS_WORDS,
    BusinessType,
    Envelope,
    Organ,
    Reference,
    StatusCode,
    StatusMessage,
)
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold

KEYS: Final = UUID("6f0d3c8e-53a4-5c0a-9a6b-0f6f5f1a1b02")
"""Of what is sent; whoever computes a key computes the same, so it never changes."""

LONGEST: Final = {"OrganName": 300, "Code": 100, "Subject": 500, "ToPlaces": 1_000, "Content": 20_000}
"""Characters; as many as the same fields take at a form."""

THE_LETTER: Final = "Văn bản"
"""How the letter itself is described among its files; the others go with it."""

ENCLOSURE: Final = "Tệp kèm theo"

_SIGN = re.compile(r"(\d+[a-zđ]?)([/-])(.+)", re.IGNORECASE)


def split_sign(sign: str) -> tuple[str, str]:
    """Number and notation: 15/QĐ-UBND → 15, QĐ-UBND; the Party's 36-HD/VPTW → 36, HD/VPTW."""
    parts = _SIGN.fullmatch(sign)
    return (parts[1], parts[3]) if parts else ("", sign)


def sign_of(envelope: Envelope) -> str:
    """As its id writes it, where that has the same number and notation; a sign of the State otherwise."""
    sign = envelope.document_id.rpartition(",")[2].strip()
    if split_sign(sign) == (envelope.number, envelope.notation):
        return sign
    return f"{envelope.number}/{envelope.notation}"


def sign_spoken_of(reference: Reference) -> str:
    """Of a letter that is answered: as it is written, else as its id ends."""
    return reference.code or reference.document_id.rpartition(",")[2].strip()


def document_id(organ_id: str, issued_on: date, sign: str) -> str:
    return f"{organ_id},{issued_on:%Y/%m/%d},{sign}"


def key_of(envelope: Envelope, receiver: Organ) -> UUID:
    """The same however often it is sent. A new letter is told by its id; what is said about one later, by when too."""
    told_by = [envelope.document_id, envelope.sender.id, receiver.id]
    if envelope.business is not BusinessType.NEW:
        when = max((trace.at.isoformat() for trace in envelope.traces), default="")
        told_by += [str(int(envelope.business)), envelope.business_document_id, when]
    return uuid5(KEYS, "\x1f".join(told_by))


def about(envelope: Envelope) -> str:
    """The sender's id of the letter that is recalled, updated or replaced."""
    replaced = next((letter.document_id for letter in envelope.replaced), "")
    return envelope.business_document_id or replaced or envelope.document_id


def type_of(envelope: Envelope, names: Mapping[str, str], abbreviations: Mapping[str, str]) -> str:
    """Our code of its type: by the name it says, else by its sign. `names`: code → name; `abbreviations`: as they
    stand in signs → code. Refuses `edxml_type`.
    """
    said = fold(envelope.type_name)
    for code, name in names.items():
        if said and said in (fold(name), fold(code)):
            return code
    first = re.split(r"[-/]", envelope.notation)[0].upper()
    if first in abbreviations:
        return abbreviations[first]
    if not said:
        return "CV"  # a sign that begins with its issuer, 15/UBND-VP, is that of an official letter
    raise Refusal(
        "edxml_type",
        f"Loại văn bản «{envelope.type_name}» không có trong danh mục; {faults.TO_SENDER}.",
        status=422,
        field="file",
    )


def check_lengths(envelope: Envelope) -> None:
    """Refuses `edxml_too_long`, with the field."""
    for name, text in _texts(envelope):
        if len(text) > LONGEST[name]:
            raise Refusal(
                "edxml_too_long",
                f"Trường {name} dài hơn {LONGEST[name]} ký tự; {faults.TO_SENDER}, phần dài để trong tệp kèm theo.",
                status=422,
                field="file",
                element=name,
            )


def _texts(envelope: Envelope) -> Iterator[tuple[str, str]]:
    yield "OrganName", envelope.sender.name or envelope.sender.id
    yield "Code", sign_of(envelope)
    yield "Subject", envelope.subject
    yield "ToPlaces", to_line(envelope)
    yield "Content", envelope.content


def to_line(envelope: Envelope) -> str:
    return "; ".join(envelope.places)


def status_of(
    envelope: Envelope, code: StatusCode, organ: Organ, at: datetime, description: str = ""
) -> StatusMessage:
    """What `organ` answers to who sent this. Without words of its own it says what the code means."""
    letter = Reference(envelope.sender.id, sign_of(envelope), envelope.promulgated, envelope.document_id)
    return StatusMessage(letter, organ, code, at, description or STATUS_WORDS[code])
