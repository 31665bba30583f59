"""Reads of dossiers and of the catalogue."""

from datetime import datetime, timedelta
from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.lately import Lately
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.text import fold
from lienthong.kernel.wording import money, vn_datetime, vn_due
from lienthong.procedures.rules import promised
from lienthong.procedures.terms import CHANNELS, NATIONAL_STATES, Term, TermUnit
from lienthong.units.addresses.queries import place_read
from lienthong.units.addresses.wording import in_short
from lienthong.work.persons.terms import HIDDEN
from lienthong.work.queries import Item, TimelineLine
from lienthong.work.signing.queries import signature_in, signature_of
from lienthong.work.signing.terms import Signature

ROOM = "lienthong.procedures"

FEE_PER = {"case": "hồ sơ", "page": "trang", "copy": "bản"}


class DossierRow(NamedTuple):
    """What the desk knows of one dossier."""

    procedure: str
    procedure_name: str
    full_name: str
    field: str
    term: int
    term_unit: TermUnit
    is_assumed: bool
    components: list[str]
    supplement_once: bool
    channel: int
    received_unit: int | None
    received_by: str | None
    received_at: datetime | None
    received_late: bool
    helped_by: str | None
    code: str | None
    applicant: str
    phone: str
    address_text: str
    note: str
    papers: list[str]
    missing: list[str]
    asked_note: str
    supplements: int
    paused: timedelta
    fee: int
    fee_per: str
    refusal_reason: str
    assessed_approve: bool | None
    result_note: str
    signed_by: str | None
    signed_at: datetime | None
    signer: int | None
    signed_as: str
    signed_for: int | None
    signed_under: UUID | None
    lookup_code: str


class ProcedureRow(NamedTuple):
    """An entry of the catalogue."""

    code: str
    name: str
    full_name: str
    field: str
    competence: str
    term: int
    term_unit: TermUnit
    is_assumed: bool
    fee: int
    fee_per: str
    weight: float
    components: list[str]
    decision: str
    result: str
    is_core: bool
    supplement_once: bool


class Choice(NamedTuple):
    code: str
    name: str
    field: str
    weight: float


class OfProcedure(TypedDict):
    code: str
    name: str
    full_name: str
    field: str
    term: str
    term_is_assumed: bool


class ReceivingUnit(TypedDict):
    id: int | None
    name: str | None


class Details(TypedDict):
    """What the desk adds to a dossier."""

    procedure: OfProcedure
    code: str | None
    lookup_code: str
    national_state: int
    channel: int
    applicant: str
    phone: str
    address: str
    address_read: str
    """The wards of the day it names, in words."""
    papers: list[str]
    components: list[str]
    missing: list[str]
    asked_note: str
    note: str
    helped_by: str | None
    received_at_unit: ReceivingUnit
    received_at: datetime | None
    received_late: bool
    due_at: datetime | None
    promised_at: datetime | None
    paused_seconds: float
    fee: int
    fee_per: str
    supplement_allowed: bool
    refusal_reason: str
    approved: bool | None
    result_note: str
    signed_by: str | None
    signature: Signature | None
    signed_at: datetime | None
    prints: list[dict[str, str]]


class Entry(TypedDict):
    """A procedure as the catalogue shows it to citizens."""

    code: str
    name: str
    full_name: str
    field: str
    term: str
    term_is_assumed: bool
    fee: int
    fee_per: str
    components: list[str]
    decision: str


def details(actor: Actor, item: Item) -> Details:
    """What the desk knows of a dossier the actor may see."""
    dossier = sql.row(DossierRow, sql.named(ROOM, "details"), {"item": item.id})
    if dossier is None:
        raise NotFound
    return {
        "procedure": {"code": dossier.procedure, "name": dossier.procedure_name, "full_name": dossier.full_name,
                      "field": dossier.field, "term": Term(dossier.term, dossier.term_unit).words,
                      "term_is_assumed": dossier.is_assumed},
        "code": dossier.code,
        "lookup_code": dossier.lookup_code,
        "national_state": NATIONAL_STATES[item.state],
        "channel": dossier.channel,
        "applicant": dossier.applicant,
        "phone": dossier.phone,
        "address": dossier.address_text,
        "address_read": "",
        "papers": dossier.papers,
        "components": dossier.components,
        "missing": dossier.missing,
        "asked_note": dossier.asked_note,
        "note": dossier.note,
        "helped_by": dossier.helped_by,
        "received_at_unit": {"id": dossier.received_unit, "name": dossier.received_by},
        "received_at": dossier.received_at,
        "received_late": dossier.received_late,
        "due_at": item.due_at,
        "promised_at": promised(item.state, item.due_at),
        "paused_seconds": dossier.paused.total_seconds(),
        "fee": dossier.fee,
        "fee_per": dossier.fee_per,
        "supplement_allowed": item.state == "received" and not (dossier.supplement_once and dossier.supplements),
        "refusal_reason": dossier.refusal_reason,
        "approved": dossier.assessed_approve,
        "result_note": dossier.result_note,
        "signed_by": dossier.signed_by,
        "signed_at": dossier.signed_at,
        "signature": signature_of(dossier.signer, dossier.signed_as, dossier.signed_for, dossier.signed_under),
        "prints": _prints(item, dossier),
    }  # fmt: skip


