"""People of a reversed plan, carried over to the plan that begins their bodies again."""

from datetime import date, timedelta

import pytest

from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.people import actions, queries
from lienthong.reorganisation.people.terms import LIST
from lienthong.reorganisation.plans.actions import approve_plan, draft_plan, prepare_plan, reverse_plan
from tests import sql
from tests.reorganisation.desks import AN_KHANH, Screen
from tests.reorganisation.plans import DAY, planner, signers, today
from tests.reorganisation.test_people import HEAD, merged, row, stands
from tests.tables import listed

PEOPLE = [
    row("Nguyễn Thị Sáu", "sau.nt", role="lanh_dao"), row("Trần Văn Bảy", "bay.tv"),
    row("Lê Thị Tám", "tam.lt", body="dang_uy"),
]  # fmt: skip


def begun(on: date = DAY) -> int:
    plan = int(draft_plan(merged(on=on, until=on + timedelta(days=30)), by=planner())["plan"])
    prepare_plan(plan, by=planner())
    return plan


def signed(plan: int) -> None:
    digest = sql.one("select digest from plan where id = %s", (plan,))
    for signer in signers():
        approve_plan(plan, digest=digest, by=signer)


def names(plan: int) -> list[tuple[str, str, bool, str]]:
    """Of the three; the real wards have people of their own in the registry."""
    found = [one for body in queries.prepared(plan) for one in queries.staff(plan, body.unit)]
    three = {one[5] for one in PEOPLE}
    return sorted((one.name, one.role, one.temporary, one.basis) for one in found if one.name in three)


@pytest.fixture
def reversed_plan(eve: None) -> int:
    plan = begun()
    actions.prepare_staff(plan, listed([HEAD, *PEOPLE], LIST), by=planner())
    signed(plan)
    return plan


def test_one_act_brings_them_all_back(reversed_plan: int) -> None:
    before = names(reversed_plan)
    reverse_plan(reversed_plan, by=signers()[0])
    again = begun(DAY + timedelta(days=5))
    assert names(again) == []
    centre, path = Screen(planner()), f"/sap-xep/{again}/nhan-su"
    assert "đã bố trí <strong>3</strong> người" in centre.text(path)
    assert centre.send(f"{path}/lay-lai").status_code == 302
    assert names(again) == before
    assert "Lấy lại bố trí" not in centre.text(path), "nobody is left behind"
    with pytest.raises(Refusal, match="nobody_to_carry_over"):
        actions.carry_staff_over(again, by=planner())
    assert names(again) == before


def test_they_are_in_office_from_the_new_date(reversed_plan: int) -> None:
    reverse_plan(reversed_plan, by=signers()[0])
    again = begun(DAY + timedelta(days=5))
    actions.carry_staff_over(again, by=planner())
    signed(again)
    (mandate,) = (
        one.mandate for body in queries.prepared(again) for one in queries.staff(again, body.unit)
        if one.name == "Trần Văn Bảy"
    )  # fmt: skip
    assert stands(mandate) == "unit_not_begun"
    today(DAY + timedelta(days=5))
    assert stands(mandate) == "ok"


def test_of_a_plan_reversed_after_its_date_the_bodies_are_other_rows(reversed_plan: int) -> None:
    before = names(reversed_plan)
    today(DAY + timedelta(days=2))
    reverse_plan(reversed_plan, by=signers()[0])
    again = begun(DAY + timedelta(days=20))
    actions.carry_staff_over(again, by=planner())
    assert names(again) == before


def test_who_is_listed_again_is_not_doubled_and_stands_once_among_the_rights(reversed_plan: int) -> None:
    reverse_plan(reversed_plan, by=signers()[0])
    again = begun(DAY + timedelta(days=5))
    actions.prepare_staff(again, listed([HEAD, PEOPLE[1]], LIST), by=planner())
    assert actions.carry_staff_over(again, by=planner())["mandates"] == 2
    assert [name for name, *_ in names(again)] == ["Lê Thị Tám", "Nguyễn Thị Sáu", "Trần Văn Bảy"]
    sheet = Screen(planner()).text(f"/sap-xep/{again}/quyen.csv?nhom=gains")
    assert sheet.count("Trần Văn Bảy") == 1


def test_nobody_is_carried_to_other_bodies_or_by_others(reversed_plan: int) -> None:
    with pytest.raises(Refusal, match="nobody_to_carry_over"):
        actions.carry_staff_over(reversed_plan, by=planner())
    reverse_plan(reversed_plan, by=signers()[0])
    again = begun(DAY + timedelta(days=5))
    with pytest.raises(Refusal, match="not_allowed"):
        actions.carry_staff_over(again, by=signers()[0])
    assert "Lấy lại bố trí" not in Screen(signers()[0]).text(f"/sap-xep/{again}/nhan-su"), AN_KHANH
    assert names(again) == []
