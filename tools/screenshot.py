"""The picture in the README: the board as it stands on a running demo (`lienthong demo` in another terminal).

Usage: python tools/screenshot.py FILE URL
"""

import shutil
import sys
from pathlib import Path


def main(target: Path, url: str) -> None:
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        raise SystemExit("Debian's chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        page.goto(f"{url}/dang-nhap/thu")
        page.get_by_role("button", name="Vào vai Trung tâm Chuyển đổi số").click()
        page.wait_for_url("**/viec-cho-toi")
        page.goto(f"{url}/dieu-hanh")
        page.wait_for_timeout(1500)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2])
