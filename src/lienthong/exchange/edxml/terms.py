"""The words of edXML (QCVN 102:2016/BTTTT): a letter in its envelope with its files, and what became of it."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Final, NamedTuple

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX: Final = "edXML"
"""Many readers look for it letter by letter, so it is what we write; we read any."""

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 64 * MEGABYTE
"""Bytes of one file of exchange (ours)."""

MOST_ELEMENTS: Final = 50_000
DEEPEST: Final = 16
LONGEST_FIELD: Final = 100_000
"""Characters of a field that is no file (ours)."""

MOST_ADDRESSEES: Final = 4_000
MOST_FILES: Final = 20
"""As many as go with a letter."""


class BusinessType(IntEnum):
    """What an envelope is sent for."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACEMENT = 3


class StatusCode(StrEnum):
    ARRIVED = "01"
    REFUSED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    IN_WORK = "05"
    DONE = "06"
    RECALL_ASKED = "13"
    RECALL_AGREED = "15"
    RECALL_REFUSED = "16"


STATUS_WORDS: Final[dict[StatusCode, str]] = {
    StatusCode.ARRIVED: "Đã đến",
    StatusCode.REFUSED: "Từ chối tiếp nhận",
    StatusCode.ACCEPTED: "Đã tiếp nhận",
    StatusCode.ASSIGNED: "Phân công",
    StatusCode.IN_WORK: "Đang xử lý",
    StatusCode.DONE: "Hoàn thành",
    StatusCode.RECALL_ASKED: "Yêu cầu lấy lại",
    StatusCode.RECALL_AGREED: "Đồng ý lấy lại",
    StatusCode.RECALL_REFUSED: "Từ chối lấy lại",
}


class Organ(NamedTuple):
    """A body, by its electronic agency id."""

    id: str
    name: str = ""
    in_charge: str = ""
    """The body it belongs to."""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


class Reference(NamedTuple):
    """A letter spoken of: whose, its sign, its day, its id."""

    organ_id: str
    code: str
    promulgated: date | None
    document_id: str


class Signer(NamedTuple):
    competence: str = ""
    position: str = ""
    full_name: str = ""


class Staff(NamedTuple):
    department: str = ""
    staff: str = ""
    mobile: str = ""
    email: str = ""


class Trace(NamedTuple):
    """Through whose hands it went; Vietnam's time, to the second."""

    organ_id: str
    at: datetime


class Replaced(NamedTuple):
    document_id: str
    organ_ids: tuple[str, ...] = ()


class Attachment(NamedTuple):
    name: str
    content_type: str
    content: bytes
    description: str = ""


class Envelope(NamedTuple):
    """A letter as it travels. Of a recall only whose, to whom and which letter is sure to stand there."""

    sender: Organ
    to: tuple[Organ, ...]
    document_id: str
    """`OrganId,yyyy/MM/dd,số/ký hiệu`."""
    business: BusinessType = BusinessType.NEW
    number: str = ""
    notation: str = ""
    place: str = ""
    promulgated: date | None = None
    type_code: str = ""
    type_name: str = ""
    type_detail: str = ""
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    due: date | None = None
    places: tuple[str, ...] = ()
    """Whom it is addressed to, in words."""
    priority: int = 0
    """0 to 3, as the urgency of letters."""
    sphere: str = ""
    typer: str = ""
    amount: int | None = None
    """Copies made."""
    pages: int | None = None
    appendixes: tuple[str, ...] = ()
    responses_for: tuple[Reference, ...] = ()
    """Letters this one answers."""
    steering: str = ""
    traces: tuple[Trace, ...] = ()
    reason: str = ""
    """Of the business: why it is recalled, updated or replaces another."""
    business_document_id: str = ""
    """The letter the business is about."""
    staff: Staff = Staff()
    paper: int | None = None
    """1: the paper follows."""
    replaced: tuple[Replaced, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    secrecy: str = ""
    """What its sender, who should not have sent it, marks it as: no part of the standard, and never written by us."""

    @property
    def is_letter(self) -> bool:
        return self.business is not BusinessType.RECALL


class StatusMessage(NamedTuple):
    """What became of a letter at its addressee, or what its sender asks of it."""

    response_for: Reference
    sender: Organ
    code: StatusCode
    at: datetime
    description: str = ""
    staff: Staff = Staff()
