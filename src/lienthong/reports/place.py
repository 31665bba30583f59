"""What the registry knows of the place of a report on the day it comes in."""

from datetime import date
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal
from lienthong.reports.rules import divided
from lienthong.reports.terms import OPERATOR_FIELD, Destination, NamedWard, Place, Said, Standing
from lienthong.units.addresses.queries import place_read
from lienthong.units.points import area_at_point
from lienthong.units.queries import jurisdiction_for
from lienthong.units.terms import TWO_TIERS_FROM

ROOM = "lienthong.reports"


class WardRow(NamedTuple):
    area: int
    standing: Standing


def place_of(said: Said, on: date, *, spoken_with: bool) -> Place:
    """Refuses `unknown_ward`."""
    named = _named((said.ward, said.old_ward), on)
    ward, old_ward = named.get(said.ward), named.get(said.old_ward)
    read = _read(said, on)
    return Place(
        point_area=_area_at(said, on),
        ward=ward,
        old_ward=old_ward,
        read=read,
        part=_open_part(said, divided(old_ward, ward, read), on),
        spoken_with=spoken_with,
    )


def _named(areas: tuple[int | None, ...], on: date) -> dict[int | None, NamedWard]:
    asked = [area for area in areas if area is not None]
    if not asked:
        return {}
    wards: dict[int | None, NamedWard] = {
        row.area: NamedWard(row.area, row.standing)
        for row in sql.rows(WardRow, sql.named(ROOM, "wards"), {"areas": asked, "on": on})
    }
    for field, area in zip(("ward", "old_ward"), areas, strict=True):
        if area is not None and area not in wards:
            raise Refusal("unknown_ward", "Không có phường, xã này trong danh mục.", status=422, field=field)
    return wards


def _read(said: Said, on: date) -> NamedWard | None:
    """The ward its address names, if it can be no other: of the day, or the one that was divided."""
    read = place_read(said.place, on) if said.place else None
    if read is None or read.named is None:
        return None
    return NamedWard(read.named.area, "stands" if read.standing == "one" else "divided")


def _area_at(said: Said, on: date) -> int | None:
    if said.lat is None or said.lon is None:
        return None
    return area_at_point(said.lon, said.lat, on)


def _open_part(said: Said, old: NamedWard | None, on: date) -> int | None:
    """Boundaries begin with the two tiers: until then a point tells which heir will get the place."""
    if old is None or old.standing != "stands" or on >= TWO_TIERS_FROM:
        return None
    heir = _area_at(said, TWO_TIERS_FROM)
    if heir is None:
        return None
    return sql.value(int, sql.named(ROOM, "open_part"), {"old": old.area, "new": heir, "on": on})


def jurisdiction_of(destination: Destination, field: str, on: date) -> int:
    """The one jurisdiction a decided report enters on the day."""
    if destination.kind == "part" and destination.place is not None:
        return destination.place
    if destination.kind == "competence":
        return operator_jurisdiction(on)
    return jurisdiction_for("territory", destination.place, field, on)


def operator_jurisdiction(on: date) -> int:
    return jurisdiction_for("competence", None, OPERATOR_FIELD, on)
