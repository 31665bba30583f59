"""A round of people that really runs: two of them work through pages, a script does a step of theirs by a token. What
it did stands beside what people did, on the board, in the report and in the result for programs, and never in it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from lienthong.hosting.worlds import DEFAULT
from tests import running
from tests.e2e.conftest import browser as browser
from tests.e2e.conftest import chromium as chromium
from tests.e2e.pages import Visitor, human_round

pytestmark = [pytest.mark.e2e, pytest.mark.drill]

HOME = running.CACHE / "people-home"
ARRIVE_WITHIN_SECONDS = 200
SEEN_WITHIN_SECONDS = 60


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round") / "result.json"


@pytest.fixture(scope="module")
def demo(chromium: str, result: Path) -> Iterator[running.Demo]:
    plan = ("--units", "27094", "--speed", "120", "--seed", "7", "--json", str(result))
    with running.demo(HOME, *plan) as one:
        yield one


def _asked(demo: running.Demo, token: str, path: str, *, key: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    body = None
    if key:
        headers, body = headers | {"Idempotency-Key": key, "Content-Type": "application/json"}, b"{}"
    request = Request(f"{demo.address}/api/v1{path}", body, headers)  # noqa: S310
    with urlopen(request, timeout=20) as answer:  # noqa: S310 – our own address
        return json.load(answer)


def _letters(demo: running.Demo, token: str, mark: str) -> list[str]:
    """Of the people's round, rightly addressed, that nobody has registered."""
    arrived = [
        row["id"]
        for row in _asked(demo, token, "/items?kind=delivery&state=arrived&limit=500")["items"]
        if mark in row["subject"]
    ]
    details = {item: _asked(demo, token, f"/items/{item}")["desk"] for item in arrived}
    return [item for item, desk in details.items() if "phường An Khánh" in desk["to_line"]]


def _does(visitor: Visitor, item: str, act: str) -> None:
    visitor.goto(f"/viec/{item}")
    visitor.page.get_by_role("button", name=act).first.click()
    visitor.page.wait_for_load_state()


def _documents(demo: running.Demo, token: str, number: str) -> dict[str, Any]:
    return dict(_asked(demo, token, f"/rehearsal/rounds/{number}/board")["rates"]["systems"]["documents"])


def test_what_a_script_did_stands_beside_what_people_did(
    demo: running.Demo, result: Path, browser: Any
) -> None:
    token = running.python(HOME, "tests.stories.script", DEFAULT).strip()
    with (
        Visitor.of(browser, demo.address, width=1366, height=768) as clerk,
        Visitor.of(browser, demo.address, width=390, height=844) as leader,
    ):
        clerk.log_in(demo.login("Văn thư"))
        leader.log_in(demo.login("Lãnh đạo"))
        mark = human_round(clerk)
        number = mark.strip("[]").split()[-1]
        mine, the_scripts = running.soon(
            lambda: (came := _letters(demo, token, mark))[1:] and came[:2], ARRIVE_WITHIN_SECONDS, every=2
        )
        _does(clerk, mine, "Vào sổ")
        _asked(demo, token, f"/items/{the_scripts}/register-delivery", key="script")
        leader.goto(f"/viec/{mine}/direct-delivery")
        leader.page.get_by_label("Ý kiến chỉ đạo").fill("Chuẩn bị báo cáo.")
        leader.page.locator("main form button[type=submit]").last.click()
        leader.page.wait_for_url(f"**/viec/{mine}")

        def counted() -> tuple[int, int] | None:
            shown = _documents(demo, token, number)
            seen = shown["machine"]["passed"], shown["step_rate"]["passed"]
            return seen if seen[0] >= 1 and seen[1] >= 2 else None

        machine, _ = running.soon(counted, SEEN_WITHIN_SECONDS, every=1)
        assert machine == 1, "the letter the script registered, and nothing people did"
        clerk.goto("/dieu-hanh")
        part = clerk.page.locator(".system").filter(has_text="Quản lý văn bản").locator(".system__part")
        part.filter(has_text="Máy làm").wait_for()
        clerk.sees_a_sound_page("Vận hành thử")
        leader.goto(f"/dien-tap/{number}")
        assert "Máy làm, không tính cho người" in leader.page.locator("main").inner_text()
        assert "API, bằng mã truy cập" in leader.page.locator("main").inner_text()
    demo.end()
    told = json.loads(result.read_text("utf-8"))
    assert told["machine"]["systems"]["documents"]["passed"] == 1
    assert told["human"]["systems"]["documents"]["step_rate"]["passed"] >= 2
