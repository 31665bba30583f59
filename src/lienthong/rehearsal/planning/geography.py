"""Where a citizen stands: points just inside a unit, close to the edge it shares with a neighbour."""

from collections.abc import Collection, Mapping
from typing import Any

from lienthong.units.outlines import Derived, Position

Place = dict[str, Any]


class Neighbourhood:
    """`known`: what was derived from the boundaries; `codes`: units whose boundary stands today; `siblings`: code →
    heirs of a ward it shares the heritage of.
    """

    def __init__(
        self, known: Mapping[str, Derived], codes: Collection[str], siblings: Mapping[str, set[str]]
    ) -> None:
        self._known = {code: known[code] for code in codes if code in known}
        self._siblings = siblings

    def __contains__(self, code: str) -> bool:
        return code in self._known

    def neighbours(self, code: str) -> list[str]:
        """Codes of adjoining units, or of the nearest one for an island."""
        return [other for other in self._known[code]["edges"] if other in self._known]

    def edge_points(self, code: str, count: int = 3) -> list[Place]:
        """Heirs of one split ward first: their common edge is where a report is most easily sent wrong."""
        siblings = self._siblings.get(code, set())
        neighbours = sorted(self.neighbours(code), key=lambda other: (other not in siblings, other))
        edges = self._known[code]["edges"]
        beside = [(edges[other], other) for other in neighbours[:count]]
        return [_place(point, other) for point, other in beside if point is not None] or [
            _place(self._known[code]["middle"], None)
        ]


def _place(point: Position, beside: str | None) -> Place:
    lon, lat = point
    return {"lat": lat, "lon": lon, "beside": beside}
