"""The loaded registry against the tables it came from."""

from datetime import date

import pytest

from lienthong.units import registry
from lienthong.units.queries import city_units, units_check
from lienthong.units.rules import KINDS
from tests import sql
from tests.units.oracle import mapping, table

pytestmark = pytest.mark.usefixtures("db")

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)


def test_counts_of_both_generations() -> None:
    before, after = units_check(EVE), units_check(DAY)
    assert (before["communes"], before["city_communes"]) == (10_040, 442)
    assert (before["split"], before["city_split"]) == (440, 47)
    assert (after["communes"], after["city_communes"], after["split"]) == (3_321, 168, 0)
    for check in (before, after):
        assert check["without_holder"] == check["with_two_holders"] == 0
        assert check["jurisdictions"] > 20_000


def test_every_new_unit_of_the_table_stands_under_its_code_and_province() -> None:
    stored = {
        (row.rank, row.code): (row.name, row.province)
        for row in sql.rows(
            "select a.rank, a.code, a.name, p.code as province from area a"
            " left join area p on p.id = a.province where a.during @> %s::date",
            (DAY,),
        )
    }
    expected = {
        (row["level"], row["code"]): (
            row["name"],
            row["province_code"] if row["level"] == "commune" else None,
        )
        for row in table("units.csv")
    }
    assert stored == expected


def test_heirs_are_the_rows_of_the_mapping() -> None:
    stored = {
        (row.old, row.new, row.is_partial, row.is_default)
        for row in sql.rows(
            "select o.code as old, n.code as new, h.is_partial, h.is_default from area_heir h"
            " join area o on o.id = h.old join area n on n.id = h.new where o.rank = 'commune'"
        )
    }
    assert stored == {
        (old, row["new_code"], row["is_partial"] == "1", row["is_default_heir"] == "1")
        for old, rows in mapping().items()
        for row in rows
    }


def test_the_city_of_168_is_the_table_of_the_city() -> None:
    assert {unit.code: unit.name for unit in city_units(DAY)} == {
        row["code"]: row["name"] for row in table("hcmc_168.csv")
    }
    for unit in city_units(DAY):
        assert unit.party_unit is not None


def test_the_47_split_areas_of_the_city_have_a_part_for_each_heir() -> None:
    stored: dict[str, set[str]] = {}
    for row in sql.rows(
        "select w.code as old, n.code as new from jurisdiction p join jurisdiction t on t.id = p.parent"
        " join area w on w.id = t.area join area n on n.id = p.area join area c on c.id = n.province"
        " where p.kind = 'part' and c.code = '79'"
    ):
        stored.setdefault(row.old, set()).add(row.new)
    assert stored == {
        row["old_code"]: set(row["new_codes"].split("|")) for row in table("hcmc_split_units.csv")
    }


def test_the_mud_flat_is_no_commune_and_the_islands_are() -> None:
    codes = {row.code for row in sql.rows("select code from area where code ~ '^[A-Z]'")}
    assert codes == {"D318", "D471", "D498", "D536", "D755"}


def test_slips_of_the_table_are_put_right() -> None:
    """A commune lies in the province of its district, and is called by its kind. Each correction stands in NOTICE."""
    found = {
        row.code: (row.name, row.code_above, row.above)
        for row in sql.rows(
            "select a.code, a.name, p.code as code_above, p.name as above from area a join area p on p.id = a.province"
            " where a.code in ('D471', '27691', '30781', '22108', '22111') and a.during @> %s::date",
            (EVE,),
        )
    }
    assert found == {
        "D471": ("Huyện Cồn Cỏ", "45", "Tỉnh Quảng Trị"),
        "27691": ("Phường 4", "80", "Tỉnh Long An"),
        "30781": ("Xã Tiên Hải", "91", "Tỉnh Kiên Giang"),
        "22108": ("Xã Xuân Quang 3", "54", "Tỉnh Phú Yên"),
        "22111": ("Xã Xuân Phước", "54", "Tỉnh Phú Yên"),
    }


