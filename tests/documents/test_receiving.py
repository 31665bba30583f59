"""Letters on paper and from other systems: entered in the one register of the year, in turn or with reasons."""

import html
import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from lienthong.documents import actions, queries
from lienthong.documents import reversals as back
from lienthong.documents.receiving import actions as receiving
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal
from lienthong.work.persons.searching import search
from lienthong.work.queries import inbox, item_of, timeline
from tests import cast, sql
from tests.board.rounds import screen
from tests.committed import committed_world
from tests.documents.letters import arrived, delivered, issued
from tests.files import PDF, pdf

ENTER = "/van-ban-den/vao-so"


def entered(by: Actor | None = None, **more: Any) -> UUID:
    """A letter of a ministry on paper."""
    letter = {"sender": "Bộ Nội vụ", "sign": f"{uuid4().int % 100_000}/BNV-TCBC", "subject": "Về biên chế"}
    answer = receiving.register_outside_letter(**{**letter, **more}, by=by or cast.an())
    return UUID(answer["id"])


def number_of(item: UUID, by: Actor | None = None) -> str:
    by = by or cast.an()
    with acts.opening(by):
        return queries.registered_as(queries.details(by, item_of(by, item)))


def refused(code: str, act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code, refusal.value
    return refusal.value


def page(of: Client, path: str) -> str:
    answer = of.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return html.unescape(answer.content.decode())


def test_paper_and_electronic_letters_share_one_continuous_number(db: None) -> None:
    clerk = cast.an()
    first = entered()
    by_system = actions.register_delivery(arrived(cast.AN_KHANH), by=clerk)["register_number"]
    third = entered()
    numbers = [number_of(first), f"{by_system:02d}/2025", number_of(third)]
    assert numbers == ["01/2025", "02/2025", "03/2025"]
    book = page(screen(clerk), f"/so-dang-ky/{clerk.unit}")
    assert re.findall(r'<td class="number">\s*(\w+)', book) == ["01", "02", "03"]
    assert "Không có số nào bị bỏ trống" in book


def test_what_was_entered_waits_for_the_leader_until_the_next_working_day_urgent_ones_an_hour(
    db: None,
) -> None:
    leader, clerk = cast.officer("lanh_dao"), cast.an()
    calm, urgent = entered(subject="Thường kỳ"), entered(subject="Hỏa tốc ngay", urgency=3)
    by_system = arrived(cast.AN_KHANH)
    actions.register_delivery(by_system, by=clerk)
    shown = page(screen(leader), "/viec-cho-toi")
    assert shown.index("Hỏa tốc ngay") < shown.index("Thường kỳ"), "the urgent one first"
    with acts.opening(leader):
        due = {
            item: clock.local(item_of(leader, item).due_at or leader.at) for item in (calm, urgent, by_system)
        }
    assert clerk.day == date(2025, 7, 1)
    assert {f"{due[item]:%d %H:%M}" for item in (calm, by_system)} == {"02 17:00"}
    assert timedelta(minutes=59) < due[urgent] - clerk.at <= timedelta(minutes=61)


def test_a_ministry_s_letter_is_scanned_and_entered_on_the_page(db: None) -> None:
    clerk, of = cast.an(), screen(cast.an())
    assert ENTER in page(of, "/hop-viec"), "the clerk is offered to enter it"
    assert 'multipart/form-data"' in page(of, ENTER)
    answer = of.post(
        ENTER,
        {
            "sender": "Bộ Nội vụ", "sign": "12 / BNV - TCBC", "dated": "27/6/2025", "type": "CV",
            "subject": "Về biên chế cấp xã", "urgency": "1", "way": "post", "pages": "3",
            "files": [SimpleUploadedFile("trang 1.pdf", PDF), SimpleUploadedFile("trang 1.pdf", pdf("hai"))],
            "idempotency_key": "k",
        },
    )  # fmt: skip
    assert answer.status_code == 302, html.unescape(answer.content.decode())
    shown = page(of, answer["Location"])
    for words in ("12/BNV-TCBC", "Bộ Nội vụ", "Về biên chế cấp xã", "01/2025", "27/6/2025", "trang 1 (2).pdf",
                  "Bưu chính", "Khẩn", "Vào sổ văn bản giấy"):  # fmt: skip
        assert words in shown, words
    leader = cast.officer("lanh_dao")
    with acts.opening(leader):
        assert [row.subject for row in inbox(leader)].count("Về biên chế cấp xã") == 1
    book = page(of, f"/so-dang-ky/{clerk.unit}/van-ban-den/2025")
    assert "Bộ Nội vụ" in book
    assert "12/BNV-TCBC" in book


def test_what_came_on_paper_is_shown_as_what_it_is(db: None) -> None:
    """Its paper is what was scanned, and the day it came is not the day it bears."""
    clerk = screen(cast.an())
    item = entered(sign="7/BNV", dated=date(2025, 6, 27))
    shown = page(clerk, f"/viec/{item}")
    assert "Bản thể thức" not in shown
    assert "DỰ THẢO" not in shown
    assert clerk.get(f"/viec/{item}/ban-the-thuc").status_code == 404
    assert "7/BNV ngày" not in page(clerk, "/hop-viec")
    arrived(cast.AN_KHANH)
    assert re.search(r"\d+/TTC\S+ ngày 1/7/2025", page(clerk, "/hop-viec")), "an issued letter's day is"


def test_the_api_enters_one_too(db: None) -> None:
    answer = cast.caller(cast.an()).post(
        "/incoming-letters",
        {
            "sender": "Bộ Tài chính",
            "subject": "Về ngân sách",
            "files": [{"name": "a.pdf", "content": b64encode(PDF).decode()}],
        },
        key="k",
    )
    assert (answer.status_code, answer.json()["register_number"]) == (200, 1), answer.json()
    with acts.opening(cast.an()):
        assert sql.one("select name from attachment where item = %s", (answer.json()["id"],)) == "a.pdf"


def test_a_scan_that_may_not_come_in_takes_no_number(db: None) -> None:
    given = {"sender": "Sở", "subject": "Một", "type": "CV", "urgency": "0", "way": "hand"}
    of = screen(cast.an())
    sent = of.post(ENTER, {**given, "files": SimpleUploadedFile("a.pdf", PDF[:60]), "idempotency_key": "1"})
    assert sent.status_code == 422
    assert "bị hỏng" in html.unescape(sent.content.decode())
    whole = of.post(ENTER, {**given, "files": SimpleUploadedFile("a.pdf", PDF), "idempotency_key": "2"})
    assert number_of(UUID(whole["Location"].rpartition("/")[2])) == "01/2025"


def test_secret_letters_are_refused_with_the_reason(db: None) -> None:
    given = {
        "sender": "Công an",
        "subject": "Tài liệu",
        "secrecy": "B",
        "idempotency_key": "k",
        "way": "post",
    }
    answer = screen(cast.an()).post(ENTER, {**given, "type": "CV", "urgency": "0"})
    assert answer.status_code == 422
    assert "vào sổ văn bản mật đến bằng giấy" in html.unescape(answer.content.decode())
    said = cast.caller(cast.an()).post(
        "/incoming-letters", {**given, "urgency": 0} | {"idempotency_key": ""}, key="k"
    )
    assert said.status_code == 422
    assert sql.one("select count(*) from outside_letter") == 0


def test_a_double_comes_back_once_with_the_letter_there_is(db: None) -> None:
    of = screen(cast.an())
    given = {"sender": "Bộ Nội vụ", "sign": "7/BNV", "dated": "27/6/2025", "type": "CV", "subject": "Một",
             "urgency": "0", "way": "hand"}  # fmt: skip
    first = of.post(ENTER, {**given, "idempotency_key": "1"})["Location"]
    again = of.post(
        ENTER,
        {
            **given,
            "sender": "bộ  nội vụ",
            "files": SimpleUploadedFile("quet.pdf", PDF),
            "idempotency_key": "2",
        },
    )
    text = html.unescape(again.content.decode())
    assert again.status_code == 409
    assert "số đến 01/2025" in text
    assert f'href="{first}"' in text, "the letter there is, is linked"
    assert "quet.pdf, đã nhận" in text, "nobody chooses the scan again"
    mark = re.search(r'name="files" value="([^"]+)"', text)
    assert mark is not None
    sent = of.post(ENTER, {**given, "is_another": "1", "files": mark[1], "idempotency_key": "3"})
    assert sent.status_code == 302
    assert "quet.pdf" in page(of, sent["Location"])
    assert number_of(UUID(sent["Location"].rpartition("/")[2])) == "02/2025"


def test_a_digest_alone_brings_no_file(db: None) -> None:
    """What names a file on the form is no capability: only what this server gave out for the bytes themselves is."""
    digest = "0" * 64
    given = {"sender": "Sở", "subject": "Một", "type": "CV", "urgency": "0", "way": "hand", "files": digest}
    sent = screen(cast.an()).post(ENTER, {**given, "idempotency_key": "1"})
    assert sent.status_code == 422
    assert "xin chọn lại" in html.unescape(sent.content.decode())
    assert sql.one("select count(*) from attachment") == 0


def test_an_electronic_letter_on_paper_is_the_same_letter(db: None) -> None:
    clerk, city = cast.an(), cast.dung()
    sign = str(issued(city, clerk.unit or 0)["sign"])
    refusal = refused("entered_already", entered, sender="", sender_unit=city.unit, sign=sign, dated=city.day)
    assert refusal.facts["item"] == str(delivered(clerk))
    assert "chưa vào sổ" in refusal.sentence
    entered(sender="Bộ Nội vụ", sign=sign, dated=city.day)


def test_a_late_entry_says_why_and_the_reason_stands_in_its_timeline(db: None) -> None:
    clerk = cast.an()
    before = clerk.at - timedelta(days=3)
    refused("late_entry_unexplained", entered, arrived_at=before)
    item = entered(arrived_at=before, reason="Bưu tá đưa nhầm bàn")
    with acts.opening(clerk):
        details = queries.details(clerk, item_of(clerk, item))
        lines = timeline(item)
    assert details["outside"] is not None
    assert date.fromisoformat(details["outside"]["arrived_at"][:10]) == before.date()
    assert lines[0].reason == "Bưu tá đưa nhầm bàn"
    assert "Bưu tá đưa nhầm bàn" in page(screen(clerk), f"/viec/{item}")
    refused("arrived_later", entered, arrived_at=clerk.at + timedelta(hours=1))
    refused("dated_after_arrival", entered, dated=clerk.day + timedelta(days=1))
    refused("sender_missing", entered, sender="")


def test_numbers_in_between_stand_in_their_place_and_are_found(db: None) -> None:
    clerk = cast.an()
    items = [entered(subject=f"Thứ {nth}") for nth in (1, 2, 3)]
    refused("number_unexplained", entered, after_number=2)
    refused("no_such_number", entered, after_number=9, reason="Sót")
    second = entered(subject="Xen một", after_number=2, reason="Sót trong túi thư")
    third = entered(subject="Xen hai", after_number=2, reason="Sót lần nữa")
    late = arrived(cast.AN_KHANH)
    receiving.register_between(late, after_number=1, reason="Đến trước", by=clerk)
    assert [number_of(item) for item in (second, third, late)] == ["02a/2025", "02b/2025", "01a/2025"]
    text = page(screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-den/2025")
    order = re.findall(r'<td class="number">\s*(?:<s>)?(\w+)', text)
    assert order == ["01", "01a", "02", "02a", "02b", "03"]
    with acts.opening(clerk):
        assert [hit.id for hit in search(clerk, "02a/2025")] == [second]
        assert items[1] in [hit.id for hit in search(clerk, "02/2025")]
        assert (
            sql.one("select last, entered from book where unit = %s and code = 'vb-den'", (clerk.unit,)) == 3
        )
    for typed, found in (
        ("02a", "Xen một"),
        ("02b/2025", "Xen hai"),
        ("3", "Thứ 3"),
        ("01a", "Về việc thử nghiệm"),
    ):
        listed = page(screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-den/2025?q={typed}")
        assert found in listed, typed
    assert number_of(entered()) == "04/2025", "no number of the year was used up"
    refused("wrong_state", receiving.register_between, late, after_number=1, reason="Lần nữa", by=clerk)


def test_a_letter_with_a_number_of_its_own_gets_none_in_between(db: None) -> None:
    clerk = cast.an()
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=clerk)
    back.unregister_delivery(item, reason="Nhầm", by=clerk)
    refused("has_number", receiving.register_between, item, after_number=1, reason="Xen", by=clerk)
    assert actions.register_delivery(item, by=clerk)["register_number"] == 1


def test_a_cancelled_number_stays_struck_out_and_nobody_gets_it(db: None) -> None:
    clerk = cast.an()
    item = entered(subject="Trùng bản fax")
    receiving.cancel_number(item, reason="Trùng với bản fax", by=clerk)
    book = page(screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-den/2025")
    assert "<s>01</s>" in book
    assert "Trùng với bản fax" in book
    assert number_of(entered()) == "02/2025"
    receiving.restore_number(item, reason="Không trùng", by=clerk)
    assert "<s>" not in page(screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-den/2025")
    by_system = arrived(cast.AN_KHANH)
    actions.register_delivery(by_system, by=clerk)
    refused("not_outside", receiving.cancel_number, by_system, reason="Nhầm", by=clerk)
    offered = page(screen(clerk), f"/viec/{by_system}")
    assert "cancel-number" not in offered
    assert "cancel-number" in page(screen(clerk), f"/viec/{item}")


def test_a_letter_from_outside_goes_the_way_of_any_other(db: None) -> None:
    clerk, leader, specialist = cast.an(), cast.officer("lanh_dao"), cast.officer("chuyen_vien")
    item = entered()
    actions.direct_delivery(item, note="Nghiên cứu", assignee=specialist.mandate, due_days=2, by=leader)
    actions.complete_delivery(item, note="Đã lưu hồ sơ", by=specialist)
    assert "Đã xử lý xong" in page(screen(clerk), f"/viec/{item}")
    other = entered()
    actions.return_delivery(other, reason="Gửi nhầm phường", by=clerk)
    assert "Gửi nhầm phường" in page(screen(clerk), f"/viec/{other}")


def test_a_neighbour_sees_nothing_of_it(db: None) -> None:
    item = entered()
    answer = screen(cast.chi()).get(f"/viec/{item}")
    assert answer.status_code == 404
    with acts.opening(cast.chi()):
        assert sql.one("select count(*) from outside_letter") == 0
    with pytest.raises(Refusal):
        entered(by=cast.officer("chuyen_vien"))


def test_eight_clerks_at_once_leave_no_gap_and_no_number_out_of_order(
    django_db_setup: None, django_db_blocker: Any, worker_id: str
) -> None:
    with django_db_blocker.unblock(), committed_world(worker_id):
        clerk = cast.an()
        letters = []
        for _ in range(8):
            issued(cast.dung(), clerk.unit or 0)
            letters.append(delivered(clerk))

        def work(nth: int) -> None:
            try:
                for _ in range(3):
                    entered(by=clerk)
                actions.register_delivery(letters[nth], by=clerk)
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as people:
            list(people.map(work, range(8)))
        with acts.opening(clerk):
            numbers = [
                row.n
                for row in sql.rows(
                    "select register_number as n from delivery where register_unit = %s"
                    " order by register_at, register_number",
                    (clerk.unit,),
                )
            ]
        assert numbers == list(range(1, 33))
