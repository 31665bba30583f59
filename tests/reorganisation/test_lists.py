"""The long lists of the real plan: every page once, counted as listed, filtered, taken along whole."""

import csv
import html
import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook

from lienthong.ground import sql
from lienthong.pages.lists import page_of, paging
from lienthong.reorganisation.plans.actions import prepare_plan
from tests.cast import officer
from tests.reorganisation.desks import AN_KHANH, AN_PHU, Screen, counter, dossiers
from tests.reorganisation.plans import drafted, merge, planner, real_plan, text

ROW = re.compile(r"<tr data-row>.*?</tr>", re.S)
NEXT = re.compile(r'<a href="([^"]+)" rel="next">')


@pytest.fixture
def plan(real: None) -> int:
    return real_plan()


def walked(reader: Screen, path: str, query: str = "") -> list[str]:
    """Every row of a list, page by page as its links lead."""
    found, following = [], query
    while True:
        text = reader.text(path + following)
        found += ROW.findall(text)
        led = NEXT.search(text)
        if led is None:
            return found
        following = html.unescape(led[1])


def exported(reader: Screen, path: str, query: str = "") -> list[list[str]]:
    said = reader.client.get(f"{path}.csv{query}").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(said)))
    book = load_workbook(io.BytesIO(reader.client.get(f"{path}.xlsx{query}").content))
    cells = [
        ["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)
    ]
    assert cells == lines, "both sheets say the same"
    return lines[1:]


LISTS = (
    ("quyen", "quyen", "?q=An+Khánh", "?nhom=loses"),
    ("nhan-su", "nhan-su/danh-sach", "?q=An+Khánh", "?q=27094"),
    ("phan-chia", "phan-chia", "?q=An+Phú", "?con=trong"),
    ("bien-ban", "bien-ban", "?q=An+Khánh", "?q=27094"),
)


def test_every_row_stands_on_one_page_and_in_the_sheet(plan: int) -> None:
    reader = Screen(planner())
    for name, sheet, *filters in LISTS:
        path, export = f"/sap-xep/{plan}/{name}", f"/sap-xep/{plan}/{sheet}"
        whole = walked(reader, path)
        assert len(whole) == len(set(whole)) == len(exported(reader, export)), name
        assert len(whole) > 100, (name, "more than a page, or this proves nothing")
        for query in filters:
            narrowed = walked(reader, path, query)
            assert 0 < len(narrowed) <= len(whole), (name, query)
            assert len(narrowed) == len(exported(reader, export, query)), (name, query)
        assert len(walked(reader, path, filters[0])) < len(whole), name
        assert not walked(reader, path, "?q=xyzxyz"), name
        assert "bỏ lọc" in reader.text(f"{path}?q=xyzxyz").lower(), name


def test_the_chips_count_what_their_lists_show(plan: int) -> None:
    reader = Screen(planner())
    for name, filters in (("quyen", ("nhom=moves", "nhom=gains", "nhom=loses")), ("nhan-su", ("thieu=1",)),
                          ("phan-chia", ("con=cho", "con=xong", "con=trong"))):  # fmt: skip
        path = f"/sap-xep/{plan}/{name}"
        shown = reader.text(path)
        for query in filters:
            chip = re.search(rf'href="\?{query}[^"]*"[^>]*>[^<]*<span>([\d.]+)</span>', shown)
            assert chip is not None, (name, query)
            assert int(chip[1].replace(".", "")) == len(walked(reader, path, f"?{query}")), (name, query)


def test_a_page_takes_few_statements_however_long_the_list(
    plan: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    execute = sql._execute

    def counted(text: str, *args: Any) -> Any:
        asked.append(text)
        return execute(text, *args)

    monkeypatch.setattr(sql, "_execute", counted)
    reader = Screen(planner())
    for name in ("quyen", "nhan-su", "phan-chia", "ke-nhiem", "bien-ban"):
        asked.clear()
        reader.text(f"/sap-xep/{plan}/{name}?trang=2")
        # who asks · the list with its counts · the plan · the world; besides, the pairs ask whose registers may be
        # read, and the staff of a draft whether a reversed plan left somebody behind
        assert len(asked) <= (5 if name in ("bien-ban", "nhan-su") else 4), (name, asked)


def test_who_is_posted_where_is_told_to_planners_and_to_the_body_itself(plan: int) -> None:
    everybody = exported(Screen(planner()), f"/sap-xep/{plan}/quyen")
    own = exported(Screen(counter()), f"/sap-xep/{plan}/quyen")
    called_so = [line for line in everybody if line[2] == "UBND phường An Phú"]
    assert 0 < len(own) < len(called_so), "there is another An Phú, in Thuận An"
    assert all(line in called_so for line in own)
    assert len(walked(Screen(counter()), f"/sap-xep/{plan}/quyen")) == len(own)


def test_a_list_of_nobody_says_what_is_true(eve: None) -> None:
    made = drafted(text(merge(AN_PHU, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    prepare_plan(made["plan"], by=planner())
    path = f"/sap-xep/{made['plan']}/ke-nhiem"
    assert "Không ai ở cơ quan kết thúc đang giữ việc mở" in Screen(planner()).text(path)
    assert "đơn vị của bạn giao hoặc nhận" in Screen(counter()).text(path)
    assert "Không có ai khớp «xyz»" in Screen(planner()).text(f"{path}?q=xyz")
    (item,) = dossiers("1 Nguyễn Hoàng")
    holder = officer("tiep_nhan", AN_PHU).mandate
    sql.run("reset role")
    sql.run("update work_item set assignee = %s where id = %s", (holder, item))
    sql.run("set local role lienthong_app")
    assert len(walked(Screen(planner()), path)) == len(walked(Screen(planner()), path, "?chua=1")) == 1
    (line,) = exported(Screen(planner()), path, "?chua=1")
    assert line[4] == "1"


@pytest.mark.parametrize(
    ("given", "number"), [("", 1), ("0", 1), ("-1", 1), ("x", 1), ("2", 2), ("9" * 30, 1)]
)
def test_an_address_asks_for_a_page_that_can_be_counted_to(given: str, number: int) -> None:
    from django.http import QueryDict

    assert page_of(QueryDict(f"trang={given}")) == number


def test_pages_lead_on_and_back() -> None:
    from django.http import QueryDict

    middle = paging(QueryDict("q=a&trang=2&xong=x"), 2, 201)
    assert (middle["before"], middle["next"], middle["last"]) == ("?q=a&trang=1", "?q=a&trang=3", 3)
    beyond = paging(QueryDict("trang=50"), 50, 201)
    assert (beyond["before"], beyond["next"]) == ("?trang=3", None)
