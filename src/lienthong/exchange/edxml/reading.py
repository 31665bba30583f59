"""Bytes → a letter in its envelope, or what became of one. Pure.

Read by what the standard says and not by how one system writes it: any prefix for the namespace, or none; names
misspelt where it is sure which is meant; parts that systems put in different places found in each. Whatever is not sure
is refused with its line.
"""

import base64
import binascii
from collections.abc import Iterable
from typing import Final

from lienthong.exchange.edxml import faults
from lienthong.exchange.edxml.fields import NOTHING, Fields, key_of
from lienthong.exchange.edxml.terms import (
    MOST_ADDRESSEES,
    MOST_FILES,
    Attachment,
    BusinessType,
    Envelope,
    Organ,
    Reference,
    Replaced,
    Signer,
    Staff,
    StatusCode,
    StatusMessage,
    Trace,
)
from lienthong.exchange.edxml.tree import Node, tree_of
from lienthong.kernel.text import fold

ORGAN: Final = (
    "OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website",
)  # fmt: skip
HEADER: Final = ("MessageHeader", "TraceHeaderList", "Status")
SECRECY: Final = ("Secrecy", "Secret", "SecurityLevel", "Confidentiality", "DoMat")
"""No part of the standard: under these names systems that keep secret letters too say how secret one is (ours)."""
MESSAGE: Final = (
    "From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate",
    "ToPlaces", "OtherInfo", "ResponseFor", "SteeringType", "DocumentId", "Status",
    *SECRECY,
)  # fmt: skip
OTHER: Final = (
    "Priority", "SphereOfPromulgation", "TyperNotation", "PromulgationAmount", "PageAmount", "Appendixes",
    *SECRECY,
)  # fmt: skip
BUSINESS: Final = (
    "BussinessDocType", "BussinessDocReason", "BussinessDocumentInfo", "DocumentId", "StaffInfo", "Paper",
    "ReplacementInfoList",
)  # fmt: skip
STATUS: Final = ("ResponseFor", "From", "StatusCode", "Description", "Timestamp", "StaffInfo")
NOT_SECRET: Final = frozenset({"", "0", "thuong", "khong", "khong mat", "none", "normal"})
FILE: Final = ("ContentType", "ContentId", "Description", "ContentTransferEncoded", "AttachmentName")
MOST_PRIORITY: Final = 3


def read(data: bytes) -> Envelope | StatusMessage:
    """Refuses what `tree_of` refuses, `edxml_shape`, `edxml_missing`, `edxml_ambiguous`, `edxml_value`,
    `edxml_file_missing`, each with its line.
    """
    root = tree_of(data)
    envelope = _envelope_in(root)
    inside = Fields(envelope, ("edXMLHeader", "edXMLBody", "AttachmentEncoded"))
    header = inside.part("edXMLHeader")
    if header is None:
        raise faults.no_edxml(envelope.line)
    parts = Fields(header, HEADER)
    message = parts.part("MessageHeader")
    status = parts.part("Status")
    if status is None and message is not None:
        status = Fields(message, MESSAGE).part("Status")
    if status is not None:
        return _status(Fields(status, STATUS))
    if message is None:
        raise faults.no_edxml(header.line)
    return _letter(Fields(message, MESSAGE), parts.part("TraceHeaderList"), _files(root, envelope, inside))


def _envelope_in(root: Node) -> Node:
    """The envelope, in the root or itself the root."""
    key = key_of(root.name)
    if key == "edxmlenvelope":
        return root
    envelope = Fields(root, ("edXMLEnvelope",)).part("edXMLEnvelope") if key == "edxml" else None
    if envelope is None:
        raise faults.no_edxml(root.line)
    return envelope


