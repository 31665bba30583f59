"""Tables in and out: days, leading zeros, formulas, files that are none, workbooks made to fill the memory."""

import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lienthong.papers import sheets, table_files
from lienthong.papers.sheets import Sheet, csv_of, plain, xlsx_of
from lienthong.papers.table_files import (
    NotATable,
    Progress,
    grid_of_text,
    grids_of_workbook,
    letters_of,
    nobody,
)

Rows = list[list[str]]


def rows_of_csv(content: bytes) -> Rows:
    return grid_of_text(letters_of(content), lambda row: 0).rows


def sheets_of_xlsx(content: bytes, *, progress: Progress = nobody) -> dict[str, Rows]:
    return {grid.title: grid.rows for grid in grids_of_workbook(content, progress=progress)}


def workbook(*rows: list[object], title: str = "Một") -> bytes:
    return xlsx_of(Sheet(title, (), rows))


def test_cells_are_text_and_days_are_spelt() -> None:
    content = workbook(["0123", 7, date(2025, 7, 1), datetime(2025, 7, 2, 8), None])  # noqa: DTZ001
    (grid,) = grids_of_workbook(content)
    assert grid.rows == [["0123", "7", "1/7/2025", "08:00 2/7/2025"]]
    assert {at: cell.kind for at, cell in grid.cells.items()} == {(1, 3): "day", (1, 4): "moment"}
    assert grid.cells[1, 3].day == date(2025, 7, 1)


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
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    huge = io.BytesIO()
    with (
        zipfile.ZipFile(huge, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("xl/worksheets/sheet1.xml", "w") as member,
    ):
        for _ in range(table_files.MOST_UNPACKED // 2**20 + 1):
            member.write(bytes(2**20))
    assert len(huge.getvalue()) < 2**20
    with pytest.raises(NotATable, match="quá lớn"):
        sheets_of_xlsx(huge.getvalue())


def far(*cells: tuple[str, str]) -> bytes:
    """A workbook of a few bytes with a cell at each of these places."""
    rows = "".join(
        f'<row r="{"".join(filter(str.isdigit, place))}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for place, text in cells
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["x"]))) as whole, zipfile.ZipFile(made, "w") as copy:
        for name in whole.namelist():
            body = whole.read(name)
            if name.startswith("xl/worksheets/"):
                main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                body = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()
            copy.writestr(name, body)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (far(("A1", "a"), ("XFD2", "b")), "cột thứ 16.384; chỉ đọc 200 cột"),
        (far(("A1", "a"), ("A1048576", "b")), "hơn 50.000 dòng"),
        (far(("A1", "a"), *((f"XFD{n}", "") for n in range(2, 200))), "hơn 2.000.000 ô"),
    ],
)
def test_a_bomb_is_refused_with_the_bound_it_passed(content: bytes, words: str) -> None:
    assert len(content) < 100_000
    with pytest.raises(NotATable, match=words):
        sheets_of_xlsx(content)


def test_a_long_list_is_refused_with_the_bound_it_passed() -> None:
    with pytest.raises(NotATable, match=r"hơn 50\.000 dòng"):
        rows_of_csv(b"a,b\n" * (table_files.MOST_ROWS + 1))
    with pytest.raises(NotATable, match="cột thứ 201"):
        rows_of_csv(b"," * 200 + b"a")


def test_reading_ends_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(*(["Phường", n] for n in range(5_000)))
    monkeypatch.setattr(table_files, "MOST_SECONDS", 0.001)
    with pytest.raises(NotATable, match="lâu quá"):
        sheets_of_xlsx(content)


def test_whoever_waits_is_told_how_far_it_is() -> None:
    heard: list[int] = []
    rows = sheets_of_xlsx(workbook(*(["Phường", n] for n in range(1_234))), progress=heard.append)["Một"]
    assert (len(rows), heard) == (1_234, [500, 1_000])


def test_another_alphabet_is_read_or_said_by_its_name() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert rows_of_csv("Phường,Trần Văn Mẫu".encode(encoding)) == [["Phường", "Trần Văn Mẫu"]], encoding
    for content, reason in (
        ("TrÇn V¨n MÉu".encode("latin-1"), "TCVN3"),
        ("Traàn Vaên Maãu".encode("latin-1"), "VNI"),
        (unicodedata.normalize("NFD", "Phòng").encode("cp1258"), "Windows-1258"),
        (b"\xff\xfe\x00\xd8", "UTF-16"),
        (b"a\xff", "không phải UTF-8"),
    ):
        with pytest.raises(NotATable, match=reason):
            rows_of_csv(content)


FORMULAS = [
    "=1+1", "+84", "-2", "@SUM", "\t=1", "\r=1", "\n=1", " =1", "  +1", "\u00a0=1", "\u3000=1", "\u200b=1", "\u202a=1",
    "＝1+1", "＋1", "－1", "＠SUM", " ＝1", "\ufeff＝1", "﹦1",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_typed_is_run(text: str) -> None:
    assert plain(text) == f"'{text}"
    assert rows_of_csv(csv_of([[text]])) == [[text]]
    content = workbook([text])
    cell = load_workbook(io.BytesIO(content)).active["A1"]
    assert cell.data_type == "s"
    assert cell.quotePrefix, "who edits the cell does not make a formula of it"
    assert cell.value == text, "to the letter: lxml, which the program brings, keeps a carriage return"


def test_a_heading_is_text_as_well() -> None:
    content = xlsx_of(Sheet("Một", ["=1+1"], [["a"]]))
    cell = load_workbook(io.BytesIO(content)).active["A1"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


@pytest.mark.parametrize("text", ["0903", "Đường số 7", "'quoted", "a=1", "«=1»", "", " a"])
def test_words_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=5))
def test_a_table_written_is_the_table_read(rows: list[list[str]]) -> None:
    assert rows_of_csv(csv_of(rows)) == [trimmed(row) for row in rows]


@given(st.lists(st.lists(st.text("'=+-@a\t＝ ", max_size=5), min_size=1, max_size=3), max_size=4))
def test_what_was_guarded_comes_back_as_it_was(rows: list[list[str]]) -> None:
    written = csv_of(rows)
    assert rows_of_csv(written) == [trimmed(row) for row in rows]
    cells = [cell for row in csv.reader(io.StringIO(written.decode("utf-8-sig"))) for cell in row]
    assert not any(sheets.runs(cell) for cell in cells)


def trimmed(row: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    return row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)]


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=5))
def test_a_workbook_written_is_the_workbook_read(rows: list[list[str]]) -> None:
    head = ["Một", "Hai", "Ba", "Bốn"]
    (read,) = sheets_of_xlsx(xlsx_of(Sheet("Sổ " * 20, head, rows))).values()
    assert read[0] == head
    assert [trimmed(row) for row in rows] == read[1:]


def test_a_sign_no_spreadsheet_takes_is_left_out() -> None:
    assert sheets_of_xlsx(workbook(["a\x0bb", "#N/A"])) == {"Một": [["ab", "#N/A"]]}
