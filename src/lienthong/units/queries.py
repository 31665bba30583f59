"""Reads of the registry. Three views of «which unit» are named apart: as recorded, as of a day, current."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypedDict

from lienthong.ground import sql
from lienthong.kernel.lately import Lately
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.sorting import sort_key
from lienthong.units.points import area_at_point as area_at_point
from lienthong.units.rules import former, jurisdiction_name
from lienthong.units.terms import (
    CITY_PROVINCE,
    REGISTRY_START,
    JurisdictionKind,
    no_holdings_on,
    no_jurisdiction,
    unit_ended,
    unknown_unit,
)

ROOM = "lienthong.units"


class HeldRow(NamedTuple):
    """A jurisdiction a unit holds, with what its name is made of."""

    id: int
    kind: str
    field: str | None
    area: str | None
    area_ended_on: date | None
    whole: str | None
    whole_ended_on: date | None
    unit: str | None
    unit_ended_on: date | None
    since: date


class RegistryCounts(NamedTuple):
    communes: int
    city_communes: int
    jurisdictions: int
    without_holder: int
    with_two_holders: int
    split: int
    city_split: int


class RegistryCheck(TypedDict):
    on: str
    communes: int
    city_communes: int
    jurisdictions: int
    without_holder: int
    with_two_holders: int
    split: int
    city_split: int


class UnitView(NamedTuple):
    id: int
    code: str
    body: str
    name: str
    short_name: str
    abbreviation: str
    area: int | None
    agency: str | None
    superior: int | None
    basis: str
    side: str
    starts_on: date
    ends_on: date | None


class Successor(NamedTuple):
    unit: int
    code: str
    name: str
    short_name: str
    ended_on: date
    """The day from which the ended unit no longer acts."""


class Relative(NamedTuple):
    """An area another one was made of, or went into."""

    area: int
    code: str
    name: str
    district: str | None
    province: str | None
    is_partial: bool
    is_default: bool


class CityUnit(NamedTuple):
    area: int
    code: str
    name: str
    kind: str
    unit: int
    unit_name: str
    short_name: str
    party_unit: int | None


@dataclass(frozen=True, slots=True)
class HeldJurisdiction:
    id: int
    kind: str
    name: str
    since: date


def require_registry(on: date) -> None:
    if on < REGISTRY_START:
        raise no_holdings_on(on)


def unit_as_of(code: str, body: str, on: date) -> UnitView:
    """Refuses `unknown_unit`, `no_holdings_on`."""
    require_registry(on)
    row = sql.row(UnitView, sql.named(ROOM, "unit_as_of"), {"code": code, "body": body, "on": on})
    if row is None:
        raise unknown_unit(code)
    return row


def unit_by_id(unit: int) -> UnitView:
    """The unit as it is recorded; an ended one too."""
    row = sql.row(UnitView, sql.named(ROOM, "unit_by_id"), {"unit": unit})
    if row is None:
        raise NotFound
    return row


def heirs(unit: int, on: date | None = None) -> list[Successor]:
    """Who answers for what an ended unit held, on the day it ended or a later one; empty while it lives."""
    day = on or REGISTRY_START
    return sql.rows(Successor, sql.named(ROOM, "heirs_of_unit"), {"unit": unit, "on": day})


def ended(unit: UnitView, on: date) -> Refusal:
    """What a request under a unit that no longer acts is answered with: its successors on the day."""
    assert unit.ends_on is not None
    named = [{"id": heir.unit, "code": heir.code, "name": heir.name} for heir in heirs(unit.id, on)]
    return unit_ended(unit.name, named, unit.ends_on)


def predecessors(area: int) -> list[Relative]:
    return sql.rows(Relative, sql.named(ROOM, "predecessors"), {"area": area})


def heirs_of_area(area: int) -> list[Relative]:
    """The default heir first."""
    return sql.rows(Relative, sql.named(ROOM, "heirs_of_area"), {"area": area})


def jurisdiction_for(kind: JurisdictionKind, place: int | None, field: str | None, on: date) -> int:
    """The jurisdiction of new work on a day; `place` is an area, for a seat a unit (see `sql/functions.sql`)."""
    require_registry(on)
    jurisdiction = sql.value(
        int, "select jurisdiction_for(%s::text, %s::int, %s::text, %s::date)", (kind, place, field, on)
    )
    if jurisdiction is None:
        raise no_jurisdiction(kind, field, on)
    return jurisdiction


def part_of(old_area: int, new_area: int) -> int | None:
    """The part of a split area that goes to one of its heirs; None where nothing was divided."""
    return sql.value(int, "select part_of(%s::int, %s::int)", (old_area, new_area))


def holder_of(jurisdiction: int, on: date) -> int:
    """The unit that answers for a jurisdiction on a day."""
    require_registry(on)
    holder = sql.value(int, "select holder_of(%s::int, %s::date)", (jurisdiction, on))
    if holder is None:
        raise NotFound
    return holder


def held_by(unit: int, on: date) -> tuple[int, ...]:
    return tuple(sql.only_value(list[int], "select held_by(%s::int, %s::date)", (unit, on)))


def seat_of(unit: int) -> int:
    seat = sql.value(int, "select seat_of(%s::int)", (unit,))
    if seat is None:
        raise NotFound
    return seat


def area_on(area: int, on: date) -> int | None:
    """The area that stands on the day where `area` stood; None before it began."""
    return sql.value(int, "select area_on(%s::int, %s::date)", (area, on))


def jurisdictions_of(unit: int, on: date) -> list[HeldJurisdiction]:
    """What a unit answers for on a day, each with a name for the screen."""
    rows = sql.rows(HeldRow, sql.named(ROOM, "held_jurisdictions"), {"unit": unit, "on": on})
    return [_jurisdiction(row, on) for row in rows]


def _jurisdiction(row: HeldRow, on: date) -> HeldJurisdiction:
    area = former(row.area, row.area_ended_on, on)
    whole = former(row.whole, row.whole_ended_on, on)
    unit = former(row.unit, row.unit_ended_on, on)
    return HeldJurisdiction(
        row.id, row.kind, jurisdiction_name(row.kind, area, whole, unit, row.field), row.since
    )


def city_units(on: date) -> list[CityUnit]:
    """The communes of the city of today as they were on the day: 442, from 1/7/2025 on 168. By code."""
    require_registry(on)
    return sql.rows(CityUnit, sql.named(ROOM, "city_units"), {"city": CITY_PROVINCE, "on": on})


def bodies_of(areas: Sequence[int], on: date) -> list[int]:
    """Every body of these areas that stands on the day, in the areas' order."""
    return sql.values(
        int,
        "select id from unit where area = any (%(areas)s::int[]) and during @> %(on)s::date"
        " order by array_position(%(areas)s::int[], area), id",
        {"areas": list(areas), "on": on},
    )


