"""The pictures of docs/clerk-day.md: a ministry's letter from the scanner to its answer, played on a running demo
(`lienthong demo` in another terminal) by the logins of its page /dang-nhap/thu.

Usage: python tools/clerk_day.py FOLDER URL
"""

import shutil
import sys
import time
from pathlib import Path
from typing import Any

from lienthong_clerks.enclosing import printed

DESK, PHONE = {"width": 1180, "height": 664}, {"width": 390, "height": 844}
LARGEST = 150_000
"""Bytes of a picture: they travel with every clone."""

SUBJECT = "Về rà soát cơ sở giữ trẻ trên địa bàn"



class Day:
    """People of the demo's ward at their screens, and what is photographed of them."""

    def __init__(self, browser: Any, folder: Path, url: str) -> None:
        self.browser, self.folder, self.url = browser, folder, url

    def person(self, role: str, size: dict[str, int] = DESK) -> Any:
        """Logged in, at what waits for them."""
        context = self.browser.new_context(viewport=size, locale="vi-VN", reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{self.url}/dang-nhap/thu")
        page.get_by_role("button", name=f"Vào vai {role}", exact=True).click()
        page.wait_for_url("**/viec-cho-toi")
        return page

    def picture(self, page: Any, name: str) -> None:
        """What the screen shows, from the top of the page."""
        page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        path = self.folder / f"{name}.png"
        page.screenshot(path=path)
        if path.stat().st_size > LARGEST:
            raise SystemExit(f"{path} has {path.stat().st_size} bytes; at most {LARGEST} may be kept.")


def press(page: Any, label: str) -> None:
    main = page.locator("main")
    places = main.get_by_role("button", name=label).or_(main.get_by_role("link", name=label))
    with page.expect_navigation():
        places.first.click()


def send(page: Any) -> None:
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


def morning(day: Day) -> str:
    """The clerk enters what the post brought, the leader directs it; the letter's address."""
    clerk = day.person("Văn thư")
    day.picture(clerk, "01-what-waits")
    clerk.goto(f"{day.url}/van-ban-den/vao-so")
    letter = {"sender": "Bộ Giáo dục và Đào tạo", "dated": "30/6/2025", "subject": SUBJECT, "pages": "1"}
    sign = f"{time.strftime('%H%M')}/BGDĐT-GDMN"  # another one when the same demo is photographed again
    for name, words in {**letter, "sign": sign}.items():
        clerk.fill(f"[name={name}]", words)
    scan = {"name": "ban-quet.pdf", "mimeType": "application/pdf", "buffer": printed(f"{sign} {SUBJECT}")}
    clerk.set_input_files("[name=files]", scan)
    day.picture(clerk, "02-on-paper")
    send(clerk)
    address = str(clerk.url)
    leader = day.person("Lãnh đạo UBND")
    specialist = day.person("Chuyên viên")
    name = specialist.locator("a[href='/tai-khoan-cua-toi']").first.inner_text()
    leader.goto(address)
    press(leader, "Chỉ đạo xử lý")
    leader.fill("[name=note]", "Rà soát trong tuần, báo cáo trước thứ Sáu.")
    option = leader.locator("[name=assignee] option").filter(has_text=name).first
    leader.select_option("[name=assignee]", option.get_attribute("value"))
    leader.fill("[name=due_on]", "4/7/2025")
    day.picture(leader, "03-direction")
    send(leader)
    return address


def noon(day: Day, letter: str) -> str:
    """The specialist reads it on a telephone and answers it at the desk; the draft's address."""
    on_phone = day.person("Chuyên viên", PHONE)
    on_phone.goto(letter)
    day.picture(on_phone, "04-on-a-phone")
    specialist = day.person("Chuyên viên")
    specialist.goto(letter)
    press(specialist, "Soạn văn bản trả lời")
    specialist.fill("[name=body]", "Ủy ban nhân dân phường báo cáo: đã rà soát 12 cơ sở, 2 cơ sở thiếu giấy phép.")
    send(specialist)
    press(specialist, "Trình ký")
    return str(specialist.url)


def afternoon(day: Day, letter: str, draft: str) -> None:
    """The leader signs, the clerk numbers and issues; the answer, the table of its addressees, the two registers."""
    leader = day.person("Lãnh đạo UBND")
    leader.goto(draft)
    day.picture(leader, "05-to-sign")
    press(leader, "Ký văn bản")
    clerk = day.person("Văn thư")
    clerk.goto(draft)
    press(clerk, "Cấp số và phát hành")
    clerk.goto(draft)
    day.picture(clerk, "06-issued")
    clerk.goto(letter)
    day.picture(clerk, "07-answered")
    clerk.goto(f"{day.url}/so-dang-ky")
    for way in ("/so-dang-ky/", "/van-ban-den/"):
        if way not in str(clerk.url):
            with clerk.expect_navigation():
                clerk.locator(f"main a[href*='{way}']").first.click()
    day.picture(clerk, "08-register")


def main(folder: Path, url: str) -> None:
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        raise SystemExit("Debian's chromium is missing: apt-get install chromium")
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        day = Day(browser, folder, url)
        letter = morning(day)
        afternoon(day, letter, noon(day, letter))
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2])
