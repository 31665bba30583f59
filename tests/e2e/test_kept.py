"""Nothing typed is lost, nothing scrolls sideways, and a long list of choices can be handled."""

from typing import Any

import pytest

from tests.e2e.pages import Visitor, human_round
from tests.running import Demo, soon

pytestmark = pytest.mark.e2e

SUBJECT = "Về việc báo cáo kết quả sáu tháng"
ARRIVES_WITHIN_SECONDS = 150
BODY = "Kính gửi: Ủy ban nhân dân.\n\nNội dung gõ trong nửa giờ."

WIDER_THAN_THE_SCREEN = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

PAGES = (
    "/viec-cho-toi", "/hop-viec", "/tim-kiem?q=an", "/don-vi", "/don-vi/27094", "/dieu-hanh",
    "/dieu-hanh/don-vi/27094", "/so-dang-ky", "/sap-xep",
    "/sap-xep/tim?q=an", "/su-co", "/su-co/moi", "/van-ban/moi", "/khong-co",
)  # fmt: skip


def lose_session(visitor: Visitor) -> None:
    kept = [one for one in visitor.page.context.cookies() if one["name"].endswith("_csrf")]
    visitor.page.context.clear_cookies()
    visitor.page.context.add_cookies(kept)


def log_in_again(visitor: Visitor, demo: Demo, who: str) -> None:
    login, page = demo.login(who), visitor.page
    page.wait_for_url("**/dang-nhap?**")
    page.get_by_label("Tên đăng nhập").fill(login.username)
    page.get_by_label("Mật khẩu").fill(login.password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_session_that_ended_gives_back_what_was_typed(clerk: Visitor, demo: Demo) -> None:
    page = clerk.page
    clerk.goto("/van-ban/moi")
    page.locator("#subject").fill(SUBJECT)
    page.locator("#body").fill(BODY)
    lose_session(clerk)
    page.locator("main form button").last.click()
    log_in_again(clerk, demo, "Văn thư")
    page.wait_for_url("**/van-ban/moi")
    assert page.locator("#subject").input_value() == SUBJECT
    assert page.locator("#body").input_value() == BODY
    assert page.get_by_text("Đã đặt lại nội dung bạn nhập dở.").is_visible()
    assert "mat-khau" not in page.evaluate("JSON.stringify(sessionStorage)")
    assert demo.login("Văn thư").password not in page.evaluate("JSON.stringify(sessionStorage)")


def test_what_was_accepted_or_left_behind_does_not_come_back(clerk: Visitor) -> None:
    page = clerk.page
    clerk.goto("/su-co/moi")
    page.locator("#severity").select_option("low")
    page.locator("#text").fill("Máy in ở quầy không chạy")
    page.locator("main form button").last.click()
    page.wait_for_url("**/viec/**")
    clerk.goto("/su-co/moi")
    assert page.locator("#text").input_value() == ""
    page.locator("#text").fill("Chữ của người thứ nhất")
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('form:'))") == []


WIDTHS = {"125 %": 960, "200 %": 683, "200 % of 1280": 640, "phone": 390}


def test_no_page_scrolls_sideways(clerk: Visitor) -> None:
    """Each page is opened once and made narrower."""
    page = clerk.page
    page.set_viewport_size({"width": 1366, "height": 700})
    clerk.goto("/hop-viec")
    item = page.locator("[data-open]").first.get_attribute("href")
    wide = {}
    for path in (*PAGES, str(item)):
        clerk.goto(path)
        for name, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 700})
            wide[f"{path} at {name}"] = page.evaluate(WIDER_THAN_THE_SCREEN)
    assert {where: by for where, by in wide.items() if by > 0} == {}
    clerk.goto("/hop-viec")
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 700})
        last = page.locator(".nav a").last.bounding_box()
        assert last["x"] >= 0
        assert last["x"] + last["width"] <= width


def test_wards_are_found_and_ticked_together(centre: Visitor) -> None:
    page = centre.page
    centre.goto("/hop/moi")
    picker = page.locator("[data-picker]")
    count = picker.locator("[data-count]")
    picker.locator("input[type=search]").fill("an khanh")
    picker.get_by_role("button", name="Chọn tất cả").click()
    assert count.inner_text() == "1"
    assert picker.locator("input:checked").get_attribute("value")
    picker.locator("input[type=search]").fill("")
    picker.get_by_role("button", name="Chọn tất cả").click()
    assert count.inner_text() == "168"
    picker.get_by_role("button", name="Bỏ chọn").click()
    assert count.inner_text() == "0"


# Last: by now the letter it waits for has come.
def test_a_refusal_is_read_beside_its_form(clerk: Visitor, tmp_path: Any) -> None:
    page, mark = clerk.page, human_round(clerk)

    def arrived() -> Any:
        clerk.goto("/hop-viec?loai=delivery")
        # Of people's own round: what virtual clerks work at may be done and closed before a browser has opened it.
        rows = page.locator("[data-row]").filter(has_text=mark)
        return rows.first if rows.count() else None

    soon(arrived, ARRIVES_WITHIN_SECONDS, lambda: f"no letter of {mark} came", every=1).locator(
        "[data-open]"
    ).click()
    page.wait_for_url("**/viec/**")
    address = page.url
    wrong = tmp_path / "van-ban.pdf"
    wrong.write_text("not a paper at all")
    page.locator("input[type=file]").set_input_files(wrong)
    page.get_by_role("button", name="Thêm giấy tờ").click()
    told = page.locator("[data-told]")
    told.wait_for()
    assert page.url == address
    assert told.evaluate("(one) => one.nextElementSibling.action.endsWith('/giay-to')")
    assert told.evaluate("(one) => one === document.activeElement")
    clerk.goto("/hop-viec")
    assert page.locator("[data-told]").count() == 0


def test_wards_are_found_by_their_old_names_and_by_addresses(centre: Visitor) -> None:
    page = centre.page
    centre.goto("/hop/moi")
    picker = page.locator("[data-picker]")
    shown = picker.locator("[data-words]:not([hidden])")
    for words in ("P. Bến Nghé", "12 Lê Thánh Tôn, P. Bến Nghé, Q1"):
        picker.locator("input[type=search]").fill(words)
        picker.locator("[data-words='Phường Sài Gòn']:not([hidden])").wait_for()
        assert shown.count() < 5, words
    assert centre.violations() == []
    assert centre.complaints == []
