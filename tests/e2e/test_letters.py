"""A letter to many, written and followed in a browser, at a desk and on a phone."""

import os
from typing import Any

import pytest

from tests.e2e.pages import Visitor
from tests.running import Demo

pytestmark = pytest.mark.e2e


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desk", "phone"])
def sender(request: pytest.FixtureRequest, browser: Any, demo: Demo) -> Any:
    width, height = request.param
    with Visitor.of(browser, demo.address, width=width, height=height) as visitor:
        visitor.log_in(demo.login("Trung tâm"))
        yield visitor


def picture(visitor: Visitor, name: str) -> None:
    if out := os.environ.get("LT_PICS"):
        width = visitor.page.viewport_size["width"]
        visitor.page.screenshot(path=f"{out}/{name}-{width}.png", full_page=True)


def test_a_letter_to_many_is_addressed_by_old_names_and_followed(sender: Visitor) -> None:
    page = sender.page
    sender.goto("/van-ban/moi")
    page.get_by_label("Trích yếu").fill("Báo cáo tuần đầu vận hành")
    to = page.locator("#field-to")
    find = to.get_by_label("Lọc danh sách")
    # An old name finds the ward of today; Enter takes the one that is left.
    find.fill("ben nghe quan 1")
    picture(sender, "picker")
    assert to.locator("[data-words]:visible").count() >= 1
    find.fill("uy ban nhan dan phuong sai gon")
    find.press("Enter")
    assert to.locator(".picker__chip").inner_text().startswith("Ủy ban nhân dân phường Sài Gòn")
    find.fill("uy ban nhan dan phuong an khanh")
    find.press("Enter")
    assert to.locator(".picker__chip").count() == 2
    to.locator(".picker__chip").first.click()
    assert to.locator(".picker__chip").count() == 1
    page.get_by_text("Dán danh sách tên nơi nhận").first.click()
    page.get_by_label("Dán danh sách tên nơi nhận").fill("Phường Bình Trưng\nPhường Không Có")
    page.locator("textarea#body").fill("Nội dung.")
    picture(sender, "form")
    sender.sees_a_sound_page("Soạn văn bản")
    page.get_by_role("button", name="Soạn văn bản").click()
    page.get_by_text("dòng 2 «Phường Không Có»").first.wait_for()
    picture(sender, "unread")
    sender.complaints.clear()  # a browser calls a form that is not accepted an error
    page.get_by_label("Dán danh sách tên nơi nhận").fill("Phường Bình Trưng")
    page.get_by_role("button", name="Soạn văn bản").click()
    page.wait_for_url("**/viec/**")
    for act in ("Trình ký", "Ký văn bản", "Cấp số và phát hành"):
        page.get_by_role("button", name=act).click()
    page.get_by_text("Bảng theo dõi 2 nơi nhận").wait_for()
    picture(sender, "letter")
    sender.sees_a_sound_page("Báo cáo tuần đầu vận hành")
    page.get_by_role("link", name="Bảng theo dõi 2 nơi nhận").click()
    page.wait_for_url("**/noi-nhan")
    assert page.locator("[data-row]").count() == 2
    picture(sender, "table")
    sender.sees_a_sound_page("Nơi nhận")
    page.go_back()
    page.get_by_role("link", name="Nhắc nơi nhận").click()
    page.get_by_label("Lời nhắc").fill("Đề nghị vào sổ hôm nay.")
    picture(sender, "remind")
    sender.sees_a_sound_page("Nhắc nơi nhận")
    page.get_by_role("button", name="Nhắc nơi nhận").click()
    page.get_by_text("Nhắc nơi nhận chưa xử lý").first.wait_for()
    picture(sender, "reminded")


def test_groups_are_kept_on_a_page(sender: Visitor) -> None:
    page = sender.page
    sender.goto("/nhom-noi-nhan/moi")
    width = page.viewport_size["width"]
    page.get_by_label("Tên nhóm").fill(f"Ba phường {width}")
    page.get_by_text("Dán danh sách tên nơi nhận").first.click()
    page.get_by_label("Dán danh sách tên nơi nhận").fill(
        "Phường An Khánh\nP. Bến Nghé, Quận 1\nPhường Bình Trưng"
    )
    picture(sender, "group")
    sender.sees_a_sound_page("Lập nhóm nơi nhận")
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/nhom-noi-nhan")
    picture(sender, "groups")
    sender.sees_a_sound_page("Nhóm nơi nhận")
    assert page.get_by_text(f"Ba phường {width}").count() == 1
