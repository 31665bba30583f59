"""Ticking rows and handing them on, by mouse and by keys, at an old ward PC and on a telephone."""

import pytest

from tests.e2e.letters import issue
from tests.e2e.pages import Visitor

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("width", [1366, 390], ids=["desk", "phone"])
def test_ticked_work_is_taken_and_handed_back(clerk: Visitor, centre: Visitor, width: int) -> None:
    issue(centre, f"Báo cáo tuần, bản {width}")
    page = clerk.page
    page.set_viewport_size({"width": width, "height": 844})
    clerk.goto("/viec-cho-toi")
    boxes = page.locator("[data-pick]")
    boxes.first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert boxes.first.is_checked()
    assert page.locator("[data-picked]").inner_text() == "Đã chọn 1"
    clerk.fits()
    assert clerk.violations() == []
    page.get_by_role("button", name="Tôi nhận").click()
    page.get_by_text("Đã nhận 1 việc.").wait_for()
    page.locator("[data-open]").first.click()
    page.get_by_text("Đang giao cho").wait_for()
    clerk.fits()
    page.get_by_role("button", name="Trả lại để phân công").click()
    page.get_by_text("Chưa giao cho ai").wait_for()
    assert clerk.complaints == []
