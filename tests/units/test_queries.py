from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.units import queries, registry
from lienthong.units.addresses.queries import wards_sought
from lienthong.units.terms import REGISTRY_START
from tests import sql
from tests.units.oracle import mapping, table

pytestmark = pytest.mark.usefixtures("db")

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
AN_KHANH, BINH_TRUNG = 20_270_941, 20_270_971
AN_PHU = registry.area_id(registry.OLD, "commune", "27091")
AN_KHANH_AREA = registry.area_id(registry.NEW, "commune", "27094")

OLD_AREAS = [registry.area_id(registry.OLD, "commune", code) for code in mapping()]
NEW_AREAS = [
    registry.area_id(registry.NEW, "commune", row["code"])
    for row in table("units.csv")
    if row["level"] == "commune"
]
ALL_DAYS = st.integers(0, 700).map(lambda n: REGISTRY_START + timedelta(days=n))
LATER_DAYS = st.integers(0, 700).map(lambda n: DAY + timedelta(days=n))
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_an_khanh_is_made_of_four_wards_and_a_part_of_a_fifth() -> None:
    found = {one.code: (one.name, one.is_partial) for one in queries.predecessors(AN_KHANH_AREA)}
    assert found == {
        "27088": ("Phường Thảo Điền", False),
        "27091": ("Phường An Phú", True),
        "27094": ("Phường An Khánh", False),
        "27115": ("Phường An Lợi Đông", False),
        "27118": ("Phường Thủ Thiêm", False),
    }


def test_one_code_is_two_units_in_time() -> None:
    old, new = queries.unit_as_of("27094", "ubnd", EVE), queries.unit_as_of("27094", "ubnd", DAY)
    assert old.id != new.id == AN_KHANH
    assert old.name == new.name == "Ủy ban nhân dân phường An Khánh"
    assert queries.unit_by_id(old.id).ends_on == DAY


def test_the_committee_of_the_city_answers_to_both_its_codes() -> None:
    for on in (EVE, DAY):
        assert (
            queries.unit_as_of("79", "ubnd", on).code == queries.unit_as_of("H29", "ubnd", on).code == "H29"
        )


def test_an_unknown_code_and_a_day_before_the_registry_are_refused() -> None:
    with pytest.raises(Refusal) as unknown:
        queries.unit_as_of("99999", "ubnd", DAY)
    with pytest.raises(Refusal) as early:
        queries.units_check(date(2024, 12, 31))
    assert (unknown.value.code, early.value.code) == ("unknown_unit", "no_holdings_on")
    with pytest.raises(NotFound):
        queries.holder_of(1, DAY)


def test_the_heir_of_the_seat_is_named_before_the_heir_of_a_part() -> None:
    heirs = queries.heirs(queries.unit_as_of("27091", "ubnd", EVE).id)
    assert [heir.unit for heir in heirs] == [BINH_TRUNG, AN_KHANH]
    assert queries.heirs(AN_KHANH) == []


def test_a_district_is_succeeded_by_the_province() -> None:
    assert [heir.code for heir in queries.heirs(queries.unit_as_of("769", "ubnd", EVE).id)] == ["H29"]


def test_a_part_is_held_by_the_old_ward_until_the_flip_and_by_the_heir_after() -> None:
    part = queries.part_of(AN_PHU, AN_KHANH_AREA)
    assert part is not None
    assert queries.holder_of(part, date(2025, 6, 10)) == queries.unit_as_of("27091", "ubnd", EVE).id
    assert queries.holder_of(part, DAY) == AN_KHANH
    with pytest.raises(NotFound):
        queries.holder_of(part, date(2025, 6, 9))


def test_undivided_work_of_a_split_ward_goes_to_the_default_heir() -> None:
    jurisdiction = queries.jurisdiction_for("territory", AN_PHU, None, EVE)
    assert queries.holder_of(jurisdiction, DAY) == BINH_TRUNG


