"""Reads of the registry. Three views of «which unit» are named apart: as recorded, as of a day, current."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import fold
from lienthong.units.points import area_at_point as area_at_point
from lienthong.units.rules import basket_name, former, spells
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


@dataclass(frozen=True, slots=True)
class UnitView:
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


@dataclass(frozen=True, slots=True)
class Successor:
    unit: int
    code: str
    name: str
    short_name: str
    ended_on: date
    """The day from which the ended unit no longer acts."""


@dataclass(frozen=True, slots=True)
class Relative:
    """An area another one was made of, or went into."""

    area: int
    code: str
    name: str
    district: str | None
    province: str | None
    is_partial: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class CityUnit:
    area: int
    code: str
    name: str
    kind: str
    folded: str
    unit: int
    unit_name: str
    short_name: str
    party_unit: int | None


@dataclass(frozen=True, slots=True)
class NamedArea:
    area: int
    code: str
    name: str
    district: str | None
    province: str | None


@dataclass(frozen=True, slots=True)
class Basket:
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
    found = sql.row(sql.named(ROOM, "unit_as_of"), {"code": code, "body": body, "on": on})
    if found is None:
        raise unknown_unit(code)
    return UnitView(*found)


def unit_by_id(unit: int) -> UnitView:
    """As recorded: an ended unit is found too."""
    found = sql.row(sql.named(ROOM, "unit_by_id"), {"unit": unit})
    if found is None:
        raise NotFound
    return UnitView(*found)


def heirs(unit: int, on: date | None = None) -> list[Successor]:
    """Who answers for what an ended unit held, on the day it ended or a later one; empty while it lives."""
    day = on or REGISTRY_START
    return [Successor(*row) for row in sql.rows(sql.named(ROOM, "heirs_of_unit"), {"unit": unit, "on": day})]


def ended(unit: UnitView, on: date) -> Refusal:
    """What a request under a unit that no longer acts is answered with: its successors on the day."""
    assert unit.ends_on is not None
    return unit_ended(unit.name, unit.ends_on, [(h.unit, h.code, h.name) for h in heirs(unit.id, on)])


def predecessors(area: int) -> list[Relative]:
    return [Relative(*row) for row in sql.rows(sql.named(ROOM, "predecessors"), {"area": area})]


def heirs_of_area(area: int) -> list[Relative]:
    """The default heir first."""
    return [Relative(*row) for row in sql.rows(sql.named(ROOM, "heirs_of_area"), {"area": area})]


def jurisdiction_for(kind: JurisdictionKind, place: int | None, field: str | None, on: date) -> int:
    """The basket of new work on a day; `place` is an area, for a seat a unit (see `sql/functions.sql`)."""
    require_registry(on)
    found: int | None = sql.one(
        "select jurisdiction_for(%s::text, %s::int, %s::text, %s::date)", (kind, place, field, on)
    )
    if found is None:
        raise no_jurisdiction(kind, field, on)
    return found


def part_of(old_area: int, new_area: int) -> int | None:
    """The part of a split area that goes to one of its heirs; None where nothing was divided."""
    found: int | None = sql.one("select part_of(%s::int, %s::int)", (old_area, new_area))
    return found


def holder_of(jurisdiction: int, on: date) -> int:
    """The unit that answers for a basket on a day."""
    require_registry(on)
    found: int | None = sql.one("select holder_of(%s::int, %s::date)", (jurisdiction, on))
    if found is None:
        raise NotFound
    return found


def held_by(unit: int, on: date) -> tuple[int, ...]:
    return tuple(sql.one("select held_by(%s::int, %s::date)", (unit, on)))


def seat_of(unit: int) -> int:
    found: int | None = sql.one("select seat_of(%s::int)", (unit,))
    if found is None:
        raise NotFound
    return found


def area_on(area: int, on: date) -> int | None:
    """The area that stands on the day where `area` stood; None before it began."""
    found: int | None = sql.one("select area_on(%s::int, %s::date)", (area, on))
    return found


def baskets_of(unit: int, on: date) -> list[Basket]:
    """What a unit answers for on a day, each with a name for the screen."""
    found = sql.rows(sql.named(ROOM, "held_baskets"), {"unit": unit, "on": on})
    return [_basket(row, on) for row in found]


def _basket(row: Any, on: date) -> Basket:
    area = former(row.area, row.area_ended_on, on)
    whole = former(row.whole, row.whole_ended_on, on)
    unit = former(row.unit, row.unit_ended_on, on)
    return Basket(row.id, row.kind, basket_name(row.kind, area, whole, unit, row.field), row.since)


def city_units(on: date) -> list[CityUnit]:
    """The communes of the city of today as they were on the day: 442, from 1/7/2025 on 168. By code."""
    require_registry(on)
    found = sql.rows(sql.named(ROOM, "city_units"), {"city": CITY_PROVINCE, "on": on})
    return [CityUnit(*row) for row in found]


def former_provinces(areas: Sequence[int]) -> dict[int, str]:
    """Of each commune the name of the province it came from."""
    found = sql.rows(sql.named(ROOM, "former_provinces"), {"areas": list(areas)})
    return {row.area: row.province or "" for row in found}


def ward_choices(on: date, *, by: Literal["unit", "area"]) -> list[tuple[str, str]]:
    """The city's communes of a day for a form, by name: (unit or area, name)."""
    wards = sorted(city_units(on), key=lambda ward: ward.folded)
    return [(str(ward.area if by == "area" else ward.unit), ward.name) for ward in wards]


def areas_named(words: str, on: date, limit: int = 20) -> list[NamedArea]:
    """Areas of a day by words of their name, exact spellings first: a name never identifies one."""
    found = sql.rows(sql.named(ROOM, "areas_named"), {"words": fold(words), "on": on, "limit": limit})
    views = [NamedArea(*row) for row in found]
    return sorted(views, key=lambda view: not spells(view.name, words))


def units_check(on: date) -> dict[str, Any]:
    """{on, communes, city_communes, jurisdictions, without_holder, with_two_holders, split, city_split}."""
    require_registry(on)
    counts = sql.row(sql.named(ROOM, "units_check"), {"city": CITY_PROVINCE, "on": on})
    return {"on": on.isoformat(), **counts._asdict()}
