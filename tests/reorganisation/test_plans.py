"""A plan from its text to the registry and back, as people go through it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.plans import actions, queries
from lienthong.reorganisation.plans.terms import Source, Target, Transition
from lienthong.reorganisation.plans.texts.files import digest_of, read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from lienthong.units.queries import units_check
from tests import sql
from tests.cast import officer
from tests.reorganisation.plans import (
    DAY,
    approved,
    area_of,
    drafted,
    holder,
    merge,
    planner,
    real_plan_approved,
    responsibility,
    signers,
    territory,
    text,
    today,
)

EVE = DAY - timedelta(days=1)
THAO_DIEN, AN_KHANH, AN_LOI_DONG, AN_PHU = "27088", "27094", "27115", "27091"
HA_NOI_PHUC_XA = "00001"


def small() -> Transition:
    return merge(THAO_DIEN, AN_LOI_DONG, into="99001", name="Phường Thử Nghiệm")


def test_the_real_plan_turns_442_into_168(real: None) -> None:
    plan = real_plan_approved()
    assert units_check(EVE)["city_communes"] == 442
    after = units_check(DAY)
    assert (after["city_communes"], after["without_holder"], after["with_two_holders"]) == (168, 0, 0)
    # The registry of the standard world was loaded from the same table, not through a plan.
    assert sql.one("select count(*) from planned_heir where plan = %s", (plan,)) == 496
    assert holder(territory(AN_KHANH), DAY) == 20_270_941
    assert holder(territory(AN_KHANH), EVE) == 10_270_941


def test_a_field_of_a_former_district_goes_where_the_plan_says(real: None) -> None:
    real_plan_approved()
    for field, agency in (("Đất đai", "H29-SNNMT"), ("Xây dựng", "H29-SXD"), ("Hộ tịch", "H29")):
        jurisdiction = sql.one(
            "select j.id from jurisdiction j join area a on a.id = j.area"
            " where a.code = '769' and a.rank = 'district' and j.field = %s and j.kind = 'competence'",
            (field,),
        )
        assert sql.one("select code from unit where id = %s", (holder(jurisdiction, DAY),)) == agency


def test_before_the_date_nobody_sees_a_difference(real: None) -> None:
    before = {code: holder(territory(code), EVE) for code in (THAO_DIEN, AN_KHANH, AN_PHU)}
    real_plan_approved()
    assert {code: holder(territory(code), EVE) for code in before} == before
    part = sql.one(
        "select p.id from jurisdiction p where p.parent = %s and p.kind = 'part' limit 1",
        (territory(AN_PHU),),
    )
    assert holder(part, EVE) == before[AN_PHU]


def test_two_different_people_sign(eve: None) -> None:
    made = drafted(text(small()))
    actions.prepare_plan(made["plan"], by=planner())
    first, second = signers()
    assert actions.approve_plan(made["plan"], digest=made["digest"], by=first)["state"] == "draft"
    with pytest.raises(Refusal) as refused:
        actions.approve_plan(made["plan"], digest=made["digest"], by=first)
    assert refused.value.code == "already_signed"
    assert actions.approve_plan(made["plan"], digest=made["digest"], by=second)["state"] == "approved"


def test_a_signature_counts_for_one_text_only(eve: None) -> None:
    made = drafted(text(small()))
    first, second = signers()
    actions.approve_plan(made["plan"], digest=made["digest"], by=first)
    other = replace(text(small()), basis="Nghị quyết khác")
    actions.draft_plan(other, plan=made["plan"], by=planner())
    with pytest.raises(Refusal, match="khác với nội dung"):
        actions.approve_plan(made["plan"], digest=made["digest"], by=second)
    assert actions.approve_plan(made["plan"], digest=digest_of(other), by=second)["state"] == "draft"


def test_a_clerk_neither_plans_nor_signs(eve: None) -> None:
    clerk = officer("tiep_nhan", THAO_DIEN)
    with pytest.raises(Refusal) as refused:
        actions.draft_plan(text(small()), by=clerk)
    assert refused.value.code == "not_allowed"
    made = drafted(text(small()))
    with pytest.raises(Refusal) as refused:
        actions.approve_plan(made["plan"], digest=made["digest"], by=clerk)
    assert refused.value.code == "not_allowed"


def test_approving_twice_is_approving_once(eve: None) -> None:
    plan = approved(text(small()))
    once = responsibility()
    with pytest.raises(Refusal) as refused:
        actions.approve_plan(plan, digest=queries.plan(plan).digest, by=signers()[1])
    assert refused.value.code == "plan_frozen"
    assert responsibility() == once


def test_one_plan_a_date(eve: None) -> None:
    approved(text(small()))
    with pytest.raises(Refusal) as refused:
        approved(text(merge(AN_PHU, into="99002", name="Phường Khác")))
    assert refused.value.code == "plan_one_a_date"


def test_the_first_signer_is_told_what_would_stop_the_second(eve: None) -> None:
    approved(text(small()))
    made = drafted(text(merge(AN_PHU, into="99002", name="Phường Khác")))
    first, _ = signers()
    with pytest.raises(Refusal) as refused:
        actions.approve_plan(made["plan"], digest=made["digest"], by=first)
    assert refused.value.code == "plan_one_a_date"
    assert not queries.has_signed(made["plan"], made["digest"], first)


def test_one_signature_changes_nothing_but_is_one(eve: None) -> None:
    made = drafted(text(small()))
    actions.prepare_plan(made["plan"], by=planner())
    before, people = responsibility(), _mandates()
    first, _ = signers()
    actions.approve_plan(made["plan"], digest=made["digest"], by=first)
    assert (responsibility(), _mandates()) == (before, people)
    assert queries.plan(made["plan"]).state == "draft"
    assert queries.has_signed(made["plan"], made["digest"], first)


def _mandates() -> str:
    return str(sql.one("select md5(string_agg(concat_ws(',', id, during), '|' order by id)) from mandate"))


def test_a_plan_of_today_is_too_late(eve: None) -> None:
    with pytest.raises(Refusal) as refused:
        approved(text(small(), on=date(2025, 6, 20)))
    assert refused.value.code == "plan_in_the_past"


def test_reversed_before_the_date_nothing_ever_was(eve: None) -> None:
    made = drafted(text(small()))
    actions.prepare_plan(made["plan"], by=planner())
    before = responsibility()
    for signer in signers():
        actions.approve_plan(made["plan"], digest=made["digest"], by=signer)
    assert responsibility() != before
    actions.reverse_plan(made["plan"], by=signers()[0])
    assert responsibility() == before


@pytest.mark.parametrize("days", [0, 1, 9])
def test_reversed_after_the_date_responsibility_goes_back(eve: None, days: int) -> None:
    jurisdictions = {code: territory(code) for code in (THAO_DIEN, AN_LOI_DONG)}
    before = {code: holder(jurisdiction, EVE) for code, jurisdiction in jurisdictions.items()}
    plan = approved(text(small()))
    today(DAY + timedelta(days=days))
    born = territory("99001")
    actions.reverse_plan(plan, by=signers()[0])
    back = DAY + timedelta(days=days)
    assert {code: holder(jurisdiction, back) for code, jurisdiction in jurisdictions.items()} == before
    # What was born under the plan has a home: the committee of the first whole source.
    assert holder(born, back) == before[THAO_DIEN]
    # New work for the place finds an area again.
    assert (
        sql.one("select jurisdiction_for('territory', %s, null, %s::date)", (area_of(THAO_DIEN), back))
        is not None
    )


def test_no_way_back_from_the_named_day_on(eve: None) -> None:
    plan = approved(text(small(), until=DAY + timedelta(days=5)))
    today(DAY + timedelta(days=5))
    with pytest.raises(Refusal) as refused:
        actions.reverse_plan(plan, by=signers()[0])
    assert refused.value.code == "plan_no_return"


def test_no_way_back_under_a_later_plan_that_rests_on_it(eve: None) -> None:
    first = approved(text(small()))
    later = DAY + timedelta(days=10)
    second = text(merge("99001", AN_PHU, into="99003", name="Phường Lớn"), on=later)
    approved(replace(second, name="Kế hoạch sau"))
    with pytest.raises(Refusal) as refused:
        actions.reverse_plan(first, by=signers()[0])
    assert refused.value.code == "plan_rested_on"
    assert "Kế hoạch sau" in refused.value.sentence


def test_every_jurisdiction_is_as_old_as_its_reorganisations(eve: None) -> None:
    jurisdiction = territory(THAO_DIEN)
    approved(text(small()))
    approved(text(merge("99001", AN_PHU, into="99003", name="Phường Lớn"), on=DAY + timedelta(days=10)))
    assert sql.one("select count(*) from holding where jurisdiction = %s", (jurisdiction,)) == 3


def test_a_chain_in_one_plan_is_one_step(eve: None) -> None:
    """Extract a part of An Phú, merge it with Thảo Điền, rename the result: nothing in between is ever in force."""
    steps = (
        Transition("extract", (Source(code=AN_PHU),), (Target(key="x", code="99010", name="Phường Tạm Một"),)),
        Transition(
            "merge", (Source(key="x"), Source(code=THAO_DIEN)),
            (Target(key="y", code="99011", name="Phường Tạm Hai"),),
        ),
        Transition(
            "rename", (Source(key="y"),),
            (Target(code="99012", name="Phường Cuối", province="79", bodies=("ubnd",)),),
        ),
    )  # fmt: skip
    approved(text(*steps))
    today(DAY)
    assert sql.one("select count(*) from area where code in ('99010', '99011')") == 0
    assert holder(territory("99012"), DAY) == sql.one(
        "select id from unit where code = '99012' and body = 'ubnd'"
    )
    old = sql.one(
        "select territory_of(id) from area where code = %s and lower(during) < %s", (THAO_DIEN, DAY)
    )
    assert holder(old, DAY) == holder(territory("99012"), DAY)
    # An Phú lives on and keeps what was not extracted.
    assert holder(territory(AN_PHU), DAY) == 10_270_911


def test_a_field_goes_to_a_department_and_comes_back(eve: None) -> None:
    taken = Transition(
        "transfer_competence", (Source(code=THAO_DIEN),), (Target(unit="H29-SXD"),), field="Xây dựng"
    )
    approved(text(taken))
    place = area_of(THAO_DIEN)
    ask = "select holder_of(jurisdiction_for('territory', %s::int, %s::text, %s::date), %s::date)"
    department = sql.one("select id from unit where code = 'H29-SXD'")
    assert sql.one(ask, (place, "Xây dựng", EVE, EVE)) == 10_270_881
    assert sql.one(ask, (place, "Xây dựng", DAY, DAY)) == department
    assert sql.one(ask, (place, "Đất đai", DAY, DAY)) == 10_270_881
    returned = Transition(
        "transfer_competence", (Source(unit="H29-SXD"),), (Target(by_address=True),), field="Xây dựng"
    )
    later = DAY + timedelta(days=30)
    approved(text(returned, on=later))
    assert sql.one(ask, (place, "Xây dựng", later, later)) == 10_270_881


def test_a_field_comes_back_to_the_heir_when_its_ward_is_merged_the_same_day(eve: None) -> None:
    taken = Transition(
        "transfer_competence", (Source(code=THAO_DIEN),), (Target(unit="H29-SXD"),), field="Xây dựng"
    )
    approved(text(taken))
    returned = Transition(
        "transfer_competence", (Source(unit="H29-SXD"),), (Target(by_address=True),), field="Xây dựng"
    )
    later = DAY + timedelta(days=30)
    approved(text(returned, small(), on=later))
    ask = "select holder_of(jurisdiction_for('territory', %s::int, 'Xây dựng', %s::date), %s::date)"
    old = sql.one("select id from area where code = %s and lower(during) < %s", (THAO_DIEN, DAY))
    heir = sql.one("select id from unit where code = '99001' and body = 'ubnd'")
    assert sql.one(ask, (old, DAY, later)) == heir


def test_a_jurisdiction_made_after_the_preview_is_handed_over_too(eve: None) -> None:
    made = drafted(text(small()))
    actions.prepare_plan(made["plan"], by=planner())
    sql.run("reset role")
    late = sql.one(
        "insert into jurisdiction (kind, unit, field, during)"
        " values ('competence', 10270881, 'Chăn nuôi', daterange('2025-06-20', null)) returning id"
    )
    sql.run(
        "insert into holding (jurisdiction, unit, during) values (%s, 10270881, daterange('2025-06-20', null))",
        (late,),
    )
    sql.run("set local role lienthong_app")
    for signer in signers():
        actions.approve_plan(made["plan"], digest=made["digest"], by=signer)
    assert sql.one("select code from unit where id = %s", (holder(late, DAY),)) == "99001"


def test_what_is_prepared_is_seen_by_nobody(eve: None) -> None:
    before = units_check(DAY)
    made = drafted(read_plan(shipped_plan()))
    actions.prepare_plan(made["plan"], by=planner())
    after = units_check(DAY)
    parts = after["jurisdictions"] - before["jurisdictions"]
    assert parts > 100
    assert {k: v for k, v in after.items() if k != "jurisdictions"} == {
        k: v for k, v in before.items() if k != "jurisdictions"
    }


def test_the_application_cannot_approve_by_itself(eve: None) -> None:
    from django.db import transaction
    from psycopg import errors

    made = drafted(text(small()))
    for statement in (
        "update plan set state = 'approved'",
        "insert into plan_signature (plan, mandate, person, digest, at) select id, 1, 1, digest, now() from plan",
        "delete from planned_holding",
        "select lock_draft(1)",
        "select carry_out(1)",
    ):
        with pytest.raises(Exception) as refused, transaction.atomic():  # noqa: PT011
            sql.run(statement)
        assert isinstance(refused.value.__cause__ or refused.value, errors.InsufficientPrivilege)
    with pytest.raises(Refusal) as unsigned, transaction.atomic(), actions.said_in_words():
        sql.one("select commit_plan(%s::int)", (made["plan"],))
    assert unsigned.value.code == "plan_two_signers"


def test_a_code_in_force_elsewhere_is_not_given_again(eve: None) -> None:
    """Also when no sentence of the plan speaks of the area that has it."""
    found = actions.faults_of(text(merge(THAO_DIEN, AN_LOI_DONG, into=AN_KHANH, name="Phường An Khánh")))
    assert "code_taken" in {fault.code for fault in found if fault.blocks}


def test_parts_a_later_draft_prepared_go_back_with_their_whole(eve: None) -> None:
    """Found by the state machine: the new unit ended holding a jurisdiction its plan knew nothing of."""
    first = approved(text(merge("27088", into="90001", name="Phường Mới"), on=DAY))
    today(DAY + timedelta(days=1))
    extract = Transition(
        "extract",
        (Source(code="90001", part=True),),
        (Target(code="90002", name="Phường Tách", province="79", bodies=("ubnd", "dang_uy")),),
    )
    later = drafted(text(extract, on=DAY + timedelta(days=9)))
    assert not [fault for fault in later["holes"] if fault["blocks"]]
    actions.prepare_plan(later["plan"], by=planner())
    whole = territory("90001")
    part = sql.one("select id from jurisdiction where parent = %s and kind = 'part' limit 1", (whole,))
    assert part is not None

    today(DAY + timedelta(days=3))
    actions.reverse_plan(first, by=signers()[0])
    holder = "select holder_of(%s::int, world_today())"
    assert (
        sql.one(holder, (part,))
        == sql.one(holder, (whole,))
        == sql.one(
            "select u.id from unit u join area a on a.id = u.area where a.code = '27088' and u.body = 'ubnd'"
            " and u.during @> world_today()"
        )
    )


def test_a_plan_on_a_ward_that_was_given_back_names_it(eve: None) -> None:
    """Drafted on the new ward, signed after the plan that began it was reversed on its own day."""
    below = approved(text(small(), on=EVE, until=DAY))
    today(EVE)
    part = Transition(
        "extract", (Source(code="99001"),), (Target(code="99002", name="Phường Tách", province="79"),)
    )
    made = drafted(text(part, on=DAY))
    actions.prepare_plan(made["plan"], by=planner())
    actions.reverse_plan(below, by=signers()[0])
    with pytest.raises(Refusal) as refused:
        actions.approve_plan(made["plan"], digest=made["digest"], by=signers()[0])
    assert refused.value.code == "plan_has_holes"
    assert "99001" in refused.value.sentence


def test_a_place_answers_when_two_plans_on_top_of_each_other_were_reversed(eve: None) -> None:
    """Found by the state machine: its heir was still the one the later plan had named."""
    first = approved(text(merge(THAO_DIEN, into="90001", name="Phường Một"), on=DAY))
    today(DAY)
    second = approved(
        text(merge("90001", AN_LOI_DONG, into="90002", name="Phường Hai"), on=DAY + timedelta(days=1))
    )
    place = area_of("90001")
    today(DAY + timedelta(days=1))
    actions.reverse_plan(second, by=signers()[0])
    today(DAY + timedelta(days=2))
    actions.reverse_plan(first, by=signers()[0])
    jurisdiction = sql.one("select jurisdiction_for('territory', %s::int, null, world_today())", (place,))
    assert jurisdiction == territory(THAO_DIEN)
