"""Decisions about questions between bodies: facts in, facts or a refusal out."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from lienthong.kernel.clock import local
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_datetime
from lienthong.kernel.working_time import VIETNAM, WorkingTime


def subject_of(question: str) -> str:
    """The child's subject, from the first words of the question; refuses `question_missing`."""
    line = " ".join(question.split())
    if len(line) < 3:
        raise Refusal("question_missing", "Xin viết nội dung cần xin ý kiến.", status=422, field="question")
    return line if len(line) <= 100 else line[:100].rsplit(" ", 1)[0] + "…"


def check_is_open(closed_at: datetime | None) -> None:
    if closed_at is not None:
        raise Refusal("item_closed", "Việc này đã kết thúc, không xin ý kiến được nữa.")


def check_receiver(name: str, *, is_own: bool, answers: bool) -> None:
    """`answers`: somebody with a mandate of today there may answer, in this installation."""
    if is_own:
        raise Refusal(
            "request_to_oneself",
            "Đây là cơ quan của bạn; hãy chọn cơ quan khác để xin ý kiến.",
            status=422,
            field="unit",
        )
    if not answers:
        raise Refusal(
            "request_to_nobody",
            f"{name} chưa có người nhận cho ý kiến trên hệ thống này; hãy gửi văn bản hoặc chọn cơ quan khác.",
            status=422,
            field="unit",
        )


def check_not_waiting(name: str, waiting_until: datetime | None) -> None:
    """`waiting_until`: by when the same body is to answer an open question about the same item."""
    if waiting_until is not None:
        raise Refusal(
            "already_asked",
            f"{name} đang được hỏi về việc này, hạn {vn_datetime(waiting_until)};"
            " hãy chờ trả lời hoặc rút yêu cầu trước khi hỏi lại.",
            status=422,
            field="unit",
        )


def may_withdraw(*, sender_seat: int | None, scope: Collection[int]) -> bool:
    return sender_seat in scope


def check_withdrawal(*, sender_seat: int | None, scope: Collection[int]) -> None:
    if not may_withdraw(sender_seat=sender_seat, scope=scope):
        raise Refusal("not_asker", "Chỉ cơ quan đã hỏi mới rút được yêu cầu này.", status=403)


def due(asked_at: datetime, days: int, calendar: WorkingTime = VIETNAM) -> datetime:
    """The end of the last of `days` working days."""
    return calendar.add_days(asked_at, days)


def days_late(due_at: datetime, at: datetime, calendar: WorkingTime = VIETNAM) -> int | None:
    """Working days begun since the day it was due; 0 on that day still, None in time."""
    if at <= due_at:
        return None
    day, last, days = local(due_at).date(), local(at).date(), 0
    while (day := calendar.next_working_day(day)) <= last:
        days += 1
    return days


def late_words(days: int | None) -> str:
    if days is None:
        return ""
    return f"trễ {days} ngày làm việc" if days else "trễ dưới 1 ngày làm việc"


def told(line: Any) -> str:
    """What a line of the timeline says besides its label: who was asked by when, how late the answer came."""
    facts = line.facts
    match line.verb:
        case "request.asked":
            return f"{facts['body']}, hạn {vn_datetime(datetime.fromisoformat(facts['due_at']))}"
        case "request.answered":
            return late_words(facts["days_late"]) or "đúng hạn"
    return ""
