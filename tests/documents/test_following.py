"""Letters that follow another: answers, parts of one, corrections, replacements. Nothing signed is stuck for ever."""

import html
from uuid import UUID

import pytest

from lienthong.documents import actions, reversals
from lienthong.documents.following.queries import letters_beside
from lienthong.documents.recalling import actions as recalling
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import item_of, timeline
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import arrived, delivered, drafted, issued
from tests.documents.test_receiving import entered
from tests.reorganisation.planning import session


def directed() -> UUID:
    """A letter of the city in the hands of An Khánh's specialist."""
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=cast.an())
    specialist = cast.officer("chuyen_vien")
    actions.direct_delivery(item, note="Trả lời", assignee=specialist.mandate, by=cast.officer("lanh_dao"))
    return item


def answer_to(item: UUID, *, in_part: bool = False) -> UUID:
    """Signed, waiting for its number."""
    specialist = cast.officer("chuyen_vien")
    draft = UUID(
        actions.draft_document(
            side="government", type="CV", subject="Trả lời", body="Nội dung.", to=[cast.dung().unit or 0],
            answers=item, in_part=in_part, by=specialist,
        )["id"]
    )  # fmt: skip
    actions.submit_draft(draft, by=specialist)
    actions.sign_document(draft, by=cast.officer("lanh_dao"))
    return draft


def state(actor: Actor, item: UUID) -> str:
    with acts.opening(actor):
        return item_of(actor, item).state


def verbs(actor: Actor, item: UUID) -> list[str]:
    with acts.opening(actor):
        return [line.verb for line in timeline(item)]


def test_a_second_signed_answer_goes_out_and_both_are_gathered(db: None) -> None:
    an, city = cast.an(), cast.dung()
    item = directed()
    first, second = answer_to(item), answer_to(item)
    actions.issue_document(first, by=an)
    assert state(an, item) == "answered"
    actions.issue_document(second, by=an)
    assert state(an, item) == "answered"
    assert verbs(an, item)[-2:] == ["delivery.answered", "delivery.answered_again"]
    for reader in (an, city):
        with acts.opening(reader):
            beside = letters_beside(item)
        assert [row.relation for row in beside] == ["answer", "answer"]
        assert all(row.item is not None for row in beside), "each side opens its own"


def test_parts_of_an_answer_leave_the_letter_open_until_the_last(db: None) -> None:
    an = cast.an()
    item = directed()
    actions.issue_document(answer_to(item, in_part=True), by=an)
    assert state(an, item) == "directed"
    actions.issue_document(answer_to(item, in_part=True), by=an)
    assert state(an, item) == "directed"
    actions.issue_document(answer_to(item), by=an)
    assert state(an, item) == "answered"
    assert verbs(an, item)[-3:] == [
        "delivery.answered_in_part", "delivery.answered_in_part", "delivery.answered",
    ]  # fmt: skip
    with acts.opening(an):
        assert sorted(row.label.startswith("Văn bản trả lời (một phần)") for row in letters_beside(item)) == [
            False, True, True,
        ]  # fmt: skip


@pytest.mark.parametrize("ended", ["completed", "returned", "recalled"])
def test_an_answer_goes_out_though_its_letter_was_closed_meanwhile(db: None, ended: str) -> None:
    an, leader = cast.an(), cast.officer("lanh_dao")
    item = directed()
    draft = answer_to(item)
    if ended == "completed":
        actions.complete_delivery(item, by=leader)
    elif ended == "returned":
        reversals.withdraw_direction(item, reason="Giao nhầm", by=leader)
        actions.return_delivery(item, reason="Gửi nhầm nơi", by=an)
    else:
        _recall(item)
    assert state(an, item) == ended
    actions.issue_document(draft, by=an)
    assert state(an, draft) == "issued"
    assert state(an, item) == ended
    assert verbs(an, item)[-1] == "delivery.answered_again"


def _recall(item: UUID) -> None:
    """The city asks for it, the ward gives it back."""
    city = cast.dung()
    with acts.opening(city):
        draft = sql.one(
            "select f.item from draft f join delivery v on v.document = f.document where v.item = %s", (item,)
        )
    recalling.recall_document(draft, reason="Sai số liệu", by=city)
    recalling.agree_to_recall(item, by=cast.an())


def test_what_is_answered_is_checked_when_it_is_drafted(db: None) -> None:
    item = directed()
    letter = {"side": "government", "type": "CV", "subject": "Trả lời", "body": "x", "to": [cast.dung().unit]}
    for answers in (item, UUID(int=7)):
        with pytest.raises(NotFound):
            actions.draft_document(**letter, answers=answers, by=cast.chi())  # type: ignore[arg-type]


