"""A letter in its envelope, or what became of one → bytes; of the same facts always the same. Pure.

Written as most readers look for it: the root and the files without a prefix, the envelope with the literal one.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from xml.sax.saxutils import escape

from lienthong.exchange.edxml import faults
from lienthong.exchange.edxml.terms import (
    LARGEST,
    NAMESPACE,
    PREFIX,
    Attachment,
    Envelope,
    Organ,
    Reference,
    Staff,
    StatusMessage,
)
from lienthong.kernel.clock import local

XLINK: Final = "http://www.w3.org/1999/xlink"
ACTOR: Final = "http://schemas.xmlsoap.org/soap/actor/next"

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 knows no way to write (2.2)."""

_SPELT_OUT: Final = {"\r": "&#13;"}
"""A bare carriage return would be read as the end of a line (XML 1.0, 2.11)."""


def written(message: Envelope | StatusMessage) -> bytes:
    """Refuses `edxml_unwritable` for a character that XML cannot hold, `edxml_too_large`."""
    lines = _status(message) if isinstance(message, StatusMessage) else _letter(message)
    data = "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<edXML xmlns="{NAMESPACE}">',
            f'<{PREFIX}:edXMLEnvelope xmlns:{PREFIX}="{NAMESPACE}">',
            *lines,
            "</edXML>",
            "",
        )
    ).encode()
    if len(data) > LARGEST:
        raise faults.too_large()
    return data


def _letter(letter: Envelope) -> Iterable[str]:
    yield from _open("edXMLHeader", "MessageHeader")
    yield from _message(letter)
    yield from _close("MessageHeader")
    yield from _traces(letter)
    yield from _close("edXMLHeader")
    ids = [_content_id(nth, file) for nth, file in enumerate(letter.attachments, 1)]
    yield from _open("edXMLBody", "edXMLManifest")
    for content_id, file in zip(ids, letter.attachments, strict=True):
        yield f'<{PREFIX}:Reference xmlns:xlink="{XLINK}" xlink:href="cid:{content_id}" xlink:type="simple">'
        yield _leaf("Description", file.description)
        yield _leaf("AttachmentName", file.name)
        yield _leaf("ContentType", file.content_type)
        yield _leaf("ContentId", f"cid:{content_id}")
        yield from _close("Reference")
    yield from _close("edXMLManifest", "edXMLBody", "edXMLEnvelope")
    if letter.attachments:
        yield "<AttachmentEncoded>"
        for content_id, file in zip(ids, letter.attachments, strict=True):
            yield from _file(content_id, file)
        yield "</AttachmentEncoded>"


def _message(letter: Envelope) -> Iterable[str]:
    yield from _organ("From", letter.sender)
    for organ in letter.to:
        yield from _organ("To", organ)
    yield from _group("Code", CodeNumber=letter.number, CodeNotation=letter.notation)
    yield from _group("PromulgationInfo", Place=letter.place, PromulgationDate=_day(letter.promulgated))
    yield from _group(
        "DocumentType", Type=letter.type_code, TypeName=letter.type_name, TypeDetail=letter.type_detail
    )
    yield _leaf("Subject", letter.subject)
    yield _leaf("Content", letter.content)
    yield from _group(
        "SignerInfo",
        Competence=letter.signer.competence,
        Position=letter.signer.position,
        FullName=letter.signer.full_name,
    )
    if letter.due is not None:
        yield _leaf("DueDate", _day(letter.due))
    yield from _list("ToPlaces", "Place", letter.places)
    yield from _open("OtherInfo")
    yield _leaf("Priority", str(letter.priority))
    yield _leaf("SphereOfPromulgation", letter.sphere)
    yield _leaf("TyperNotation", letter.typer)
    yield _leaf("PromulgationAmount", _number(letter.amount))
    yield _leaf("PageAmount", _number(letter.pages))
    yield from _list("Appendixes", "Appendix", letter.appendixes)
    yield from _close("OtherInfo")
    for reference in letter.responses_for:
        yield from _reference(reference)
    yield _leaf("SteeringType", letter.steering)
    yield _leaf("DocumentId", letter.document_id)


