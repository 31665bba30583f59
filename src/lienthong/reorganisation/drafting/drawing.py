"""The communes of the eve as a list by district and, where their outlines are known, as a drawing."""

from collections import defaultdict
from typing import Any

from lienthong.papers.city_map import city_map_of
from lienthong.reorganisation.drafting.queries import Area
from lienthong.units.points import outlines

SEVERAL = ("merge", "split", "extract", "rename", "move", "transfer_competence")
"""The kinds one begins from places already chosen."""


def by_district(communes: list[Area]) -> dict[str, list[Area]]:
    groups: defaultdict[str, list[Area]] = defaultdict(list)
    for area in communes:
        groups[area.where].append(area)
    return dict(groups)


def drawn(communes: list[Area]) -> dict[str, Any] | None:
    """None where none of them has an outline: before 1/7/2025 there are no boundaries."""
    areas = {area.id for area in communes} & {outline.area for outline in outlines()}
    if not areas:
        return None
    drawing = city_map_of(frozenset(areas))
    return {
        "view_box": drawing.view_box,
        "inset": " ".join(map(str, drawing.core)),
        "units": drawing.units,
    }
