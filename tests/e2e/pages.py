"""Somebody at a browser: where they go, and what must hold on every page they see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.running import Login

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

VIOLATIONS = """
async (tags) => (await axe.run(document, {runOnly: tags, resultTypes: ["violations"]})).violations.map(
  (v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`)
"""

UNSEEN_FOCUS = """
() => {
  const look = (one) => {
    const style = getComputedStyle(one);
    return [style.outline, style.boxShadow, style.border, style.backgroundColor].join();
  };
  const unseen = (one) => {
    const before = look(one);
    one.focus({ preventScroll: true, focusVisible: true });
    return document.activeElement === one && look(one) === before;
  };
  const found = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")]
    .filter((one) => one.offsetParent && !one.disabled && unseen(one));
  document.activeElement?.blur();
  return found.map((one) => one.outerHTML.slice(0, 80));
}
"""

UNLABELLED = """
() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
  .filter((one) => !(one.labels && one.labels.length) && !one.getAttribute("aria-label"))
  .map((one) => one.outerHTML.slice(0, 80))
"""

_SESSIONS: dict[tuple[str, str], Any] = {}
"""Cookies of a person at an address, from one test to the next."""


class Visitor:
    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @classmethod
    @contextmanager
    def of(
        cls, browser: Any, address: str, *, width: int, height: int, **context_of: bool
    ) -> Iterator["Visitor"]:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            reduced_motion="reduce",  # a word that is still fading in has no contrast to measure
            **context_of,
        )
        try:
            yield cls(context.new_page(), address)
        finally:
            context.close()

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def goto(self, path: str) -> Any:
        return self.page.goto(f"{self.address}{path}")

    def log_in(self, login: Login) -> None:
        """With the session this person still has, if they have one: the door counts logins."""
        who = (self.address, login.username)
        self.page.context.add_cookies(_SESSIONS.get(who, []))
        self.goto("/hop-viec")
        if not self.page.url.endswith("/hop-viec"):
            self._log_in(login)
            _SESSIONS[who] = self.page.context.cookies()

    def _log_in(self, login: Login) -> None:
        self.goto("/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(login.username)
        self.page.get_by_label("Mật khẩu").fill(login.password)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url("**/viec-cho-toi")

    def sees_a_sound_page(self, title: str) -> None:
        """What holds on every page: its name, its banner, its language, its keyboard, its quiet console."""
        page = self.page
        assert page.title().startswith(title), page.title()
        assert page.locator("html").get_attribute("lang") == "vi"
        assert page.locator("h1").count() == 1
        assert "VẬN HÀNH THỬ" in page.locator(".trial").inner_text()
        assert page.evaluate(UNLABELLED) == []
        assert page.evaluate(UNSEEN_FOCUS) == []
        self.fits()
        assert not (wrong := self.violations()), wrong
        assert not self.complaints, self.complaints

    def fits(self) -> None:
        wide, window = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= window, f"{self.page.url} scrolls sideways: {wide} > {window}"

    def violations(self) -> list[str]:
        self.page.evaluate(AXE.read_text("utf-8"))
        found: list[str] = self.page.evaluate(VIOLATIONS, RULES)
        return found


def human_round(clerk: Visitor) -> str:
    """The subject's mark of the people's own round: the later one of the two that were planned."""
    clerk.goto("/dieu-hanh")
    words = clerk.page.locator("#board-data").inner_text()
    found = re.search(r"Vòng (\d+)[^\n]*người thật|người thật[^\n]*vòng (\d+)", words, re.I)
    assert found is not None, words
    return f"[Vòng {found[1] or found[2]}]"
