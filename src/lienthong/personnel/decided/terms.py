"""The words of rules that change by decision: which rules, what a row of them says, how it stands."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Literal, NamedTuple
from uuid import UUID

from lienthong.kernel.wording import vn_date
from lienthong.kernel.working_time import Hours

Rule = Literal["day", "hours", "agency_id"]
DAY: Final = "day"
HOURS: Final = "hours"
AGENCY_ID: Final = "agency_id"

RULES: Mapping[str, str] = {
    "day": "Những ngày này",
    "hours": "Giờ làm việc riêng",
    "agency_id": "Mã định danh điện tử",
}
CALENDAR_RULES: Final = ("day", "hours")

OFF: Final = "off"
WORK: Final = "work"
DAY_VALUES: Mapping[str, str] = {"off": "Nghỉ", "work": "Làm việc"}

MOST_DAYS = 366
"""A row of days ends within a year (ours): nobody closes an office for good by the calendar."""

AGENCY_ID_FORM = re.compile(r"[A-Z]\d{2}(?:\.\d{1,3}){0,3}")
"""Up to four levels, `H29.12.3.45` (QĐ 20/2020/QĐ-TTg)."""

STANDINGS: Mapping[str, str] = {
    "waiting": "Chờ người thứ hai duyệt",
    "approved": "Đã duyệt",
    "withdrawn": "Đã rút",
}

VERBS: Mapping[str, str] = {
    "decision.entered": "Ghi quyết định",
    "decision.approved": "Duyệt quyết định",
    "decision.withdrawn": "Rút quyết định",
    "decision.applied": "Dời ngày hẹn theo quyết định",
}
"""What a decided row writes into the journal, besides the lines of the items whose dates move."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks to be written down. `unit` None: it holds for everybody. `until` is the last day."""

    rule: Rule
    unit: int | None
    value: str
    name: str
    since: date
    until: date | None
    basis: str
    basis_on: date | None
    supersedes: bool


class Entered(NamedTuple):
    """A row as somebody entered it, with who did what to it since."""

    id: UUID
    rule: str
    unit: int | None
    unit_name: str | None
    unit_code: str | None
    value: str
    name: str
    since: date
    until: date | None
    basis: str
    basis_on: date | None
    entered_by: str
    entered_person: int
    entered_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def standing(self) -> str:
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "approved" if self.approved_at is not None else "waiting"

    @property
    def basis_words(self) -> str:
        return f"{self.basis} ngày {vn_date(self.basis_on)}" if self.basis_on else self.basis


class CalendarRow(NamedTuple):
    """An approved row of the calendar, for all or for one jurisdiction on the days its holder is the body concerned."""

    id: UUID
    rule: str
    value: str
    unit: int | None
    jurisdiction: int | None
    since: date
    until: date | None
    approved_at: datetime
    withdrawn_at: datetime | None


def hours_of(text: str) -> Hours | None:
    """«7:30-11:30, 13:00-16:30» as spans in order; None where it is not understood."""
    spans = []
    for part in re.split(r"[,;]|\s+và\s+", text.strip()):
        match = re.fullmatch(r"\s*(\d{1,2})[:hg](\d{2})?\s*[-–]\s*(\d{1,2})[:hg](\d{2})?\s*", part)
        if match is None:
            return None
        begin_hour, begin_minute, end_hour, end_minute = (int(number or 0) for number in match.groups())
        if max(begin_hour, end_hour) > 23 or max(begin_minute, end_minute) > 59:
            return None
        spans.append((time(begin_hour, begin_minute), time(end_hour, end_minute)))
    flat = [moment for span in spans for moment in span]
    return tuple(spans) if all(a < b for a, b in itertools.pairwise(flat)) else None


def hours_words(hours: Hours) -> str:
    """As a row keeps them, and as people read them: 07:30-11:30, 13:00-17:00."""
    return ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in hours)
