"""The first page after login is what waits for its reader: whatever the role, with sender, dates, due time, ticks."""

import html
import re
from typing import Any
from uuid import UUID

import pytest

from lienthong.documents.actions import register_delivery
from lienthong.kernel.wording import vn_date, vn_due
from lienthong.personnel.terms import ABILITIES
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import arrived
from tests.site.test_dates_on_pages import dates_of
from tests.work.test_handing import assignee, directed, lines
from tests.work.test_waiting import colleagues_of

pytestmark = pytest.mark.usefixtures("db")

MINE, SECTION, OFFICE = "/viec-cho-toi", "/viec-bo-phan", "/hop-viec"


def text(client: Any, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    return html.unescape(answer.content.decode())


def row_of(page: str, item: UUID) -> str:
    """The words of an item's row."""
    row = re.search(rf"<tr data-row>(?:(?!</tr>).)*{item}.*?</tr>", page, re.S)
    assert row is not None, page
    return " ".join(re.sub(r"<[^>]+>", " ", row[0]).split())


def somebody(role: str) -> cast.Actor:
    code = sql.one(
        "select u.code from mandate m join post p on p.id = m.post join unit u on u.id = p.unit"
        " where p.role = %s and m.during @> world_today() and u.during @> world_today() order by m.id limit 1",
        (role,),
    )
    return cast.officer(role, code)


@pytest.mark.parametrize("role", sorted(ABILITIES))
def test_every_role_has_it(role: str) -> None:
    page = text(screen(somebody(role)), MINE)
    assert "<h1>Việc chờ tôi</h1>" in page
    assert f'<a href="{MINE}" aria-current="page">Việc chờ tôi</a>' in page
    for address, label in ((SECTION, "Bộ phận của tôi"), (OFFICE, "Cả cơ quan")):
        assert f'<a href="{address}">{label}</a>' in page
    if "data-row" not in page:
        assert "Xem việc của cả cơ quan" in page


def test_a_letter_shows_its_sender_its_day_and_its_due_time() -> None:
    item, clerk = arrived(cast.AN_KHANH), screen(cast.an())
    received, due = dates_of(cast.an(), item)
    for path in (MINE, OFFICE):
        words = row_of(text(clerk, path), item)
        assert cast.dung().unit_name in words
        assert f"ngày {vn_date(received)}" in words
        assert vn_due(due) in words
    assert cast.dung().unit_name in clerk.get(f"{MINE}.csv").content.decode("utf-8-sig")


def test_the_two_other_lists_are_a_press_away() -> None:
    item, people = directed(), colleagues_of("chuyen_vien")
    first, leader = screen(people[0]), screen(cast.officer("lanh_dao"))
    assert str(item) in text(first, MINE)
    assert str(item) not in text(first, SECTION), "it lies in no section yet"
    assert str(item) not in text(leader, MINE)
    assert str(item) in text(leader, OFFICE)
    first.post(f"/viec/{item}/take-item", {"idempotency_key": "k"})
    assert str(item) in text(first, SECTION), "what its people have lies in the section"


def test_on_its_page_one_takes_it_with_a_press_and_a_colleagues_after_reading_whose_it_is() -> None:
    item, (first, second, *_) = directed(), colleagues_of("chuyen_vien")
    page = text(screen(first), f"/viec/{item}")
    assert f'action="/viec/{item}/take-item"' in page
    assert screen(first).post(f"/viec/{item}/take-item", {"idempotency_key": "k"}).status_code == 302
    assert assignee(item) == first.mandate
    assert f'href="/viec/{item}/take-item"' in text(screen(second), f"/viec/{item}")
    asked = text(screen(second), f"/viec/{item}/take-item")
    assert f"Việc đang giao cho {first.name}" in asked
    given = {"instead_of": str(first.mandate), "idempotency_key": "k"}
    assert screen(second).post(f"/viec/{item}/take-item", given).status_code == 302
    assert assignee(item) == second.mandate
    assert screen(second).post(f"/viec/{item}/hand-back-item", {"idempotency_key": "l"}).status_code == 302
    assert assignee(item) is None


def test_ticked_rows_are_taken_and_the_list_says_how_many() -> None:
    items, clerk = [directed(), directed()], cast.officer("chuyen_vien")
    client = screen(clerk)
    page = text(client, MINE)
    assert all(f'name="items" form="hands" value="{item}"' in page for item in items)
    sent = {"items": [str(item) for item in items], "back": f"{MINE}?loai=delivery", "idempotency_key": "k"}
    answer = client.post("/viec/nhan", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{MINE}?loai=delivery&xong=nhan-2")
    assert "Đã nhận 2 việc." in text(client, answer.headers["Location"])
    assert [assignee(item) for item in items] == [clerk.mandate] * 2
    assert client.post("/viec/nhan", sent).status_code == 302
    assert [line.verb for line in lines(items[0])].count("item.taken") == 1
    assert client.post("/viec/tra-lai", {**sent, "idempotency_key": "l"}).status_code == 302
    assert [assignee(item) for item in items] == [None, None]


def test_ticked_rows_are_given_to_somebody_on_a_form_that_loses_nothing() -> None:
    items, leader = [directed(), directed()], screen(cast.officer("lanh_dao"))
    other = colleagues_of("chuyen_vien")[1]
    ticked = {"items": [str(item) for item in items], "back": OFFICE, "idempotency_key": "k"}
    form = html.unescape(leader.post("/viec/giao", ticked).content.decode())
    assert "<h1>Giao việc</h1>" in form
    assert f"{other.name} – {other.title}" in form
    assert all(f'value="{item}" checked' in form for item in items)
    wrong = leader.post("/viec/giao", {**ticked, "assignee": str(cast.chi().mandate)})
    again = html.unescape(wrong.content.decode())
    assert wrong.status_code == 422
    assert "Người nhận việc không thuộc đơn vị." in again
    assert all(f'value="{item}" checked' in again for item in items)
    done = leader.post("/viec/giao", {**ticked, "assignee": str(other.mandate), "idempotency_key": "l"})
    assert (done.status_code, done.headers["Location"]) == (302, f"{OFFICE}?xong=giao-2")
    assert [assignee(item) for item in items] == [other.mandate] * 2


def test_what_could_not_be_taken_is_named_with_the_reason() -> None:
    free, his = directed(), directed()
    first, second, *_ = colleagues_of("chuyen_vien")
    screen(second).post("/viec/nhan", {"items": [str(his)], "idempotency_key": "k"})
    answer = screen(first).post("/viec/nhan", {"items": [str(free), str(his)], "idempotency_key": "k"})
    said = html.unescape(answer.content.decode())
    assert "Đã làm 1 việc. 1 việc dưới đây giữ nguyên" in said
    assert f"đang do {second.name} xử lý" in said
    assert f'href="/viec/{his}"' in said


@pytest.mark.parametrize("address", ["/viec/nhan", "/viec/tra-lai", "/viec/giao"])
def test_bad_input_is_a_sentence(address: str) -> None:
    leader = screen(cast.officer("lanh_dao"))
    assert leader.get(address).status_code == 405
    nothing = leader.post(address, {"idempotency_key": "k"})
    assert nothing.status_code == 422
    assert "Hãy đánh dấu ít nhất một việc" in html.unescape(nothing.content.decode())
    assert leader.post(address, {"items": ["../etc"], "idempotency_key": "k"}).status_code == 404
    assert leader.post(address, {"items": ["\x00"], "idempotency_key": "k"}).status_code in (404, 422)
    away = leader.post(
        "/viec/nhan", {"items": [str(directed())], "back": "https://a.example", "idempotency_key": "b"}
    )
    assert away.status_code == 200 or away.headers["Location"].startswith(MINE)


def test_the_way_back_leads_to_no_other_site() -> None:
    item, clerk = directed(), screen(cast.officer("chuyen_vien"))
    for n, back in enumerate(("https://a.example/", "//a.example", "/\\a.example")):
        how = "/viec/nhan" if n % 2 == 0 else "/viec/tra-lai"
        answer = clerk.post(how, {"items": [str(item)], "back": back, "idempotency_key": f"k{n}"})
        assert answer.headers["Location"].startswith(f"{MINE}?xong="), back


def test_who_only_looks_ticks_nothing() -> None:
    observer = screen(somebody("to_cong_tac"))
    page = text(observer, MINE)
    assert "theo dõi công việc" in page
    assert "data-pick" not in page
    answer = observer.post("/viec/giao", {"items": [str(directed())], "idempotency_key": "k"})
    assert answer.status_code == 403


def test_the_register_clerks_morning() -> None:
    """What waits, done, is gone from the list and stands with the next."""
    item, clerk, leader = arrived(cast.AN_KHANH), screen(cast.an()), screen(cast.officer("lanh_dao"))
    assert str(item) in text(clerk, MINE)
    register_delivery(item, by=cast.an())
    assert str(item) not in text(clerk, MINE)
    assert str(item) in text(leader, f"{MINE}?loai=delivery")
    assert str(item) not in text(leader, f"{MINE}?loai=dossier")
