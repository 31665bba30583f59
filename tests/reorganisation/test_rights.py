"""Who may read and do what around a plan: what fresh eyes found open."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.people import sheets
from lienthong.reorganisation.plans.texts import files
from lienthong.reorganisation.reconciliation.actions import confirm_totals
from lienthong.reorganisation.reconciliation.queries import totals_of
from tests.cast import officer
from tests.reorganisation.desks import AN_KHANH, Screen, dossiers
from tests.reorganisation.plans import (
    DAY,
    approved,
    drafted,
    merge,
    planner,
    real_plan_approved,
    signers,
    text,
    today,
)

OLD, OTHER = "27088", "27115"


def test_who_will_be_where_is_read_by_planners_signers_and_ones_own_body(eve: None) -> None:
    """The page of rights used to name everybody posted by notice to any clerk."""
    plan = approved(text(merge(OLD, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    own, other = officer("tiep_nhan", OLD), officer("tiep_nhan", AN_KHANH)
    path = f"/sap-xep/{plan}/quyen"
    for reader in (planner(), signers()[0]):
        page = html.unescape(Screen(reader).text(path))
        assert own.name in page
        assert other.name in page
    page = html.unescape(Screen(own).text(path))
    assert own.name in page
    assert f">{other.name}<" not in page
    stranger = html.unescape(Screen(officer("tiep_nhan", OTHER)).text(path))
    assert f">{own.name}<" not in stranger


def test_nobody_elses_file_is_even_read(eve: None, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = drafted(text(merge(OLD, OTHER, into="99001", name="Phường Thử Nghiệm")))["plan"]

    def touched(*args: object) -> None:
        raise AssertionError("the file was read")

    monkeypatch.setattr(files, "plan_in", touched)
    monkeypatch.setattr(sheets, "table_of", touched)
    clerk = Screen(officer("tiep_nhan", OLD))
    for path in ("/sap-xep/nop", f"/sap-xep/{plan}/nhan-su/nop"):
        answer = clerk.send(path, file=SimpleUploadedFile("a.xlsx", b"PK"))
        assert (answer.status_code, "not_allowed" in answer.content.decode()) == (403, True), path


def test_a_mandate_nobody_has_is_no_server_error(eve: None) -> None:
    plan = approved(text(merge(OLD, OTHER, into="99001", name="Phường Thử Nghiệm")))
    for number in ("9" * 5000, "9" * 12):
        answer = Screen(planner()).send(f"/sap-xep/{plan}/nhan-su/1/quyet-dinh", mandate=number, basis="QĐ 1")
        assert (answer.status_code, "nobody_chosen" in answer.content.decode()) == (422, True)


def test_the_act_itself_refuses_to_confirm_before_the_date(real: None) -> None:
    """It used to be the page that looked, so that another door would not have."""
    dossiers("a", code=OLD)
    plan = real_plan_approved()
    leader = officer("lanh_dao", AN_KHANH)
    assert leader.unit is not None
    with pytest.raises(Refusal, match="not_yet"):
        confirm_totals(plan, seen=totals_of(plan, leader.unit)["counts"], by=leader)
    today(DAY)
    leader = officer("lanh_dao", AN_KHANH)
    assert leader.unit is not None
    assert confirm_totals(plan, seen=totals_of(plan, leader.unit)["counts"], by=leader)["unit"] == leader.unit
