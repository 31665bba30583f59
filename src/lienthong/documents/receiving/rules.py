"""Decisions about letters from outside and numbers out of turn: facts in, facts or a refusal out. Pure."""

import re
from datetime import date, datetime

from lienthong.documents.receiving.terms import LETTERS
from lienthong.documents.terms import TYPES, URGENCY, WAYS
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date

_AROUND = re.compile(r"\s*([/\-])\s*")


def sign_as_kept(sign: str) -> str:
    """Of another body: as it stands on the paper, without blanks around its strokes."""
    return _AROUND.sub(r"\1", sign.strip())


def check_not_secret(secrecy: str) -> None:
    """Decree 30/2020 leaves secret letters to their own law: they are entered in a book of their own, on paper."""
    if secrecy:
        raise Refusal(
            "secret_letter",
            "Văn bản mật không được quét và đưa vào hệ thống này; hãy vào sổ văn bản mật đến bằng giấy.",
            status=422,
            field="secrecy",
        )


def check_outside(*, sender: str, subject: str, type_code: str, urgency: int, way: str) -> None:
    """Refuses what nobody could find again: no sender, no subject, an unknown type, urgency or way of sending."""
    if not any(map(str.isalnum, sender)):
        raise Refusal(
            "sender_missing",
            "Hãy ghi nơi gửi, hoặc chọn trong danh sách đơn vị.",
            status=422,
            field="sender",
        )
    if not any(map(str.isalnum, subject)):
        raise Refusal(
            "outside_subject_missing",
            "Hãy ghi trích yếu nội dung của văn bản.",
            status=422,
            field="subject",
        )
    if type_code not in TYPES or urgency not in URGENCY or way not in WAYS:
        raise Refusal(
            "not_in_catalogue",
            "Loại văn bản, độ khẩn hoặc cách gửi không có trong danh mục.",
            status=422,
            field="type" if type_code not in TYPES else "urgency" if urgency not in URGENCY else "way",
        )


def check_dates(*, dated: date | None, arrived_at: datetime, now: datetime) -> None:
    """A letter is written before it arrives, and has arrived before it is entered."""
    if arrived_at > now:
        raise Refusal(
            "arrived_later", "Thời điểm đến không thể sau lúc vào sổ.", status=422, field="arrived_at"
        )
    if dated is not None and dated > arrived_at.date():
        raise Refusal(
            "dated_after_arrival", "Ngày của văn bản không thể sau ngày đến.", status=422, field="dated"
        )


def check_reason_of_late_entry(arrived_on: date, today: date, reason: str) -> None:
    """What is entered on a later day than it arrived, says why."""
    if arrived_on < today and not any(map(str.isalnum, reason)):
        raise Refusal(
            "late_entry_unexplained",
            "Văn bản đến trước hôm nay: hãy ghi lý do vào sổ muộn.",
            status=422,
            field="reason",
        )


def check_reason_of_number(reason: str) -> None:
    if not any(map(str.isalnum, reason)):
        raise Refusal(
            "number_unexplained",
            "Số xen cần có lý do, ghi vào sổ cùng với số.",
            status=422,
            field="reason",
        )


def period_closed(since: date, until: date) -> Refusal:
    return Refusal(
        "period_closed",
        f"Sổ từ {vn_date(since)} đến {vn_date(until)} đã khóa; văn bản đến trong kỳ ấy vào sổ với ngày hôm nay,"
        " ghi ngày đến thật vào lý do.",
        status=409,
        field="arrived_at",
    )


def no_such_number(number: int, year: int) -> Refusal:
    return Refusal(
        "no_such_number",
        f"Sổ văn bản đến năm {year} không có số {number:02d} để xen vào sau.",
        status=422,
        field="after_number",
    )


def next_letter(taken: str) -> str:
    """`taken`: the last letter behind this number; empty when there is none. Refuses `between_full`."""
    nth = LETTERS.index(taken) + 1 if taken else 0
    if nth == len(LETTERS):
        raise Refusal(
            "between_full",
            "Sau số này đã xen đủ 26 số; hãy chọn số khác hoặc lấy số mới.",
            status=422,
            field="after_number",
        )
    return LETTERS[nth]


def number_words(number: int, letter: str, year: int) -> str:
    """«04/2025», «15a/2025»."""
    return f"{number:02d}{letter}/{year}"


def entered_already(number: int | None, letter: str, year: int | None, sign: str) -> Refusal:
    """The same sender, sign and date once more: whoever enters it says that it is another letter."""
    where = f", số đến {number_words(number, letter, year)}" if number and year else ", chưa vào sổ"
    return Refusal(
        "entered_already",
        f"Văn bản {sign} của nơi gửi này, cùng ngày, đã có{where}. Nếu đây là văn bản khác, hãy đánh dấu ô này"
        " rồi gửi lại.",
        status=409,
        field="is_another",
    )
