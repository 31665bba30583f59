"""Every report finds its one jurisdiction: by the point, the ward named, both together, or the operator."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from lienthong.kernel.refusals import Refusal
from lienthong.reports import rules
from lienthong.reports.place import jurisdiction_of, operator_jurisdiction, place_of
from lienthong.reports.terms import Destination, Said
from lienthong.units.outlines import outlines
from lienthong.units.queries import heirs_of_area, holder_of, unit_as_of
from tests import cast, sql
from tests.reports.reports import citizen, contact, inside, item, operator, reported, sees, submitted

BEFORE, AFTER = date(2025, 6, 27), date(2025, 7, 1)
AN_PHU_OLD = 1027091
"""Split: a part went to An Khánh, the rest to Bình Trưng (DOMAIN, trap 4)."""
THU_THIEM_OLD = 1027118
"""Went to An Khánh whole."""
AN_KHANH, BINH_TRUNG = 2027094, 2027097

DAYS = st.integers(0, 400).map(lambda days: date(2025, 1, 1) + timedelta(days=days))
POINTS = st.tuples(st.floats(10.2, 11.6), st.floats(106.2, 107.7))


def _decide(said: Said, on: date, *, told: bool = False) -> tuple[Destination, int]:
    destination = rules.destination_of(place_of(said, on, spoken_with=told))
    return destination, jurisdiction_of(destination, "Tiếng ồn", on)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    point=st.none() | POINTS,
    ward=st.sampled_from([None, AN_KHANH, BINH_TRUNG, AN_PHU_OLD, THU_THIEM_OLD]),
    old_ward=st.sampled_from([None, AN_PHU_OLD, THU_THIEM_OLD]),
    on=DAYS,
    told=st.booleans(),
)
def test_any_point_ward_and_day_give_one_jurisdiction_with_one_holder(
    db: None,
    point: tuple[float, float] | None,
    ward: int | None,
    old_ward: int | None,
    on: date,
    told: bool,
) -> None:
    lat, lon = point or (None, None)
    _, jurisdiction = _decide(Said("…", lat=lat, lon=lon, ward=ward, old_ward=old_ward), on, told=told)
    holders = sql.one(
        "select count(*) from holding where jurisdiction = %s and during @> %s::date", (jurisdiction, on)
    )
    assert holders == 1


def test_points_on_either_side_of_a_shared_edge_reach_their_own_ward(db: None) -> None:
    """An Khánh and Bình Trưng both took over a piece of old An Phú."""
    shapes = {o.area: shape({"type": "MultiPolygon", "coordinates": o.polygons}) for o in outlines()}
    edge = (
        shapes[AN_KHANH]
        .boundary.intersection(shapes[BINH_TRUNG].buffer(0.0005))
        .interpolate(0.5, normalized=True)
    )
    near = [Point(edge.x + dx, edge.y + dy) for dx in (-0.001, 0.001) for dy in (-0.001, 0.001)]
    found = set()
    for area in (AN_KHANH, BINH_TRUNG):
        for point in near:
            if shapes[area].contains(point):
                destination, _ = _decide(Said("…", lat=point.y, lon=point.x, old_ward=AN_PHU_OLD), AFTER)
                assert destination == Destination("territory", area, "point")
                found.add(area)
    assert found == {AN_KHANH, BINH_TRUNG}


def test_before_the_boundaries_point_and_old_ward_give_the_part(db: None) -> None:
    for area, code in ((AN_KHANH, "27094"), (BINH_TRUNG, "27097")):
        destination, jurisdiction = _decide(Said("…", **inside(code), old_ward=AN_PHU_OLD), BEFORE)
        assert destination.kind == "part"
        parent, heir = sql.row("select parent, area from jurisdiction where id = %s", (jurisdiction,))
        assert parent == sql.one("select territory_of(%s)", (AN_PHU_OLD,))
        assert heir == area
        assert holder_of(jurisdiction, AFTER) == unit_as_of(code, "ubnd", AFTER).id


def test_before_the_boundaries_the_named_ward_decides(db: None) -> None:
    destination, jurisdiction = _decide(Said("…", ward=THU_THIEM_OLD), BEFORE)
    assert destination.decided_by == "ward"
    assert holder_of(jurisdiction, BEFORE) != holder_of(jurisdiction, AFTER)


def test_an_old_ward_taken_over_whole_is_its_heirs(db: None) -> None:
    _, jurisdiction = _decide(Said("…", old_ward=THU_THIEM_OLD), AFTER)
    assert jurisdiction == sql.one("select territory_of(%s)", (AN_KHANH,))
    assert len(heirs_of_area(AN_PHU_OLD)) > 1
    assert _decide(Said("…", old_ward=AN_PHU_OLD), AFTER)[1] == operator_jurisdiction(AFTER)


def test_a_ward_nobody_knows_is_refused(db: None) -> None:
    with pytest.raises(Refusal, match="unknown_ward"):
        submitted(ward=1)


def test_a_pin_routes_at_once_and_only_the_ward_sees_it(db: None) -> None:
    answer = reported(cast.AN_KHANH)
    assert answer["state"] == "routed"
    for actor, expected in (
        (contact(), True),
        (cast.binh(), True),
        (cast.chi(), False),
        (contact(cast.BINH_TRUNG), False),
        (operator(), False),
        (citizen(), False),
    ):
        assert sees(actor, item(answer)) is expected, actor.unit_name


def test_submission_and_routing_are_two_acts_of_one_line_each(db: None) -> None:
    answer = reported()
    from lienthong.ground import acts

    with acts.opening(contact()):
        lines = sql.rows(
            "select verb, act, unit, facts from journal where item = %s order by seq", (item(answer),)
        )
    assert [line.verb for line in lines] == ["report.submitted", "report.routed"]
    assert lines[0].act != lines[1].act
    assert lines[1].facts == {"to": contact().unit, "decided_by": "point"}


def test_without_a_place_it_waits_at_the_operator(db: None) -> None:
    answer = submitted()
    assert answer["state"] == "submitted"
    assert sees(operator(), item(answer))
    assert not sees(contact(), item(answer))
