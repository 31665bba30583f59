"""Derive from the boundaries what the program would need a geometry library for: `python tools/outlines.py`.

For each of the 168 units: its outline simplified together with its neighbours' (no gap opens between them), a point
inside its largest part for a label, one inside it at all, and for each neighbour a point just inside, close to the
edge they share. Run again when the boundaries change; a test holds the result against them.
"""

import json
from collections.abc import Iterator, Mapping
from math import cos, pi, sin
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).parent.parent / "src" / "lienthong" / "units" / "data"
BOUNDARIES, OUTLINES = DATA / "hcmc_168_boundaries.geojson", DATA / "hcmc_168_outlines.json"

TOLERANCE_DEGREES = 0.0005
TOUCHING = 0.0005
"""Degrees, about 55 m: neighbours whose simplified boundaries leave a gap are neighbours still."""

_INSIDE = (0.0004, 0.0008, 0.0015, 0.003)
_CLEAR = 0.00015
"""About 17 m from any other unit: the boundaries are simplified, and a point must be in one unit only."""


class Neighbourhood:
    def __init__(self, shapes: Mapping[str, BaseGeometry]) -> None:
        self._shapes, self._codes = shapes, sorted(shapes)
        self._tree = shapely.STRtree([shapes[code] for code in self._codes])

    def edges(self, code: str) -> dict[str, list[float] | None]:
        """Adjoining units, or the nearest one of an island → longitude and latitude of a point beside it."""
        return {other: self._beside(code, other) for other in self._neighbours(code)}

    def _neighbours(self, code: str) -> list[str]:
        here = self._shapes[code]
        near = self._tree.query(here, predicate="dwithin", distance=TOUCHING)
        adjoining = sorted(self._codes[index] for index in near if self._codes[index] != code)
        others = (other for other in self._codes if other != code)
        return adjoining or [min(others, key=lambda other: here.distance(self._shapes[other]))]

    def _beside(self, code: str, other: str) -> list[float] | None:
        here = self._shapes[code]
        edge = here.boundary.intersection(self._shapes[other].buffer(TOUCHING))
        if edge.is_empty:
            return None
        start = edge.interpolate(0.5, normalized=True)
        clear = (p for p in _around(start) if here.contains(p) and self._is_clear(p, code))
        point = next(clear, None)
        return point and _rounded(point)

    def _is_clear(self, point: Point, code: str) -> bool:
        near = self._tree.query(point, predicate="dwithin", distance=_CLEAR)
        return [self._codes[index] for index in near] == [code]


def _around(start: Point) -> Iterator[Point]:
    for distance in _INSIDE:
        for turn in range(16):
            angle = turn * pi / 8
            yield Point(round(start.x + distance * cos(angle), 5), round(start.y + distance * sin(angle), 5))


def _rounded(point: Point) -> list[float]:
    return [round(point.x, 5), round(point.y, 5)]


def derived() -> dict[str, dict[str, Any]]:
    """Code → outline, label, middle and edges, in the order of the codes."""
    features = json.loads(BOUNDARIES.read_text("utf-8"))["features"]
    shapes = {feature["properties"]["code"]: shape(feature["geometry"]) for feature in features}
    codes = sorted(shapes)
    simple = shapely.coverage_simplify([shapes[code] for code in codes], TOLERANCE_DEGREES)
    around = Neighbourhood(shapes)
    return {
        code: {
            "drawn": json.loads(shapely.to_geojson(shapely.multipolygons(shapely.get_parts(drawn))))[
                "coordinates"
            ],
            "label": _rounded(
                max(shapely.get_parts(drawn), key=lambda part: part.area).representative_point()
            ),
            "middle": _rounded(shapes[code].representative_point()),
            "edges": around.edges(code),
        }
        for code, drawn in zip(codes, simple, strict=True)
    }


def written() -> str:
    """One unit a line."""
    lines = (f'"{code}":{json.dumps(unit, separators=(",", ":"))}' for code, unit in derived().items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    OUTLINES.write_text(written(), "utf-8")
