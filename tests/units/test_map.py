import json
import re
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from lienthong.papers.city_map import CityMap, city_map_svg_paths
from lienthong.units.outlines import Outline, derived, outlines
from lienthong.units.points import area_at_point
from tools import outlines as outlines_tool

pytestmark = pytest.mark.usefixtures("db")

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
WARD_OFFICE_OF_AN_KHANH = (106.7357, 10.8025)


def test_a_point_lies_in_the_ward_whose_boundary_contains_it() -> None:
    assert area_at_point(*WARD_OFFICE_OF_AN_KHANH, DAY) == 2_027_094


def test_there_are_no_boundaries_of_the_old_map() -> None:
    assert area_at_point(*WARD_OFFICE_OF_AN_KHANH, EVE) is None


def test_each_outline_contains_its_own_inner_point() -> None:
    for outline in outlines():
        assert area_at_point(*derived()[outline.code]["middle"], DAY) == outline.area
        assert area_at_point(*outline.label, DAY) == outline.area


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(106.3, 107.1), st.floats(10.3, 11.2))
def test_a_point_lies_where_a_geometry_library_says_it_does(lon: float, lat: float) -> None:
    point = Point(lon, lat)
    for outline, drawn in shapes():
        if drawn.boundary.distance(point) > 1e-9:  # on the line itself either answer will do
            assert outline.contains(lon, lat) == drawn.contains(point), outline.code


def test_what_was_derived_from_the_boundaries_is_what_they_give_today() -> None:
    assert json.loads(outlines_tool.written()) == derived()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(-180, 180), st.floats(-90, 90))
def test_any_point_on_earth_has_an_answer(lon: float, lat: float) -> None:
    found = area_at_point(lon, lat, DAY)
    assert found is None or (106 < lon < 108 and 8 < lat < 12)


@cache
def shapes() -> list[tuple[Outline, BaseGeometry]]:
    return [(o, shape({"type": "MultiPolygon", "coordinates": o.polygons})) for o in outlines()]


@pytest.fixture
def drawing() -> CityMap:
    return city_map_svg_paths()


def test_the_drawing_has_all_units_and_is_light(drawing: CityMap) -> None:
    assert len({unit.code for unit in drawing.units}) == 168
    assert sum(len(unit.path_d) for unit in drawing.units) < 250_000
    assert {unit.unit_id for unit in drawing.units if unit.code == "27094"} == {20_270_941}


def test_every_path_is_whole_numbers_and_stays_inside_the_view(drawing: CityMap) -> None:
    for unit in drawing.units:
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", unit.path_d), unit.code
        for x, y in corners(unit.path_d):
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height


def test_labels_lie_in_the_view_and_the_islands_in_their_inset(drawing: CityMap) -> None:
    left, top, width, height = drawing.inset
    for unit in drawing.units:
        assert 0 < unit.label_x < drawing.width
        assert 0 < unit.label_y < drawing.height
        points = list(corners(unit.path_d))
        inside = [left < x < left + width and top < y < top + height for x, y in points]
        assert all(inside) if unit.code == "26732" else not any(inside)


def corners(path: str) -> list[tuple[int, int]]:
    found = []
    for ring in path.rstrip("z").split("z"):
        start, steps = ring.removeprefix("M").split("l")
        x, y = map(int, start.split())
        found.append((x, y))
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found
