"""What was done to a dossier by mistake is taken back, with a reason; its citizen reads what changed."""

from typing import Any
from uuid import UUID

import pytest

from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound
from lienthong.procedures import actions
from lienthong.procedures.filing.citizens import citizen_case
from lienthong.procedures.reversing import actions as back
from tests import cast, sql
from tests.documents.test_reversals import later, refused
from tests.procedures.dossiers import awaiting, citizen, of, reception, seen, signed, submitted, taken_in
from tests.work.test_items import broken

pytestmark = pytest.mark.usefixtures("db")
WHY = "Làm nhầm"


def row(item: UUID) -> Any:
    return seen(reception(), item)[0]


def case(answer: dict[str, Any]) -> dict[str, Any]:
    with acts.opening(citizen()):
        return citizen_case(answer["lookup_code"], answer["secret"])


def test_a_dossier_taken_in_by_mistake_is_voided_and_its_citizen_reads_why(db: None) -> None:
    answer = taken_in()
    item, due = of(answer), row(of(answer)).due_at
    back.void_dossier(item, reason="Nhập trùng hồ sơ", by=reception())
    shown = case(answer)
    assert (shown["state"], shown["refused"], shown["answer"]) == ("voided", True, "Nhập trùng hồ sơ")
    with acts.opening(reception()):
        assert sql.one("select outcome from dossier where item = %s", (item,)) == 2, (
            "its number led to nothing"
        )
    back.restore_dossier(item, reason=WHY, by=reception())
    assert (row(item).state, row(item).due_at) == ("received", due)
    assert case(answer)["answer"] == ""
    assert broken() == ([], 0)


def test_voiding_is_no_way_to_be_rid_of_a_late_dossier(db: None) -> None:
    item = of(taken_in())
    later()
    refused("too_late_to_undo", back.void_dossier, item, reason=WHY, by=reception())


def test_not_after_its_citizen_has_brought_papers(db: None) -> None:
    answer = awaiting()
    actions.accept_supplement(of(answer), papers=("Giấy tờ tùy thân",), by=reception())
    refused("other_side_acted", back.void_dossier, of(answer), reason=WHY, by=reception())


def test_a_request_for_papers_is_taken_back_and_the_clock_runs_again(db: None) -> None:
    answer = taken_in()
    due = row(of(answer)).due_at
    actions.request_supplement(of(answer), missing=("Giấy tờ tùy thân",), note="Nộp bản sao.", by=reception())
    later(1)
    back.withdraw_supplement_request(of(answer), reason=WHY, by=reception())
    item = row(of(answer))
    assert (item.state, item.paused_at) == ("received", None)
    assert item.due_at > due, "the time it stood still is added"
    with acts.opening(reception()):
        kept = sql.row("select missing, supplements, asked_note from dossier where item = %s", (of(answer),))
    assert tuple(kept) == ([], 0, "")
    assert back.void_dossier(of(answer), reason=WHY, by=reception())["state"] == "voided"


def test_once_only_procedures_may_ask_again_after_a_request_was_taken_back(db: None) -> None:
    answer = awaiting(procedure="1.013225")
    back.withdraw_supplement_request(of(answer), reason=WHY, by=reception())
    asked = actions.request_supplement(of(answer), missing=("Bản vẽ",), by=reception())
    assert asked["state"] == "awaiting_supplement"


def test_a_finding_goes_back_and_a_signature_is_taken_back(db: None) -> None:
    answer = taken_in()
    head, deputy = cast.officer("lanh_dao"), cast.officer("chuyen_vien")
    actions.assess_dossier(of(answer), approve=True, note="Đủ", by=deputy)
    back.send_back_dossier(of(answer), reason="Thiếu căn cứ", by=head)
    assert row(of(answer)).state == "received"
    item = signed(answer)
    back.withdraw_dossier_signature(item, reason=WHY, by=head)
    with acts.opening(reception()):
        kept = sql.row("select signed_by, signed_as, assessed_approve from dossier where item = %s", (item,))
    assert tuple(kept) == (None, "", True)
    actions.sign_dossier(item, by=head)
    actions.return_dossier(item, by=reception())
    refused("wrong_state", back.withdraw_dossier_signature, item, reason=WHY, by=head)
    back.withdraw_result(item, reason="Chưa trao kết quả", by=reception())
    assert row(item).state == "signed"
    actions.return_dossier(item, by=reception())
    later()
    refused("too_late_to_undo", back.withdraw_result, item, reason=WHY, by=reception())


@pytest.mark.parametrize("stood", ["submitted", "received", "awaiting_supplement"])
def test_a_refusal_is_taken_back_to_where_the_dossier_stood(db: None, stood: str) -> None:
    answer = {"submitted": submitted, "received": taken_in, "awaiting_supplement": awaiting}[stood]()
    before = row(of(answer))
    actions.refuse_dossier(of(answer), reason="Nhầm hồ sơ", by=reception())
    assert case(answer)["refused"]
    back.withdraw_refusal(of(answer), reason=WHY, by=reception())
    after = row(of(answer))
    assert (after.state, after.step, after.due_at) == (before.state, before.step, before.due_at)
    assert after.paused_at == before.paused_at, "the clock stands as it stood"
    assert case(answer)["answer"] == ("Nộp bản sao." if stood == "awaiting_supplement" else "")
    if stood == "awaiting_supplement":
        assert actions.accept_supplement(of(answer), papers=("x",), by=reception())["state"] == "received"


def test_only_the_counter_and_the_competent_body_undo(db: None) -> None:
    item = of(taken_in())
    refused("not_allowed", back.void_dossier, item, reason=WHY, by=cast.an())
    with pytest.raises(NotFound):
        back.void_dossier(item, reason=WHY, by=reception(cast.BINH_TRUNG))
    assert row(item).state == "received"
