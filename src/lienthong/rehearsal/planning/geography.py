"""Where a citizen stands: points just inside a unit, close to the edge it shares with a neighbour."""

from collections.abc import Iterator, Mapping
from math import cos, pi, sin
from typing import Any

from shapely import STRtree
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

Place = dict[str, Any]

TOUCHING = 0.0005
"""Degrees, about 55 m: neighbours whose simplified boundaries leave a gap are neighbours still."""

_INSIDE = (0.0004, 0.0008, 0.0015, 0.003)
_CLEAR = 0.00015
"""About 17 m from any other unit: the boundaries are simplified, and a point must be in one unit only."""


class Neighbourhood:
    """`boundaries`: code → GeoJSON geometry. `siblings`: code → heirs of a ward it shares the heritage of."""

    def __init__(self, boundaries: Mapping[str, Any], siblings: Mapping[str, set[str]]) -> None:
        self._codes = sorted(boundaries)
        self._shapes: dict[str, BaseGeometry] = {code: shape(boundaries[code]) for code in self._codes}
        self._tree = STRtree([self._shapes[code] for code in self._codes])
        self._siblings = siblings

    def neighbours(self, code: str) -> list[str]:
        """Codes of adjoining units, or of the nearest one for an island."""
        here = self._shapes[code]
        near = self._tree.query(here, predicate="dwithin", distance=TOUCHING)
        adjoining = sorted(self._codes[index] for index in near if self._codes[index] != code)
        return (
            adjoining or sorted((c for c in self._codes if c != code), key=lambda c: self._apart(code, c))[:1]
        )

    def _apart(self, code: str, other: str) -> float:
        return float(self._shapes[code].distance(self._shapes[other]))

    def edge_points(self, code: str, count: int = 3) -> list[Place]:
        """Heirs of one split ward first: their common edge is where a report is most easily sent wrong."""
        siblings = self._siblings.get(code, set())
        neighbours = sorted(self.neighbours(code), key=lambda other: (other not in siblings, other))
        points = [self._beside(code, other) for other in neighbours[:count]]
        return [point for point in points if point is not None] or [self._middle(code)]

    def _middle(self, code: str) -> Place:
        point = self._shapes[code].representative_point()
        return {"lat": round(point.y, 5), "lon": round(point.x, 5), "beside": None}

    def _beside(self, code: str, other: str) -> Place | None:
        here = self._shapes[code]
        edge = here.boundary.intersection(self._shapes[other].buffer(TOUCHING))
        if edge.is_empty:
            return None
        start = edge.interpolate(0.5, normalized=True)
        for point in _around(start):
            if here.contains(point) and self._is_clear(point, code):
                return {"lat": round(point.y, 5), "lon": round(point.x, 5), "beside": other}
        return None

    def _is_clear(self, point: Point, code: str) -> bool:
        near = self._tree.query(point, predicate="dwithin", distance=_CLEAR)
        return [self._codes[index] for index in near] == [code]


def _around(start: Point) -> Iterator[Point]:
    for distance in _INSIDE:
        for turn in range(16):
            angle = turn * pi / 8
            yield Point(round(start.x + distance * cos(angle), 5), round(start.y + distance * sin(angle), 5))
