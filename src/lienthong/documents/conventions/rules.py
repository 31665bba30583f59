"""Decisions about the conventions of a body: facts in, facts or a refusal out. Pure."""

import re
from datetime import date

from lienthong.documents.conventions.terms import FARTHEST, LONGEST_ABBREVIATION
from lienthong.kernel.refusals import Refusal

_BEGINNING = re.compile(r"[0-9]{1,7}(?![0-9])")
_ABBREVIATION = re.compile(r"[^\W_][\w.]*", re.UNICODE)


def abbreviation_as_kept(typed: str) -> str:
    """Without spaces. Refuses `bad_abbreviation`: what would not read as one word of a sign."""
    said = typed.strip()
    if len(said) > LONGEST_ABBREVIATION or not _ABBREVIATION.fullmatch(said):
        raise Refusal(
            "bad_abbreviation",
            "Chữ viết tắt là một chữ liền, không có dấu «/», «-» hay khoảng trắng, dài tối đa"
            f" {LONGEST_ABBREVIATION} ký tự, ví dụ KTHTĐT.",
            status=422,
            field="abbreviation",
        )
    return said


def check_term(starts_on: date, ends_on: date | None, *, earlier: date | None) -> None:
    """`earlier`: when the term before this one began. Refuses `term_backwards`, `term_before_last`."""
    if ends_on is not None and ends_on < starts_on:
        raise Refusal(
            "term_backwards", "Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu.", status=422, field="ends_on"
        )
    if earlier is not None and starts_on <= earlier:
        raise Refusal(
            "term_before_last",
            "Nhiệm kỳ mới phải bắt đầu sau nhiệm kỳ đã ghi gần nhất.",
            status=422,
            field="starts_on",
        )


def series_of_term(starts_on: date, *, running: date, numbered_before: bool, numbered_since: bool) -> date:
    """Which series a new term numbers in: its own, from 01; or the one that is running, where every letter of that
    series was issued within the term, which then only gets its name. `running`: the day the present series is counted
    from. Refuses `numbers_given_since`.
    """
    if not numbered_since:
        return starts_on
    if numbered_before:
        raise Refusal(
            "numbers_given_since",
            "Từ ngày ấy đã có văn bản được cấp số theo nhiệm kỳ đang chạy; hãy chọn ngày sau văn bản cuối cùng.",
            status=422,
            field="starts_on",
        )
    return running


def check_not_too_far(number: int, last: int) -> None:
    """A slip of the pen would carry the book away. Refuses `number_too_far`."""
    if number > last + FARTHEST:
        raise Refusal(
            "number_too_far",
            f"Sổ mới đến số {last:02d}; số trên giấy không thể vượt quá {last + FARTHEST:02d}. Hãy xem lại số, hoặc vào"
            " sổ các văn bản giấy trước đó.",
            status=422,
            field="number",
        )


def check_sign_of_number(sign: str, number: int) -> None:
    """«57/UBND-VP» is of number 57. Refuses `sign_of_other_number`."""
    begun = _BEGINNING.match(sign)
    if begun is None or int(begun[0]) != number:
        raise Refusal(
            "sign_of_other_number",
            f"Ký hiệu phải bắt đầu bằng số {number:02d} của văn bản, ví dụ {number:02d}/UBND-VP.",
            status=422,
            field="sign",
        )


def sign_used(sign: str, year: int) -> Refusal:
    return Refusal(
        "sign_used",
        f"Số, ký hiệu {sign} đã cấp cho văn bản khác trong năm {year}, giấy và điện tử chung một sổ. Hãy xem lại số.",
        status=422,
        field="number",
    )
