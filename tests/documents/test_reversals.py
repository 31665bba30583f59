"""What was done to a letter by mistake is taken back, with a reason, until nothing can be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents import reversals as back
from lienthong.documents.drafting.actions import change_draft
from lienthong.documents.recalling.actions import agree_to_recall, recall_document
from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import item_of, timeline
from lienthong.work.reversing.rules import undone_until
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import arrived, delivered, drafted
from tests.work.test_items import broken

pytestmark = pytest.mark.usefixtures("db")
WHY = "Làm nhầm"


def state(item: UUID, by: Any = None) -> str:
    by = by or cast.an()
    with acts.opening(by):
        return item_of(by, item).state


def refused(code: str, act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code, refusal.value
    return refusal.value


def head() -> Any:
    return cast.officer("lanh_dao")


def later(days: int = 4) -> None:
    """The world's clock goes forward."""
    with as_owner():
        sql.run("update world set clock_offset = clock_offset + make_interval(days => %s)", (days,))


def test_a_draft_that_was_sent_back_is_changed_and_signed(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    actions.submit_draft(draft, by=city)
    actions.send_back_draft(draft, note="Sai số liệu", by=city)
    form = screen(city).get(f"/viec/{draft}/change-draft").content.decode()
    assert "Nội dung công văn." in form, "it holds what stands"
    change_draft(draft, body="Nội dung đã sửa.", to_line="UBND phường", by=city)
    refused("body_missing", change_draft, draft, body="  ", by=city)
    actions.submit_draft(draft, by=city)
    refused("wrong_state", change_draft, draft, body="Sau khi trình.", by=city)
    actions.sign_document(draft, by=city)
    actions.issue_document(draft, by=city)
    page = screen(cast.an()).get(f"/viec/{delivered(cast.an())}").content.decode()
    assert "Nội dung đã sửa." in page


def test_a_draft_is_taken_back_discarded_and_restored(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    actions.submit_draft(draft, by=city)
    back.withdraw_submission(draft, reason=WHY, by=city)
    assert state(draft, city) == "drafting"
    back.discard_draft(draft, reason="Không gửi nữa", by=city)
    refused("wrong_state", actions.submit_draft, draft, by=city)
    back.restore_draft(draft, reason=WHY, by=city)
    assert state(draft, city) == "drafting"
    with acts.opening(city):
        last = timeline(draft)[-2:]
    assert [(line.verb, line.reason) for line in last] == [
        ("draft.discarded", "Không gửi nữa"),
        ("draft.restored", WHY),
    ]
    assert broken() == ([], 0)


def test_whoever_signed_takes_the_signature_back_before_it_has_a_number(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    actions.submit_draft(draft, by=city)
    actions.sign_document(draft, by=city)
    other = replace(cast.officer("quan_tri", cast.TTCDS), abilities=city.abilities)
    refused("not_signer", back.withdraw_signature, draft, reason=WHY, by=other)
    back.withdraw_signature(draft, reason=WHY, by=city)
    with acts.opening(city):
        document = sql.row(
            "select signer, signed_at, signed_as from document where id = (select document from draft where item = %s)",
            (draft,),
        )
    assert tuple(document) == (None, None, "")
    actions.sign_document(draft, by=city)
    actions.issue_document(draft, by=city)
    refused("wrong_state", back.withdraw_signature, draft, reason=WHY, by=city)


def test_a_letter_entered_by_mistake_keeps_its_number(db: None) -> None:
    clerk, letter, other = cast.an(), arrived(cast.AN_KHANH), arrived(cast.AN_KHANH)
    first = actions.register_delivery(letter, by=clerk)["register_number"]
    back.unregister_delivery(letter, reason=WHY, by=clerk)
    assert state(letter) == "arrived"
    assert actions.register_delivery(other, by=clerk)["register_number"] == first + 1
    assert actions.register_delivery(letter, by=clerk)["register_number"] == first, "its own, once"
    back.unregister_delivery(letter, reason=WHY, by=clerk)
    assert actions.return_delivery(letter, reason="Gửi nhầm", by=clerk)["state"] == "returned"


def test_a_direction_is_taken_back_and_given_anew(db: None) -> None:
    letter, specialist = arrived(cast.AN_KHANH), cast.officer("chuyen_vien")
    actions.register_delivery(letter, by=cast.an())
    actions.direct_delivery(letter, note="Tham mưu", assignee=specialist.mandate, due_days=3, by=head())
    back.withdraw_direction(letter, reason="Giao nhầm người", by=head())
    with acts.opening(cast.an()):
        row = item_of(cast.an(), letter)
    assert (row.state, row.assignee, row.due_at) == ("registered", None, None)
    assert actions.direct_delivery(letter, by=head())["state"] == "directed"


@pytest.mark.parametrize(
    ("close", "undo", "to"),
    [("complete", "reopen_delivery", "registered"), ("return", "withdraw_return", "arrived")],
)
def test_what_was_closed_by_mistake_is_opened_until_the_end_of_the_next_working_day(
    db: None, close: str, undo: str, to: str
) -> None:
    clerk, letter = cast.an(), arrived(cast.AN_KHANH)

    def shut() -> None:
        if close == "return":
            actions.return_delivery(letter, reason="Gửi nhầm", by=clerk)
        else:
            actions.register_delivery(letter, by=clerk)
            actions.complete_delivery(letter, by=clerk)

    shut()
    assert getattr(back, undo)(letter, reason=WHY, by=clerk)["state"] == to
    if close == "complete":
        back.unregister_delivery(letter, reason=WHY, by=clerk)
    shut()
    assert "Làm nhầm?" in screen(clerk).get(f"/viec/{letter}").content.decode()
    later()
    refusal = refused("too_late_to_undo", getattr(back, undo), letter, reason=WHY, by=cast.an())
    assert refusal.facts["until"] == undone_until(clerk.at).isoformat()
    assert undo.replace("_", "-") not in screen(cast.an()).get(f"/viec/{letter}").content.decode()


def test_after_the_sender_has_its_letter_back_there_is_no_way_back(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    actions.submit_draft(draft, by=city)
    actions.sign_document(draft, by=city)
    actions.issue_document(draft, by=city)
    recall_document(draft, reason="Sai nơi nhận", by=city)
    letter = delivered(cast.an())
    agree_to_recall(letter, by=cast.an())
    refused("wrong_state", back.withdraw_return, letter, reason=WHY, by=cast.an())


def test_every_way_back_asks_for_a_reason_an_ability_and_who_holds_it(db: None) -> None:
    letter = arrived(cast.AN_KHANH)
    actions.register_delivery(letter, by=cast.an())
    refused("reason_missing", back.unregister_delivery, letter, reason=" … ", by=cast.an())
    refused("not_allowed", back.unregister_delivery, letter, reason=WHY, by=cast.binh())
    refused("not_holder", back.unregister_delivery, letter, reason=WHY, by=cast.dung())
    with pytest.raises(NotFound):
        back.unregister_delivery(letter, reason=WHY, by=cast.chi())
    key = "twice"
    once = back.unregister_delivery(letter, reason=WHY, by=cast.an(), key=key)
    assert back.unregister_delivery(letter, reason=WHY, by=cast.an(), key=key) == once
    assert timedelta(hours=24) < undone_until(cast.an().at) - cast.an().at < timedelta(days=4)
