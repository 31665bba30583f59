"""Which area a point on the map lies in."""

from collections.abc import Collection, Iterator
from datetime import date

from lienthong.ground import sql
from lienthong.units.outlines import Outline, outlines


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
    return (outline for outline in outlines() if outline.contains(lon, lat))
