"""Decisions about letters on paper: facts in, facts or a refusal out. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time

from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal

NOON = time(12)
"""Where a letter of an earlier day stands among those of that day."""


def check_paper(*, signer: str, addressees: str) -> None:
    """Refuses `signer_missing`, `paper_addressees_missing`."""
    if not any(map(str.isalnum, signer)):
        raise Refusal(
            "signer_missing", "Hãy ghi họ tên, chức vụ người ký văn bản.", status=422, field="signer"
        )
    if not any(map(str.isalnum, addressees)):
        raise Refusal(
            "paper_addressees_missing",
            "Hãy ghi nơi nhận như trên văn bản giấy, mỗi nơi một dòng.",
            status=422,
            field="addressees",
        )


def check_subject(subject: str) -> None:
    if not any(map(str.isalnum, subject)):
        raise Refusal(
            "paper_subject_missing", "Hãy ghi trích yếu của văn bản giấy.", status=422, field="subject"
        )


def check_dated(dated: date, today: date) -> None:
    """Refuses `dated_ahead`."""
    if dated > today:
        raise Refusal(
            "dated_ahead", "Ngày của văn bản giấy không thể sau hôm nay.", status=422, field="dated"
        )


def check_reason(number: int | None, reason: str) -> None:
    """A number out of turn says why. Refuses `number_out_of_turn`."""
    if number is not None and not any(map(str.isalnum, reason)):
        raise Refusal(
            "number_out_of_turn",
            "Số ghi tay không theo thứ tự của sổ: hãy ghi lý do (số bỏ qua, số đã giữ, đã cấp trên giấy).",
            status=422,
            field="reason",
        )


def issued_at(dated: date, today: date) -> datetime | None:
    """Of an earlier day, at noon; of today, None: when its number is taken."""
    return None if dated >= today else datetime.combine(dated, NOON, tzinfo=ZONE)


def lines_of(addressees: str) -> str:
    """One to a line, none of them blank."""
    return "\n".join(line for line in _stripped(addressees.splitlines()) if line)


def _stripped(lines: Iterable[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]
