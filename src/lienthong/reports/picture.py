"""A small drawing of the ward with the point in it, made on the server."""

import math
from functools import lru_cache

from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from lienthong.papers.city_map import Place, path_of
from lienthong.units.points import outlines

SIZE = 320
MARGIN = 12


def picture_of(area: int | None, lat: float | None, lon: float | None) -> Markup | None:
    """SVG of the area's outline and the point; None where the point lies in no known outline."""
    if area is None or lat is None or lon is None:
        return None
    drawn = _outline(area)
    if drawn is None:
        return None
    name, path, place = drawn
    x, y = place(lon, lat)
    return Markup(
        '<svg class="point-map" viewBox="0 0 {size} {size}" role="img"'
        ' aria-label="Vị trí phản ánh trong {name}">'
        '<path class="point-map__ward" d="{path}" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<circle class="point-map__point" cx="{x}" cy="{y}" r="7" fill="currentColor"/></svg>'
    ).format(size=SIZE, name=name, path=path, x=x, y=y)


@lru_cache(maxsize=512)
def _outline(area: int) -> tuple[str, str, Place] | None:
    """Name, path and projection of one area: a ward's outline is drawn once per process."""
    drawn = next((outline for outline in outlines() if outline.area == area), None)
    if drawn is None:
        return None
    place = _fitting(drawn.geometry)
    return drawn.name, path_of(drawn.geometry, place), place


def _fitting(shape: BaseGeometry) -> Place:
    """North up, the whole shape inside the square, true to scale in its middle."""
    west, south, east, north = shape.bounds
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    width, height = east - west, (north - south) * stretch
    scale = (SIZE - 2 * MARGIN) / max(width, height)
    left, top = (SIZE - width * scale) / 2, (SIZE - height * scale) / 2

    def place(lon: float, lat: float) -> tuple[int, int]:
        return round(left + (lon - west) * scale), round(top + (north - lat) * stretch * scale)

    return place
