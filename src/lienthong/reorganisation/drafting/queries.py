"""What a planner chooses from: the registry as it stands on the eve of the plan's date, and the plan's own steps."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.text import fold
from lienthong.reorganisation.plans.reading import AREA_KINDS
from lienthong.reorganisation.plans.terms import PlanText
from lienthong.units.addresses.queries import wards_sought
from lienthong.units.rules import spells
from lienthong.units.terms import CITY_PROVINCE

ROOM = "lienthong.reorganisation.drafting"
FOUND_AT_MOST = 20

Place = tuple[str, str]
"""Rank and code."""


class CodeRow(NamedTuple):
    code: str
    name: str


class Area(NamedTuple):
    rank: str
    code: str
    name: str
    district: str | None
    province: str | None
    province_code: str | None
    id: int

    @property
    def where(self) -> str:
        return ", ".join(name for name in (self.district, self.province) if name)


def areas_found(words: str, day: date) -> list[Area]:
    """By name without marks, by code, or by what people know of a ward (`wards_sought`): those first. Of two with one
    name, district and province tell which.
    """
    folded, eve = fold(words), day - timedelta(days=1)
    sought = [ward.area for ward in wards_sought(words, eve).named][:FOUND_AT_MOST]
    if not folded:
        return []
    params = {
        "day": day, "words": folded, "code": f"{folded}%" if folded.isdecimal() else "", "city": CITY_PROVINCE,
        "limit": FOUND_AT_MOST, "sought": sought,
    }  # fmt: skip
    areas = sql.rows(Area, sql.named(ROOM, "areas_found"), params)
    place = {area: n for n, area in enumerate(sought)}
    return sorted(areas, key=lambda area: (place.get(area.id, FOUND_AT_MOST), not spells(area.name, words)))


def areas_named(places: Iterable[Place], day: date) -> dict[Place, Area]:
    wanted = sorted(set(places))
    params = {"day": day, "ranks": [rank for rank, _ in wanted], "codes": [code for _, code in wanted]}
    rows = sql.rows(Area, sql.named(ROOM, "areas_named"), params) if wanted else []
    return {(row.rank, row.code): row for row in rows}


def communes(day: date) -> list[Area]:
    params = {"day": day, "city": CITY_PROVINCE}
    return sql.rows(Area, sql.named(ROOM, "communes"), params)


def agencies(day: date) -> dict[str, str]:
    return {row.code: row.name for row in sql.rows(CodeRow, sql.named(ROOM, "agencies"), {"day": day})}


def provinces(day: date) -> dict[str, str]:
    return {row.code: row.name for row in sql.rows(CodeRow, sql.named(ROOM, "provinces"), {"day": day})}


def fields() -> list[str]:
    return sorted(sql.values(str, sql.named(ROOM, "fields")), key=sort_key)


def steps(text: PlanText, without: int | None = None) -> dict[str, str]:
    """Label → words of the areas the plan's other sentences make: a chain goes on from them."""
    return {
        target.label: f"{target.name or target.label} ({target.code}) – phương án {no}"
        for no, sentence in enumerate(text.transitions, 1)
        if no != without and sentence.kind in AREA_KINDS
        for target in sentence.targets
        if target.code
    }


def steps_found(words: str, known: Mapping[str, str]) -> dict[str, str]:
    folded = fold(words)
    steps = {label: step for label, step in known.items() if folded and f" {folded}" in f" {fold(step)}"}
    return dict(list(steps.items())[:FOUND_AT_MOST])
