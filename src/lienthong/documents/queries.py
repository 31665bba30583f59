from collections import Counter
from datetime import date, datetime
from typing import NamedTuple, TypedDict, cast
from uuid import UUID

from lienthong.documents.directing.queries import OwnPart, Part, PartFacts, own_part, part_of
from lienthong.documents.directing.queries import rows as rows_of_part
from lienthong.documents.directing.terms import DIRECTION
from lienthong.documents.directing.wording import directed_words
from lienthong.documents.enclosures.terms import Enclosure
from lienthong.documents.terms import RECALL_ANSWERS, TYPES, URGENCY, WAYS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import ZONE, local
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.work.queries import FoundItem, Item, TimelineLine
from lienthong.work.signing.queries import signature_in, signature_of
from lienthong.work.signing.terms import Signature


class Addressee(TypedDict):
    unit: int
    name: str
    copy: bool
    in_place_of: str | None
    """The body that had ended, whose letter this one took."""
    recall: tuple[str, str] | None
    """What this addressee answered to the wish to have the letter back, and why; None: not asked."""


class Outside(TypedDict):
    """Of a letter that came on paper or from another system; days and instants as ISO 8601 writes them."""

    dated: str | None
    pages: int | None
    way: str
    arrived_at: str


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
    issuer_id: int | None
    issuer_name: str
    signer_name: str | None
    signed_at: datetime | None
    signer: int | None
    signed_as: str
    signed_for: int | None
    signed_under: UUID | None
    is_copy: bool
    register_number: int | None
    register_letter: str | None
    register_year: int | None
    note: str | None
    register_note: str | None
    outside: Outside | None
    recall_asked_at: datetime | None
    recall_reason: str | None
    recall_answer: str | None
    recall_refused: str | None
    parts: list[PartFacts] | None
    addressees: list[Addressee] | None
    in_place_of: str | None
    enclosures: list[Enclosure] | None


class ForwardedRow(NamedTuple):
    old: str
    heir: str
    basis: str


class Issuer(TypedDict):
    id: int | None
    """None of a body outside."""
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
    enclosures: list[Enclosure]
    """What goes with it, in order."""


class Details(TypedDict):
    """What the desk adds to a draft or a delivery."""

    document: Letter
    is_copy: bool
    register_number: int | None
    register_letter: str
    """Of a number in between: «a» of 15a."""
    register_year: int | None
    register_note: str
    """Why it was entered late, in between or was cancelled."""
    note: str
    outside: Outside | None
    recall: str
    in_place_of: str | None
    sender_unit: int | None
    part: OwnPart | None
    """Of a part of a letter's work: whose letter, in which role, the leader's words, the report."""
    parts: list[Part]
    """Of a letter: who co-operates, who is to know, and what they reported."""


def details(actor: Actor, item: Item) -> Details:
    """The letter behind a draft, a delivery or a part of its work that the actor may see."""
    part = own_part(item.id) if item.kind == DIRECTION else None
    behind = part["delivery"] if part else item.id
    letter = sql.row(LetterRow, sql.named("lienthong.documents", "details"), {"item": behind})
    if letter is None:
        raise NotFound
    return {
        "document": {
            "id": letter.id,
            "side": letter.side,
            "type": letter.type,
            "subject": letter.subject,
            "body": letter.body,
            "to_line": letter.to_line,
            "urgency": letter.urgency,
            "sign": letter.sign,
            "content_hash": letter.content_hash,
            "issued_at": letter.issued_at,
            "answers": letter.answers,
            "issuer": {"id": letter.issuer_id, "name": letter.issuer_name},
            "signer": letter.signer_name,
            "signed_at": letter.signed_at,
            "signature": signature_of(
                letter.signer, letter.signed_as, letter.signed_for, letter.signed_under
            ),
            "addressees": sorted(letter.addressees or [], key=lambda addressee: sort_key(addressee["name"])),
            "enclosures": letter.enclosures or [],
        },
        "is_copy": letter.is_copy,
        "register_number": letter.register_number,
        "register_letter": letter.register_letter or "",
        "register_year": letter.register_year,
        "register_note": letter.register_note or "",
        "note": letter.note or "",
        "outside": letter.outside,
        "recall": _recalled(letter),
        "in_place_of": letter.in_place_of,
        "sender_unit": letter.issuer_id,
        "part": part,
        "parts": [part_of(facts) for facts in letter.parts or []] if part is None else [],
    }


