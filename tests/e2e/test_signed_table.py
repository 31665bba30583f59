"""Two signers stopped by a workbook whose merged cells hide a ward, at the desk and by phone; then they sign all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.pages import Visitor
from tests.e2e.test_planning import City, city  # noqa: F401 - the fixture
from tests.tables import book

pytestmark = pytest.mark.e2e

HEAD = (
    ["Tên kế hoạch", "Nhập hai phường"],
    ["Ngày hiệu lực", "1/9/2025"],
    ["Căn cứ", "Nghị quyết 99/NQ-HĐND"],
    [],
)
COLUMNS = [
    "Phương án",
    "Loại",
    "Mã nơi giao",
    "Tên nơi giao",
    "Mã nơi nhận",
    "Tên nơi nhận",
    "Tỉnh của nơi nhận",
]
SECOND = [None, None, "27097", "Phường Bình Trưng"]
COUNTED = "2"
"""In the resolution, which the signers have on the desk."""

VIEWS = {"desk": (1366, 768), "phone": (390, 844)}


def merging(code: str, *rows: list[str | None], columns: str) -> bytes:
    """The plan of a new ward with this code; the cells of its rows merged in these columns, as Excel does it."""
    first = [1, "Sáp nhập", "27094", "Phường An Khánh", code, "Phường Thủ Thiêm Mới", "79"]
    return book(*HEAD, COLUMNS, first, *rows, change=lambda sheet: [
        sheet.merge_cells(f"{column}6:{column}7") for column in columns
    ])  # fmt: skip


@pytest.fixture(params=list(VIEWS))
def view(request: pytest.FixtureRequest) -> tuple[int, int]:
    return VIEWS[request.param]


@pytest.fixture
def code(view: tuple[int, int]) -> str:
    return f"99{view[0] % 1000:03}"


@pytest.fixture
def planner(browser: object, city: City, view: tuple[int, int]) -> Iterator[Visitor]:  # noqa: F811
    with Visitor.of(browser, city.address, width=view[0], height=view[1]) as visitor:
        visitor.log_in(city.login("lập"))
        yield visitor


def sends(visitor: Visitor, path: str, content: bytes, button: str, folder: Path) -> None:
    """A workbook through the page's own field; until the page that tells what came of it."""
    file = folder / "ke-hoach.xlsx"
    file.write_bytes(content)
    page = visitor.page
    visitor.goto(path)
    summary = page.get_by_text("Thay toàn bộ bằng tệp")
    if summary.count():
        summary.first.click()
    page.locator("#file").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    page.locator("h1").filter(has_not_text="Đang đọc tệp").wait_for()


def test_a_merged_ward_stops_two_signers(
    browser: object,
    city: City,  # noqa: F811
    planner: Visitor,
    view: tuple[int, int],
    code: str,
    tmp_path: Path,
) -> None:
    page = planner.page
    hiding = merging(code, SECOND, columns="ABCDEFG")
    sends(planner, "/sap-xep", hiding, "Nộp kế hoạch", tmp_path)
    assert "1 ô chưa đúng" in page.locator("h1").inner_text()
    said = page.locator(".note--late").inner_text()
    assert "A7" in said
    assert "chỉ có ô gộp từ trên" in said
    planner.complaints.clear()  # the browser's own line about a 422
    planner.sees_a_sound_page("Bảng còn ô chưa đúng")

    sends(planner, "/sap-xep", merging(code, columns=""), "Nộp kế hoạch", tmp_path)
    home = "/sap-xep/" + page.url.partition("/sap-xep/")[2].partition("?")[0]
    page.get_by_role("button", name="Chuẩn bị").click()
    page.wait_for_url("**xong=chuan-bi")
    for who in ("ký 1", "ký 2"):
        _is_stopped(browser, city, home, who, view)

    sends(planner, home, merging(code, SECOND, columns="ABEFG"), "Xem thay đổi", tmp_path)
    assert "1 phương án, 2 nơi giao" in page.locator(".answer").inner_text()
    page.get_by_role("button", name="Thay bằng tệp này").click()
    page.wait_for_url("**xong=thay")
    page.get_by_role("button", name="Chuẩn bị").click()
    page.wait_for_url("**xong=chuan-bi")
    for who in ("ký 1", "ký 2"):
        with Visitor.of(browser, city.address, width=view[0], height=view[1]) as signer:
            signer.log_in(city.login(who))
            signer.goto(home)
            _counts(signer)
            signer.page.get_by_text("Đã ký kế hoạch.").wait_for()
    planner.goto(home)
    assert "Đã phê duyệt" in page.locator(".page-head").inner_text()
    _takes_back(browser, city, home)


def _counts(signer: Visitor) -> None:
    signer.page.get_by_label("Số nơi giao").fill(COUNTED)
    signer.page.get_by_role("button", name="Ký phê duyệt").click()


def _is_stopped(browser: object, city: City, home: str, who: str, view: tuple[int, int]) -> None:  # noqa: F811
    with Visitor.of(browser, city.address, width=view[0], height=view[1]) as signer:
        signer.log_in(city.login(who))
        signer.goto(home)
        names = signer.page.locator(".plan__giving")
        assert names.inner_text().split("\n") == ["Phường An Khánh (27094)"]
        signer.sees_a_sound_page("Nhập hai phường")
        _counts(signer)
        error = signer.page.locator("#error-sources")
        error.wait_for()
        assert "Bạn đếm 2 nơi giao, văn bản này có 1." in error.inner_text()
        signer.complaints.clear()
        signer.sees_a_sound_page("Nhập hai phường")
        signer.goto(home)
        assert "0/2" in signer.page.locator(".plan aside").inner_text()


def _takes_back(browser: object, city: City, home: str) -> None:  # noqa: F811
    """Another plan may take this day."""
    with Visitor.of(browser, city.address, width=1366, height=768) as signer:
        signer.log_in(city.login("ký 1"))
        signer.goto(home)
        signer.page.get_by_role("button", name="Hoàn lại").click()
        signer.page.wait_for_url("**xong=hoan")
