"""Which area a point on the map lies in. Boundaries exist for the areas of the two-tier generation only."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from lienthong.ground import sql

ROOM = "lienthong.units"


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
    found = tuple(
        Outline(row.area, row.code, row.name, shape(row.geometry), row.starts_on, row.ends_on)
        for row in sql.rows(sql.named(ROOM, "boundaries"))
    )
    shapely.prepare([outline.geometry for outline in found])
    return found


@cache
def _tree() -> shapely.STRtree:
    return shapely.STRtree([outline.geometry for outline in outlines()])


def area_at_point(lon: float, lat: float, on: date) -> int | None:
    """The area whose boundary of that day contains the point (WGS 84); None where none is known."""
    found = outlines()
    for index in sorted(_tree().query(shapely.Point(lon, lat)).tolist()):
        outline: Outline = found[index]
        if outline.stands_on(on) and shapely.intersects_xy(outline.geometry, lon, lat):
            return outline.area
    return None
