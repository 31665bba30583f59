"""A letter that went out is asked back: each addressee decides for the copy in its hands."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.documents import actions, queries
from lienthong.documents.recalling import actions as recalling
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.desks.registry import acts_offered
from lienthong.work.queries import item_of, timeline
from tests import cast
from tests.documents.letters import delivered, drafted
from tests.reorganisation.planning import session


def clerk(code: str = cast.AN_KHANH) -> Actor:
    return cast.officer("van_thu", code)


def sent(to: Actor, *others: int) -> tuple[UUID, UUID]:
    """The sender's draft and the addressee's delivery."""
    city = cast.dung()
    assert to.unit is not None
    draft = drafted(city, to.unit, *others)
    actions.submit_draft(draft, by=city)
    actions.sign_document(draft, by=city)
    actions.issue_document(draft, by=city)
    return draft, delivered(to)


def shown(actor: Actor, item: UUID) -> dict[str, Any]:
    with acts.opening(actor):
        row = item_of(actor, item)
        details = queries.details(actor, row)
        verbs = [line.verb for line in timeline(item)]
        return {
            "state": row.state,
            "closed": row.closed_at,
            "rows": dict(queries.rows(details)),
            "verbs": verbs,
        }


def test_an_addressee_gives_it_back_and_the_sender_reads_that(db: None) -> None:
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    asked = recalling.recall_document(draft, reason="Sai phụ lục", by=city)
    assert asked["asked"] == 1
    before = shown(ward, delivery)
    assert "Sai phụ lục" in before["rows"]["Đề nghị thu hồi"]
    assert before["verbs"][-1] == "delivery.recall_asked"
    recalling.agree_to_recall(delivery, by=ward)
    after = shown(ward, delivery)
    assert after["state"] == "recalled"
    assert after["closed"] is not None
    theirs = shown(city, draft)
    assert "(đề nghị thu hồi: đã trả lại)" in theirs["rows"]["Nơi nhận"]
    assert theirs["state"] == "issued"
    assert theirs["closed"] is not None


def test_an_addressee_keeps_it_and_says_why(db: None) -> None:
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    actions.register_delivery(delivery, by=ward)
    recalling.recall_document(draft, reason="Gửi nhầm", by=city)
    recalling.refuse_recall(delivery, reason="Đã thực hiện xong", by=ward)
    kept = shown(ward, delivery)
    assert kept["state"] == "registered"
    assert kept["closed"] is None
    assert "không trả lại, Đã thực hiện xong" in shown(city, draft)["rows"]["Nơi nhận"]
    with pytest.raises(Refusal) as refused:
        recalling.agree_to_recall(delivery, by=ward)
    assert refused.value.code == "recall_not_asked"


def acts_of(actor: Actor, item: UUID) -> set[str]:
    with acts.opening(actor):
        return {act.path for act in acts_offered(actor, item_of(actor, item))}


def refused(code: str, act: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code


def test_the_sender_thinks_better_of_it(db: None) -> None:
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    refused("no_recall_waiting", recalling.withdraw_recall, draft, by=city)
    recalling.recall_document(draft, reason="Sai phụ lục", by=city)
    assert recalling.withdraw_recall(draft, by=city)["withdrawn"] == 1
    theirs, ours = shown(ward, delivery), shown(city, draft)
    assert theirs["verbs"][-2:] == ["delivery.recall_asked", "delivery.recall_withdrawn"]
    assert ours["verbs"][-1] == "draft.recall_withdrawn"
    assert "đã được rút đề nghị" in theirs["rows"]["Đề nghị thu hồi"]
    assert "(đề nghị thu hồi: đã được rút đề nghị)" in ours["rows"]["Nơi nhận"]
    refused("recall_not_asked", recalling.agree_to_recall, delivery, by=ward)
    assert theirs["state"] == "arrived"
    assert recalling.recall_document(draft, reason="Vẫn sai phụ lục", by=city)["asked"] == 1
    assert "Vẫn sai phụ lục" in shown(ward, delivery)["rows"]["Đề nghị thu hồi"]
    recalling.agree_to_recall(delivery, by=ward)


def test_who_refused_is_asked_again(db: None) -> None:
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    recalling.recall_document(draft, reason="Gửi nhầm", by=city)
    recalling.refuse_recall(delivery, reason="Đang thực hiện", by=ward)
    assert recalling.recall_document(draft, reason="Đã có văn bản thay thế", by=city)["asked"] == 1
    again = shown(ward, delivery)["rows"]["Đề nghị thu hồi"]
    assert "Đã có văn bản thay thế" in again
    assert "chưa trả lời; lần trước không trả lại, Đang thực hiện" in again
    recalling.agree_to_recall(delivery, by=ward)
    assert "(đề nghị thu hồi: đã trả lại)" in shown(city, draft)["rows"]["Nơi nhận"]


def test_a_refusal_is_not_undone_by_withdrawing(db: None) -> None:
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    recalling.recall_document(draft, reason="Gửi nhầm", by=city)
    recalling.refuse_recall(delivery, reason="Đang thực hiện", by=ward)
    refused("no_recall_waiting", recalling.withdraw_recall, draft, by=city)
    assert "không trả lại, Đang thực hiện" in shown(city, draft)["rows"]["Nơi nhận"]


def test_of_two_asked_the_one_that_answered_keeps_its_answer(db: None) -> None:
    city, ward, other = cast.dung(), clerk(), clerk(cast.BINH_TRUNG)
    assert other.unit is not None
    draft, delivery = sent(ward, other.unit)
    recalling.recall_document(draft, reason="Gửi nhầm", by=city)
    recalling.refuse_recall(delivery, reason="Đang thực hiện", by=ward)
    assert "1 nơi không trả lại, 1 nơi chưa trả lời" in shown(city, draft)["rows"]["Đề nghị thu hồi"]
    assert recalling.withdraw_recall(draft, by=city)["withdrawn"] == 1
    assert "1 nơi không trả lại, 1 nơi đã được rút đề nghị" in shown(city, draft)["rows"]["Đề nghị thu hồi"]
    assert recalling.recall_document(draft, reason="Sai số liệu", by=city)["asked"] == 2


def test_the_sender_is_offered_what_can_be_done(db: None) -> None:
    """Nothing waits for ever: not asked, asked, refused, withdrawn, and finished before an answer came."""
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    ask, withdraw = "recall-document", "withdraw-recall"

    def offers() -> set[str]:
        return acts_of(city, draft) & {ask, withdraw}

    assert offers() == {ask}
    recalling.recall_document(draft, reason="Gửi nhầm", by=city)
    assert offers() == {withdraw}
    recalling.refuse_recall(delivery, reason="Đang thực hiện", by=ward)
    assert offers() == {ask}
    recalling.recall_document(draft, reason="Sai số liệu", by=city)
    recalling.withdraw_recall(draft, by=city)
    assert offers() == {ask}
    assert acts_of(ward, delivery) & {"agree-to-recall", "refuse-recall"} == set()
    recalling.recall_document(draft, reason="Sai phụ lục", by=city)
    actions.return_delivery(delivery, reason="Không thuộc thẩm quyền", by=ward)
    assert offers() == set()
    refused("no_recall_waiting", recalling.withdraw_recall, draft, by=city)
    finished = "đã kết thúc xử lý, không trả lời"
    assert finished in shown(city, draft)["rows"]["Nơi nhận"]
    assert finished in shown(ward, delivery)["rows"]["Đề nghị thu hồi"]


def test_what_cannot_be_asked_back_is_said(db: None) -> None:
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    recalling.recall_document(draft, reason="Sai số liệu", by=city)
    with pytest.raises(Refusal) as refused:
        recalling.recall_document(draft, reason="Sai số liệu", by=city)
    assert refused.value.code == "recall_asked_already"
    actions.return_delivery(delivery, reason="Không thuộc thẩm quyền", by=ward)
    with pytest.raises(Refusal) as refused:
        recalling.recall_document(draft, reason="Sai số liệu", by=city)
    assert refused.value.code == "nothing_to_recall"


def test_nobody_answers_what_was_not_asked(db: None) -> None:
    ward = clerk()
    _, delivery = sent(ward)
    for answer in (
        lambda: recalling.agree_to_recall(delivery, by=ward),
        lambda: recalling.refuse_recall(delivery, reason="Không", by=ward),
    ):
        with pytest.raises(Refusal) as refused:
            answer()
        assert refused.value.code == "recall_not_asked"
    assert shown(ward, delivery)["state"] == "arrived"


def test_others_may_not(db: None) -> None:
    draft, delivery = sent(clerk())
    with pytest.raises(Refusal):
        recalling.recall_document(draft, reason="Sai phụ lục", by=cast.binh())
    recalling.recall_document(draft, reason="Sai phụ lục", by=cast.dung())
    for stranger in (cast.binh(), clerk(), cast.chi()):
        with pytest.raises((NotFound, Refusal)):
            recalling.withdraw_recall(draft, by=stranger)
    with pytest.raises((NotFound, Refusal)):
        recalling.agree_to_recall(delivery, by=cast.chi())


def test_over_the_page_and_the_api(db: None) -> None:
    city, ward = cast.dung(), clerk()
    draft, delivery = sent(ward)
    page: Client = session(city)
    assert "Đề nghị thu hồi" in page.get(f"/viec/{draft}").content.decode()
    assert "Đồng ý trả lại" not in session(ward).get(f"/viec/{delivery}").content.decode()
    posted = page.post(
        f"/viec/{draft}/recall-document", {"reason": "Sai phụ lục", "idempotency_key": "thu-hoi-1"}
    )
    assert posted.status_code == 302
    theirs = session(ward).get(f"/viec/{delivery}").content.decode()
    assert "Đồng ý trả lại" in theirs
    assert "Sai phụ lục" in theirs
    assert "Rút đề nghị thu hồi" in page.get(f"/viec/{draft}").content.decode()
    twice = [
        cast.caller(ward).post(f"/items/{delivery}/agree-to-recall", {}, key="dong-y-1").json()
        for _ in range(2)
    ]
    assert twice[0] == twice[1]
    assert twice[0]["state"] == "recalled"
