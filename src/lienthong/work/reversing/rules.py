"""How long, and until what, an act is undone. Pure."""

from datetime import datetime

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_datetime
from lienthong.kernel.working_time import VIETNAM, WorkingTime

UNDO_DAYS = 1
"""Working days in which what closed an item is undone (ours): long enough to notice, and nobody has filed it yet."""


def undone_until(closed_at: datetime, calendar: WorkingTime = VIETNAM) -> datetime:
    """The end of the next working day."""
    return calendar.add_days(closed_at, UNDO_DAYS)


def check_window(closed_at: datetime | None, at: datetime, calendar: WorkingTime = VIETNAM) -> None:
    """Refuses `too_late_to_undo`. What is open has no window."""
    if closed_at is not None and at > (until := undone_until(closed_at, calendar)):
        raise Refusal(
            "too_late_to_undo",
            f"Chỉ làm lại được đến {vn_datetime(until)}, hết ngày làm việc sau khi kết thúc."
            " Nay cần xử lý bằng một việc mới.",
            until=until.isoformat(),
        )


def is_in_window(closed_at: datetime | None, at: datetime, calendar: WorkingTime = VIETNAM) -> bool:
    return closed_at is None or at <= undone_until(closed_at, calendar)


def other_side_acted(who: str, what: str) -> Refusal:
    """`what`: what they did meanwhile, in words: «đã tiếp nhận phản ánh»."""
    return Refusal(
        "other_side_acted", f"{who} {what}, nên không rút lại được nữa; hãy liên hệ trực tiếp nơi ấy."
    )
