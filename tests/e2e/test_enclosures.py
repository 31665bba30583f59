"""Two files go with a letter: enclosed and signed at a desk, opened and turned page by page by whom it is sent to."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.letters import address
from tests.e2e.pages import Visitor
from tests.files import docx, pdf
from tests.running import soon

pytestmark = pytest.mark.e2e

SUBJECT = "Kế hoạch phòng chống ngập kèm hai phụ lục"


def enclose(page: Any, name: str, content: bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(content)
    page.locator("#field-file").set_input_files(path)
    page.get_by_role("button", name="Thêm tệp kèm theo").click()
    page.get_by_role("link", name=name).wait_for()


def wait_drawn(visitor: Visitor, address: str) -> None:
    """The worker reads it meanwhile; the page asks again by itself once it is known to have pages."""

    def is_drawn() -> bool:
        answer = visitor.page.goto(address)
        return answer.status == 200 and visitor.page.locator("img.enclosures__page").count() > 0

    soon(is_drawn, 30, lambda: f"{address} was never drawn", every=0.5)


def test_two_are_enclosed_signed_issued_and_opened(centre: Visitor, clerk: Visitor, tmp_path: Path) -> None:
    page = centre.page
    centre.goto("/van-ban/moi")
    page.get_by_label("Trích yếu").fill(SUBJECT)
    address(page)
    page.get_by_label("Nội dung").fill("Gửi kèm hai phụ lục.")
    page.locator("main button[type=submit]").last.click()
    page.get_by_role("heading", name=SUBJECT).wait_for()
    draft = page.url
    enclose(page, "Phụ lục II.docx", docx("Danh sách điểm ngập"), tmp_path)
    enclose(page, "Phụ lục I.pdf", pdf("Trang mot", "Trang hai"), tmp_path)
    page.get_by_role("button", name="Đưa lên").click()
    page.wait_for_load_state()
    shown = page.locator("ol.enclosures a[href*='/tep/']:not(:has(img))").all_inner_texts()
    assert [name for name in shown if name.startswith("Phụ lục")] == ["Phụ lục I.pdf", "Phụ lục II.docx"]
    assert centre.violations() == []
    centre.fits()
    for act in ("Trình ký", "Ký văn bản", "Cấp số và phát hành"):
        page.get_by_role("button", name=act).first.click()
        page.wait_for_load_state()
    assert page.get_by_role("button", name="Bỏ").count() == 0
    assert page.url == draft

    clerk.goto("/tim-kiem?q=phong+chong+ngap+phu+luc")
    clerk.page.get_by_role("link", name=SUBJECT).first.click()
    letter = clerk.page.url
    for width in (1366, 390):
        clerk.page.set_viewport_size({"width": width, "height": 844})
        clerk.page.goto(letter)
        clerk.page.get_by_role("heading", name="Tệp kèm theo").wait_for()
        clerk.fits()
        assert clerk.violations() == []
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("link", name="Phụ lục II.docx").click()
    assert download.value.suggested_filename == "Phụ lục II.docx"
    assert Path(download.value.path()).read_bytes() == docx_kept(tmp_path)
    first = clerk.page.get_by_role("link", name="Phụ lục I.pdf").get_attribute("href")
    wait_drawn(clerk, f"{clerk.address}{first}/trang/1")
    clerk.fits()
    assert clerk.violations() == []
    clerk.page.get_by_role("link", name="Trang sau").first.click()
    clerk.page.get_by_text("Trang 2 / 2").first.wait_for()
    assert clerk.page.evaluate("document.querySelector('img.enclosures__page').naturalWidth") == 1000
    clerk.page.goto(letter)
    clerk.page.get_by_text("2 trang").first.wait_for()
    clerk.goto("/tim-kiem?q=danh+sach+diem+ngap")
    clerk.page.get_by_text("Có trong tệp kèm theo").first.wait_for()
    clerk.goto("/van-ban-da-doc")
    clerk.page.get_by_role("link", name=SUBJECT).first.wait_for()
    clerk.fits()
    assert clerk.violations() == []
    clerk.goto("/van-ban/tim?q=diem+ngap&chieu=den")
    clerk.page.get_by_role("link", name=SUBJECT).first.wait_for()
    clerk.fits()
    assert clerk.violations() == []
    assert clerk.complaints == []
    assert centre.complaints == []


def docx_kept(folder: Path) -> bytes:
    return (folder / "Phụ lục II.docx").read_bytes()
