"""What the registry knows of an address: asked by pages, desks and finders alike."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.kernel.lately import Lately
from lienthong.units.addresses.gazetteer import Gazetteer, PlaceRead, Ward
from lienthong.units.registry import table
from lienthong.units.terms import CITY_PROVINCE

ROOM = "lienthong.units.addresses"

LONGEST = 300
"""Characters of an address that are read: nobody's is longer."""


class WardRow(NamedTuple):
    area: int
    code: str
    name: str
    district: str | None
    starts_on: date
    ends_on: date | None
    heirs: list[int]


def _gazetteer() -> Gazetteer:
    rows = sql.rows(WardRow, sql.named(ROOM, "wards"), {"city": CITY_PROVINCE})
    provinces = sql.values(str, sql.named(ROOM, "provinces"), {"city": CITY_PROVINCE})
    wards = [Ward(*row[:6], heirs=tuple(row.heirs)) for row in rows]
    return Gazetteer([*wards, *_earlier(wards)], provinces)


def _earlier(wards: Iterable[Ward]) -> Iterator[Ward]:
    """Wards that had ended before the registry begins, with the one each went into; they have no area of their own."""
    known = {(ward.district, ward.name): ward.area for ward in wards}
    for n, row in enumerate(table("earlier_wards.csv"), 1):
        into = known.get((row["district"], row["into"]))
        if into is not None:
            ended_on = date.fromisoformat(row["ended_on"])
            yield Ward(-n, "", row["name"], row["district"], date.min, ended_on, (into,), is_earlier=True)


gazetteer = Lately(_gazetteer, seconds=60)
"""A minute old at most: what a plan begins and ends is known by then."""


def place_read(text: str, day: date) -> PlaceRead:
    """Where an address lies on the day, as far as its words say it."""
    return gazetteer().read(text[:LONGEST], day)


class Sought(NamedTuple):
    """Wards somebody looks for. `named`: those the words name, of any day; `like`: those of the day in whose names they
    stand; `read`: what they say of a place.
    """

    named: tuple[Ward, ...]
    like: tuple[Ward, ...]
    read: PlaceRead

    def today(self, day: date) -> list[int]:
        """Areas of the day that they are or that took them over, the best first."""
        known = gazetteer()
        wards = (*self.like, *self.named) if self.read.standing == "district" else (*self.named, *self.like)
        return list(dict.fromkeys(each.area for ward in wards for each in known.now(ward, day)))


def wards_sought(words: str, day: date) -> Sought:
    """Wards of the city by whatever people know of them: a name or words of it, an old name, a ward with its district,
    a district, an address.
    """
    known = gazetteer()
    read = known.read(words[:LONGEST], day)
    named = () if read.standing == "unknown_ward" else read.wards
    return Sought(named, tuple(known.named_like(words[:LONGEST], day)), read)


def areas_sought(words: str, day: date) -> list[int]:
    """For a list that words narrow: the areas of the wards they name, of any day, and of what took them over."""
    if not words:
        return []
    sought = wards_sought(words, day)
    return [*{*(ward.area for ward in sought.named), *(ward.area for ward in sought.read.today)}]


def heirs_today(area: int | None, day: date) -> tuple[Ward, ...]:
    """What stands on the day where an area of the city stood, the default heir first."""
    known = gazetteer()
    ward = known.wards.get(area or 0)
    return known.now(ward, day) if ward else ()


def heirs_of(ward: Ward, day: date) -> list[Ward]:
    """What took a ward over that has ended by the day, or takes over one whose end is known; the default heir first."""
    if ward.ends_on is None:
        return []
    if ward.is_earlier:
        return [gazetteer().wards[area] for area in ward.heirs]
    return [heir for heir in gazetteer().now(ward, max(day, ward.ends_on)) if heir.area != ward.area]


def ward_of(area: int | None) -> Ward | None:
    return gazetteer().wards.get(area or 0)
