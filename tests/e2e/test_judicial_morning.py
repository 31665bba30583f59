"""A judicial officer's morning at a desk and on a telephone: what waits is read, taken, decided, and gone from it.
The figures of it, in every hand, are `tests/stories/test_judicial_morning.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings

from lienthong.ground.actor import Actor
from tests import cast
from tests.committed import committed_world
from tests.e2e.pages import Visitor
from tests.e2e.served import serving
from tests.procedures.dossiers import taken_in
from tests.reorganisation.planning import session

pytestmark = pytest.mark.e2e

HOME = "/viec-cho-toi"
DOSSIERS = 5


@dataclass(frozen=True)
class Office:
    address: str
    judicial: str
    """The cookie of An Khánh's judicial officer."""


def _cookie(actor: Actor) -> str:
    return str(session(actor).cookies[settings.SESSION_COOKIE].value)


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desk", "phone"])
def view(request: pytest.FixtureRequest) -> tuple[int, int]:
    size: tuple[int, int] = request.param
    return size


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[Office]:
    with django_db_blocker.unblock(), committed_world(worker_id):
        for _ in range(DOSSIERS):
            taken_in()
        cookie = _cookie(cast.officer("tu_phap"))
        with serving() as address:
            yield Office(address, cookie)


def test_what_waits_is_read_taken_decided_and_gone(
    office: Office, browser: Any, view: tuple[int, int]
) -> None:
    with Visitor.of(browser, office.address, width=view[0], height=view[1]) as hers:
        cookie = {"name": settings.SESSION_COOKIE, "value": office.judicial, "url": office.address}
        hers.page.context.add_cookies([cookie])
        page = hers.page
        hers.goto(HOME)
        rows = page.locator("[data-row]").filter(has_text="Hồ sơ thủ tục")
        waiting = rows.count()
        assert waiting >= DOSSIERS - 1
        hers.sees_a_sound_page("Việc chờ tôi")
        nobodys = rows.filter(has_text="Chưa giao")
        for row in range(2):
            nobodys.nth(row).locator("input[type=checkbox]").check()
        page.get_by_role("button", name="Tôi nhận").click()
        page.get_by_text("Đã nhận 2 việc.").wait_for()
        rows.first.locator("[data-open]").click()
        page.wait_for_url("**/viec/**")
        opened = page.url
        page.get_by_role("link", name="Thẩm định").or_(
            page.get_by_role("button", name="Thẩm định")
        ).first.click()
        page.get_by_label("Đủ điều kiện giải quyết", exact=True).check()
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(opened)
        hers.goto(HOME)
        assert rows.count() == waiting - 1
        assert opened.rpartition("/")[2] not in page.content()
        hers.sees_a_sound_page("Việc chờ tôi")