def rows(details: Details) -> list[tuple[str, str]]:
    letter = details["document"]
    signature = letter["signature"]
    pairs = [
        *rows_of_part(details["part"]),
        ("Số, ký hiệu", letter["sign"] or ("" if details["outside"] else "Chưa cấp số")),
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
        ("Số đến", registered_as(details)),
        *_came(details["outside"]),
        ("Nơi nhận", _received(letter["addressees"])),
        ("Ghi trong sổ", details["register_note"]),
        ("Ghi chú", details["note"]),
        ("Đề nghị thu hồi", details["recall"]),
    ]
    return [(label, value) for label, value in pairs if value]


MOST_NAMED = 12
"""Addressees in a row of details; the table has them all."""


def _received(addressees: list[Addressee]) -> str:
    said = "; ".join(map(_received_by, addressees[:MOST_NAMED]))
    more = len(addressees) - MOST_NAMED
    return f"{said} và {more} nơi khác" if more > 0 else said


def registered_as(details: Details) -> str:
    """«04/2025», «15a/2025»; empty where it is not registered."""
    number = details["register_number"]
    return f"{number:02d}{details['register_letter']}/{details['register_year']}" if number else ""


def _came(outside: Outside | None) -> list[tuple[str, str]]:
    """How a letter came that was not written in this system."""
    if outside is None:
        return []
    dated = date.fromisoformat(outside["dated"]) if outside["dated"] else None
    return [
        ("Ngày của văn bản", vn_date(dated)),
        ("Đến lúc", vn_datetime(datetime.fromisoformat(outside["arrived_at"]))),
        ("Cách gửi", WAYS.get(outside["way"], outside["way"])),
        ("Số trang", str(outside["pages"] or "")),
    ]


def _received_by(addressee: Addressee) -> str:
    """A letter to a body that had ended shows who took it, one that was asked back what became of that: receipts."""
    ended = addressee["in_place_of"]
    name = addressee["name"] + (f" (nhận thay {ended} đã kết thúc hoạt động)" if ended else "")
    if addressee["recall"] is None:
        return name
    return f"{name} (đề nghị thu hồi: {_answered(*addressee['recall'])})"


def _answered(answer: str, why: str) -> str:
    """What an addressee answered. Asked a second time, it still reads why it kept the letter the first."""
    match answer:
        case "refused":
            return f"{RECALL_ANSWERS[answer]}, {why}"
        case "" if why:
            return f"{RECALL_ANSWERS[answer]}; lần trước không trả lại, {why}"
    return RECALL_ANSWERS[answer]


def _recalled(row: LetterRow) -> str:
    """When and why the sender wants the letter back; to the addressee its answer, to the sender how many gave which."""
    if row.recall_asked_at is None:
        return ""
    if row.recall_answer is None:
        answers = _counted([addressee["recall"] for addressee in row.addressees or [] if addressee["recall"]])
    else:
        answers = _answered(row.recall_answer, row.recall_refused or "")
    return f"{row.recall_reason} ({vn_datetime(row.recall_asked_at)}; {answers})"


def _counted(answers: list[tuple[str, str]]) -> str:
    counts = Counter(answer for answer, _ in answers)
    return ", ".join(f"{counts[code]} nơi {words}" for code, words in RECALL_ANSWERS.items() if counts[code])


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
    return "; ".join(words for words in (_signed(line), _forwarded_to(line), directed_words(line)) if words)


def _signed(line: TimelineLine) -> str:
    signature = signature_in(line.facts)
    return signature.said if signature else ""


def _forwarded_to(line: TimelineLine) -> str:
    facts = cast("Forwarding", line.facts)
    ended = [facts["in_place_of"]] if "in_place_of" in facts else []
    ended += [forwarded["unit"] for forwarded in facts.get("forwarded") or []]
    if not ended:
        return ""
    rows = sql.rows(ForwardedRow, FORWARDED, {"ended": ended, "day": local(line.at).date()})
    return "; ".join(_forwarded(row) for row in rows)


def _forwarded(row: ForwardedRow) -> str:
    basis = f" theo {row.basis}" if row.basis else ""
    return f"Chuyển tiếp tới {row.heir} thay {row.old} đã kết thúc hoạt động{basis}"


def numbered(actor: Actor, number: int, year: int, letter: str = "") -> list[FoundItem]:
    """Letters that stand under this number in a register of incoming or outgoing documents of the actor's bodies. A
    number in between («15a») is one of incoming letters.
    """
    start, end = datetime(year, 1, 1, tzinfo=ZONE), datetime(year + 1, 1, 1, tzinfo=ZONE)
    return sql.rows(
        FoundItem,
        sql.named("lienthong.documents", "numbered"),
        {
            "seats": [*actor.scope, *actor.reads], "number": number, "letter": letter, "year": year, "since": start,
            "until": end,
        },
    )  # fmt: skip
