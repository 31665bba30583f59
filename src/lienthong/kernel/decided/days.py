"""Days off and days worked as the State decided them, and the guesses of a library for the days nobody has decided yet.

A calendar taken from a library cannot know what is decided a week ahead: 2/1/2026 was made a day off on 25/12/2025.
What is decided is therefore data, `data/decided_days.csv`; the library fills the days no row speaks of, and they are
said to be its guesses. `certainty`: «read» in the document, or «reported» by others who quote it.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from io import StringIO
from typing import Literal, NamedTuple
from uuid import UUID, uuid5

import holidays

from lienthong.kernel.decided.dated import Dated

LIBRARY_YEARS = range(2024, 2031)
_NAMED_BY = UUID("6a0f6d2e-5f38-4c06-9d55-0f8e7f1a2b9c")
"""What the ids of packaged rows are made from: the same in every installation."""


@dataclass(frozen=True, slots=True)
class Days:
    """What is decided of some days: worked or off, why, and how sure we are of the document."""

    works: bool
    name: str
    certainty: Literal["read", "reported"] = "read"


class Guess(NamedTuple):
    """A day off that no decision names: the library's word, until a decision says so or otherwise."""

    day: date
    name: str


def _packaged() -> Iterator[Dated[Days]]:
    text = resources.files("lienthong.kernel.decided").joinpath("data", "decided_days.csv").read_text("utf-8")
    for row in csv.DictReader(StringIO(text)):
        yield Dated(
            Days(row["works"] == "yes", row["name"], "read" if row["certainty"] == "read" else "reported"),
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]),
            row["basis"],
        )


PACKAGED: tuple[Dated[Days], ...] = tuple(_packaged())
"""In the order of the days."""


def packaged_id(row: Dated[Days]) -> UUID:
    """What a packaged row is called by, in addresses and journal lines."""
    return uuid5(_NAMED_BY, f"{row.since}/{row.until}/{row.value.works}")


def days_of(row: Dated[Days]) -> Iterator[date]:
    """Each day of a row that has an end."""
    assert row.until is not None
    for number in range((row.until - row.since).days + 1):
        yield row.since + timedelta(days=number)


def overrides(rows: tuple[Dated[Days], ...]) -> dict[date, bool]:
    """Day → whether it is worked; of two rows that speak of a day the later one."""
    return {day: row.value.works for row in rows for day in days_of(row)}


DECIDED: Mapping[date, bool] = overrides(PACKAGED)


@cache
def _library() -> holidays.HolidayBase:
    # Without a language the names follow LANG of the machine (findings/holidays_names_follow_lang.sh).
    return holidays.country_holidays("VN", years=LIBRARY_YEARS, language="vi")


@cache
def library_works(day: date) -> bool:
    """The library's word; asked for every row of a list, so remembered."""
    return bool(_library().is_working_day(day))


def guesses(year: int, decided: Mapping[date, bool]) -> list[Guess]:
    """The weekdays of a year that are off, and the weekends that are worked, by the library's word alone."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [
        Guess(day, _library().get(day) or "Ngày làm bù")
        for day in days
        if day not in decided and library_works(day) is (day.weekday() >= 5)
    ]