def _letter(message: Fields, traces: Node | None, files: tuple[Attachment, ...]) -> Envelope:
    trace_list = Fields(traces or NOTHING, ("TraceHeader", "Bussiness"))
    business = Fields(trace_list.part("Bussiness") or NOTHING, BUSINESS)
    kind = _business_type(business)
    is_letter = kind is not BusinessType.RECALL
    about = business.text("DocumentId")
    code = _inside(message, "Code", ("CodeNumber", "CodeNotation"), is_needed=is_letter)
    issued = _inside(message, "PromulgationInfo", ("Place", "PromulgationDate"), is_needed=is_letter)
    of_type = _inside(message, "DocumentType", ("Type", "TypeName", "TypeDetail"))
    signer = _inside(message, "SignerInfo", ("Competence", "Position", "FullName"))
    other = _inside(message, "OtherInfo", OTHER)
    if is_letter:
        for fields, name in ((code, "CodeNumber"), (code, "CodeNotation"), (issued, "PromulgationDate")):
            fields.needed(name)
        message.needed("Subject")
    return Envelope(
        sender=_organ(_needed_part(message, "From")),
        to=tuple(_organ(part) for part in _addressees(message)),
        document_id=message.text("DocumentId") or (not is_letter and about) or message.needed("DocumentId"),
        business=kind,
        number=code.text("CodeNumber"),
        notation=code.text("CodeNotation"),
        place=issued.text("Place"),
        promulgated=issued.day("PromulgationDate"),
        type_code=of_type.text("Type"),
        type_name=of_type.text("TypeName"),
        type_detail=of_type.text("TypeDetail"),
        subject=message.text("Subject"),
        content=message.text("Content"),
        signer=Signer(signer.text("Competence"), signer.text("Position"), signer.text("FullName")),
        due=message.day("DueDate"),
        places=_texts(_inside(message, "ToPlaces", ("Place",)).parts("Place")),
        priority=_priority(other),
        sphere=other.text("SphereOfPromulgation"),
        typer=other.text("TyperNotation"),
        amount=other.number("PromulgationAmount"),
        pages=other.number("PageAmount"),
        appendixes=_texts(_inside(other, "Appendixes", ("Appendix",)).parts("Appendix")),
        responses_for=tuple(_reference(part) for part in message.parts("ResponseFor") if part.children),
        steering=message.text("SteeringType"),
        traces=tuple(_trace(part) for part in trace_list.parts("TraceHeader")),
        reason=business.text("BussinessDocReason"),
        business_document_id=about,
        staff=_staff(business),
        paper=business.number("Paper"),
        replaced=_replaced(business),
        attachments=files,
        secrecy=_secrecy(message) or _secrecy(other),
    )


def _inside(fields: Fields, name: str, names: tuple[str, ...], *, is_needed: bool = False) -> Fields:
    """What stands in a part; of one that is not there, nothing."""
    return Fields(_needed_part(fields, name) if is_needed else fields.part(name) or NOTHING, names)


def _needed_part(fields: Fields, name: str) -> Node:
    part = fields.part(name)
    if part is None:
        raise faults.missing(name, fields.line)
    return part


def _texts(parts: Iterable[Node]) -> tuple[str, ...]:
    return tuple(part.text for part in parts if part.text)


def _business_type(business: Fields) -> BusinessType:
    number = business.number("BussinessDocType") or 0
    try:
        return BusinessType(number)
    except ValueError:
        raise faults.unreadable("BussinessDocType", business.line_of("BussinessDocType")) from None


def _priority(other: Fields) -> int:
    priority = other.number("Priority") or 0
    if priority > MOST_PRIORITY:
        raise faults.unreadable("Priority", other.line_of("Priority"))
    return priority


def _secrecy(fields: Fields) -> str:
    """Nothing where a letter is said not to be secret."""
    said = (fields.text(name) for name in SECRECY)
    return next((text for text in said if fold(text) not in NOT_SECRET), "")


def _addressees(message: Fields) -> list[Node]:
    parts = message.parts("To")
    if not parts:
        raise faults.missing("To", message.line)
    if len(parts) > MOST_ADDRESSEES:
        raise faults.too_much(parts[MOST_ADDRESSEES].line)
    return parts


def _organ(part: Node) -> Organ:
    organ = Fields(part, ORGAN)
    return Organ(
        id=organ.needed("OrganId"),
        name=organ.text("OrganName"),
        in_charge=organ.text("OrganizationInCharge"),
        address=organ.text("OrganAdd"),
        email=organ.text("Email"),
        telephone=organ.text("Telephone"),
        fax=organ.text("Fax"),
        website=organ.text("Website"),
    )


def _reference(part: Node) -> Reference:
    letter = Fields(part, ("OrganId", "Code", "PromulgationDate", "DocumentId"))
    return Reference(
        letter.text("OrganId"), letter.text("Code"), letter.day("PromulgationDate"), letter.text("DocumentId")
    )


