"""Words and limits of the exchange of documents: what goes out and comes in, by which way, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NamedTuple
from uuid import UUID

from lienthong.documents.addressing.terms import Course
from lienthong.documents.terms import CLERKS
from lienthong.exchange.edxml.terms import STATUS_WORDS

FOLDER, HTTP = "folder", "http"
WAYS: Final[Mapping[str, str]] = {FOLDER: "thư mục", HTTP: "địa chỉ HTTP"}

LETTER, STATUS, UNREADABLE = "letter", "status", "unreadable"
API_DOOR: Final = "api"

OUT, IN = "di", "den"
DIRECTIONS: Final[Mapping[str, str]] = {OUT: "Gửi đi", IN: "Nhận về"}

STATES: Final[Mapping[str, str]] = {
    "waiting": "Chờ gửi",
    "sent": "Đã gửi",
    "given_up": "Thôi gửi",
    "taken": "Đã nhận",
    "repeated": "Nhận lại, không đổi gì",
    "refused": "Từ chối",
}
"""The first three of what goes out, the others of what comes in."""

CODES: Final[Mapping[str, str]] = {code.value: words for code, words in STATUS_WORDS.items()}
"""What a message of state says (QCVN 102:2016/BTTTT, QĐ 28/2018/QĐ-TTg)."""

ARRIVED, REFUSED, RECALL, AGREED, KEPT = "01", "02", "13", "15", "16"

COURSE_OF: Final[Mapping[str, Course]] = {
    "01": "arrived",
    "02": "returned",
    "03": "registered",
    "04": "directed",
    "05": "directed",
    "06": "completed",
    "15": "recalled",
}
"""What the sender's table says when the other side says this."""

RECALL_OF: Final[Mapping[str, Literal["agreed", "refused"]]] = {"15": "agreed", "16": "refused"}

VERBS: Final[Mapping[str, str]] = {
    "axis.connected": "Lập kết nối trục liên thông",
    "axis.disconnected": "Ngừng kết nối trục liên thông",
    "axis.retried": "Gửi lại qua trục liên thông",
}

CONNECT, WATCH, BRING = "connect_exchange", "watch_exchange", "bring_consignments"
GRANTS: Final[Mapping[str, tuple[str, ...]]] = {
    CONNECT: ("quan_tri",),
    WATCH: (*CLERKS, "lanh_dao", "chanh_van_phong", "quan_tri"),
    BRING: ("quan_tri", "trung_tam_cds"),
}
"""Who says by which way ids are reached; who sees what left and what came for their body; whose token brings what other
systems send, for any body here."""

AT_ONCE: Final = 20
GIVEN_UP_AFTER_TRIES: Final = 12
FIRST_WAIT_SECONDS: Final = 5
LONGEST_WAIT_SECONDS: Final = 6 * 3600
TIMEOUT_SECONDS: Final = 30.0
LEASE_SECONDS: Final = 90
"""Longer than one try takes, whatever the other side does."""

LARGEST: Final = 11_000_000
"""Bytes of one message that is taken in: the body the web server reads."""

LARGEST_RECEIPT: Final = 100_000
"""Bytes of what is answered to one message that was sent."""

CONTENT_TYPE: Final = "application/xml; charset=utf-8"
PAGE: Final = 50
EXPORTED: Final = (
    "Chiều", "Văn bản, trạng thái", "Ký hiệu", "Nơi kia", "Mã định danh", "Tình trạng", "Số lần", "Lúc", "Ghi chú",
)  # fmt: skip


class Connector(NamedTuple):
    """A way to other installations: whose electronic id begins so is reached by it. `place`: a folder or an address;
    `token_file`: where the word stands that the other side asks for.
    """

    id: int
    name: str
    prefixes: list[str]
    kind: str
    place: str
    token_file: str
    since: date
    until: date | None


class Claimed(NamedTuple):
    """What this sender has in hand until its lease ends. `unit`: who speaks; none of what came to nobody here."""

    id: int
    unit: int | None
    kind: str
    document: UUID | None
    item: UUID | None
    outside: int | None
    arrival: int | None
    code: str
    words: str
    to_id: str
    to_name: str
    said_at: datetime
    tries: int
    connector: int
    way: str
    place: str
    token_file: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one try. `answer`: a status, or in a few words what went wrong; `message`: what the other side
    answered in the format of the exchange.
    """

    is_delivered: bool
    answer: str
    is_hopeless: bool = False
    """No later try can come to anything."""
    message: bytes = b""


class Consignment(NamedTuple):
    """A row of the list, in either direction."""

    id: int
    direction: str
    kind: str
    code: str
    sign: str
    other: str
    other_id: str
    state: str
    tries: int
    at: datetime
    note: str
    item: UUID | None
    next_at: datetime | None