def with_address_read(actor: Actor, details: Details) -> Details:
    """With where the address lies today, for who is shown it: reading one costs a tenth of a millisecond."""
    return {**details, "address_read": in_short(place_read(details["address"], actor.day), actor.day)}


def without_citizen(details: Details) -> Details:
    """As those read it whose step does not need to know who handed it in; the slip names them, too."""
    return {**details, "applicant": "", "phone": "", "address": "", "address_read": "", "prints": []}


def _prints(item: Item, dossier: DossierRow) -> list[dict[str, str]]:
    if dossier.received_at is None:
        return []
    return [
        {
            "label": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            "meta": "PDF",
            "url": f"/viec/{item.id}/phieu-hen",
        }
    ]


def rows(details: Details) -> list[tuple[str, str]]:
    """The details as label and value, for the page."""
    procedure, signature = details["procedure"], details["signature"]
    fee = f"{money(details['fee'])}/{FEE_PER[details['fee_per']]}" if details["fee"] else "Không thu"
    pairs = [
        ("Mã hồ sơ", details["code"] or "Chưa cấp"),
        ("Mã tra cứu", details["lookup_code"]),
        ("Thủ tục", f"{procedure['code']} – {procedure['full_name']}"),
        ("Lĩnh vực", procedure["field"]),
        ("Thời hạn", procedure["term"] + (" (tạm tính)" if procedure["term_is_assumed"] else "")),
        ("Người nộp", details["applicant"] or HIDDEN),
        ("Điện thoại", details["phone"]),
        ("Địa chỉ", details["address"]),
        ("Địa chỉ nay thuộc", details["address_read"]),
        ("Hình thức nộp", CHANNELS[details["channel"]]),
        ("Nơi tiếp nhận", details["received_at_unit"]["name"] or "Chưa tiếp nhận"),
        ("Tiếp nhận lúc", vn_datetime(details["received_at"])
         + (" (quá một ngày làm việc)" if details["received_late"] else "")),
        ("Hẹn trả kết quả", vn_due(details["promised_at"])),
        ("Thành phần hồ sơ", "; ".join(details["components"])),
        ("Giấy tờ đã nộp", "; ".join(details["papers"])),
        ("Giấy tờ còn thiếu", "; ".join(details["missing"])),
        ("Yêu cầu bổ sung", details["asked_note"]),
        ("Phí, lệ phí", fee),
        ("Ghi chú", details["note"]),
        ("Kết quả thẩm định", _finding(details)),
        ("Người ký", signature.said if signature else details["signed_by"] or ""),
        ("Lý do từ chối", details["refusal_reason"]),
    ]  # fmt: skip
    return [(label, value) for label, value in pairs if value]


def told(line: TimelineLine) -> str:
    """What a line of the timeline says besides its label: in whose place the result was signed."""
    signature = signature_in(line.facts)
    return signature.said if signature else ""


def _finding(details: Details) -> str:
    if details["approved"] is None:
        return ""
    word = "Đủ điều kiện" if details["approved"] else "Không đủ điều kiện"
    return f"{word}. {details['result_note']}".strip()


def _choices() -> list[tuple[str, str]]:
    rows = sql.rows(Choice, "select code, left(name, 160) as name, field, weight from procedure")
    return [(row.code, f"{row.name} ({row.code})") for row in sorted(rows, key=_place)]


procedure_choices = Lately(_choices, seconds=60)
"""Code and name, what is asked for most first: for the forms. A minute old at most; only the loader changes them."""


def _place(row: "Choice | ProcedureRow") -> tuple[float, str, str]:
    """What is asked for most first, then by field and name."""
    return -row.weight, sort_key(row.field), sort_key(row.name)


def procedures(words: str = "") -> list[ProcedureRow]:
    """The catalogue, or what of it carries all these words, with or without marks."""
    rows = sorted(sql.rows(ProcedureRow, sql.named(ROOM, "catalogue")), key=_place)
    wanted = fold(words).split()
    return [
        row for row in rows if all(word in fold(f"{row.code} {row.full_name} {row.field}") for word in wanted)
    ]


def entry(row: ProcedureRow) -> Entry:
    return {
        "code": row.code,
        "name": row.name,
        "full_name": row.full_name,
        "field": row.field,
        "term": Term(row.term, row.term_unit).words,
        "term_is_assumed": row.is_assumed,
        "fee": row.fee,
        "fee_per": row.fee_per,
        "components": row.components,
        "decision": row.decision,
    }