def test_the_tables_agree_with_themselves() -> None:
    """One province a district, every name with its kind, a new name as the list of units has it."""
    rows = [row for of_code in mapping().values() for row in of_code]
    provinces: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        provinces.setdefault(row["old_district_code"], set()).add(
            (row["old_province_code"], row["old_province"])
        )
        for name in ("old_name", "old_district", "old_province", "new_name"):
            assert (
                row[name].title().replace("Thi ", "Thị ").startswith(tuple(kind.title() for kind in KINDS))
            ), row
    assert {code: names for code, names in provinces.items() if len(names) > 1} == {}
    names = {row["code"]: row["name"] for row in table("units.csv") if row["level"] == "commune"}
    assert {(row["new_code"], row["new_name"]) for row in rows} == set(names.items())


def test_hoa_thang_gives_a_part_to_hong_thai() -> None:
    """Resolution 1671/NQ-UBTVQH15, item 46; what is not decided stays with Hòa Thắng. Its parts have numbers behind
    those that stand in worlds made before."""
    parts = sql.rows(
        "select p.id, n.code from jurisdiction p join jurisdiction t on t.id = p.parent join area o on o.id = t.area"
        " join area n on n.id = p.area where p.kind = 'part' and o.code = '23053' order by n.code"
    )
    assert [row.code for row in parts] == ["23041", "23053"]
    last = sql.one("select max(id) from jurisdiction where kind = 'part' and id < 600000000")
    assert [row.id for row in parts] == [last - 1, last]
    heirs = sql.rows(
        "select n.code, h.is_partial, h.is_default from area_heir h join area o on o.id = h.old"
        " join area n on n.id = h.new where o.code = '23053' and o.rank = 'commune' order by n.code"
    )
    assert [tuple(row) for row in heirs] == [("23041", True, False), ("23053", True, True)]


def test_38_districts_of_the_city_end_and_the_province_holds_their_jurisdictions() -> None:
    kinds = sql.rows(
        "select j.kind, count(*) as n from holding h join jurisdiction j on j.id = h.jurisdiction"
        " left join unit u on u.id = j.unit left join area a on a.id = coalesce(u.area, j.area)"
        " where h.during @> %s::date and a.rank = 'district'"
        " and h.unit = (select id from unit where code = 'H29') group by j.kind",
        (DAY,),
    )
    # Côn Đảo was the 38th: without communes, so its whole work goes to its special zone.
    assert {row.kind: row.n for row in kinds} == {"territory": 37, "seat": 37, "competence": 37 * 5}


def test_the_city_s_bodies_hold_their_competences_through_both_generations() -> None:
    expected = {
        (row["code"], field)
        for row in table("city_bodies.csv")
        for field in row["fields"].split("|")
        if field
    }
    for on in (EVE, DAY):
        found = sql.rows(
            "select u.code, j.field from jurisdiction j join unit u on u.id = holder_of(j.id, %s::date)"
            " where j.kind = 'competence' and u.agency is not null and j.unit = u.id",
            (on,),
        )
        assert {(row.code, row.field) for row in found} == expected


def test_identifiers_are_the_same_in_every_world() -> None:
    row = sql.row("select id, area from unit where code = '27094' and body = 'ubnd' and upper_inf(during)")
    assert row.area == registry.area_id(registry.NEW, "commune", "27094") == 2_027_094
    assert row.id == registry.unit_id(row.area, "ubnd")


def test_boundaries_of_the_168_lie_in_their_boxes() -> None:
    row = sql.row(
        "select count(*) as n, bool_and(min_lon < max_lon and min_lat < max_lat) as boxed from boundary"
    )
    assert (row.n, row.boxed) == (168, True)


def test_names_tell_nothing_apart() -> None:
    """Why nothing here is found by a name: 442 units with 324 names, eleven of them «Phường 1»."""
    names = [unit.name for unit in city_units(EVE)]
    assert len(set(names)) == 324
    assert names.count("Phường 1") == 11


def test_codes_are_reused_by_the_next_generation() -> None:
    assert len({u.code for u in city_units(EVE)} & {u.code for u in city_units(DAY)}) == 167
