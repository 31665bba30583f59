"""Which area a point on the map lies in. Boundaries exist for the areas of the two-tier generation only."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from lienthong.ground import sql

ROOM = "lienthong.units"


class BoundaryRow(NamedTuple):
    area: int
    code: str
    name: str
    geometry: dict[str, object]
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Outline:
    area: int
    code: str
    name: str
    geometry: BaseGeometry
    starts_on: date
    ends_on: date | None

    def stands_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@cache
def outlines() -> tuple[Outline, ...]:
    """Read once per process, prepared for many questions: a process serves one world."""
    known = tuple(
        Outline(row.area, row.code, row.name, shape(row.geometry), row.starts_on, row.ends_on)
        for row in sql.rows(BoundaryRow, sql.named(ROOM, "boundaries"))
    )
    shapely.prepare([outline.geometry for outline in known])
    return known


@cache
def _tree() -> shapely.STRtree:
    return shapely.STRtree([outline.geometry for outline in outlines()])


def area_at_point(lon: float, lat: float, on: date) -> int | None:
    """The area whose boundary of that day contains the point (WGS 84); None where none is known."""
    for outline in _around(lon, lat):
        # The shapes are kept for good, the days are not: a plan approved since begins and ends areas.
        if sql.value(bool, "select during @> %s::date from area where id = %s", (on, outline.area)):
            return outline.area
    return None


def area_among(lon: float, lat: float, areas: Collection[int]) -> int | None:
    """Which of these areas, in force or only planned, contains the point."""
    return next((outline.area for outline in _around(lon, lat) if outline.area in areas), None)


def _around(lon: float, lat: float) -> Iterator[Outline]:
    known = outlines()
    for index in sorted(_tree().query(shapely.Point(lon, lat)).tolist()):
        outline: Outline = known[index]
        if shapely.intersects_xy(outline.geometry, lon, lat):
            yield outline
