"""A person opens a letter of the human round, presses one key, and the board's human figure moves."""

import time
from typing import Any

import pytest

from tests.e2e.pages import Visitor, human_round
from tests.running import soon

pytestmark = pytest.mark.e2e

ARRIVES_WITHIN_SECONDS = 150
"""A human round brings its work in the first minutes."""

SEEN_WITHIN_SECONDS = 20
"""The verifier looks every second, the board every three; the machine does other things too."""

UNREGISTERED = "/hop-viec?loai=delivery&trang-thai=arrived"


def letter_of(clerk: Visitor, mark: str) -> Any:
    """A row of the inbox with a letter of this round, waited for."""

    def arrived() -> Any:
        clerk.goto(UNREGISTERED)
        rows = clerk.page.locator("[data-row]").filter(has_text=mark).filter(has_text="TTCĐS")
        return rows.first if rows.count() else None

    return soon(arrived, ARRIVES_WITHIN_SECONDS, lambda: f"no letter of {mark} came", every=1)


def human_figure(visitor: Visitor) -> tuple[int, int]:
    """n and N of documents, done by people, as the board shows them."""
    system = visitor.page.locator(".system").filter(has_text="Quản lý văn bản")
    shown = system.locator(".system__part").filter(has_text="Người thật").locator(".system__number")
    passed, planned = shown.inner_text().replace(".", "").split("/")
    return int(passed), int(planned)


def test_the_inbox_answers_to_keys(clerk: Visitor) -> None:
    page = clerk.page
    clerk.goto("/hop-viec")
    subjects = page.locator("[data-open]")
    assert subjects.count() >= 2
    focused = "document.activeElement.getAttribute('href')"
    first, second = (subjects.nth(n).get_attribute("href") for n in (0, 1))
    for key, now in (("j", first), ("j", second), ("k", first), ("k", first), ("j", second)):
        page.keyboard.press(key)
        assert page.evaluate(focused) == now
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")
    page.keyboard.press("g")
    page.wait_for_url("**/viec-cho-toi")
    page.keyboard.press("?")
    assert page.locator("#shortcuts").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.wait_for_url("**/tim-kiem")
    page.locator("input[type=search]").fill("vjk")
    page.locator("input[type=search]").press("v")
    assert page.locator("input[type=search]").input_value() == "vjkv"


@pytest.mark.parametrize("width", [1366, 390], ids=["desk", "phone"])
def test_the_officers_pages_are_sound(clerk: Visitor, width: int) -> None:
    clerk.page.set_viewport_size({"width": width, "height": 768})
    for path, title in (
        ("/viec-cho-toi", "Việc chờ tôi"),
        ("/hop-viec", "Hộp việc"),
        ("/dieu-hanh", "Vận hành thử"),
        ("/dieu-hanh/don-vi/27094", "Ủy ban nhân dân phường An Khánh"),
        ("/van-ban/moi", "Soạn văn bản"),
        ("/tim-kiem?q=an", "Tìm kiếm"),
        ("/su-co/moi", "Báo sự cố"),
        ("/don-vi/27094", "Phường An Khánh"),
    ):
        clerk.goto(path)
        clerk.sees_a_sound_page(title)
    clerk.goto("/hop-viec")
    item = clerk.page.locator("[data-open]").first
    subject = item.inner_text()
    item.click()
    clerk.page.wait_for_url("**/viec/**")
    clerk.sees_a_sound_page(subject)


def test_the_citizens_pages_are_sound(citizen: Visitor, demo: Any) -> None:
    code, secret = demo.slip
    for path, title in (
        ("/", "Trang chủ"),
        ("/dang-nhap", "Đăng nhập"),
        ("/nop-ho-so", "Nộp hồ sơ"),
        ("/phan-anh", "Phản ánh 1022"),
        ("/tra-cuu", "Tra cứu"),
        (f"/tra-cuu#ma={code}&bi-mat={secret}", code),
    ):
        citizen.goto(path)
        # What stands behind the «#» is sent by a script of the page.
        citizen.page.wait_for_function("title => document.title.startsWith(title)", arg=title)
        citizen.sees_a_sound_page(title)
    assert secret not in citizen.page.url
    assert "phường An Khánh" in citizen.page.locator("main").inner_text()


# Last: by now the letter it waits for has come.
def test_a_registered_letter_moves_the_boards_human_figure(clerk: Visitor, centre: Visitor) -> None:
    mark = human_round(clerk)
    row = letter_of(clerk, mark)
    centre.goto("/dieu-hanh")
    # What the centre itself did (sent it) is counted by and by: the figure must have come to rest first.
    before, planned = _at_rest(centre)
    row.locator("[data-open]").click()
    clerk.page.wait_for_url("**/viec/**")
    assert clerk.page.get_by_role("button", name="Vào sổ").is_visible()
    clerk.page.keyboard.press("v")
    clerk.page.get_by_text("Đã vào sổ").first.wait_for()
    soon(
        lambda: human_figure(centre) > (before, planned), SEEN_WITHIN_SECONDS,
        lambda: f"still {human_figure(centre)}",
    )  # fmt: skip
    assert human_figure(centre)[1] == planned
    assert clerk.complaints == centre.complaints == []


def _at_rest(visitor: Visitor) -> tuple[int, int]:
    seen, still_since = human_figure(visitor), time.monotonic()

    def at_rest() -> tuple[int, int] | None:
        nonlocal seen, still_since
        if (now := human_figure(visitor)) != seen:
            seen, still_since = now, time.monotonic()
        return seen if time.monotonic() - still_since >= 8 else None

    found: tuple[int, int] = soon(at_rest, 120, every=0.5)
    return found
