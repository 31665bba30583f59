"""Of the buttons on a case one is blue and stands first: the act that comes next, if it is this person's."""

import re
from uuid import UUID

import pytest

from lienthong.documents.actions import direct_delivery, register_delivery, submit_draft
from lienthong.ground.actor import Actor
from tests import cast
from tests.documents.letters import arrived, drafted
from tests.procedures.dossiers import awaiting, of, reception, signed, submitted, taken_in
from tests.site.test_dates_on_pages import logged_in

pytestmark = pytest.mark.usefixtures("db")

BUTTON = re.compile(r'class="button button--(\w+)".*?<span>(.*?)</span>', re.S)
NEXT = re.compile(r'<section class="next.*?</section>', re.S)


def specialist() -> Actor:
    return cast.officer("chuyen_vien")


def head() -> Actor:
    return cast.officer("lanh_dao")


def buttons(actor: Actor, item: UUID) -> list[tuple[str, str]]:
    """Colour and label, as they stand on the page from left to right."""
    page = logged_in(actor).get(f"/viec/{item}").content.decode()
    found = NEXT.search(page)
    assert found is not None, page
    return BUTTON.findall(found[0])


def blue(actor: Actor, item: UUID) -> str | None:
    """The label of the blue button, which is one and the first; None when none is."""
    found = buttons(actor, item)
    chosen = [label for colour, label in found if colour == "primary"]
    assert len(chosen) <= 1, found
    assert not chosen or found[0][1] == chosen[0], found
    return chosen[0] if chosen else None


def labels(actor: Actor, item: UUID) -> list[str]:
    return [label for _, label in buttons(actor, item)]


def test_a_dossier_just_received_is_assessed_and_papers_are_asked_for_besides() -> None:
    item, justice = of(taken_in()), cast.officer("tu_phap")
    assert blue(justice, item) == "Thẩm định"
    assert {"Yêu cầu bổ sung", "Từ chối"} <= set(labels(justice, item))
    assert blue(specialist(), item) == "Thẩm định"
    assert "Xin ý kiến" in labels(specialist(), item)
    assert labels(reception(), item)[0] == "Yêu cầu bổ sung"
    assert blue(reception(), item) is None, "what comes next is not theirs"


def test_a_dossier_on_its_way() -> None:
    assert blue(reception(), of(submitted())) == "Tiếp nhận, hẹn trả"
    assert blue(reception(), of(awaiting())) == "Nhận giấy tờ bổ sung"
    assert blue(reception(), signed(taken_in())) == "Trả kết quả"


def test_a_letter_in_hand_is_answered_and_to_end_it_without_is_not_what_comes_next() -> None:
    item = arrived(cast.AN_KHANH)
    assert blue(cast.an(), item) == "Vào sổ"
    register_delivery(item, by=cast.an())
    assert blue(head(), item) == "Chỉ đạo xử lý"
    direct_delivery(item, assignee=specialist().mandate, by=head())
    assert blue(specialist(), item) == "Soạn văn bản trả lời"
    assert "Kết thúc, không cần trả lời" in labels(specialist(), item)


def test_a_draft_is_submitted_then_signed_and_to_send_it_back_is_the_other_way() -> None:
    draft = drafted(specialist(), cast.dung().unit or 0)
    assert blue(specialist(), draft) == "Trình ký"
    submit_draft(draft, by=specialist())
    assert blue(head(), draft) == "Ký văn bản"
    assert "Trả lại người soạn" in labels(head(), draft)
