"""The words of a letter's signatures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, NamedTuple
from uuid import UUID

from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.terms import CLERKS, DRAFT
from lienthong.work.items.terms import Move, moves

Standing = Literal["begun", "signed", "asked", "finished", "failed"]
"""Of a signature: its digest is with whoever signs · the signature is here · a key at the server is to make it ·
the file stands · it could not be made.
"""

STANDINGS: Final[Mapping[Standing, str]] = {
    "begun": "Đang chờ ký tại thiết bị",
    "signed": "Đã ký, đang hoàn thiện tệp",
    "asked": "Đang ký tại máy chủ",
    "finished": "Đã ký số",
    "failed": "Chưa ký được",
}

MOVES_OF_SIGNING = moves(
    Move("sign_with_certificate", "Ký số", DRAFT, frozenset({"submitted"}), "signed", "draft.signed", "sign_document",
         step="issue"),
    Move("seal_document", "Đóng dấu, ký số của cơ quan", DRAFT, frozenset({"issued"}), "", "draft.sealed",
         "seal_document", "d"),
    Move("seal_with_certificate", "Ký số của cơ quan bằng thiết bị", DRAFT, frozenset({"issued"}), "", "draft.sealed",
         "seal_document"),
)  # fmt: skip

VERBS_OF_SIGNING: Final = {"draft.sealed": "Ký số của cơ quan"}

GRANTS_OF_SIGNING: Final[dict[str, tuple[str, ...]]] = {"seal_document": CLERKS}

FINISH_LETTER: Final = "lienthong.documents.signing.tasks.finish_letter"
CHECK_FILE: Final = "lienthong.documents.signing.tasks.check_file"

SIGNED_URL: Final = "/van-ban-da-ky"

Outcome = Literal["under_way", "finished", "failed"]

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "under_way": "Đang hoàn thiện tệp",
    "finished": "Đã ký số",
    "failed": "Chưa ký được",
}
"""What became of a signature, for whoever made it."""

PLACES: Final[Mapping[Place, str]] = {"signature": "Người ký", "seal": "Cơ quan ban hành"}

PROBLEMS: Final[Mapping[str, str]] = {
    "signing_key_missing": "Máy chủ không mở được khóa ký. Hãy báo người vận hành, rồi ký lại.",
    "other_certificate": "Khóa tại máy chủ không phải của chứng thư đã đăng ký. Hãy báo người vận hành.",
    "timestamp_missing": "Máy chủ cấp dấu thời gian không trả lời: chữ ký không kèm dấu thời gian.",
    "not_finished": "Tệp không hoàn thiện được. Hãy báo người vận hành, rồi ký lại.",
}


class Waiting(NamedTuple):
    """What the page takes to the signer."""

    begun: UUID
    digest: bytes
    certificate: bytes
    """Its SHA-256: another one's signature is not taken."""
    about: str


class SignedLetter(NamedTuple):
    """A draft and the letter behind it, as signing needs to know them."""

    item: UUID
    document: UUID
    kind: str
    state: str
    version: int
    jurisdiction: int
    subject: str
    sign: str
    issued_at: datetime | None


class SignatureRow(NamedTuple):
    """A signature on its way."""

    id: UUID
    document: UUID
    place: Place
    standing: Standing
    certificate: UUID
    mandate: int
    version: int
    at: datetime
    prepared: bytes
    region_start: int | None
    region_end: int | None
    attributes: bytes
    signature: bytes
    digest: str


class ShownSignature(NamedTuple):
    """A signature of the letter behind an item, as its page tells of it."""

    place: Place
    standing: Standing
    digest: str
    problem: str
    at: datetime
    name: str
    title: str
    subject: str
    is_trial: bool
    at_server: bool


class OwnSigned(NamedTuple):
    """A signature somebody made, or a seal they had made, with its letter."""

    item: UUID
    sign: str
    subject: str
    place: Place
    standing: Standing
    problem: str
    at: datetime
    is_trial: bool

    @property
    def outcome(self) -> Outcome:
        match self.standing:
            case "finished":
                return "finished"
            case "failed":
                return "failed"
        return "under_way"
