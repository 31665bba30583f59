"""A letter to many, written and followed in a browser, at a desk and on a phone. The pages are served here: a world in
which the city has written to its 168 before anybody looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from lienthong.documents.actions import (
    draft_document,
    issue_document,
    register_delivery,
    sign_document,
    submit_draft,
)
from lienthong.units.queries import city_units
from tests import cast
from tests.committed import committed_world
from tests.documents.letters import delivered
from tests.e2e.pages import Visitor
from tests.e2e.served import picture, serving
from tests.reorganisation.planning import session

pytestmark = pytest.mark.e2e

LAGGARDS = 12


@dataclass(frozen=True)
class Served:
    address: str
    cookie: str
    letter: UUID
    """Of the city to its 168, which all but twelve have registered."""


@pytest.fixture(scope="module")
def served(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[Served]:
    with django_db_blocker.unblock(), committed_world(worker_id):
        city = cast.dung()
        letter = UUID(
            draft_document(
                side="government", type="CV", subject="Báo cáo tuần đầu", body="Nội dung.", groups=["phuong-xa"],
                by=city,
            )["id"]
        )  # fmt: skip
        submit_draft(letter, by=city)
        sign_document(letter, by=city)
        issue_document(letter, by=city)
        for ward in city_units(city.day)[LAGGARDS:]:
            clerk = cast.officer("van_thu", ward.code)
            register_delivery(delivered(clerk), by=clerk)
        cookie = session(city).cookies[settings.SESSION_COOKIE].value
        with serving() as address:
            yield Served(address, cookie, letter)


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desk", "phone"])
def sender(request: pytest.FixtureRequest, served: Served, browser: Any) -> Iterator[Visitor]:
    width, height = request.param
    with Visitor.of(browser, served.address, width=width, height=height) as visitor:
        cookie = {"name": settings.SESSION_COOKIE, "value": served.cookie, "url": served.address}
        visitor.page.context.add_cookies([cookie])
        yield visitor


def test_a_letter_is_addressed_by_names_of_before_and_of_today(sender: Visitor) -> None:
    page = sender.page
    sender.goto("/van-ban/moi")
    page.get_by_label("Trích yếu").fill("Lịch trực tuần đầu")
    to = page.locator("#field-to")
    find = to.get_by_label("Lọc danh sách")
    find.fill("ben nghe")
    heir = to.locator("[data-words]:visible").filter(has_text="Ủy ban nhân dân phường Sài Gòn")
    heir.first.wait_for()
    picture(sender, "1-old-name")
    for ward in ("sai gon", "an khanh"):
        find.fill(f"uy ban nhan dan phuong {ward}")
        find.press("Enter")
    assert to.locator(".picker__chip").count() == 2
    to.locator(".picker__chip").first.click()
    assert to.locator(".picker__chip").count() == 1
    page.locator("summary", has_text="Dán danh sách").click()
    page.locator("textarea#names").fill("Phường Bình Trưng\nPhường Không Có")
    page.locator("textarea#body").fill("Nội dung.")
    picture(sender, "2-form")
    sender.sees_a_sound_page("Soạn văn bản")
    page.get_by_role("button", name="Soạn văn bản").click()
    page.get_by_text("dòng 2 «Phường Không Có»").first.wait_for()
    picture(sender, "3-unread")
    page.locator("textarea#names").fill("Phường Bình Trưng")
    page.get_by_role("button", name="Soạn văn bản").click()
    page.wait_for_url("**/viec/**")
    sender.complaints.clear()  # a browser calls a form that was not accepted an error
    for act in ("Trình ký", "Ký văn bản", "Cấp số và phát hành"):
        page.get_by_role("button", name=act).click()
    page.get_by_text("Bảng theo dõi 2 nơi nhận").wait_for()
    picture(sender, "4-letter")
    sender.sees_a_sound_page("Lịch trực tuần đầu")


def test_the_city_sees_who_has_not_registered_and_reminds_them(sender: Visitor, served: Served) -> None:
    page, letter = sender.page, f"/viec/{served.letter}"
    sender.goto(letter)
    picture(sender, "5-letter-to-168")
    page.get_by_role("link", name="Bảng theo dõi 168 nơi nhận").click()
    page.wait_for_url("**/noi-nhan")
    assert page.locator("[data-row]").count() == 50
    picture(sender, "6-table")
    sender.sees_a_sound_page("Nơi nhận")
    page.get_by_role("link", name="Chưa vào sổ").click()
    page.wait_for_url("**tinh-trang=arrived")
    assert page.locator("[data-row]").count() == LAGGARDS
    if page.viewport_size["width"] < 1000:
        return  # the one at the desk has reminded them already; within the hour nobody is reminded again
    sender.goto(letter)
    page.get_by_role("link", name="Nhắc nơi nhận").click()
    page.get_by_label("Lời nhắc").fill("Đề nghị vào sổ trước 16 giờ hôm nay.")
    picture(sender, "7-remind")
    sender.sees_a_sound_page("Nhắc nơi nhận")
    page.get_by_role("button", name="Nhắc nơi nhận").click()
    page.get_by_text("Nhắc nơi nhận chưa xử lý").first.wait_for()
    sender.goto(f"{letter}/noi-nhan?tinh-trang=arrived")
    assert page.get_by_text("nhắc ").count() == LAGGARDS
    picture(sender, "8-reminded")


def test_groups_are_kept_on_a_page(sender: Visitor) -> None:
    page, width = sender.page, sender.page.viewport_size["width"]
    sender.goto("/nhom-noi-nhan/moi")
    page.get_by_label("Tên nhóm").fill(f"Ba phường {width}")
    page.locator("summary", has_text="Dán danh sách").click()
    page.locator("textarea#names").fill("Phường An Khánh\nPhường Sài Gòn\nPhường Bình Trưng")
    picture(sender, "9-group")
    sender.sees_a_sound_page("Lập nhóm nơi nhận")
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/nhom-noi-nhan")
    picture(sender, "10-groups")
    sender.sees_a_sound_page("Nhóm nơi nhận")
    assert page.get_by_text(f"Ba phường {width}").count() == 1
