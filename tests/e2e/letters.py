"""A letter from the city's centre to the clerk's own body, written and issued through pages."""

from typing import Any

from tests.e2e.pages import Visitor


def address(page: Any) -> None:
    """To the clerk's own body, of those the form offers."""
    choice = (
        page.locator("#field-to label.choice").filter(has_text="An Khánh").filter(has_not_text="Đảng").first
    )
    page.locator("#field-to input[type=search]").fill("An Khánh")
    choice.locator("input").check()


def issue(centre: Visitor, subject: str) -> None:
    page = centre.page
    centre.goto("/van-ban/moi")
    page.get_by_label("Trích yếu").fill(subject)
    address(page)
    page.get_by_label("Nội dung").fill("Đề nghị vào sổ.")
    page.locator("main button[type=submit]").last.click()
    page.get_by_role("heading", name=subject).wait_for()
    for act in ("Trình ký", "Ký văn bản", "Cấp số và phát hành"):
        page.get_by_role("button", name=act).first.click()
        page.wait_for_load_state()
