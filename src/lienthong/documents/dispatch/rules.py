"""Decisions about reminders and the words of a row of the table. Pure."""

from collections.abc import Sequence
from datetime import datetime

from lienthong.documents.dispatch.terms import BETWEEN_REMINDERS, STATES
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_datetime


def due_to_be_reminded(reminded: Sequence[datetime | None], at: datetime) -> list[int]:
    """Which of these addressees may be reminded again, by place. Refuses `nobody_to_remind`, `reminded_lately`."""
    if not reminded:
        raise nobody_to_remind()
    due = [n for n, last in enumerate(reminded) if last is None or last <= at - BETWEEN_REMINDERS]
    if not due:
        latest = max(last for last in reminded if last is not None)
        raise Refusal(
            "reminded_lately",
            f"Những nơi này vừa được nhắc lúc {vn_datetime(latest)}; mỗi nơi được nhắc cách nhau ít nhất một giờ.",
            status=422,
            field="whom",
        )
    return due


def nobody_to_remind() -> Refusal:
    return Refusal("nobody_to_remind", "Không còn nơi nhận nào như vậy để nhắc.", status=422, field="whom")


def nothing_outside() -> Refusal:
    return Refusal("nothing_outside", "Văn bản này không gửi nơi nào ngoài hệ thống.")


def number_of(register_number: int | None, register_letter: str | None, register_year: int | None) -> str:
    """«04/2025», «15a/2025»."""
    return f"{register_number:02d}{register_letter or ''}/{register_year}" if register_number else ""


def state_words(state: str, recall: str | None) -> str:
    """With what it answered to a recall, where that says more."""
    more = {"": "đang đề nghị thu hồi", "refused": "không đồng ý thu hồi"}.get(recall or "-", "")
    return f"{STATES[state]}, {more}" if more else STATES[state]