class FormerProvince(NamedTuple):
    area: int
    province: str | None


def former_provinces(areas: Sequence[int]) -> dict[int, str]:
    """Of each commune the name of the province it came from."""
    rows = sql.rows(FormerProvince, sql.named(ROOM, "former_provinces"), {"areas": list(areas)})
    return {row.area: row.province or "" for row in rows}


def _by_name(on: date) -> tuple[CityUnit, ...]:
    return tuple(sorted(city_units(on), key=lambda ward: sort_key(ward.name)))


wards_by_name = Lately(_by_name, seconds=60)
"""The city's communes of a day, as a form lists them: a minute old at most, and what is sent is judged by its act."""


def ward_choices(wards: Iterable[CityUnit], *, by: Literal["unit", "area"]) -> list[tuple[str, str]]:
    """For a form: (unit or area, name)."""
    return [(str(ward.area if by == "area" else ward.unit), ward.name) for ward in wards]


def units_check(on: date) -> RegistryCheck:
    """How whole the registry is on a day."""
    require_registry(on)
    counts = sql.only_row(RegistryCounts, sql.named(ROOM, "units_check"), {"city": CITY_PROVINCE, "on": on})
    return RegistryCheck(
        on=on.isoformat(),
        communes=counts.communes,
        city_communes=counts.city_communes,
        jurisdictions=counts.jurisdictions,
        without_holder=counts.without_holder,
        with_two_holders=counts.with_two_holders,
        split=counts.split,
        city_split=counts.city_split,
    )
