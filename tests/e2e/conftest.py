"""Debian's chromium on a demo that really runs."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests import running
from tests.e2e.pages import Visitor


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        reason = "Debian's chromium is missing: apt-get install chromium"
        if os.environ.get("LIENTHONG_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def demo(chromium: str, worker_id: str) -> Iterator[running.Demo]:
    """One a worker: two files of this folder may run at once, and a home has one supervisor."""
    home = running.CACHE / f"e2e-home-{worker_id}"
    with running.demo(home, "--units", "27094", "--speed", "240", "--seed", "7") as one:
        yield one


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Closed after the module: while it is open an event loop runs, and Django refuses the tests that come after."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield made
        made.close()


@pytest.fixture
def clerk(browser: Any, demo: running.Demo) -> Iterator[Visitor]:
    """An Khánh's clerk, logged in, at an old ward PC."""
    with Visitor.of(browser, demo.address, width=1366, height=768) as visitor:
        visitor.log_in(demo.login("Văn thư"))
        yield visitor


@pytest.fixture
def centre(browser: Any, demo: running.Demo) -> Iterator[Visitor]:
    with Visitor.of(browser, demo.address, width=1920, height=1080) as visitor:
        visitor.log_in(demo.login("Trung tâm"))
        yield visitor


@pytest.fixture(params=[1366, 390], ids=["desk", "phone"])
def citizen(request: pytest.FixtureRequest, browser: Any, demo: running.Demo) -> Iterator[Visitor]:
    with Visitor.of(browser, demo.address, width=request.param, height=844) as visitor:
        yield visitor