def city_letter(to: Actor, **more: object) -> UUID:
    city = cast.dung()
    draft = UUID(
        actions.draft_document(
            side="government", type="CV", subject="Về việc thử", body="Nội dung.", to=[to.unit or 0], by=city,
            **more,  # type: ignore[arg-type]
        )["id"]
    )  # fmt: skip
    actions.submit_draft(draft, by=city)
    actions.sign_document(draft, by=city)
    actions.issue_document(draft, by=city)
    return draft


@pytest.mark.parametrize(("way", "shown"), [("replaces", "replaced"), ("corrects", "corrected")])
def test_every_addressee_of_a_replaced_letter_sees_by_what(db: None, way: str, shown: str) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    old = city_letter(an)
    copy = delivered(an)
    new = city_letter(an, revises=old, revision=way)
    fresh = delivered(an)
    assert verbs(an, copy)[-1] == f"delivery.{shown}"
    assert verbs(city, old)[-1] == f"draft.{shown}"
    with acts.opening(an):
        (beside,) = letters_beside(copy)
        assert (beside.relation, beside.item) == (shown, fresh)
        (back,) = letters_beside(fresh)
        assert (back.relation, back.item) == (way, copy)
    with acts.opening(city):
        assert [(row.relation, row.item) for row in letters_beside(old)] == [(shown, new)]
    with acts.opening(chi):
        assert letters_beside(copy) == []


def test_only_ones_own_issued_letter_is_replaced(db: None) -> None:
    city, an = cast.dung(), cast.an()
    letter = {"side": "government", "type": "CV", "subject": "x", "body": "y", "to": [an.unit]}
    waiting = drafted(city, an.unit or 0)
    with pytest.raises(Refusal, match="not_issued_yet"):
        actions.draft_document(**letter, revises=waiting, revision="replaces", by=city)  # type: ignore[arg-type]
    sent = UUID(str(issued(city, an.unit or 0)["id"]))
    with pytest.raises(NotFound):
        actions.draft_document(**letter, revises=sent, revision="replaces", by=an)  # type: ignore[arg-type]


def test_a_correction_is_written_from_the_letters_page(db: None) -> None:
    """Over the page: the form comes filled in, and what it makes says on both sides what it corrects."""
    city, an = cast.dung(), cast.an()
    old = city_letter(an)
    copy = delivered(an)
    page = session(city)
    shown = page.get(f"/viec/{old}").content.decode()
    assert "Soạn văn bản đính chính" in shown
    assert "Soạn văn bản thay thế" in shown
    form = page.get(f"/van-ban/moi?dinh-chinh={old}").content.decode()
    assert f'name="revises" value="{old}"' in form
    assert 'name="revision" value="corrects"' in form
    sent = page.post(
        "/van-ban/moi",
        {
            "side": "government", "type": "CV", "subject": "Đính chính", "body": "Số liệu đúng là 12.",
            "to": [str(an.unit)], "urgency": "0", "revises": str(old), "revision": "corrects",
            "idempotency_key": "dinh-chinh",
        },
    )  # fmt: skip
    draft = UUID(sent.headers["Location"].rpartition("/")[2])
    actions.submit_draft(draft, by=city)
    actions.sign_document(draft, by=city)
    sign = actions.issue_document(draft, by=city)["sign"]
    theirs = session(an).get(f"/viec/{copy}").content.decode()
    assert f"Được đính chính bằng: {sign}" in theirs
    answer = cast.caller(an).get(f"/letters/{copy}/beside").json()["letters"]
    assert [row["relation"] for row in answer] == ["corrected"]


def test_a_letter_on_paper_from_outside_is_answered_to_where_it_came_from(db: None) -> None:
    clerk, leader = cast.an(), cast.officer("lanh_dao")
    item = entered(sender="Bộ Nội vụ; Vụ Tổ chức", sign="77/BNV", subject="Về biên chế")
    actions.direct_delivery(item, assignee=clerk.mandate, by=leader)
    page = screen(clerk)
    form = html.unescape(page.get(f"/van-ban/moi?tra-loi={item}").content.decode())
    assert "Trả lời 77/BNV: Về biên chế" in form
    assert "Bộ Nội vụ, Vụ Tổ chức</textarea>" in form
    sent = page.post(
        "/van-ban/moi",
        {
            "side": "government", "type": "CV", "subject": "Trả lời", "body": "Nội dung.", "answers": str(item),
            "outside": "Bộ Nội vụ, Vụ Tổ chức", "urgency": "0", "idempotency_key": "1",
        },
    )  # fmt: skip
    assert sent.status_code == 302, html.unescape(sent.content.decode())
    draft = UUID(str(sent["Location"]).rpartition("/")[2])
    actions.submit_draft(draft, by=clerk)
    actions.sign_document(draft, by=leader)
    actions.issue_document(draft, by=clerk)
    assert state(clerk, item) == "answered"
