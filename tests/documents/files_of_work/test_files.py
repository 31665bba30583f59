"""A file of work, by page and API: opened, filled, closed, handed over; what it refuses; who finds it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from lienthong.documents import actions as letters
from lienthong.documents.files_of_work import actions, queries
from lienthong.documents.files_of_work.rules import hand_over_due
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import item_of, timeline
from tests import cast
from tests.board.rounds import screen
from tests.documents.letters import arrived, drafted
from tests.papers.reading import bare, text_of


def opened(by: Actor | None = None, **fields: Any) -> UUID:
    asked = {"code": "01.VP", "title": "Hồ sơ về công tác văn thư năm 2025", "years": 10, **fields}
    return UUID(actions.open_file(**asked, by=by or cast.an())["id"])


def finished() -> UUID:
    """A letter An has done with."""
    item = arrived(cast.AN_KHANH)
    letters.register_delivery(item, by=cast.an())
    letters.complete_delivery(item, note="", by=cast.an())
    return item


def _state(item: UUID) -> str:
    with acts.opening(cast.an()):
        return item_of(cast.an(), item).state


def test_a_file_is_opened_filled_closed_and_handed_to_the_archive(db: None) -> None:
    an = cast.an()
    item, letter = opened(), finished()
    assert actions.collect_items(item, items=[letter], by=an)["collected"] == 1
    closed = actions.close_file(item, years=20, sheets=12, by=an)
    assert datetime.fromisoformat(closed["due_at"]) == hand_over_due(an.at)
    actions.hand_over_file(item, by=an)
    actions.receive_file(item, by=an)
    with acts.opening(an):
        row = item_of(an, item)
        verbs = [line.verb for line in timeline(item)]
        on_letter = [line.verb for line in timeline(letter)]
    assert (row.state, row.closed_at is not None) == ("archived", True)
    assert verbs == ["file.opened", "file.collected", "file.closed", "file.handed_over", "file.received"]
    assert on_letter[-1] == "item.collected"


def test_what_is_not_finished_keeps_a_file_open(db: None) -> None:
    an = cast.an()
    item, letter = opened(), arrived(cast.AN_KHANH)
    with pytest.raises(Refusal, match="file_empty"):
        actions.close_file(item, years=10, by=an)
    actions.collect_items(item, items=[letter], by=an)
    with pytest.raises(Refusal, match="file_unfinished"):
        actions.close_file(item, years=10, by=an)
    assert _state(item) == "open"


def test_a_closed_file_takes_nothing_up_until_it_is_opened_again(db: None) -> None:
    an = cast.an()
    item, letter, late = opened(), finished(), finished()
    actions.collect_item(letter, file=item, by=an)
    actions.close_file(item, years=10, by=an)
    with pytest.raises(Refusal, match="wrong_state"):
        actions.collect_item(late, file=item, by=an)
    actions.reopen_file(item, reason="Còn văn bản", by=an)
    actions.collect_item(late, file=item, by=an)
    with acts.opening(an):
        assert [content.item for content in queries.contents(item)] == [letter, late]
        assert item_of(an, item).due_at is None


def test_the_archive_gives_back_what_is_not_complete(db: None) -> None:
    an = cast.an()
    item = opened()
    actions.collect_item(finished(), file=item, by=an)
    actions.close_file(item, years=10, by=an)
    actions.hand_over_file(item, by=an)
    actions.return_file(item, reason="Thiếu phụ lục", by=an)
    assert _state(item) == "closed"
    with acts.opening(an):
        assert timeline(item)[-1].reason == "Thiếu phụ lục"


def test_what_was_put_in_by_mistake_is_taken_out_and_an_empty_file_discarded(db: None) -> None:
    an = cast.an()
    item, letter = opened(), finished()
    actions.collect_item(letter, file=item, by=an)
    with pytest.raises(Refusal, match="file_not_empty"):
        actions.discard_file(item, reason="Mở nhầm", by=an)
    actions.take_out_item(item, content=letter, reason="Nhầm hồ sơ", by=an)
    with pytest.raises(Refusal, match="not_in_file"):
        actions.take_out_item(item, content=letter, reason="Nhầm hồ sơ", by=an)
    actions.discard_file(item, reason="Mở nhầm", by=an)
    actions.restore_file(item, reason="Cần dùng", by=an)
    assert _state(item) == "open"


def test_a_code_is_given_once_in_a_years_list_of_one_body(db: None) -> None:
    opened()
    with pytest.raises(Refusal, match="file_code_taken") as refused:
        opened()
    assert refused.value.field == "code"
    assert opened(cast.chi())
    other = opened(code="02.VP")
    with pytest.raises(Refusal, match="file_code_taken"):
        actions.change_file(other, code="01.VP", years=10, by=cast.an())
    assert actions.change_file(other, code="03.VP", years=0, by=cast.an())["reference"] == "03.VP"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": " – "}, "file_code_missing"),
        ({"title": "\u200b"}, "file_title_missing"),
        ({"years": 3}, "unknown_retention"),
    ],
)
def test_what_makes_no_file_is_refused_with_its_field(db: None, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        opened(**fields)
    assert refused.value.code == code
    assert refused.value.field


def test_a_stranger_puts_nothing_in_and_finds_nothing(db: None) -> None:
    item, letter, chi = opened(), finished(), cast.chi()
    with pytest.raises(NotFound):
        actions.collect_items(item, items=[letter], by=chi)
    with pytest.raises(NotFound):
        actions.collect_item(letter, file=opened(chi), by=chi)
    own = drafted(chi, cast.dung().unit or 0)
    with pytest.raises(NotFound):
        actions.collect_item(own, file=item, by=chi)
    assert screen(chi).get(f"/viec/{item}").status_code == 404
    assert screen(chi).get(f"/ho-so-cong-viec/{item}.pdf").status_code == 404
    assert cast.caller(chi).get("/files-of-work").json()["total"] == 1


def test_the_same_letter_twice_is_there_once(db: None) -> None:
    an = cast.an()
    item, letter = opened(), finished()
    actions.collect_items(item, items=[letter, letter], by=an)
    actions.collect_items(item, items=[letter], by=an)
    with acts.opening(an):
        assert len(queries.contents(item)) == 1


def test_a_file_by_its_pages(db: None) -> None:
    """From the letter's page to the archive, as the clerk of An Khánh does it, and what is printed of it."""
    an, page = cast.an(), screen(cast.an())
    letter = finished()
    shown = page.get(f"/viec/{letter}").content.decode()
    assert "Đưa vào hồ sơ công việc" in shown
    answer = page.post(
        "/ho-so-cong-viec/moi",
        {"code": "05.VP", "title": "Vận hành thử", "years": "10", "first": str(letter),
         "idempotency_key": str(uuid4())},
    )  # fmt: skip
    assert answer.status_code == 302
    listed = page.get("/ho-so-cong-viec").content.decode()
    assert "05.VP" in listed
    assert "Vận hành thử" in listed
    item = cast.caller(an).get("/files-of-work").json()["files"][0]["id"]
    opened_page = page.get(f"/viec/{item}").content.decode()
    assert "Văn bản, tài liệu trong hồ sơ" in opened_page
    assert "Về việc thử nghiệm" in opened_page
    for act, fields in (
        ("close-file", {"years": "0", "sheets": "7"}),
        ("hand-over-file", {}),
        ("receive-file", {}),
    ):
        answer = page.post(f"/viec/{item}/{act}", {**fields, "idempotency_key": str(uuid4())})
        assert answer.status_code == 302, act
    assert "Đã nộp lưu trữ" in page.get(f"/viec/{item}").content.decode()
    year = an.day.year
    minutes = text_of(page.get(f"/ho-so-cong-viec/{year}/giao-nop.pdf").content)
    for words in ("Biên bản giao nhận hồ sơ, tài liệu", "05.VP", "Vận hành thử", "Vĩnh viễn", "BÊN NHẬN"):
        assert bare(words) in minutes, words
    lines = page.get(f"/ho-so-cong-viec/{item}.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 1
    assert "Công văn: Về việc thử nghiệm" in lines[1]
    inside = text_of(page.get(f"/ho-so-cong-viec/{item}.pdf").content)
    assert bare("Công văn: Về việc thử nghiệm") in inside
    assert bare("05.VP") in text_of(page.get(f"/ho-so-cong-viec/{year}/danh-muc.pdf").content)


def test_many_letters_go_in_at_once_over_the_api(db: None) -> None:
    api = cast.caller(cast.an())
    some = [str(finished()) for _ in range(3)]
    item = api.post(
        "/files-of-work", {"code": "06.VP", "title": "Nhiều văn bản", "years": 5}, key=str(uuid4())
    ).json()["id"]
    answer = api.post(f"/items/{item}/collect-items", {"items": some}, key=str(uuid4()))
    assert answer.status_code == 200
    assert api.get("/files-of-work").json()["files"][0]["papers"] == 3


def test_a_year_ends_on_the_same_day() -> None:
    at = datetime(2024, 2, 29, 9, tzinfo=clock.ZONE)
    assert hand_over_due(at) == datetime(2025, 2, 28, 9, tzinfo=clock.ZONE)
    assert hand_over_due(at.replace(day=28)) == datetime(2025, 2, 28, 9, tzinfo=clock.ZONE)
