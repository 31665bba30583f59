"""Whom a round enrols, as the world's day has them."""

from collections.abc import Sequence
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.asked import Asked, asked, not_staffed
from lienthong.rehearsal.planning.sources import ROOM
from lienthong.rehearsal.planning.writing import Enrolled
from lienthong.units.provinces import provinces
from lienthong.units.terms import unknown_unit


class RosterRow(NamedTuple):
    unit: int
    code: str
    name: str
    short_name: str
    area: int
    area_name: str
    province: str | None
    takes_over: bool
    """Some commune came to it whole, or as the heir of what nobody divided: its work in flight is this one's."""
    party_unit: int | None
    party_name: str | None
    posts: dict[str, int]
    words: dict[str, str]


def enrolled(units: str | Sequence[str], *, in_flight: bool) -> tuple[list[Enrolled], list[str]]:
    """In the order of their codes, and the codes left out: where the round begins with work in flight, a commune of
    an asked province that has none to take over. Refuses `unknown_unit`, `units_not_staffed`, `empty_roster`."""
    wanted = asked(units)
    rows = sql.rows(
        RosterRow, sql.named(ROOM, "roster"),
        {"codes": list(wanted.codes), "provinces": list(wanted.provinces)},
    )  # fmt: skip
    _check(rows, wanted)
    left_out = [row.code for row in rows if in_flight and not row.takes_over and row.code not in wanted.codes]
    return [_enrolled(row) for row in sorted(rows, key=_code) if row.code not in left_out], sorted(left_out)


def _check(rows: Sequence[RosterRow], wanted: Asked) -> None:
    known = {row.code for row in rows}
    for code in wanted.codes:
        if code not in known:
            raise unknown_unit(code)
    if empty := sorted({row.province or "" for row in rows if not row.posts}):
        raise not_staffed([provinces().get(code, code) for code in empty])
    if not rows:
        raise Refusal(
            "empty_roster", "Không có đơn vị nào để tham gia vào ngày này.", status=422, field="units"
        )


def _code(row: RosterRow) -> str:
    return row.code


def _enrolled(row: RosterRow) -> Enrolled:
    return Enrolled(
        row.unit, row.code, row.name, row.area, row.area_name, row.province, row.party_unit, row.party_name,
        row.posts, row.words,
    )  # fmt: skip
