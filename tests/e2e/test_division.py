"""1 July 2025 in a real browser: a street list decided by keyboard, two signatures, midnight, and the heir's inbox."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tests import running
from tests.e2e.eve import WORLD
from tests.e2e.pages import Visitor

pytestmark = pytest.mark.e2e
HOME = running.CACHE / "division-home"
EVE = "tests.e2e.eve"


@dataclass(frozen=True)
class Eve:
    address: str
    made: dict[str, Any]

    @property
    def home(self) -> str:
        return f"/sap-xep/{self.made['plan']}"

    @property
    def street_list(self) -> str:
        return f"{self.home}/phan-chia/{self.made['undivided']}"

    def login(self, who: str) -> running.Login:
        return running.Login(*self.made["logins"][who])

    def items(self, street: str) -> list[tuple[str, str]]:
        """(id, code) of the dossiers of a street."""
        return [(item, code) for address, (item, code) in self.made["items"].items() if street in address]


@pytest.fixture(scope="module")
def eve(chromium: str) -> Iterator[Eve]:
    running.fresh_world(HOME, WORLD, date(2025, 6, 27), before=True)
    with running.serving(HOME, WORLD) as service:
        yield Eve(service.address, json.loads(running.python(HOME, EVE, "begin")))


@pytest.fixture
def clerk(browser: Any, eve: Eve) -> Iterator[Visitor]:
    """Of old An Phú, at an old ward PC."""
    with Visitor.of(browser, eve.address, width=1366, height=768) as visitor:
        visitor.log_in(eve.login("cũ"))
        yield visitor


def left(visitor: Visitor) -> str:
    words: str = visitor.page.locator(".progress__words").first.inner_text()
    return words


@pytest.mark.parametrize("width", [1366, 390], ids=["desk", "phone"])
def test_the_pages_of_a_division_are_sound(clerk: Visitor, eve: Eve, width: int) -> None:
    clerk.page.set_viewport_size({"width": width, "height": 768})
    for path, title in (
        (f"{eve.home}/phan-chia", "Địa bàn được chia"),
        (eve.street_list, "Phân chia: Phường An Phú"),
        (f"{eve.street_list}?duong=nguyen+hoang", "Phân chia: Phường An Phú"),
        (f"{eve.street_list}/da-quyet-dinh", "Đã quyết định"),
        (f"{eve.street_list}/xem-lai", "Người xem thứ hai"),
    ):
        clerk.goto(path)
        clerk.sees_a_sound_page(title)


def test_a_list_is_decided_signed_and_found_by_the_heir(clerk: Visitor, browser: Any, eve: Eve) -> None:
    _decides_by_keyboard(clerk, eve)
    _decides_a_street_by_hand_and_changes_one(clerk, eve)
    for who in ("ký 1", "ký 2"):
        _signs(browser, eve, who)
    running.python(HOME, EVE, "midnight")
    _heir_finds(browser, eve)
    clerk.goto("/hop-viec")
    told = clerk.page.locator("main").inner_text()
    assert "đã kết thúc hoạt động" in told
    assert "An Khánh" in told


def _decides_by_keyboard(clerk: Visitor, eve: Eve) -> None:
    """No mouse: one with its digit, the rest of the street with S and a digit."""
    page = clerk.page
    clerk.goto(eve.street_list)
    assert left(clerk) == "còn 25/25 việc chưa quyết định"
    assert page.locator(".divide__keys").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("1")
    page.wait_for_url("**xong=quyet")
    assert left(clerk) == "còn 24/25 việc chưa quyết định"
    assert "1/1 việc cùng đường" in page.locator("[data-row]").first.inner_text()
    page.keyboard.press("x")
    assert page.locator("[data-picked]").inner_text() == "1"
    page.keyboard.press("x")
    assert not page.locator("[data-batch]").is_visible()
    page.keyboard.press("s")
    assert page.locator("[data-picked]").inner_text() == "11"
    page.keyboard.press("1")
    page.wait_for_function("document.querySelectorAll('[data-street]').length === 3")
    assert left(clerk) == "còn 13/25 việc chưa quyết định"
    assert clerk.complaints == []


def _decides_a_street_by_hand_and_changes_one(clerk: Visitor, eve: Eve) -> None:
    page = clerk.page
    page.get_by_role("link", name="Đường số 7").first.click()
    whole = page.locator(".divide__whole")
    assert "cả 7 việc về" in whole.inner_text()
    whole.get_by_role("button", name="Phường Bình Trưng").click()
    page.get_by_text("Đã ghi quyết định.").wait_for()
    clerk.goto(eve.street_list)
    assert left(clerk) == "còn 6/25 việc chưa quyết định"
    page.get_by_role("link", name="Đã quyết định: sửa, rút lại").click()
    for key, now in (("1", "Phường An Khánh"), ("2", "Phường Bình Trưng")):
        row = page.locator("[data-row]").filter(has_text="2 đường số 7").first
        row.locator("[data-open]").focus()
        page.keyboard.press(key)
        page.get_by_text("Đã ghi quyết định.").wait_for()
        assert row.locator("td").nth(3).inner_text() == now
    row = page.locator("[data-row]").filter(has_text="2 đường số 7").first
    row.locator("[data-open]").focus()
    page.keyboard.press("0")
    page.get_by_text("Đã rút quyết định").wait_for()
    clerk.goto(eve.street_list)
    assert left(clerk) == "còn 7/25 việc chưa quyết định"


def _signs(browser: Any, eve: Eve, who: str) -> None:
    with Visitor.of(browser, eve.address, width=1366, height=768) as signer:
        signer.log_in(eve.login(who))
        signer.goto(eve.home)
        signer.page.get_by_label("Số nơi giao").fill(str(eve.made["giving"]))
        signer.page.get_by_role("button", name="Ký phê duyệt").click()
        signer.page.get_by_text("Đã ký kế hoạch.").wait_for()
        assert signer.complaints == []


def _heir_finds(browser: Any, eve: Eve) -> None:
    """An Khánh's clerk: the dossiers of Nguyễn Hoàng with the codes old An Phú gave, and their dates."""
    with Visitor.of(browser, eve.address, width=1366, height=768) as heir:
        heir.log_in(eve.login("mới"))
        inbox = heir.page.locator("main").inner_text()
        assert [code for _, code in eve.items("Nguyễn Hoàng") if code in inbox] == [
            code for _, code in eve.items("Nguyễn Hoàng")
        ]
        assert not [code for _, code in eve.items("đường số 7") if code in inbox]
        item, code = eve.items("Nguyễn Hoàng")[0]
        heir.goto(f"/viec/{item}")
        case = heir.page.locator("main").inner_text()
        assert code in case
        assert "Đưa về phần địa bàn khi chia" in case
        assert "27/6/2025" in case, "taken in when it was taken in"
        assert heir.complaints == []
