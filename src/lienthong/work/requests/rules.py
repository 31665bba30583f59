"""Decisions about questions between bodies: facts in, facts or a refusal out."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import HOURS_A_DAY, vn_datetime
from lienthong.kernel.working_time import VIETNAM, WorkingTime
from lienthong.work.lateness.rules import is_overdue


def check_said(text: str, field: str) -> None:
    """Refuses `nothing_said` where there is no letter and no number to read."""
    if not any(map(str.isalnum, text)):
        raise Refusal(
            "nothing_said", "Xin viết nội dung bằng chữ để cơ quan kia đọc được.", status=422, field=field
        )


def subject_of(question: str) -> str:
    """The child's subject, from the first words of the question."""
    line = " ".join(question.split())
    return line if len(line) <= 100 else line[:100].rsplit(" ", 1)[0] + "…"


def check_is_open(closed_at: datetime | None) -> None:
    if closed_at is not None:
        raise Refusal("item_closed", "Việc này đã kết thúc, không xin ý kiến được nữa.")


def check_not_own(*, is_own: bool) -> None:
    if is_own:
        raise Refusal(
            "request_to_oneself",
            "Đây là cơ quan của bạn; hãy chọn cơ quan khác để xin ý kiến.",
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


def may_withdraw(*, through: int | None, scope: Collection[int]) -> bool:
    """`through`: the seat that asked or, for whoever could ask today, the jurisdiction in which the item lies."""
    return through in scope


def check_withdrawal(*, through: int | None, scope: Collection[int]) -> None:
    if not may_withdraw(through=through, scope=scope):
        raise Refusal(
            "not_asker",
            "Chỉ cơ quan đã hỏi, hoặc đang giữ việc được hỏi, mới rút được yêu cầu này.",
            status=403,
        )


def no_such_question() -> Refusal:
    return Refusal(
        "no_such_question",
        "Không còn yêu cầu nào như vậy đang chờ trả lời về việc này. Hãy tải lại để xem tình trạng mới nhất.",
        field="question",
    )


def on_its_own_page() -> Refusal:
    """Whoever sees the question withdraws it there."""
    return Refusal(
        "question_has_a_page", "Yêu cầu này có trang riêng; hãy mở trang ấy từ trang này, rồi rút ở đó."
    )


def due(asked_at: datetime, days: int, calendar: WorkingTime = VIETNAM) -> datetime:
    """The end of the last of `days` working days."""
    return calendar.add_days(asked_at, days)


def minutes_late(due_at: datetime, at: datetime, calendar: WorkingTime = VIETNAM) -> int | None:
    """Minutes of office time, as every screen counts what is overdue; None in time."""
    if not is_overdue(due_at, at=at):
        return None
    return int(calendar.time_between(due_at, at).total_seconds()) // 60


def late_words(minutes: int | None) -> str:
    if minutes is None:
        return ""
    if minutes >= HOURS_A_DAY * 60:
        return f"trễ {minutes // 60 // HOURS_A_DAY} ngày làm việc"
    if minutes >= 60:
        return f"trễ {minutes // 60} giờ làm việc"
    return f"trễ {minutes} phút" if minutes else "trễ, ngoài giờ làm việc"


def told(line: Any) -> str:
    """What a line of the timeline says besides its label: who was asked by when, how late the answer came."""
    facts = line.facts
    match line.verb:
        case "request.asked":
            return f"{facts['body']}, hạn {vn_datetime(datetime.fromisoformat(facts['due_at']))}"
        case "request.answered":
            return late_words(facts["minutes_late"]) or "đúng hạn"
    return ""