def _traces(letter: Envelope) -> Iterable[str]:
    yield f'<{PREFIX}:TraceHeaderList version="1.0" mustUnderstand="1" actor="{ACTOR}">'
    for trace in letter.traces:
        yield from _group("TraceHeader", OrganId=trace.organ_id, Timestamp=_moment(trace.at))
    yield from _open("Bussiness")
    yield _leaf("BussinessDocType", str(int(letter.business)))
    yield _leaf("BussinessDocReason", letter.reason)
    yield _leaf("DocumentId", letter.business_document_id)
    yield from _staff(letter.staff)
    yield _leaf("Paper", _number(letter.paper))
    yield from _open("ReplacementInfoList")
    for replaced in letter.replaced:
        yield from _open("ReplacementInfo")
        yield _leaf("DocumentId", replaced.document_id)
        yield from _list("OrganIdList", "OrganId", replaced.organ_ids)
        yield from _close("ReplacementInfo")
    yield from _close("ReplacementInfoList", "Bussiness", "TraceHeaderList")


def _status(status: StatusMessage) -> Iterable[str]:
    yield from _open("edXMLHeader", "Status")
    yield from _reference(status.response_for)
    yield from _organ("From", status.sender)
    yield _leaf("StatusCode", status.code)
    yield _leaf("Description", status.description)
    yield _leaf("Timestamp", _moment(status.at))
    yield from _staff(status.staff)
    yield from _close("Status", "edXMLHeader", "edXMLEnvelope")


def _organ(name: str, organ: Organ) -> Iterable[str]:
    return _group(
        name,
        OrganId=organ.id,
        OrganizationInCharge=organ.in_charge,
        OrganName=organ.name,
        OrganAdd=organ.address,
        Email=organ.email,
        Telephone=organ.telephone,
        Fax=organ.fax,
        Website=organ.website,
    )


def _reference(reference: Reference) -> Iterable[str]:
    return _group(
        "ResponseFor",
        OrganId=reference.organ_id,
        Code=reference.code,
        PromulgationDate=_day(reference.promulgated),
        DocumentId=reference.document_id,
    )


def _staff(staff: Staff) -> Iterable[str]:
    return _group(
        "StaffInfo", Department=staff.department, Staff=staff.staff, Mobile=staff.mobile, Email=staff.email
    )


def _file(content_id: str, file: Attachment) -> Iterable[str]:
    yield "<Attachment>"
    yield _leaf("ContentType", file.content_type, prefix="")
    yield _leaf("ContentId", content_id, prefix="")
    yield _leaf("Description", file.description, prefix="")
    encoded = base64.b64encode(file.content).decode("ascii")
    yield f"<ContentTransferEncoded>{encoded}</ContentTransferEncoded>"
    yield _leaf("AttachmentName", file.name, prefix="")
    yield "</Attachment>"


def _content_id(nth: int, file: Attachment) -> str:
    """By its place and its bytes: the same each time it is sent."""
    return f"{nth}-{hashlib.sha256(file.content).hexdigest()}"


def _group(element: str, **leaves: str) -> Iterable[str]:
    yield from _open(element)
    for name, text in leaves.items():
        yield _leaf(name, text)
    yield from _close(element)


def _list(element: str, name: str, texts: Iterable[str]) -> Iterable[str]:
    yield from _open(element)
    for text in texts:
        yield _leaf(name, text)
    yield from _close(element)


def _open(*names: str) -> Iterable[str]:
    return (f"<{PREFIX}:{name}>" for name in names)


def _close(*names: str) -> Iterable[str]:
    return (f"</{PREFIX}:{name}>" for name in names)


def _leaf(name: str, text: str, *, prefix: str = f"{PREFIX}:") -> str:
    if _UNWRITABLE.search(text):
        raise faults.unwritable(name)
    return f"<{prefix}{name}>{escape(text, _SPELT_OUT)}</{prefix}{name}>"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year:04}/{day:%m/%d}"


def _moment(at: datetime) -> str:
    """Vietnam's time."""
    here = local(at)
    return f"{here.year:04}/{here:%m/%d %H:%M:%S}"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
