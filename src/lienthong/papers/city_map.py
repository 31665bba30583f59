"""The 168 units as one drawing, light enough to be sent with a page.

The islands of the special zone lie 200 km off the coast: they stand in an inset. Neighbours are simplified
together, so that no gap opens between them.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import shapely
from shapely.geometry.base import BaseGeometry

from lienthong.ground import sql
from lienthong.units.points import Outline, outlines

WIDTH = 2400
"""Of the viewBox; one unit is about 57 m, so whole numbers are fine enough."""

TOLERANCE_DEGREES = 0.0005
ISLANDS = "26732"
INSET_WIDTH = 700
MARGIN = 20

CORE = (106.60, 10.72, 106.78, 10.87)
"""West, south, east and north of the dense wards, for a drawing that magnifies them."""

Place = Callable[[float, float], tuple[int, int]]


class CommitteeRow(NamedTuple):
    area: int
    id: int


@dataclass(frozen=True, slots=True)
class MapUnit:
    unit_id: int
    area_id: int
    code: str
    name: str
    path_d: str
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True)
class CityMap:
    width: int
    height: int
    inset: tuple[int, int, int, int]
    """x, y, width and height of the frame around the islands."""
    core: tuple[int, int, int, int]
    """x, y, width and height of the dense wards: the viewBox of a magnified second drawing."""
    units: tuple[MapUnit, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True, slots=True)
class Mark:
    """How one unit is drawn in a print, and the words that stand in its title."""

    fill: str
    words: str


STRIPED, SQUARED = "url(#striped)", "url(#squared)"
PATTERNS = """<defs>
<pattern id="striped" width="24" height="24" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect
 width="24" height="24" fill="#d9a400"/><rect width="9" height="24" fill="#f3dc8d"/></pattern>
<pattern id="squared" width="26" height="26" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect
 width="26" height="26" fill="#b3261e"/><rect width="5" height="26" fill="#ffffff"/><rect width="26" height="5"
 fill="#ffffff"/></pattern>
</defs>"""
"""A printed map is read in grey too: what is under way is striped, what did not pass is squared."""

AROUND = 150


@cache
def screen_map() -> dict[str, Any]:
    """What `components/map.html` draws; the same for everybody, made once per process."""
    drawn = city_map_svg_paths()
    return {
        "view": drawn.view_box,
        "core_view": " ".join(map(str, drawn.core)),
        "islands": dict(zip(("x", "y", "width", "height"), drawn.inset, strict=True)),
        "inset_view": None,  # the islands stand in the drawing's own corner
        "shapes": [{"code": unit.code, "d": unit.path_d} for unit in drawn.units],
    }


def city_svg(marks: Mapping[str, Mark], others: Mark) -> str:
    """The drawing as one file of its own, for a print: units by code in their marks, the rest as `others`."""
    city = city_map_svg_paths()
    shapes = "".join(
        f'<path d="{unit.path_d}" fill="{mark.fill}" stroke="#ffffff" stroke-width="2">'
        f"<title>{escape(unit.name)}: {escape(mark.words)}</title></path>"
        for unit in city.units
        for mark in (marks.get(unit.code, others),)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_view(city, marks.keys())}" role="img" '
        f'aria-label="Bản đồ các đơn vị">{PATTERNS}{shapes}</svg>'
    )


def _view(city: CityMap, marked: Collection[str]) -> str:
    """The whole city, or, when the marked units lie close together, what is around them."""
    here = [(unit.label_x, unit.label_y) for unit in city.units if unit.code in marked]
    if not here:
        return city.view_box
    left, top = min(x for x, _ in here) - AROUND, min(y for _, y in here) - AROUND
    width = max(x for x, _ in here) + AROUND - left
    height = max(y for _, y in here) + AROUND - top
    return f"{left} {top} {width} {height}" if width < city.width / 2 else city.view_box


@cache
def city_map_svg_paths() -> CityMap:
    """Drawn once per process: the newest generation, in force or only planned."""
    return city_map_of(frozenset(outline.area for outline in outlines() if outline.ends_on is None))


@lru_cache(maxsize=4)
def city_map_of(areas: frozenset[int]) -> CityMap:
    """Of these areas, as far as their outlines are known."""
    known = [outline for outline in outlines() if outline.area in areas]
    shapes = shapely.coverage_simplify([outline.geometry for outline in known], TOLERANCE_DEGREES)
    mainland = [shape for outline, shape in zip(known, shapes, strict=True) if outline.code != ISLANDS]
    islands = [shape for outline, shape in zip(known, shapes, strict=True) if outline.code == ISLANDS]
    place, height = _fit(mainland, MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    inset_top = height - (_height(islands, INSET_WIDTH) if islands else 0) - MARGIN
    place_islands, inset_bottom = _fit(islands or mainland, 2 * MARGIN, inset_top, INSET_WIDTH)
    units = _committees([outline.area for outline in known])
    return CityMap(
        width=WIDTH,
        height=height + MARGIN,
        inset=(MARGIN, inset_top - MARGIN, INSET_WIDTH + 2 * MARGIN, inset_bottom - inset_top + 2 * MARGIN),
        core=_box(place, *CORE),
        units=tuple(
            _draw(outline, shape, place_islands if outline.code == ISLANDS else place, units[outline.area])
            for outline, shape in zip(known, shapes, strict=True)
        ),
    )


def _committees(areas: list[int]) -> dict[int, int]:
    rows = sql.rows(
        CommitteeRow, "select area, id from unit where body = 'ubnd' and area = any(%s::int[])", (areas,)
    )
    return {row.area: row.id for row in rows}


def _draw(outline: Outline, shape: BaseGeometry, place: Place, unit: int) -> MapUnit:
    label = _largest(shape).representative_point()
    x, y = place(label.x, label.y)
    return MapUnit(unit, outline.area, outline.code, outline.name, path_of(shape, place), x, y)


def _largest(shape: BaseGeometry) -> BaseGeometry:
    return max(shapely.get_parts(shape), key=lambda part: part.area)


def _fit(shapes: Sequence[BaseGeometry], left: int, top: int, width: int) -> tuple[Place, int]:
    """A projection that puts the shapes at (left, top), `width` wide; and where they end below."""
    west, south, east, north = shapely.total_bounds(shapes)
    scale = width / (east - west)
    stretch = 1 / math.cos(math.radians((south + north) / 2))

    def place(lon: float, lat: float) -> tuple[int, int]:
        return round(left + (lon - west) * scale), round(top + (north - lat) * scale * stretch)

    return place, place(west, south)[1]


def _box(place: Place, west: float, south: float, east: float, north: float) -> tuple[int, int, int, int]:
    (left, top), (right, bottom) = place(west, north), place(east, south)
    return left, top, right - left, bottom - top


def _height(shapes: Sequence[BaseGeometry], width: int) -> int:
    return _fit(shapes, 0, 0, width)[1]


def path_of(shape: BaseGeometry, place: Place) -> str:
    """SVG path data in relative whole numbers, one closed run per ring."""
    rings = (ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors))
    return "".join(filter(None, (_ring(ring.coords, place) for ring in rings)))


def _ring(coordinates: Sequence[tuple[float, float]], place: Place) -> str:
    points = [place(lon, lat) for lon, lat in coordinates]
    steps = [(x - before[0], y - before[1]) for before, (x, y) in pairwise(points[:-1])]
    moves = [_pair(*step) for step in steps if step != (0, 0)]
    if len(moves) < 2:
        return ""
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(moves).replace(" -", "-") + "z"


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"