def test_new_work_named_by_an_old_ward_enters_the_jurisdiction_of_its_day() -> None:
    whole = registry.area_id(registry.OLD, "commune", "27088")
    assert queries.jurisdiction_for("territory", whole, None, DAY) == queries.jurisdiction_for(
        "territory", AN_KHANH_AREA, None, DAY
    )


def test_a_letter_to_an_ended_ward_goes_to_the_seat_of_its_heir() -> None:
    old = queries.unit_as_of("27088", "ubnd", EVE).id
    assert queries.jurisdiction_for("seat", old, None, EVE) == queries.seat_of(old)
    assert queries.jurisdiction_for("seat", old, None, DAY) == queries.seat_of(AN_KHANH)


def test_a_field_belongs_to_the_district_and_after_it_to_the_department() -> None:
    place = registry.area_id(registry.OLD, "commune", "27094")
    before = queries.holder_of(queries.jurisdiction_for("competence", place, "Hộ tịch", EVE), EVE)
    after = queries.holder_of(queries.jurisdiction_for("competence", place, "Hộ tịch", DAY), DAY)
    assert (queries.unit_by_id(before).code, queries.unit_by_id(after).code) == ("769", "H29-STP")
    assert queries.jurisdiction_for("competence", None, "Cổng 1022", DAY) in queries.held_by(
        queries.unit_as_of("H29-TTCDS", "centre", DAY).id, DAY
    )


def test_a_field_nobody_has_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        queries.jurisdiction_for("competence", AN_KHANH_AREA, "Hàng không", DAY)
    assert refusal.value.code == "no_jurisdiction"


@MANY
@given(area=st.sampled_from(OLD_AREAS), on=ALL_DAYS)
def test_a_place_of_the_old_map_has_one_holder_on_every_day(area: int, on: date) -> None:
    unit = queries.unit_by_id(queries.holder_of(queries.jurisdiction_for("territory", area, None, on), on))
    assert unit.starts_on <= on
    assert unit.ends_on is None or on < unit.ends_on


@MANY
@given(area=st.sampled_from(NEW_AREAS), on=LATER_DAYS)
def test_a_place_of_the_new_map_is_held_by_its_own_committee(area: int, on: date) -> None:
    jurisdiction = queries.jurisdiction_for("territory", area, None, on)
    assert queries.holder_of(jurisdiction, on) == registry.unit_id(area, "ubnd")


@MANY
@given(area=st.sampled_from(OLD_AREAS), on=ALL_DAYS)
def test_what_one_unit_holds_and_who_holds_it_say_the_same(area: int, on: date) -> None:
    jurisdiction = queries.jurisdiction_for("seat", registry.unit_id(area, "ubnd"), None, on)
    assert jurisdiction in queries.held_by(queries.holder_of(jurisdiction, on), on)


def test_every_seat_and_territory_of_the_eve_has_the_same_jurisdiction_and_another_holder_after() -> None:
    row = sql.row(
        "select count(*) as n, count(holder_of(j.id, %(day)s::date)) as held,"
        " count(*) filter (where holder_of(j.id, %(eve)s::date) <> holder_of(j.id, %(day)s::date)) as moved"
        " from jurisdiction j join area a on a.id = j.area"
        " where j.kind = 'territory' and a.rank = 'commune' and a.during @> %(eve)s::date",
        {"eve": EVE, "day": DAY},
    )
    assert (row.n, row.held, row.moved) == (10_040, 10_040, 10_040)


def test_a_name_finds_all_who_bear_it_the_exact_spelling_first() -> None:
    assert len(wards_sought("Phường 1", EVE).like) > 11
    found = [ward.name for ward in wards_sought("Thạnh An", DAY).like]
    marked = [name.endswith("Thạnh An") for name in found]
    assert marked == sorted(marked, reverse=True)
    assert {True, False} == set(marked)
    assert "27094" in {ward.code for ward in wards_sought("an khanh", DAY).like}
