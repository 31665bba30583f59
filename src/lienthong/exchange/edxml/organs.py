"""Bodies here by their electronic agency ids, and back. Where none is published, an id of ours that says so."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from lienthong.exchange.edxml.terms import Organ
from lienthong.ground import sql
from lienthong.kernel.decided.dated import newest_on
from lienthong.personnel.decided import queries as decided
from lienthong.personnel.decided.agency_ids import PACKAGED, agency_id_of
from lienthong.personnel.decided.rules import effective
from lienthong.personnel.decided.terms import AGENCY_ID

ROOM: Final = "lienthong.exchange.edxml"
OURS: Final = "LT-"
"""Before the number a body has in every installation; no published id has a hyphen."""


class Body(NamedTuple):
    id: int
    code: str
    name: str
    above: str


def organs_of(units: Sequence[int], on: date) -> dict[int, Organ]:
    """By unit."""
    decided_here = {unit: agency for agency, unit in _decided(on).items()}
    bodies = sql.rows(Body, sql.named(ROOM, "bodies"), {"units": list(units)})
    return {
        body.id: Organ(decided_here.get(body.id) or _undecided(body.id, body.code, on), body.name, body.above)
        for body in bodies
    }


def _undecided(unit: int, code: str, on: date) -> str:
    """The id published for the day, else ours; one that was closed is never used again."""
    published = agency_id_of(code, None, on)
    return published.value if published.value and published.standing != "closed" else f"{OURS}{unit}"


def units_by_id(ids: Iterable[str], on: date) -> dict[str, int]:
    """Agency id → the body here that has it on the day; who is not here is left out."""
    wanted = set(ids)
    decided_here = _decided(on)
    codes = {row.value.value: code for code, row in newest_on(PACKAGED, on).items()}
    named = {each: decided_here[each] for each in wanted if each in decided_here}
    rest = [each for each in wanted if each not in named]
    ours = {each: _number(each) for each in rest}
    rows = sql.rows(
        _Named,
        sql.named(ROOM, "named_bodies"),
        {
            "ids": rest,
            "units": [ours[each] for each in rest],
            "codes": [codes.get(each, each) for each in rest],
            "day": on,
        },
    )
    # An id of ours stands for a body only as long as it has none that was published.
    taken = set(decided_here.values())
    return named | {
        row.id: row.unit
        for row in rows
        if row.unit not in taken and _undecided(row.unit, row.code, on) == row.id
    }


class _Named(NamedTuple):
    id: str
    unit: int
    code: str


def _number(agency: str) -> int | None:
    number = agency.removeprefix(OURS)
    is_ours = agency.startswith(OURS) and number.isascii() and number.isdigit() and len(number) <= 9
    return int(number) if is_ours else None


def _decided(on: date) -> dict[str, int]:
    """By decisions entered here."""
    rows = decided.entered_rows(rules=[AGENCY_ID])
    units = {row.unit for row in rows if row.unit is not None}
    current = {unit: effective([row for row in rows if row.unit == unit], on) for unit in units}
    return {row.value: unit for unit, row in current.items() if row is not None}
