"""Decisions about incidents: facts in, facts or a refusal out."""

from collections.abc import Collection
from datetime import datetime, timedelta

from lienthong.incidents.terms import SEVERITIES, Severity
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import VIETNAM, WorkingTime


def severity_of(code: str) -> Severity:
    severity = SEVERITIES.get(code)
    if severity is None:
        raise Refusal(
            "unknown_severity",
            f"Không có mức độ «{code}».",
            status=422,
            field="severity",
            known=list(SEVERITIES),
        )
    return severity


def check_text(text: str) -> str:
    """The subject, from the first words of what happened."""
    line = " ".join(text.split())
    if len(line) < 3:
        raise Refusal("description_missing", "Xin mô tả sự cố.", status=422, field="text")
    return line if len(line) <= 100 else line[:100].rsplit(" ", 1)[0] + "…"


def check_may_report(*, seat: int, scope: Collection[int], reads: Collection[int], centre: int) -> None:
    """One reports on one's own unit; those who watch a unit, and the centre, report on it too."""
    if seat not in scope and seat not in reads and centre not in scope:
        raise Refusal(
            "not_your_unit",
            "Bạn chỉ báo được sự cố của đơn vị mình hoặc đơn vị mình theo dõi.",
            status=403,
            field="unit",
        )


def may_handle(*, seat: int, received_seat: int | None, scope: Collection[int]) -> bool:
    """The unit concerned mends its own; the centre, which received the report, may mend any."""
    return seat in scope or (received_seat is not None and received_seat in scope)


def has_a_part(*seats: int | None, scope: Collection[int]) -> bool:
    """Of the seats an incident concerns, came to and came from."""
    return any(seat in scope for seat in seats if seat is not None)


def check_has_a_part(seat: int, received: int | None, sender: int | None, scope: Collection[int]) -> None:
    """Refuses `not_your_incident` to whoever only looks."""
    if not has_a_part(seat, received, sender, scope=scope):
        raise Refusal("not_your_incident", "Bạn chỉ được xem sự cố này, không sửa được.", status=403)


def due(reported_at: datetime, severity: Severity, calendar: WorkingTime = VIETNAM) -> datetime:
    if severity.by_the_clock:
        return reported_at + timedelta(hours=severity.hours)
    return calendar.add_hours(reported_at, severity.hours)
