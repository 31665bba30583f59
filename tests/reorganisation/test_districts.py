"""A district's work goes to the ward of the address: by the old commune it names; a split one is asked by its rules."""

from uuid import UUID

import pytest

from lienthong.ground import acts
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.divisions import actions, queries, streets
from lienthong.reorganisation.divisions.running.tasks import apply_division_rules
from lienthong.reorganisation.divisions.terms import Division
from tests import sql
from tests.reorganisation.desks import (
    AN_PHU,
    Screen,
    counter,
    division,
    dossiers,
    jurisdiction,
    lasting,
    part,
)
from tests.reorganisation.plans import area_of, planner, real_plan

THU_DUC, THAO_DIEN = "769", "27088"


@pytest.fixture
def district(real: None) -> Division:
    """The household businesses of Thủ Đức: its jurisdiction is divided among the wards made of its communes."""
    return next(
        one for one in queries.divisions_of(real_plan()) if one.code == THU_DUC and "kinh doanh" in one.name
    )


def lying_in(one: Division, *addresses: str, place: int | None = None) -> list[UUID]:
    """Dossiers in the district's own jurisdiction: no procedure of today's catalogue brings one there."""
    items = dossiers(*addresses)
    sql.run("reset role")
    sql.run(
        "update work_item set jurisdiction = %(jurisdiction)s, field = 'Hộ kinh doanh',"
        " place = coalesce(%(place)s::int, (select area from jurisdiction where id = %(jurisdiction)s)),"
        " parties = parties_at_birth(%(jurisdiction)s::int, received_seat, null) where id = any (%(items)s)",
        {"jurisdiction": one.undivided, "place": place, "items": items},
    )
    sql.run("set local role lienthong_app")
    return items


def by_commune(one: Division) -> None:
    actions.write_rule(one.plan, one.undivided, kind="commune", pattern={}, part=None, by=planner())


def applied(one: Division) -> dict[str, int]:
    return actions.apply_rules(one.plan, one.undivided, by=counter(THU_DUC))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("address", "heir"),
    [
        ("12 Quốc Hương, phường Thảo Điền, TP. Thủ Đức", "An Khánh"),
        ("12 quoc huong, p. thao dien, thu duc", "An Khánh"),
        ("12 Quốc Hương, Thảo Điền, Thủ Đức", "An Khánh"),
        ("3 đường 8, P.Bình Trưng Đông", "Bình Trưng"),
        ("1 Thảo Điền, phường Bình Trưng Tây", "Bình Trưng"),
        ("5 Lê Văn Việt, phường Tăng Nhơn Phú A", "Tăng Nhơn Phú"),
    ],
)
def test_the_commune_of_the_address_names_the_ward(district: Division, address: str, heir: str) -> None:
    (item,) = lying_in(district, address)
    before = lasting(item)
    by_commune(district)
    assert applied(district)["left"] == 0
    assert jurisdiction(item) == part(district, heir)
    assert lasting(item) == before


def test_the_place_of_the_item_counts_like_its_address(district: Division) -> None:
    (item,) = lying_in(district, "không ghi", place=area_of(THAO_DIEN))
    (torn,) = lying_in(district, "1 đường 8, phường Cát Lái", place=area_of(THAO_DIEN))
    by_commune(district)
    applied(district)
    assert jurisdiction(item) == part(district, "An Khánh")
    assert jurisdiction(torn) == district.undivided, "address and place name two communes: a person decides"


def test_a_split_commune_is_asked_by_its_own_rules(district: Division) -> None:
    """An Phú goes to An Khánh and to Bình Trưng: only its own rules can say which."""
    first, second, unclear = lying_in(
        district, "1 Nguyễn Hoàng, phường An Phú", "9 đường số 7, KP 1, phường An Phú", "phường An Phú"
    )
    by_commune(district)
    assert applied(district) == {"decided": {}, "left": 3}
    commune = division(district.plan, AN_PHU)
    for name, words in (("An Khánh", "Nguyễn Hoàng"), ("Bình Trưng", "đường số 7")):
        actions.write_rule(
            commune.plan, commune.undivided, kind="words", pattern={"any": [words]}, part=part(commune, name),
            by=planner(),
        )  # fmt: skip
    assert applied(district)["left"] == 1
    assert [jurisdiction(item) for item in (first, second, unclear)] == [
        part(district, "An Khánh"), part(district, "Bình Trưng"), district.undivided
    ]  # fmt: skip


