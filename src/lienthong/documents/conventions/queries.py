"""Reads of what a body has decided about its own letters."""

from datetime import date, datetime, time
from typing import NamedTuple

from lienthong.documents.conventions.terms import CommitteeTerm, SectionSign
from lienthong.documents.types.packaged import SECTIONS, section_key
from lienthong.ground import sql
from lienthong.kernel.clock import ZONE
from lienthong.kernel.lately import Lately
from lienthong.kernel.sorting import sort_key

ROOM = "lienthong.documents.conventions"


class _Entered(NamedTuple):
    key: str
    section: str
    abbreviation: str
    since: date
    basis: str


class NumberedRow(NamedTuple):
    """Whether letters were numbered before an instant, and from it on."""

    before: bool
    since: bool


def section_signs(unit: int, on: date) -> list[SectionSign]:
    """Of each section of the body, by name: those that have posts, and those something was entered for."""
    entered = {
        row.key: row for row in sql.rows(_Entered, sql.named(ROOM, "entered"), {"unit": unit, "day": on})
    }
    named = {section_key(name): name for name in sql.values(str, sql.named(ROOM, "sections"), {"unit": unit})}
    names = {key: row.section for key, row in entered.items()} | named
    signs = [_sign(name, key, entered.get(key)) for key, name in names.items()]
    return sorted(signs, key=lambda sign: sort_key(sign.section))


def _sign(name: str, key: str, entered: _Entered | None) -> SectionSign:
    if entered is not None:
        return SectionSign(name, entered.abbreviation, entered.since, entered.basis, False)
    return SectionSign(name, SECTIONS.get(key, ""), None, "", True)


def terms_of(unit: int) -> list[CommitteeTerm]:
    """The terms entered for a committee, newest first."""
    return sql.rows(CommitteeTerm, sql.named(ROOM, "terms"), {"unit": unit})


def series_on(unit: int, on: date) -> date:
    """The day from which the numbers of a committee are counted on a day."""
    return sql.only_value(date, "select series_on(%s, %s)", (unit, on))


def numbered(unit: int, *, series: date, around: date) -> NumberedRow:
    params = {"unit": unit, "series": _begin_of(series), "from": _begin_of(around)}
    return sql.only_row(NumberedRow, sql.named(ROOM, "numbered"), params)


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def checks_drafts(unit: int) -> bool:
    """Whether the body's drafts are checked by the head of section before they are signed."""
    return bool(sql.value(bool, "select is_checked from drafting_rule where unit = %s", (unit,)))


def _bodies_that_check() -> frozenset[int]:
    return frozenset(sql.values(int, "select unit from drafting_rule where is_checked"))


bodies_that_check = Lately(_bodies_that_check, seconds=30)
"""For whoever submits a draft, which is done all day and decided once: half a minute old at most."""
