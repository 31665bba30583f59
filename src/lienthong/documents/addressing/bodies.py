"""Bodies of the city to which a letter may go, and what people call them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lienthong.documents.addressing.rules import names_of, place_in
from lienthong.documents.terms import DELIVERY
from lienthong.ground import sql
from lienthong.kernel.lately import Lately
from lienthong.kernel.sorting import sort_key
from lienthong.pages.forms import Choice
from lienthong.units.addresses.queries import wards_sought
from lienthong.work.receivers.queries import units_taking_up

ROOM = "lienthong.documents.addressing"

WARDS, CITY, PARTY = "Chính quyền phường, xã, đặc khu", "Cơ quan Thành phố", "Đảng ủy phường, xã, đặc khu"
"""In the order in which a form shows its groups."""


class Body(NamedTuple):
    id: int
    name: str
    short_name: str
    abbreviation: str
    area: int | None
    side: str

    @property
    def group(self) -> str:
        if self.area is None:
            return CITY
        return PARTY if self.side == "party" else WARDS


def _bodies(on: date) -> tuple[Body, ...]:
    """In which somebody takes letters up: those of the city first, then the wards, each by name."""
    attended = units_taking_up(DELIVERY, on)
    rows = [row for row in sql.rows(Body, sql.named(ROOM, "bodies")) if row.id in attended]
    return tuple(sorted(rows, key=lambda row: (row.area is not None, sort_key(row.name))))


bodies = Lately(_bodies, seconds=60)
"""As a form lists them: a minute old at most, and what is sent is judged by its act."""


def choices_of(on: date) -> list[Choice]:
    """For a form: each under its group."""
    return [Choice(str(body.id), body.name, body.group) for body in bodies(on)]


def wards_of(on: date, side: str) -> list[int]:
    return [body.id for body in bodies(on) if body.area is not None and body.side == side]


class Named(NamedTuple):
    """A line of a pasted list, with the bodies it may mean."""

    number: int
    words: str
    bodies: Sequence[Body]


def bodies_named(lines: Iterable[str], side: str, on: date) -> list[Named]:
    """Of each line that says something: the body of that name or short name; else, of the letter's side, the body of
    the ward it names, by whatever name of today or before.
    """
    return [
        Named(number, line.strip(), _by_name(on).get(names_of(line)) or _of_ward(line, side, bodies(on), on))
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


def _called(on: date) -> Mapping[str, Sequence[Body]]:
    """The bodies behind each name and short name."""
    named: dict[str, dict[int, Body]] = defaultdict(dict)
    for body in bodies(on):
        # Every ward's committee has the same abbreviation.
        for name in (body.name, body.short_name, *([] if body.area else [body.abbreviation])):
            named[names_of(name)][body.id] = body
    return {name: tuple(each.values()) for name, each in named.items() if name}


_by_name = Lately(_called, seconds=60)


def _of_ward(line: str, side: str, every: Sequence[Body], on: date) -> Sequence[Body]:
    is_party, place = place_in(line)
    asked = "party" if is_party else side
    areas = {ward.area for ward in wards_sought(place, on).read.today} if place else set()
    return tuple(body for body in every if body.area in areas and body.side == asked)
