"""Tables in and out: days, leading zeros, formulas, files that are none, workbooks made to fill the memory."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lienthong.ground import sheets
from lienthong.ground.sheets import NotATable, as_text, csv_of, plain, rows_of_csv, sheets_of_xlsx
from lienthong.kernel.wording import vn_date


def workbook(*rows: list[object], title: str = "Một") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
        as_text(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_are_text_and_days_are_spelt() -> None:
    content = workbook(["0123", 7, date(2025, 7, 1), datetime(2025, 7, 2, 8), None])  # noqa: DTZ001
    assert sheets_of_xlsx(content) == {"Một": [["0123", "7", "2025-07-01", "2025-07-02"]]}
    assert sheets_of_xlsx(content, spelt=vn_date)["Một"][0][2:] == ["1/7/2025", "2/7/2025"]


def test_a_sheet_that_says_it_has_one_cell_is_read_whole() -> None:
    content = workbook(["a", "b"], ["c", "d"])
    lying = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(lying, "w") as copy:
        for name in whole.namelist():
            text = whole.read(name)
            copy.writestr(name, text.replace(b'ref="A1:B2"', b'ref="A1"'))
    assert sheets_of_xlsx(lying.getvalue())["Một"] == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", "á".encode("utf-16")])
def test_what_is_no_workbook_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(NotATable, match="không phải bảng tính"):
        sheets_of_xlsx(content)


def test_a_workbook_made_to_fill_the_memory_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "load_workbook", None)
    huge = io.BytesIO()
    with (
        zipfile.ZipFile(huge, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("xl/worksheets/sheet1.xml", "w") as member,
    ):
        for _ in range(sheets.MOST_UNPACKED // 2**20 + 1):
            member.write(bytes(2**20))
    assert len(huge.getvalue()) < 2**20
    with pytest.raises(NotATable, match="quá lớn"):
        sheets_of_xlsx(huge.getvalue())


def test_another_alphabet_is_said() -> None:
    with pytest.raises(NotATable, match="UTF-8"):
        rows_of_csv("Phường".encode("utf-16"))


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@SUM", "\t=1", "\r=1"])
def test_nothing_typed_is_run(text: str) -> None:
    assert plain(text) == f"'{text}"
    content = workbook([text])
    cell = load_workbook(io.BytesIO(content)).active["A1"]
    assert cell.data_type != "f"


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=5))
def test_a_table_written_is_the_table_read(rows: list[list[str]]) -> None:
    assert rows_of_csv(csv_of(rows)) == [[plain(cell) for cell in row] for row in rows]
