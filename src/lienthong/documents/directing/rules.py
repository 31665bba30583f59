"""Decisions about directing: who is named, by when. Facts in, facts or a refusal out. Pure."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from lienthong.documents.directing.terms import MOST_AT_ONCE
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import VIETNAM, WorkingTime


class Target(NamedTuple):
    """A section, or a person of one."""

    section: str
    mandate: int | None


def answer_due(directed_at: datetime, days: int | None, calendar: WorkingTime = VIETNAM) -> datetime | None:
    if days is None:
        return None
    if not 0 <= days <= 365:
        raise Refusal(
            "due_days", "Thời hạn xử lý phải từ 0 đến 365 ngày làm việc.", status=422, field="due_days"
        )
    return calendar.add_days(directed_at, days)


def due_of(
    now: datetime, days: int | None, on: date | None, calendar: WorkingTime = VIETNAM
) -> datetime | None:
    """By when: so many working days, or the end of a day. Refuses `due_twice`, `due_past`, `due_days`."""
    if days is not None and on is not None:
        raise Refusal(
            "due_twice", "Chỉ ghi một thời hạn: số ngày làm việc, hoặc ngày.", status=422, field="due_on"
        )
    if on is None:
        return answer_due(now, days, calendar)
    if on < now.date():
        raise Refusal("due_past", "Ngày hết hạn không thể trước hôm nay.", status=422, field="due_on")
    return calendar.end_of(on if calendar.is_working_day(on) else calendar.next_working_day(on))


def targets(named: Sequence[str], staff: dict[int, str], field: str) -> list[Target]:
    """`named`: mandates as digits, sections by their names. `staff`: mandate → section, of the unit today."""
    sections = set(staff.values())
    return [_target(name, staff, sections, field) for name in dict.fromkeys(named)]


def _target(name: str, staff: dict[int, str], sections: Collection[str], field: str) -> Target:
    if name.isascii() and name.isdigit() and len(name) <= 10 and int(name) in staff:
        return Target(staff[int(name)], int(name))
    if name and name in sections:
        return Target(name, None)
    raise Refusal(
        "unknown_part_taker",
        f"«{name[:100]}» không phải bộ phận hoặc người của đơn vị; hãy chọn trong danh sách.",
        status=422,
        field=field,
    )


def check_apart(co: Sequence[Target], info: Sequence[Target], lead: Target) -> None:
    """Nobody is named twice for one letter."""
    if set(co) & set(info) or any(_is_same(target, lead) for target in (*co, *info)):
        raise Refusal(
            "named_twice",
            "Mỗi bộ phận, mỗi người chỉ có một vai: chủ trì, phối hợp hoặc nhận để biết.",
            status=422,
            field="co",
        )


def _is_same(target: Target, lead: Target) -> bool:
    return target == lead if lead.mandate is None else target.mandate == lead.mandate


def check_number(letters: int) -> None:
    """Refuses `nothing_to_direct`, `too_many_to_direct`."""
    if not letters:
        raise Refusal(
            "nothing_to_direct",
            "Hãy đánh dấu ít nhất một văn bản đến trong danh sách.",
            status=422,
            field="items",
        )
    if letters > MOST_AT_ONCE:
        raise Refusal(
            "too_many_to_direct",
            f"Mỗi lần chỉ đạo được {MOST_AT_ONCE} văn bản; hãy chia thành nhiều lần.",
            status=422,
            field="items",
        )


def check_said(report: str) -> None:
    if not any(map(str.isalnum, report)):
        raise Refusal("report_empty", "Hãy ghi kết quả phần việc.", status=422, field="report")
