"""The calendar as people and machines read it: what is decided, on which basis, and what is only guessed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.decided.days import LIBRARY_YEARS, PACKAGED, Days, Guess, guesses, packaged_id
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.decided import queries as decided
from lienthong.personnel.decided.terms import DAY_VALUES, HOURS, OFF, WORK, Entered

FIRST_YEAR = min(row.since.year for row in PACKAGED)
YEARS = range(FIRST_YEAR, LIBRARY_YEARS.stop)
STANDINGS = {
    "read": "Đã quyết định",
    "reported": "Đã quyết định, chưa đối chiếu văn bản",
    "guess": "Dự kiến",
    "waiting": "Chờ người thứ hai duyệt",
    "approved": "Đã duyệt",
    "withdrawn": "Đã rút",
}
"""«Dự kiến»: the library's guess; nobody has decided it."""

COUNTS = frozenset({"read", "reported", "guess", "approved"})
"""What deadlines are counted by."""


class ShownDays(NamedTuple):
    """A line of the calendar. `id` None: a guess, which nobody can approve or withdraw. `unit_code` None: for all."""

    id: UUID | None
    since: date
    until: date | None
    rule: str
    value: str
    name: str
    unit_code: str | None
    unit_name: str | None
    basis: str
    standing: str

    @property
    def what(self) -> str:
        return DAY_VALUES.get(self.value, self.value)


def year_of(text: str, today: date) -> int:
    """The year an address asks for; this one where it says none. Refuses `unknown_year`."""
    if not text.strip():
        return min(max(today.year, YEARS.start), YEARS.stop - 1)
    if not text.isdecimal() or int(text[:5]) not in YEARS:
        raise Refusal(
            "unknown_year",
            f"Lịch làm việc có từ năm {YEARS.start} đến năm {YEARS.stop - 1}.",
            status=422,
            field="nam",
        )
    return int(text)


def calendar_of_year(year: int, actor: Actor) -> list[ShownDays]:
    """Every row that speaks of a day of the year, in the order of days; what came later below."""
    rows = [
        *(_packaged(row) for row in PACKAGED),
        *(_entered(row) for row in reversed(decided.entered_rows())),
        *_guessed(guesses(year, actor.calendar.everywhere.overrides)),
    ]
    first, last = date(year, 1, 1), date(year, 12, 31)
    of_year = [row for row in rows if row.since <= last and (row.until is None or row.until >= first)]
    return sorted(of_year, key=lambda row: row.since)


def _packaged(row: Dated[Days]) -> ShownDays:
    value = WORK if row.value.works else OFF
    return ShownDays(
        packaged_id(row), row.since, row.until, "day", value, row.value.name, None, None, row.basis,
        row.value.certainty,
    )  # fmt: skip


def _entered(row: Entered) -> ShownDays:
    name = row.name or ("Giờ làm việc riêng" if row.rule == HOURS else "")
    return ShownDays(
        row.id, row.since, row.until, row.rule, row.value, name, row.unit_code, row.unit_name, row.basis_words,
        row.standing,
    )  # fmt: skip


def _guessed(days: Sequence[Guess]) -> Iterator[ShownDays]:
    """Days on end as one line."""
    for _, some in groupby(enumerate(days), key=lambda n_day: n_day[1].day - timedelta(days=n_day[0])):
        run = [guess for _, guess in some]
        value = WORK if run[0].day.weekday() >= 5 else OFF
        names = "; ".join(dict.fromkeys(guess.name for guess in run))
        yield ShownDays(None, run[0].day, run[-1].day, "day", value, names, None, None, "", "guess")
