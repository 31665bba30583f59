from datetime import datetime
from typing import NamedTuple, TypedDict, cast
from uuid import UUID

from lienthong.documents.terms import RECALL_ANSWERS, TYPES, URGENCY
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.work.queries import Item, TimelineLine
from lienthong.work.signing.queries import signature_in, signature_of
from lienthong.work.signing.terms import Signature


class Addressee(TypedDict):
    unit: int
    name: str
    copy: bool
    in_place_of: str | None
    recall: tuple[str, str] | None
    """What this addressee answered to the wish to have the letter back, and why; None: not asked."""
    """The body that had ended, whose letter this one took."""


class LetterRow(NamedTuple):
    """The letter behind a draft or a delivery."""

    id: UUID
    side: str
    type: str
    subject: str
    body: str
    to_line: str
    urgency: int
    sign: str
    content_hash: str
    issued_at: datetime | None
    answers: UUID | None
    issuer_id: int
    issuer_name: str
    signer_name: str | None
    signed_at: datetime | None
    signer: int | None
    signed_as: str
    signed_for: int | None
    signed_under: UUID | None
    is_copy: bool
    register_number: int | None
    register_year: int | None
    note: str | None
    recall_asked_at: datetime | None
    recall_reason: str | None
    recall_answer: str | None
    recall_refused: str | None
    addressees: list[Addressee] | None
    in_place_of: str | None


class ForwardedRow(NamedTuple):
    old: str
    heir: str
    basis: str


class Issuer(TypedDict):
    id: int
    name: str


class Letter(TypedDict):
    id: UUID
    side: str
    type: str
    subject: str
    body: str
    to_line: str
    urgency: int
    sign: str
    content_hash: str
    issued_at: datetime | None
    answers: UUID | None
    issuer: Issuer
    signer: str | None
    signature: Signature | None
    signed_at: datetime | None
    addressees: list[Addressee]


class Details(TypedDict):
    """What the desk adds to a draft or a delivery."""

    document: Letter
    is_copy: bool
    register_number: int | None
    register_year: int | None
    note: str
    recall: str
    in_place_of: str | None
    sender_unit: int


def details(actor: Actor, item: Item) -> Details:
    """The letter behind a draft or delivery the actor may see."""
    found = sql.row(LetterRow, sql.named("lienthong.documents", "details"), {"item": item.id})
    if found is None:
        raise NotFound
    return {
        "document": {
            "id": found.id,
            "side": found.side,
            "type": found.type,
            "subject": found.subject,
            "body": found.body,
            "to_line": found.to_line,
            "urgency": found.urgency,
            "sign": found.sign,
            "content_hash": found.content_hash,
            "issued_at": found.issued_at,
            "answers": found.answers,
            "issuer": {"id": found.issuer_id, "name": found.issuer_name},
            "signer": found.signer_name,
            "signed_at": found.signed_at,
            "signature": signature_of(found.signer, found.signed_as, found.signed_for, found.signed_under),
            "addressees": sorted(found.addressees or [], key=lambda addressee: sort_key(addressee["name"])),
        },
        "is_copy": found.is_copy,
        "register_number": found.register_number,
        "register_year": found.register_year,
        "note": found.note or "",
        "recall": _recalled(found),
        "in_place_of": found.in_place_of,
        "sender_unit": found.issuer_id,
    }


def rows(details: Details) -> list[tuple[str, str]]:
    letter = details["document"]
    register, signature = details["register_number"], letter["signature"]
    pairs = [
        ("Số, ký hiệu", letter["sign"] or "Chưa cấp số"),
        ("Ngày ban hành", vn_date(letter["issued_at"])),
        ("Loại văn bản", TYPES[letter["type"]]),
        ("Độ khẩn", URGENCY[letter["urgency"]]),
        ("Nơi ban hành", letter["issuer"]["name"]),
        ("Kính gửi", letter["to_line"].removeprefix("Kính gửi:").strip()),
        ("Nhận thay", f"{details['in_place_of']} đã kết thúc hoạt động" if details["in_place_of"] else ""),
        ("Trích yếu", letter["subject"]),
        ("Người ký", signature.said if signature else letter["signer"] or ""),
        ("Ghi trên văn bản", " / ".join(signature.line) if signature else ""),
        ("Ký lúc", vn_datetime(letter["signed_at"])),
        ("Số đến", f"{register:02d}/{details['register_year']}" if register else ""),
        ("Nơi nhận", "; ".join(map(_received_by, letter["addressees"]))),
        ("Ghi chú", details["note"]),
        ("Đề nghị thu hồi", details["recall"]),
    ]
    return [(label, value) for label, value in pairs if value]


def _received_by(addressee: Addressee) -> str:
    """A letter to a body that had ended shows who took it, one that was asked back what became of that: receipts."""
    ended = addressee["in_place_of"]
    name = addressee["name"] + (f" (nhận thay {ended} đã kết thúc hoạt động)" if ended else "")
    if addressee["recall"] is None:
        return name
    answer, why = addressee["recall"]
    return f"{name} (đề nghị thu hồi: {RECALL_ANSWERS[answer]}{f', {why}' if why else ''})"


def _recalled(row: LetterRow) -> str:
    """To the addressee: why the sender wants the letter back, and what was answered."""
    if row.recall_asked_at is None:
        return ""
    answer = RECALL_ANSWERS[row.recall_answer or ""]
    why = f", {row.recall_refused}" if row.recall_refused else ""
    return f"{row.recall_reason} ({vn_datetime(row.recall_asked_at)}; {answer}{why})"


class Forwarded(TypedDict):
    unit: int
    """The body that had ended."""
    to: int


class Forwarding(TypedDict, total=False):
    """What the journal keeps of letters that went to another body than the one named, by unit."""

    in_place_of: int
    forwarded: list[Forwarded] | None


FORWARDED = """
select was.name as old, heir.name as heir, heir.basis
from unit was
join unit heir on heir.id = holder_of(seat_of(was.id), %(day)s)
where was.id = any (%(ended)s) and heir.id <> was.id
order by sort_key(was.name)
"""


def told(line: TimelineLine) -> str:
    """What a line of the timeline says besides its label: in whose place it was signed; who received it instead."""
    return "; ".join(words for words in (_signed(line), _forwarded_to(line)) if words)


def _signed(line: TimelineLine) -> str:
    signature = signature_in(line.facts)
    return signature.said if signature else ""


def _forwarded_to(line: TimelineLine) -> str:
    facts = cast("Forwarding", line.facts)
    ended = [facts["in_place_of"]] if "in_place_of" in facts else []
    ended += [forwarded["unit"] for forwarded in facts.get("forwarded") or []]
    if not ended:
        return ""
    found = sql.rows(ForwardedRow, FORWARDED, {"ended": ended, "day": local(line.at).date()})
    return "; ".join(_forwarded(row) for row in found)


def _forwarded(row: ForwardedRow) -> str:
    basis = f" theo {row.basis}" if row.basis else ""
    return f"Chuyển tiếp tới {row.heir} thay {row.old} đã kết thúc hoạt động{basis}"
