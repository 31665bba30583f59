"""A plan made on the screen, without a file and without a mouse: a merger and a split of real wards, a fault mended,
prepared, signed by two."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from tests import running
from tests.e2e.pages import Visitor

pytestmark = pytest.mark.e2e
WORLD = "lap-ke-hoach"


@dataclass(frozen=True)
class City:
    address: str
    logins: dict[str, list[str]]

    def login(self, who: str) -> running.Login:
        return running.Login(*self.logins[who])


@pytest.fixture(scope="module")
def city(chromium: str, worker_id: str) -> Iterator[City]:
    """The 168 wards, a few days after they began. A home a worker: two files want one, and it has one supervisor."""
    home = running.CACHE / f"planning-home-{worker_id}"
    running.fresh_world(home, WORLD, date(2025, 7, 5))
    with running.serving(home, WORLD) as service:
        yield City(service.address, json.loads(running.python(home, "tests.e2e.planner", WORLD)))


@pytest.fixture
def planner(browser: object, city: City) -> Iterator[Visitor]:
    with Visitor.of(browser, city.address, width=1366, height=768) as visitor:
        visitor.log_in(city.login("lập"))
        yield visitor


def types(visitor: Visitor, label: str, words: str) -> None:
    visitor.page.get_by_label(label, exact=True).first.focus()
    visitor.page.keyboard.press("Control+A")
    visitor.page.keyboard.type(words)


def presses(visitor: Visitor, button: str) -> None:
    visitor.page.get_by_role("button", name=button).first.focus()
    visitor.page.keyboard.press("Enter")


def begins(visitor: Visitor, name: str) -> str:
    """From the list of plans to an empty draft; where it stands."""
    page = visitor.page
    visitor.goto("/sap-xep")
    page.keyboard.press("m")
    page.wait_for_url("**/sap-xep/moi")
    types(visitor, "Tên kế hoạch", name)
    types(visitor, "Ngày hiệu lực", "1/9/2025")
    page.get_by_label("Căn cứ").focus()
    page.keyboard.type("Nghị quyết 99/NQ-HĐND")
    page.keyboard.press("Enter")
    page.wait_for_url("**xong=lap")
    return "/sap-xep/" + page.url.partition("/sap-xep/")[2].partition("?")[0]


def adds(visitor: Visitor, kind: str, *wards: str) -> None:
    """The form of a new sentence with these sources, found by name without marks."""
    page = visitor.page
    page.keyboard.press("t")
    page.wait_for_url("**/phuong-an/moi")
    page.locator(f'.kinds a:has(strong:text-is("{kind}"))').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**loai=*")
    for ward in wards:
        box = page.locator("#tim")
        box.focus()
        page.keyboard.type(ward)
        page.keyboard.press("Enter")
        page.locator(".sentence__found").wait_for()
        # The findings have the focus: the first is a Tab away.
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        presses(visitor, "Thêm nơi giao đã chọn")
        page.locator(".sentence__found").wait_for(state="detached")


def saves(visitor: Visitor) -> None:
    """By the letter on the button, from where no input has the focus."""
    visitor.page.locator("h1").click()
    visitor.page.keyboard.press("l")
    visitor.page.wait_for_url("**xong=*")


def test_a_planner_makes_a_plan_by_keyboard_and_two_sign(
    browser: object, city: City, planner: Visitor
) -> None:
    page = planner.page
    home = begins(planner, "Sắp xếp phường khu đông")
    assert "Kế hoạch chưa có phương án chuyển đổi nào." in page.locator(".note--late").inner_text()

    adds(planner, "Sáp nhập", "an khanh", "binh trung")
    assert page.locator("#target-0-code").input_value() == "27094"
    types(planner, "Tên", "Phường Thủ Thiêm")
    saves(planner)
    adds(planner, "Chia", "phuoc long")
    types(planner, "Tên", "Phường Phước Long Tây")
    second = page.locator(".sentence__target").nth(1)
    for label, words in (("Tên", "Phường Phước Long Đông"), ("Mã", "26857")):
        second.get_by_label(label, exact=True).focus()
        page.keyboard.type(words)
    saves(planner)

    fault = page.locator("#p2 .plan__fault")
    assert fault.inner_text() == "Mã «26857» đang là Phường Long Phước, đơn vị này không kết thúc."
    assert page.get_by_role("button", name="Chuẩn bị").is_disabled()
    page.locator("#p2").get_by_role("link", name="Sửa phương án 2").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/phuong-an/2")
    assert "đang là Phường Long Phước" in page.locator(".note--late").inner_text()
    page.locator("#target-1-code").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("99026")
    saves(planner)
    assert page.locator(".plan__fault").count() == 0

    page.keyboard.press("c")
    page.wait_for_url("**xong=chuan-bi")
    assert planner.complaints == []
    for who in ("ký 1", "ký 2"):
        _signs(browser, city, home, who, counted="3")
    planner.goto(home)
    assert "Đã phê duyệt" in page.locator(".page-head").inner_text()
    assert page.get_by_role("link", name="Sửa phương án 1").count() == 0


def _signs(browser: object, city: City, home: str, who: str, counted: str) -> None:
    with Visitor.of(browser, city.address, width=1366, height=768) as signer:
        signer.log_in(city.login(who))
        signer.goto(home)
        types(signer, "Số nơi giao", counted)
        signer.page.keyboard.press("Enter")
        signer.page.get_by_text("Đã ký kế hoạch.").wait_for()
        assert signer.complaints == []


def test_wards_are_picked_on_the_drawing(planner: Visitor) -> None:
    home = begins(planner, "Chọn trên bản đồ")
    page = planner.page
    planner.goto(f"{home}/chon")
    inner = page.locator(".change__core")
    for code in ("27094", "27097"):
        inner.locator(f'[data-pick="area:commune:{code}"]').click(force=True)
    assert page.locator("[data-count]").inner_text() == "2"
    assert page.get_by_label("Phường An Khánh 27094").is_checked()
    page.get_by_role("button", name="Lập phương án với các đơn vị đã chọn").click()
    sources = page.locator(".sentence__sources").inner_text()
    assert "Phường An Khánh (27094)" in sources
    assert "Phường Bình Trưng (27097)" in sources
    assert page.locator("#target-0-name").input_value() == "Phường An Khánh"
    page.get_by_role("button", name="Lưu phương án").click()
    planner.goto(f"{home}/ban-do")
    assert "→ Phường An Khánh (27094)" in page.locator(".change--merged title").first.text_content()
    assert page.locator(".change__city .change--merged").count() == 2
    assert planner.complaints == []


@pytest.mark.parametrize("width", [1366, 390], ids=["desk", "phone"])
def test_the_planners_pages_are_sound(planner: Visitor, width: int) -> None:
    home = begins(planner, "Trang nào cũng lành lặn")
    planner.page.set_viewport_size({"width": width, "height": 844})
    for path, title in (
        ("/sap-xep", "Sắp xếp đơn vị"),
        ("/sap-xep/moi", "Lập kế hoạch mới"),
        (home, "Trang nào cũng lành lặn"),
        (f"{home}/sua", "Sửa thông tin kế hoạch"),
        (f"{home}/chon", "Chọn đơn vị"),
        (f"{home}/ban-do", "Bản đồ trước và sau"),
        (f"{home}/phuong-an/moi", "Thêm phương án"),
        *((f"{home}/phuong-an/moi?loai={kind}", "Thêm phương án") for kind in (
            "merge", "split", "dissolve", "transfer_competence",
        )),
    ):  # fmt: skip
        planner.goto(path)
        planner.sees_a_sound_page(title)
    planner.page.locator("#tim").fill("phuoc")
    planner.page.locator("#tim").press("Enter")
    planner.page.locator(".sentence__found").wait_for()
    planner.sees_a_sound_page("Thêm phương án")


def test_without_script_the_same_forms_work(browser: object, city: City, planner: Visitor) -> None:
    home = begins(planner, "Không cần script")
    cookies = planner.page.context.cookies()
    context = planner.page.context.browser.new_context(java_script_enabled=False, locale="vi-VN")
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{city.address}{home}/chon")
    for ward in ("Phường An Khánh 27094", "Phường Bình Trưng 27097"):
        district = page.locator("details").filter(has=page.get_by_label(ward))
        if district.get_attribute("open") is None:
            district.locator("summary").click()
        page.get_by_label(ward).check()
    page.get_by_role("button", name="Lập phương án với các đơn vị đã chọn").click()
    page.get_by_role("button", name="Bỏ Phường Bình Trưng").click()
    page.locator("#tim").fill("26857")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_label("Phường Long Phước (26857)").check()
    page.get_by_role("button", name="Lưu phương án").click()
    row = page.locator("#p1").inner_text()
    context.close()
    assert "Phường An Khánh (27094); Phường Long Phước (26857)" in row
