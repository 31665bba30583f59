"""Outlines of areas, read once per process: a process serves one world."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from typing import NamedTuple, TypedDict

from lienthong.ground import sql

ROOM = "lienthong.units"

Position = Sequence[float]
"""Longitude and latitude, WGS 84."""
Polygons = Sequence[Sequence[Sequence[Position]]]
"""As GeoJSON's MultiPolygon: parts of closed rings, the outer one first."""

BANDS = 64
"""Of latitude, in which the sides of an outline are looked up."""


class Derived(TypedDict):
    """What `tools/outlines.py` worked out for a unit."""

    drawn: Polygons
    label: Position
    middle: Position
    edges: dict[str, Position | None]


class BoundaryRow(NamedTuple):
    area: int
    code: str
    name: str
    geometry: dict[str, object]
    starts_on: date
    ends_on: date | None


class Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class Outline:
    area: int
    code: str
    name: str
    polygons: Polygons
    starts_on: date
    ends_on: date | None

    def stands_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @cached_property
    def box(self) -> Box:
        return box_of(self.polygons)

    @property
    def drawn(self) -> Polygons:
        """The outline for a small drawing: simplified together with its neighbours' where that was derived."""
        known = derived().get(self.code)
        return known["drawn"] if known else self.polygons

    @property
    def label(self) -> Position:
        """Where its name stands: inside its largest part, or in the middle of its box."""
        known = derived().get(self.code)
        west, south, east, north = self.box
        return known["label"] if known else ((west + east) / 2, (south + north) / 2)

    def contains(self, lon: float, lat: float) -> bool:
        """By the even-odd rule: a ray to the east meets the outline an odd number of times."""
        west, south, east, north = self.box
        if not (west <= lon <= east and south <= lat <= north):
            return False
        inside = False
        for (x, y), (to_x, to_y) in self._sides[self._band(lat)]:
            if (y > lat) != (to_y > lat) and lon < x + (lat - y) / (to_y - y) * (to_x - x):
                inside = not inside
        return inside

    @cached_property
    def _sides(self) -> dict[int, list[tuple[Position, Position]]]:
        """Band of latitude → the sides that pass through it, so that a point is compared with few of them."""
        sides: defaultdict[int, list[tuple[Position, Position]]] = defaultdict(list)
        for part in self.polygons:
            for ring in part:
                for side in pairwise(ring):
                    low, high = sorted(self._band(lat) for _, lat in side)
                    for band in range(low, high + 1):
                        sides[band].append(side)
        return sides

    def _band(self, lat: float) -> int:
        _, south, _, north = self.box
        return int((lat - south) / (north - south) * BANDS)


def box_of(polygons: Polygons) -> Box:
    positions = [position for part in polygons for position in part[0]]
    lons, lats = [position[0] for position in positions], [position[1] for position in positions]
    return Box(min(lons), min(lats), max(lons), max(lats))


def box_around(boxes: Iterable[Box]) -> Box:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return Box(min(wests), min(souths), max(easts), max(norths))


@cache
def outlines() -> tuple[Outline, ...]:
    """In the order of their codes. Boundaries exist for the areas of the two-tier generation only."""
    return tuple(
        Outline(row.area, row.code, row.name, _polygons(row.geometry), row.starts_on, row.ends_on)
        for row in sql.rows(BoundaryRow, sql.named(ROOM, "boundaries"))
    )


def _polygons(geometry: dict[str, object]) -> Polygons:
    coordinates: Polygons = geometry["coordinates"]  # type: ignore[assignment]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates  # type: ignore[list-item]


@cache
def derived() -> dict[str, Derived]:
    """By code of the unit, for those whose boundaries we ship."""
    text = resources.files(__package__).joinpath("data", "hcmc_168_outlines.json").read_text("utf-8")
    known: dict[str, Derived] = json.loads(text)
    return known