def _trace(part: Node) -> Trace:
    trace = Fields(part, ("OrganId", "Timestamp"))
    return Trace(trace.needed("OrganId"), trace.moment("Timestamp"))


def _staff(fields: Fields) -> Staff:
    staff = _inside(fields, "StaffInfo", ("Department", "Staff", "Mobile", "Email"))
    return Staff(staff.text("Department"), staff.text("Staff"), staff.text("Mobile"), staff.text("Email"))


def _replaced(business: Fields) -> tuple[Replaced, ...]:
    letters = _inside(business, "ReplacementInfoList", ("ReplacementInfo",)).parts("ReplacementInfo")
    rows = [Fields(part, ("DocumentId", "OrganIdList")) for part in letters]
    return tuple(
        Replaced(row.needed("DocumentId"), _texts(_inside(row, "OrganIdList", ("OrganId",)).parts("OrganId")))
        for row in rows
    )


def _status(status: Fields) -> StatusMessage:
    code = status.needed("StatusCode")
    try:
        known = StatusCode(code.zfill(2))
    except ValueError:
        raise faults.unreadable("StatusCode", status.line_of("StatusCode")) from None
    about = _needed_part(status, "ResponseFor")
    Fields(about, ("DocumentId",)).needed("DocumentId")
    return StatusMessage(
        response_for=_reference(about),
        sender=_organ(_needed_part(status, "From")),
        code=known,
        at=status.moment("Timestamp"),
        description=status.text("Description"),
        staff=_staff(status),
    )


def _files(root: Node, envelope: Node, inside: Fields) -> tuple[Attachment, ...]:
    """In the order of the envelope's list, which says how each is called; what the list does not name stands behind."""
    outside = Fields(root, ("edXMLBody", "AttachmentEncoded")) if root is not envelope else inside
    body = inside.part("edXMLBody") or outside.part("edXMLBody") or NOTHING
    within = Fields(body, ("edXMLManifest", "AttachmentEncoded"))
    encoded = (
        outside.part("AttachmentEncoded")
        or inside.part("AttachmentEncoded")
        or within.part("AttachmentEncoded")
        or NOTHING
    )
    kept = [(part, Fields(part, FILE)) for part in Fields(encoded, ("Attachment",)).parts("Attachment")]
    listed = Fields(within.part("edXMLManifest") or NOTHING, ("Reference",)).parts("Reference")
    if len(kept) > MOST_FILES:
        raise faults.too_much(kept[MOST_FILES][0].line)
    by_id = {_content_id(file): file for _, file in kept if _content_id(file)}
    if len(by_id) < sum(1 for _, file in kept if _content_id(file)):
        raise faults.ambiguous("ContentId", (encoded.line, kept[-1][0].line))
    return tuple(_in_order([Fields(part, FILE) for part in listed], [file for _, file in kept], by_id))


def _in_order(listed: list[Fields], kept: list[Fields], by_id: dict[str, Fields]) -> Iterable[Attachment]:
    """Refuses `edxml_file_missing` for what is listed and did not come."""
    unlisted = list(kept)
    for reference in listed:
        file = by_id.get(_content_id(reference))
        if file is None or file not in unlisted:
            raise faults.file_missing(reference.text("AttachmentName"), reference.line)
        unlisted.remove(file)
        yield _file(file, reference)
    for file in unlisted:
        yield _file(file, file)


def _content_id(file: Fields) -> str:
    return file.text("ContentId").removeprefix("cid:").strip("<>")


def _file(file: Fields, reference: Fields) -> Attachment:
    return Attachment(
        name=file.text("AttachmentName") or reference.needed("AttachmentName"),
        content_type=file.text("ContentType") or reference.text("ContentType"),
        content=_content(file),
        description=file.text("Description") or reference.text("Description"),
    )


def _content(file: Fields) -> bytes:
    """Of an empty file nothing. Refuses `edxml_missing`, `edxml_value`."""
    part = _needed_file(file)
    try:
        return base64.b64decode("".join(part.text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise faults.unreadable("ContentTransferEncoded", part.line) from None


def _needed_file(file: Fields) -> Node:
    part = file.part("ContentTransferEncoded")
    if part is None:
        raise faults.missing("ContentTransferEncoded", file.line)
    return part