def test_the_ways_a_split_commune_may_have_gone_are_suggested(district: Division) -> None:
    lying_in(district, "7 Nguyễn Hoàng, phường An Phú")
    by_commune(district)
    own = counter(THU_DUC)
    with acts.opening(own):
        found = streets.standings(own, district)
        (line,) = streets.pending(own, district, found.streets)
    assert {district.names[one.part] for one in line.suggested} == {"Phường An Khánh", "Phường Bình Trưng"}
    assert line.best == line.suggested, "as much speaks for the one as for the other"
    assert "được chia về nhiều địa bàn" in line.suggested[0].reason


def test_a_street_of_another_commune_is_no_neighbour(district: Division) -> None:
    """Thủ Đức has a «đường số 1» in many of its communes."""
    decided, _ = lying_in(district, "1 đường số 1, phường Thảo Điền", "3 đường số 1")
    own = counter(THU_DUC)
    given = {"items": [decided], "part": part(district, "An Khánh"), "by": own}
    actions.decide_items(district.plan, district.undivided, **given)  # type: ignore[arg-type]
    with acts.opening(own):
        found = streets.standings(own, district)
        (line,) = streets.pending(own, district, found.streets)
    assert line.suggested == ()


def test_divisions_are_found_in_one_pass_though_the_figures_know_of_no_parts(district: Division) -> None:
    """Before the first plan the planner's figures say that there are none: it must not pair all parts with all."""
    asked = sql.named(queries.ROOM, "divisions")
    (said,) = sql.row(
        "explain (analyze, buffers, format json) " + asked, {"plan": district.plan, "held": None}
    )
    parts = sql.one("select count(*) from planned_holding pp join jurisdiction j on j.id = pp.jurisdiction"
                    " where pp.plan = %s and j.kind = 'part'", (district.plan,))  # fmt: skip
    assert said[0]["Plan"]["Shared Hit Blocks"] < 200 * parts


def test_the_rule_is_for_districts_and_written_once_for_all_of_them(district: Division) -> None:
    commune = division(district.plan, AN_PHU)
    with pytest.raises(Refusal, match="bad_rule"):
        actions.write_rule(
            commune.plan, commune.undivided, kind="commune", pattern={}, part=None, by=planner()
        )
    written = actions.write_commune_rules(district.plan, by=planner())["written"]
    assert written == sum(
        "–" in one.name for one in queries.divisions_of(district.plan) if len(one.parts) > 0
    )
    assert actions.write_commune_rules(district.plan, by=planner()) == {"written": 0}


def test_the_districts_own_people_do_it_on_their_page(district: Division) -> None:
    lying_in(district, "12 Quốc Hương, phường Thảo Điền", "không rõ")
    clerk = Screen(counter(THU_DUC))
    home = f"/sap-xep/{district.plan}/phan-chia/{district.undivided}"
    assert "còn <strong>2/2</strong>" in clerk.text(home)
    clerk.send(f"{home}/quy-tac", kind="commune")
    assert "khớp 1 việc" in clerk.text(home)
    assert clerk.send(f"{home}/ap-dung").headers["Location"] == f"{home}/ap-dung"
    apply_division_rules(sql.one("select max(id) from rule_run"))
    assert "còn <strong>1/2</strong>" in clerk.text(home)
    assert Screen(counter(AN_PHU)).client.get(home).status_code == 404


def test_the_planner_adds_the_rule_everywhere_on_the_overview(district: Division) -> None:
    lying_in(district, "12 Quốc Hương, phường Thảo Điền")
    home = f"/sap-xep/{district.plan}/phan-chia"
    centre = Screen(planner())
    shown = centre.text(home)
    assert "còn <strong>1/1</strong>" in shown, "sums of all wards, for who plans"
    assert centre.send(f"{home}/quy-tac-xa-cu").status_code == 302
    (rule,) = queries.rules_of(district.plan, district.undivided)
    assert (rule.kind, rule.part) == ("commune", None)
    assert Screen(counter(THU_DUC)).send(f"{home}/quy-tac-xa-cu").status_code == 403
    assert "Thảo Điền" not in centre.text(home)
