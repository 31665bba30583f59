"""Before and after on one drawing: what each new area is made of, and where each old one goes."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lienthong.ground import sql
from lienthong.pages.frame import page
from lienthong.pages.lists import page_of, paging
from lienthong.papers.city_map import CityMap, MapUnit, city_map_of, city_map_svg_paths
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.queries import ROOM, facts_for, plan_text
from lienthong.reorganisation.plans.reading import Reading
from lienthong.units.points import outlines

PAGE = 50


class EdgeRow(NamedTuple):
    old: int
    old_code: str
    old_name: str
    rank: str
    district: str | None
    new: int
    new_code: str
    new_name: str
    is_partial: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class Way:
    """An old area and the new one it goes into, wholly or in part."""

    old: int
    old_code: str
    old_name: str
    rank: str
    new_code: str
    new_name: str
    is_partial: bool


@require_safe
@by_session
def on_map(request: ActorRequest, plan: int) -> HttpResponse:
    view = queries.plan(plan)
    ways = [way for way in _ways(view) if way.rank == "commune"]
    made: defaultdict[str, list[Way]] = defaultdict(list)
    going: defaultdict[int, list[Way]] = defaultdict(list)
    for way in ways:
        made[way.new_code].append(way)
        going[way.old].append(way)
    stood = _stood_before(view)
    drawing = (city_map_of(stood) if stood else city_map_svg_paths()) if outlines() else None
    units = [_unit(unit, bool(stood), made, going) for unit in drawing.units] if drawing else []
    table = [{"code": code, "name": of[0].new_name, **_made_of(of)} for code, of in sorted(made.items())]
    number = page_of(request.GET)
    first = (number - 1) * PAGE
    shown = {unit.code for unit in drawing.units} if drawing else set()
    return page(
        request, "reorganisation/map.html", title="Bản đồ trước và sau", plan=view, map=drawing, units=units,
        inset=_inset(drawing), table=table[first : first + PAGE], paging=paging(request.GET, number, len(table), PAGE),
        undrawn=0 if stood else sum(row["code"] not in shown for row in table),
        edits=view.state == "draft" and request.actor.can("plan_reorganisation"),
    )  # fmt: skip


def _ways(view: queries.PlanView) -> list[Way]:
    """Of a draft as its words say now, prepared or not; of a plan under way as it was approved."""
    if view.state != "draft":
        rows = sql.rows(EdgeRow, sql.named(ROOM, "edges"), {"plan": view.id})
        return [
            Way(row.old, row.old_code, row.old_name, row.rank, row.new_code, row.new_name, row.is_partial)
            for row in rows
        ]
    text = plan_text(view.id)
    reading = Reading(text, facts_for(text))
    return [
        Way(old.id, old.code, old.name, old.rank, target.code, target.name, edge.is_partial)
        for edge in reading.edges
        if (target := reading.targets.get(edge.new)) is not None
        for old in [reading.by_id[edge.old]]
    ]


def _stood_before(view: queries.PlanView) -> frozenset[int]:
    """Of the areas whose outlines are known, those in force on the eve; none before 1/7/2025: what comes is drawn."""
    areas = sql.values(
        int,
        "select id from area where id = any(%s::int[]) and during @> (%s::date - 1)",
        ([outline.area for outline in outlines()], view.effective_on),
    )
    return frozenset(areas)


def _unit(
    unit: MapUnit, is_old: bool, made: dict[str, list[Way]], going: dict[int, list[Way]]
) -> dict[str, Any]:
    """An outline is that of an old area, which goes somewhere, or of a new one, which is made of something."""
    if is_old:
        ways = going.get(unit.area_id, [])
        parts = any(way.is_partial for way in ways)
        merged = any(len(made[way.new_code]) > 1 for way in ways)
        names = [f"{'một phần ' if way.is_partial else ''}→ {way.new_name} ({way.new_code})" for way in ways]
        state = "same" if not ways else "split" if parts else "merged" if merged else "renamed"
        return {"unit": unit, "state": state, "n": 0, "words": "; ".join(names) or "không thay đổi"}
    origin = _made_of(made.get(unit.code, []))
    return {"unit": unit, **origin, "words": f"← {origin['words']}" if origin["n"] else origin["words"]}


def _inset(drawing: CityMap | None) -> str:
    return " ".join(map(str, drawing.core)) if drawing else ""


def _made_of(ways: list[Way]) -> dict[str, Any]:
    parts = sum(way.is_partial for way in ways)
    names = [f"{'một phần ' if way.is_partial else ''}{way.old_name} ({way.old_code})" for way in ways]
    state = "same" if not ways else "split" if parts else "merged" if len(ways) > 1 else "renamed"
    return {"state": state, "n": len(ways), "parts": parts, "words": "; ".join(names) or "không thay đổi"}
