"""Decisions about decided rows: facts in, facts or a refusal out."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NoReturn

from lienthong.kernel.decided.days import PACKAGED
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date
from lienthong.personnel.decided.terms import (
    AGENCY_ID,
    AGENCY_ID_FORM,
    DAY,
    DAY_VALUES,
    HOURS,
    MOST_DAYS,
    Entered,
    Wanted,
    hours_of,
    hours_words,
)


def read_value(wanted: Wanted) -> str:
    """The value as it is kept. Refuses `hours_unclear`, `agency_id_unclear`, `day_value_unclear`."""
    text = wanted.value.strip()
    if wanted.rule == HOURS:
        hours = hours_of(text)
        if hours is None:
            _wrong(
                "hours_unclear",
                "Ghi giờ làm việc như 7:30-11:30, 13:00-17:00, theo thứ tự trong ngày.",
                "value",
            )
        return hours_words(hours)
    if wanted.rule == AGENCY_ID:
        if not AGENCY_ID_FORM.fullmatch(text.upper()):
            _wrong(
                "agency_id_unclear",
                "Mã định danh điện tử gồm một chữ, hai số và tối đa ba cấp sau dấu chấm, ví dụ H29 hoặc H29.12.3.",
                "value",
            )
        return text.upper()
    if text not in DAY_VALUES:
        _wrong("day_value_unclear", "Hãy chọn nghỉ hoặc làm việc.", "value")
    return text


def check_terms(wanted: Wanted) -> None:
    """A document with its number and date, an end after the beginning, a body where the rule is about one. A beginning
    in the past is allowed: a storm does not wait for its paper.
    """
    if not wanted.basis.strip() or wanted.basis_on is None:
        _wrong("decision_without_basis", "Ghi số, ký hiệu và ngày của văn bản quyết định.", "basis")
    if wanted.rule != DAY and wanted.unit is None:
        _wrong("decision_needs_unit", "Giờ riêng và mã định danh là của một đơn vị: hãy chọn đơn vị.", "unit")
    if wanted.until is None:
        if wanted.rule == DAY:
            _wrong("decision_endless", "Ngày nghỉ, ngày làm việc phải có ngày cuối.", "until")
        return
    if wanted.until < wanted.since:
        _wrong("decision_ends_before", "Ngày cuối phải từ ngày đầu trở đi.", "until")
    if wanted.rule == DAY and (wanted.until - wanted.since).days >= MOST_DAYS:
        _wrong("decision_too_long", f"Một quyết định về ngày không quá {MOST_DAYS} ngày.", "until")


def check_only_one(wanted: Wanted, standing: Iterable[Entered]) -> None:
    """Of two decisions for a day the later one says that it takes the place of the first, or is refused with its name.

    What comes with the program counts as decided, too.
    """
    if wanted.supersedes:
        return
    for row in standing:
        if row.rule == wanted.rule and row.unit == wanted.unit and _overlap(wanted, row.since, row.until):
            raise _taken(max(row.since, wanted.since), f"{row.basis_words} ({row.name or row.value})")
    if wanted.rule != DAY or wanted.unit is not None:
        return
    for packaged in PACKAGED:
        if _overlap(wanted, packaged.since, packaged.until):
            raise _taken(max(packaged.since, wanted.since), f"{packaged.basis} ({packaged.value.name})")


def _overlap(wanted: Wanted, since: date, until: date | None) -> bool:
    return since <= (wanted.until or date.max) and wanted.since <= (until or date.max)


def _taken(day: date, first: str) -> Refusal:
    return Refusal(
        "decision_taken",
        f"Ngày {vn_date(day)} đã có quyết định {first}. Nếu văn bản này thay thế, hãy chọn «Thay quyết định trước».",
        status=422,
        field="since",
        first=first,
    )


def check_concerns(unit: int | None, *, own: int | None, may_for_all: bool) -> None:
    """One decides for one's own body; for others and for all, who may for all."""
    if not may_for_all and (unit is None or unit != own):
        raise Refusal(
            "decision_not_yours",
            "Bạn chỉ ghi, duyệt được quyết định riêng của đơn vị mình.",
            status=403,
            field="unit",
        )


def check_second(row: Entered, person: int | None) -> None:
    """Who entered it does not approve it (two pairs of eyes)."""
    if row.entered_person == person:
        raise Refusal(
            "approver_entered", "Người ghi quyết định không tự duyệt; cần một người thứ hai.", status=403
        )


def check_waits(row: Entered) -> None:
    if row.standing != "waiting":
        raise Refusal("decision_settled", "Quyết định này đã được duyệt hoặc đã rút. Hãy tải lại trang.")


def check_not_withdrawn(row: Entered) -> None:
    if row.standing == "withdrawn":
        raise Refusal("decision_withdrawn", "Quyết định này đã rút.")


def effective(rows: Sequence[Entered], day: date) -> Entered | None:
    """Of the approved rows of one rule and body the one in force on a day: the one approved last."""
    holds = [
        row
        for row in rows
        if row.standing == "approved" and row.since <= day and (row.until is None or day <= row.until)
    ]
    return max(holds, key=lambda row: row.approved_at.timestamp() if row.approved_at else 0.0, default=None)


def _wrong(code: str, sentence: str, field: str) -> NoReturn:
    raise Refusal(code, sentence, status=422, field=field)
