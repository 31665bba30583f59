"""Work found by an old or a new unit, with three views of «which unit» kept apart."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock, reading
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.sought import tokens
from lienthong.units.addresses.queries import wards_sought
from lienthong.units.rules import spells

ROOM = "lienthong.work.finding"
SHOWN = 200
SHOWN_BESIDE = 6
LONGEST_NAME = 60
VIEWS = {
    "recorded": "Cơ quan khi tiếp nhận",
    "as_of": "Cơ quan vào ngày đã chọn",
    "current": "Cơ quan hiện nay",
    "constant": "Địa bàn không đổi",
}


class AreaHead(NamedTuple):
    id: int
    code: str
    name: str
    starts_on: date
    ends_on: date | None


class ItemRow(NamedTuple):
    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    jurisdiction: int
    as_recorded: str | None
    as_of: str | None
    current: str | None


class SumRow(NamedTuple):
    name: str
    open: int
    closed: int
    late: int
    late_before: int


class AreaRow(NamedTuple):
    id: int
    code: str
    name: str
    kind: str
    district: str | None
    province: str | None
    starts_on: date
    ends_on: date | None
    heirs: list[tuple[str, str, bool, bool]] | None
    """Code, name, whether in part, whether by default."""


def areas(words: str, limit: int = 40) -> list[AreaRow]:
    """Areas of any generation by words of their name, or by what people know of a ward (`wards_sought`): exact
    spellings first, then those. A name never identifies one.
    """
    sought = [ward.area for ward in wards_sought(words, clock.today()).named][:limit]
    phrases = tokens.phrases(words)
    params = {"phrases": phrases, "code": reading.plain(words), "sought": sought, "limit": limit}
    rows = sql.rows(AreaRow, sql.named(ROOM, "areas"), params) if phrases else []
    place = {area: n for n, area in enumerate(sought)}
    return sorted(rows, key=lambda area: (not spells(area.name, words), place.get(area.id, limit)))


def areas_to_show(words: str) -> list[AreaRow]:
    """The first of them beside what else a search finds; none where what was typed is no name."""
    if not 1 < len(words) <= LONGEST_NAME or not any(character.isalpha() for character in words):
        return []
    return areas(words)[:SHOWN_BESIDE]


def area(number: int) -> AreaHead:
    head = sql.row(
        AreaHead,
        "select id, code, name, lower(during) as starts_on, upper(during) as ends_on from area where id = %s",
        (number,),
    )
    if head is None:
        raise NotFound
    return head


def items(actor: Actor, area: int, on: date) -> list[ItemRow]:
    """Open work first, the soonest due; then what is closed."""
    return sql.rows(ItemRow, sql.named(ROOM, "items"), {"area": area, "on": on, "limit": SHOWN})


def sums(actor: Actor, area: int, on: date, by: str) -> list[SumRow]:
    rows = sql.rows(SumRow, sql.named(ROOM, "sums"), {"area": area, "on": on, "by": by})
    return sorted(rows, key=lambda row: (-row.open, sort_key(row.name)))
