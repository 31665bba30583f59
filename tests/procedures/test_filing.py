"""Whose work a dossier becomes, by the procedure's rule, and what the body that received it keeps."""

from datetime import date
from uuid import UUID

import pytest

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.procedures import actions
from lienthong.procedures.desk import DESK
from lienthong.units.queries import jurisdiction_for
from lienthong.units.registry import NEW, OLD, area_id, unit_id
from lienthong.work.queries import inbox, item_of
from tests import cast, sql
from tests.procedures.dossiers import (
    COPY,
    LAND,
    MARRIAGE,
    RESIDENCE,
    citizen,
    of,
    reception,
    seen,
    submitted,
    taken_in,
)

THERE = area_id(NEW, "commune", cast.BINH_TRUNG)
TODAY = date(2025, 7, 1)


def _in_inbox(actor: Actor, item: UUID) -> bool:
    with acts.opening(actor):
        return item in [row.id for row in inbox(actor, kind="dossier")]


def test_where_received_is_the_seat_of_who_received(db: None) -> None:
    an = reception()
    found, _ = seen(an, of(taken_in(procedure=COPY, area=THERE)))
    assert found.jurisdiction == found.received_seat == an.seat


def test_by_address_is_the_territory_of_the_address(db: None) -> None:
    an = reception()
    own, _ = seen(an, of(taken_in()))
    assert own.jurisdiction == jurisdiction_for(
        "territory", area_id(NEW, "commune", cast.AN_KHANH), None, TODAY
    )
    found, desk = seen(an, of(taken_in(area=THERE)))
    assert found.jurisdiction == jurisdiction_for("territory", THERE, None, TODAY)
    assert (found.received_seat, desk["received_at_unit"]["id"]) == (an.seat, an.unit)


def test_any_counter_takes_in_and_gives_out_and_the_competent_body_decides(db: None) -> None:
    an, there = reception(), cast.officer("chuyen_vien", cast.BINH_TRUNG)
    item = of(taken_in(area=THERE))
    assert _in_inbox(there, item)
    assert not _in_inbox(an, item)
    with pytest.raises(Refusal, match="not_holder"):
        actions.assess_dossier(item, approve=True, by=cast.officer("chuyen_vien"))
    actions.assess_dossier(item, approve=True, by=there)
    actions.sign_dossier(item, by=cast.officer("lanh_dao", cast.BINH_TRUNG))
    found, _ = seen(an, item)
    assert {act.move.act for act in DESK.acts if act.offered(an, found)} == {"return_dossier"}
    assert actions.return_dossier(item, by=an)["state"] == "returned"


def test_the_counter_may_ask_for_papers_of_what_another_decides(db: None) -> None:
    an = reception()
    item = of(taken_in(area=THERE))
    actions.request_supplement(item, missing=["Ảnh"], by=an)
    assert actions.accept_supplement(item, papers=["Ảnh"], by=an)["state"] == "received"


def test_a_department_is_competent_and_the_ward_stays_a_party(db: None) -> None:
    an = reception()
    found, _ = seen(an, of(taken_in(procedure=LAND)))
    assert found.holder_name == "Sở Nông nghiệp và Môi trường"
    with acts.opening(an):
        parties = sql.one("select parties from work_item where id = %s", (found.id,))
    assert an.seat in parties
    assert actions.request_supplement(found.id, missing=["Ảnh"], by=an)["state"] == "awaiting_supplement"


def test_a_department_in_which_nobody_works_here_gets_nothing(db: None) -> None:
    with pytest.raises(Refusal, match="Công an Thành phố chưa có người") as refused:
        taken_in(procedure=RESIDENCE)
    assert refused.value.code == "nobody_there"


def test_what_is_handed_in_where_nobody_is_competent_waits_in_that_bodys_seat(db: None) -> None:
    an, there = reception(), reception(cast.BINH_TRUNG)
    item = of(submitted(an, area=THERE))
    assert seen(an, item)[0].jurisdiction == an.seat
    assert _in_inbox(an, item)
    with acts.opening(there), pytest.raises(NotFound):
        item_of(there, item)
    actions.receive_dossier(item, by=an)
    assert _in_inbox(there, item)
    found, desk = seen(an, item)
    assert found.jurisdiction == jurisdiction_for("territory", THERE, None, TODAY)
    assert desk["code"].startswith("27094-")


def test_an_online_dossier_at_home_is_in_its_jurisdiction_at_once(db: None) -> None:
    found, _ = seen(reception(), of(submitted()))
    assert found.jurisdiction == jurisdiction_for(
        "territory", area_id(NEW, "commune", cast.AN_KHANH), None, TODAY
    )


def test_an_old_address_goes_to_the_area_that_stands_there(db: None) -> None:
    an = reception()
    thao_dien = area_id(OLD, "commune", "27088")  # whole in An Khánh
    assert seen(an, of(taken_in(area=thao_dien)))[0].jurisdiction == seen(an, of(taken_in()))[0].jurisdiction


@pytest.mark.parametrize(
    ("unit", "given", "code"),
    [
        (999, {}, "not_a_committee"),
        (unit_id(area_id(NEW, "commune", cast.AN_KHANH), "dang_uy"), {}, "not_a_committee"),
        (None, {"procedure": "0.000000"}, "unknown_procedure"),
        (None, {"area": 999}, "no_jurisdiction"),
        (None, {"phone": ""}, "phone_missing"),
    ],
)
def test_bad_input_has_its_sentence(db: None, unit: int | None, given: dict[str, object], code: str) -> None:
    handed = {"procedure": MARRIAGE, "applicant": "Lê Thị Nở", "phone": "0903123456", **given}
    with pytest.raises(Refusal, match=code) as refused:
        actions.submit_dossier(unit=unit or reception().unit or 0, by=citizen(), **handed)
    assert refused.value.status == 422


def test_an_abolished_body_names_its_successors(db: None) -> None:
    old = unit_id(area_id(OLD, "commune", "27088"), "ubnd")
    with pytest.raises(Refusal, match="unit_ended") as refused:
        actions.submit_dossier(
            unit=old, procedure=MARRIAGE, applicant="Lê Thị Nở", phone="0903123456", by=citizen()
        )
    assert [heir["code"] for heir in refused.value.facts["heirs"]] == [cast.AN_KHANH]


def test_the_counter_takes_in_for_its_own_unit_only(db: None) -> None:
    with pytest.raises(Refusal, match="other_unit"):
        taken_in(unit=reception(cast.BINH_TRUNG).unit)


def test_a_refused_intake_leaves_nothing_behind(db: None) -> None:
    an = reception()
    with pytest.raises(Refusal):
        taken_in(area=999)
    with acts.opening(an):
        assert sql.one("select count(*) from dossier") == 0
        assert sql.one("select count(*) from book where code like 'hs-%%'") == 0
