"""Decisions about letters: facts in, facts or a refusal out."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from lienthong.documents.drafting.rules import check_text
from lienthong.documents.drafting.terms import Text
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import VIETNAM, WorkingTime


def check_letter(text: Text, addressees: Sequence[object], on: date) -> None:
    """Refuse what could not be issued: a type not of its side, no subject, nobody to send it to."""
    check_text(text, on)
    if not addressees:
        raise Refusal("addressee_missing", "Văn bản cần ít nhất một nơi nhận.", status=422, field="to")


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
