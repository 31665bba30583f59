"""Decisions about letters: facts in, facts or a refusal out."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from lienthong.documents.terms import TYPES, URGENCY
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import VIETNAM, WorkingTime


def check_letter(*, type_code: str, subject: str, body: str, urgency: int, addressees: Sequence[int]) -> None:
    """Refuse what could not be issued: an unknown type, no subject, nobody to send it to."""
    if type_code not in TYPES:
        raise Refusal("unknown_type", f"Không có loại văn bản «{type_code}».", status=422, field="type")
    if urgency not in URGENCY:
        raise Refusal(
            "unknown_urgency", "Độ khẩn phải từ 0 (thường) đến 3 (hỏa tốc).", status=422, field="urgency"
        )
    if not subject.strip():
        raise Refusal("subject_missing", "Văn bản cần có trích yếu.", status=422, field="subject")
    check_body(body)
    if not addressees:
        raise Refusal("addressee_missing", "Văn bản cần ít nhất một nơi nhận.", status=422, field="to")


def check_body(body: str) -> None:
    if not body.strip():
        raise Refusal("body_missing", "Văn bản cần có nội dung.", status=422, field="body")


def sign_of(number: int, *, type_code: str, side: str, issuer: str, drafter: str) -> str:
    """Number and notation: `15/QĐ-UBND`, công văn `15/UBND-VP`, Party `36-CV/ĐU` (Decree 30/2020, annex I)."""
    written = f"{number:02d}"
    if side == "party":
        return f"{written}-{type_code}/{issuer}"
    if type_code == "CV":
        return f"{written}/{issuer}-{drafter}" if drafter else f"{written}/{issuer}"
    return f"{written}/{type_code}-{issuer}"


def book_of(type_code: str, side: str) -> str:
    """Công văn and named types are numbered in books of their own."""
    return f"vb-{side}-{type_code}"


def content_hash(*, subject: str, body: str, to_line: str, sign: str, enclosures: Sequence[str] = ()) -> str:
    """What sender and addressee must hold alike. `enclosures`: the digests of what goes with it, in order; a letter
    without any has the hash it always had.
    """
    return hashlib.sha256("\x1f".join((sign, subject, to_line, body, *enclosures)).encode()).hexdigest()


def register_due(arrived_at: datetime, urgency: int, calendar: WorkingTime = VIETNAM) -> datetime:
    """Registered and submitted the same day, at latest the next working day; urgent ones at once."""
    if urgency:
        return calendar.add_hours(arrived_at, 1)
    return calendar.add_days(arrived_at, 1)


def answer_due(directed_at: datetime, days: int | None, calendar: WorkingTime = VIETNAM) -> datetime | None:
    if days is None:
        return None
    if not 0 <= days <= 365:
        raise Refusal(
            "due_days", "Thời hạn xử lý phải từ 0 đến 365 ngày làm việc.", status=422, field="due_days"
        )
    return calendar.add_days(directed_at, days)
