"""Where a citizen stands: points just inside a unit, close to the edge it shares with a neighbour."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from heapq import nsmallest
from typing import Any

from lienthong.units.outlines import Derived, Position
from lienthong.units.provinces import Commune, communes

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


def place_named(beside: str) -> Place:
    """Where no outline is known: the reporter names the commune instead of pointing at the map."""
    return {"lat": None, "lon": None, "beside": beside}


def nearest_of(codes: Sequence[str], count: int = 3) -> dict[str, list[str]]:
    """For communes without outlines: the nearest of the same province, by the middles in the packaged table. A code
    that is not in it, or that is alone in its province, is left out."""
    known = communes()
    by_province: dict[str, list[Commune]] = defaultdict(list)
    for commune in known.values():
        by_province[commune.province].append(commune)
    return {
        code: [other.code for other in near]
        for code in codes
        if code in known and (near := _nearest(known[code], by_province[known[code].province], count))
    }


def _nearest(here: Commune, among: Sequence[Commune], count: int) -> list[Commune]:
    others = (other for other in among if other.code != here.code)
    return nsmallest(
        count,
        others,
        key=lambda other: ((other.lat - here.lat) ** 2 + (other.lon - here.lon) ** 2, other.code),
    )


def _place(point: Position, beside: str | None) -> Place:
    lon, lat = point
    return {"lat": lat, "lon": lon, "beside": beside}
