"""Registers of letters as Decree 30/2020, annex IV, asks: their columns, by period, signed and closed."""

import html
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from openpyxl import load_workbook

from lienthong.documents import actions
from lienthong.documents.receiving import actions as receiving
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.registers.closing import close_period, reopen_period
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import issued
from tests.documents.test_directing import working
from tests.documents.test_receiving import entered
from tests.papers.reading import bare, text_of


def words_of(pdf: bytes) -> "Printed":
    return Printed(text_of(pdf))


class Printed(str):
    """What stands on paper; words are found whatever their case and breaks of lines."""

    def __contains__(self, words: object) -> bool:
        return bare(str(words)) in str(self)


def refused(code: str, act: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code, refusal.value


def sheet_of(of: Client, path: str) -> list[list[Any]]:
    answer = of.get(path)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def test_incoming_letters_are_printed_with_the_nine_columns_of_the_decree(db: None) -> None:
    clerk, (lead, _) = cast.an(), working()
    item = entered(sender="Bộ Nội vụ", sign="12/BNV", dated=clerk.day, subject="Về biên chế", type="QĐ")
    actions.direct_delivery(item, section=lead, by=cast.officer("lanh_dao"))
    receiving.cancel_number(entered(sign="13/BNV"), reason="Trùng", by=clerk)
    entered(sign="14/BNV", after_number=1, reason="Sót")
    here = f"/so-dang-ky/{clerk.unit}/van-ban-den/2025"
    head, first, between, struck = sheet_of(screen(clerk), f"{here}.xlsx")[:4]
    assert head == [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận", "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    today = f"{clerk.day.day}/{clerk.day.month}/{clerk.day.year}"
    assert first[:7] == [today, "01", "Bộ Nội vụ", "12/BNV", today, "Quyết định: Về biên chế", lead]
    assert (between[1], between[8]) == ("01a", "Sót")
    assert struck[1] == "02"
    assert "Đã hủy số đến" in struck[8]
    assert "Trùng" in struck[8]
    printed = screen(clerk).get(f"{here}.pdf")
    assert printed["Content-Type"] == "application/pdf"
    said = words_of(printed.content)
    for words in ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Tác giả", "Ký nhận", "01a", "Bộ Nội vụ"):
        assert words in said, words


def test_outgoing_letters_are_printed_with_the_eight_columns_of_the_decree(db: None) -> None:
    city = cast.dung()
    issued(city, cast.an().unit or 0, subject="Về kế hoạch")
    head, first = sheet_of(screen(city), f"/so-dang-ky/{city.unit}/van-ban-di/2025.xlsx")[:2]
    assert head == [
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung", "Người ký",
        "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ghi chú",
    ]  # fmt: skip
    assert first[2:7] == ["Công văn: Về kế hoạch", city.name, "UBND phường An Khánh", "Văn thư", "1"]


def test_the_first_page_says_whose_from_when_to_when_and_from_which_number(db: None) -> None:
    clerk, city = cast.an(), cast.dung()
    for _ in range(2):
        entered()
    entered(after_number=2, reason="Sót")
    here = f"/so-dang-ky/{clerk.unit}/van-ban-den/2025"
    said = words_of(screen(clerk).get(f"{here}.pdf?thang=7").content)
    period = "Từ ngày 1/7/2025 đến ngày 31/7/2025"
    for words in ("Năm: 2025", period, "Từ số 01 đến số 02a", "đóng dấu", "Quyển số: .."):
        assert words in said, words
    close_period(
        register="van-ban-den",
        since=clerk.day.replace(month=6),
        until=clerk.day - timedelta(days=1),
        by=clerk,
    )
    assert "Quyển số: 01" in words_of(screen(clerk).get(f"{here}.pdf?tu=1/6/2025&den=30/6/2025").content)
    sent = issued(city, clerk.unit or 0)
    outgoing = words_of(screen(city).get(f"/so-dang-ky/{city.unit}/van-ban-di/2025.pdf").content)
    first = str(sent["sign"]).partition("/")[0]
    assert f"Từ số {first} đến số {first} (Công văn)" in outgoing
    dossiers = words_of(screen(clerk).get(f"/so-dang-ky/{clerk.unit}/ho-so/2025.pdf").content)
    assert "Quyển số" not in dossiers


def test_bodies_outside_and_people_stand_among_those_a_letter_went_to(db: None) -> None:
    clerk, specialist = cast.an(), cast.officer("chuyen_vien")
    answer = actions.draft_document(
        side="government", type="CV", subject="Ra ngoài", body="Nội dung.", outside=["Bộ Nội vụ; Hà Nội"],
        persons=[specialist.mandate or 0], by=clerk,
    )  # fmt: skip
    item = UUID(answer["id"])
    actions.submit_draft(item, by=clerk)
    actions.sign_document(item, by=cast.officer("lanh_dao"))
    actions.issue_document(item, by=clerk)
    here = f"/so-dang-ky/{clerk.unit}/van-ban-di/2025"
    row = sheet_of(screen(clerk), f"{here}.xlsx")[1]
    assert row[4] in {f"{name} và 1 nơi khác" for name in ("Bộ Nội vụ", specialist.name)}
    assert row[6] == "2"
    assert "và 1 nơi khác" in screen(clerk).get(here).content.decode()


def test_a_register_of_the_party_bears_its_title_and_no_motto(db: None) -> None:
    clerk = cast.officer("van_thu_dang")
    said = words_of(screen(clerk).get(f"/so-dang-ky/{clerk.unit}/van-ban-den/2025.pdf").content)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "CỘNG HÒA XÃ HỘI" not in said
    government = cast.an()
    said = words_of(screen(government).get(f"/so-dang-ky/{government.unit}/van-ban-den/2025.pdf").content)
    assert "CỘNG HÒA XÃ HỘI" in said
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in said


def test_a_period_is_shown_printed_and_taken_along_alike(db: None) -> None:
    clerk = cast.an()
    entered(subject="Hôm nay")
    of, here = screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-den/2025"
    for period, is_in in (
        ("tu=1/7/2025&den=31/7/2025", True),
        ("tu=1/6/2025&den=30/6/2025", False),
        ("thang=7", True),
    ):
        page = html.unescape(of.get(f"{here}?{period}").content.decode())
        assert ("Hôm nay" in page) is is_in, period
        assert (len(sheet_of(of, f"{here}.xlsx?{period}")) > 4) is is_in or not is_in
        said = words_of(of.get(f"{here}.pdf?{period}").content)
        assert ("Hôm nay" in said) is is_in, period
    assert "Từ 1/6/2025 đến 30/6/2025" in words_of(of.get(f"{here}.pdf?tu=1/6/2025&den=30/6/2025").content)


def test_a_clerk_closes_a_period_on_the_page_and_no_late_entry_gets_into_it(db: None) -> None:
    clerk, of = cast.an(), screen(cast.an())
    late = clerk.at - timedelta(days=2)
    entered(arrived_at=late, reason="Đưa nhầm bàn")
    here = f"/so-dang-ky/{clerk.unit}/van-ban-den/2025"
    assert f"{here}/khoa-so" in of.get(here).content.decode()
    form = of.get(f"{here}/khoa-so").content.decode()
    assert 'value="1/1/2025"' in form, "the form begins with what is not closed yet"
    assert 'value="30/6/2025"' in form
    days = {"since": "1/6/2025", "until": "30/6/2025", "idempotency_key": "1"}
    unchecked = of.post(f"{here}/khoa-so", days)
    assert unchecked.status_code == 422
    assert "đối chiếu, in sổ rồi đánh dấu" in html.unescape(unchecked.content.decode())
    assert of.post(f"{here}/khoa-so", {**days, "is_checked": "1"}).status_code == 302
    page = html.unescape(of.get(here).content.decode())
    assert "Đã khóa kỳ 1/6/2025–30/6/2025" in page
    assert clerk.name in page
    refused("period_closed", entered, arrived_at=late, reason="Lại sót")
    refused(
        "period_closed_before",
        close_period,
        register="van-ban-den",
        since=late.date(),
        until=late.date(),
        by=clerk,
    )
    said = words_of(of.get(f"{here}.pdf?tu=1/6/2025&den=30/6/2025").content)
    assert "NGƯỜI KHÓA SỔ" in said
    closing = UUID(str(sql.one("select id from register_closing")))
    again = of.post(f"{here}/khoa-so/{closing}/mo-lai", {"reason": "Còn một văn bản", "idempotency_key": "2"})
    assert again.status_code == 302
    assert "Còn một văn bản" in html.unescape(of.get(here).content.decode())
    entered(arrived_at=late, reason="Lại sót")
    refused("period_open_again", reopen_period, closing, reason="Lần nữa", by=clerk)


def test_what_is_no_period_is_refused_and_only_its_clerk_closes_a_register(db: None) -> None:
    clerk = cast.an()
    day = clerk.day

    def close(since: Any, until: Any) -> None:
        close_period(register="van-ban-den", since=since, until=until, by=clerk)

    refused("period_upside_down", close, day - timedelta(days=1), day - timedelta(days=2))
    refused("period_not_over", close, day, day)
    refused("period_of_two_years", close, day.replace(year=day.year - 1), day - timedelta(days=1))
    with pytest.raises(NotFound):
        close_period(register="ho-so", since=day, until=day, by=clerk)
    with pytest.raises(Refusal):
        close_period(register="van-ban-den", since=day, until=day, by=cast.officer("lanh_dao"))
    here = f"/so-dang-ky/{clerk.unit}/van-ban-den/2025/khoa-so"
    assert screen(cast.officer("lanh_dao")).get(here).status_code == 404
    assert screen(cast.chi()).get(here).status_code == 404
