"""Uploaded tables as offices bring them: every row and cell is understood, or named where it stands."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell

from lienthong.kernel.reading import yes_or_no
from lienthong.papers.table_files import NotATable
from lienthong.papers.table_heads import Column, Shape
from lienthong.papers.tables import Table, read_table
from tests.tables import book, saved

WARDS = Shape((
    Column("code", "Mã đơn vị", is_required=True),
    Column("name", "Tên đơn vị", ("Tên",), is_required=True),
    Column("seat", "Trụ sở"),
    Column("is_new", "Mới", is_yes_no=True),
))  # fmt: skip
HEAD = ("Mã đơn vị", "Tên đơn vị", "Trụ sở", "Mới")
ONE, TWO = ("27094", "Phường Một", "1 Lê Lợi", "x"), ("26740", "Phường Hai", "2 Lê Lợi", "")


def read(content: bytes, name: str = "a.xlsx") -> Table:
    return read_table(name, content, WARDS)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(row.cells.get(column.name, "") for column in WARDS.columns) for row in table.rows]


def errors(table: Table) -> dict[str, str]:
    return {error.cell: error.sentence for error in table.errors}


def refused(content: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(NotATable) as reason:
        read(content, name)
    return str(reason.value)


# Where a table stands.


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_separated_text_of_every_program_is_one_table(separator: str, encoding: str) -> None:
    text = "\r\n".join(separator.join(row) for row in (HEAD, ONE, TWO))
    table = read(text.encode(encoding), "a.csv")
    assert (cells(table), table.errors) == ([ONE, TWO], ())


def test_a_line_that_names_the_separator_is_none_of_the_table() -> None:
    table = read("sep=;\nMã đơn vị;Tên\n27094;Một, Hai".encode(), "a.csv")
    assert (cells(table), table.errors) == ([("27094", "Một, Hai", "", "")], ())
    assert table.place(table.rows[0].number, "name") == "B3"


def test_headings_are_found_under_titles_groups_and_guides() -> None:
    made = Workbook()
    made.active.title = "Hướng dẫn"
    made.active.append(["Mỗi dòng một đơn vị"])
    sheet = made.create_sheet("Danh sách")
    for row in (["UBND TỈNH"], [], ["STT", "Đơn vị", None, "Trụ sở", "Mới"], [None, "Mã", "Tên", None, None],
                ["(1)", "(2)", "(3)", "(4)", "(5)"], [1, *ONE], [2, *TWO], [], [None, None, "Người lập biểu"],
                [None, None, "Trần Văn Mẫu"]):  # fmt: skip
        sheet.append(row)
    for merged in ("A1:E1", "A3:A4", "B3:C3", "D3:D4", "E3:E4"):
        sheet.merge_cells(merged)
    table = read(saved(made))
    assert (cells(table), table.errors) == ([ONE, TWO], ())
    assert table.place(table.rows[0].number, "code") == "Danh sách!B6"


@pytest.mark.parametrize(
    "foot",
    [("", "Người lập biểu"), ("Tổng cộng", "2"), ("", "", "TM. ỦY BAN NHÂN DÂN"), ("Hà Nội, ngày 01 tháng 7 năm 2025",),
     ("Người lập", "Thủ trưởng đơn vị")],
)  # fmt: skip
def test_lines_of_who_signed_are_no_rows(foot: tuple[str, ...]) -> None:
    table = read(book(HEAD, ONE, TWO, (), foot, ("", "Lê Thị Mẫu")))
    assert (cells(table), table.errors) == ([ONE, TWO], ())


def test_a_row_below_a_signature_is_not_lost() -> None:
    table = read(book(HEAD, ONE, ("", "Người lập biểu"), TWO))
    assert cells(table)[-1] == TWO
    assert len(table.rows) == 3, "the line between is a row as well, for the room to refuse"


def test_half_a_row_of_headings_is_told_by_what_is_missing_and_what_is_not_understood() -> None:
    content = book(("Mã đơn vị", "Tên phường mới", "Trụ sở"), ONE[:3])
    assert refused(content) == "hàng tiêu đề ở A1 thiếu cột Tên đơn vị; không hiểu «Tên phường mới»"
    assert refused(book(("Một", "Hai"), ONE)) == "không thấy hàng tiêu đề; cần các cột Mã đơn vị, Tên đơn vị"
    assert "TCVN3" in refused(book(("M· ®¬n vÞ", "Tªn ®¬n vÞ"), ONE))


def test_two_tables_are_refused_on_one_sheet_on_two_and_side_by_side() -> None:
    assert "hai bảng, tiêu đề ở A1 và A4" in refused(book(HEAD, ONE, (), HEAD, TWO))
    far = [(f"{n:05}", "Phường", "", "") for n in range(120)]
    assert "hai bảng, tiêu đề ở A1 và A122" in refused(book(HEAD, *far, HEAD, TWO))
    made = Workbook()
    for row in (HEAD, ONE):
        made.active.append(row)
    second = made.create_sheet("Hai")
    for row in (HEAD, TWO):
        second.append(row)
    assert "hai bảng, tiêu đề ở Sheet!A1 và Hai!A1" in refused(saved(made))
    beside = read(book((*HEAD, None, *HEAD), (*ONE, None, *TWO)))
    assert errors(beside)["F1"] == "cột «Mã đơn vị» đã có ở A; chỉ để một cột"


def test_a_second_table_with_other_headings_is_named_cell_by_cell() -> None:
    table = read(
        book(HEAD, ONE, (), (None, None, None, None, "Loại", "Số"), (None, None, None, None, "xã", "3"))
    )
    assert set(errors(table)) == {"E4", "F4", "E5", "F5"}


def test_a_column_nobody_understands_is_named_unless_it_is_empty_or_counts() -> None:
    table = read(book(("TT", *HEAD, "Ghi chú"), (1, *ONE, "")))
    assert (cells(table), table.errors) == ([ONE], ())
    table = read(book((*HEAD, "Ghi chú"), (*ONE, "mới")))
    assert errors(table) == {"E1": "không hiểu cột «Ghi chú»; hãy sửa tên cột hoặc xóa cột"}
    table = read(book(HEAD, (*ONE, "lạc")))
    assert errors(table) == {"E2": "«lạc» không nằm dưới tiêu đề nào; hãy xóa hoặc thêm tiêu đề"}


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "Excel đời cũ"),
        (b"%PDF-1.7", "a.xlsx", "không phải bảng tính"),
        (b"", "a.docx", "chỉ nhận"),
        (b"", "a.csv", "không thấy hàng tiêu đề"),
        ('Mã đơn vị,Tên\n1,"Phường Một\n2,Phường Hai\n'.encode(), "a.csv", "dấu ngoặc kép"),
        ("Mã đơn vị,Tên\n1,TrÇn V¨n MÉu\n".encode("latin-1", "replace"), "a.csv", "TCVN3"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_truly(content: bytes, name: str, reason: str) -> None:
    assert reason in refused(content, name)


def test_a_workbook_under_another_name_is_read_for_what_it_is() -> None:
    assert cells(read(book(HEAD, ONE), "a.csv")) == [ONE]


# What is merged.


def merging(*ranges: str, under: dict[str, str] | None = None) -> Callable[[Any], None]:
    """Merge as Excel does, which empties what is covered; `under`: what another program leaves there."""

    def merge(sheet: Any) -> None:
        for merged in ranges:
            sheet.merge_cells(merged)
        for place, words in (under or {}).items():
            cell = sheet[place]
            assert isinstance(cell, MergedCell)
            fresh = type(sheet["A1"])(sheet, row=cell.row, column=cell.column, value=words)
            sheet._cells[cell.row, cell.column] = fresh

    return merge


def test_a_cell_merged_down_counts_for_each_of_its_rows() -> None:
    table = read(book(HEAD, ONE, ("27094", "Phường Một", "3 Lê Lợi", ""), change=merging("A2:A3", "B2:B3")))
    assert cells(table) == [ONE, ("27094", "Phường Một", "3 Lê Lợi", "")]
    assert table.errors == ()
    assert table.rows[1].carried == {"code", "name"}
    assert (table.rows[1].own("code"), table.rows[1].own("seat")) == ("", "3 Lê Lợi")


def test_a_row_of_nothing_but_merged_cells_may_have_been_lost() -> None:
    table = read(book(HEAD, ONE, TWO, change=merging("A2:A3", "B2:B3", "C2:C3", "D2:D3")))
    assert list(errors(table)) == ["A3"]
    assert "(A2:A3)" in errors(table)["A3"]
    last = read(book(HEAD, ONE, change=merging("A2:A4")))
    assert "(A2:A3)" in errors(last)["A3"], "also where the file ends"


def test_what_lies_under_a_merged_cell_is_named() -> None:
    change = merging("A2:A3", under={"A3": "26740"})
    table = read(book(HEAD, ONE, (None, *TWO[1:]), change=change))
    assert errors(table)["A3"] == "nằm dưới ô gộp A2:A3 mà còn chứa «26740»; hãy bỏ gộp ô"


def test_cells_merged_across_columns_or_out_of_the_headings_are_named() -> None:
    table = read(book(HEAD, ONE, ("PHẦN II",), TWO, change=merging("A3:D3")))
    assert errors(table) == {"A3": "ô gộp A3:D3 không thuộc riêng một cột của bảng; hãy bỏ gộp ô"}
    table = read(book(HEAD, ONE, change=merging("C1:C2")))
    assert "C1:C2" in errors(table)["C1"]


def test_what_is_hidden_is_named() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    assert set(errors(read(book(HEAD, ONE, TWO, change=hide)))) == {"A3", "C1"}
    made = Workbook()
    sheet = made.create_sheet("Ẩn")
    for row in (HEAD, ONE):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    assert "đang ẩn" in errors(read(saved(made)))["Ẩn!A1"]


# What a cell is.


def test_no_value_is_taken_that_was_not_typed_as_one() -> None:
    rows = [
        ("1", '=PROPER("phường một")', "", ""),
        ("2", "Phường Hai", date(2025, 7, 1), ""),
        ("3", "Phường Ba", datetime(2025, 6, 30, 17), ""),  # noqa: DTZ001
        ("4", "Phường Bốn", time(7, 30), ""),
        ("5", True, "", ""),
        ("6", "#REF!", "", ""),
    ]
    said = errors(read(book(HEAD, *rows)))
    assert set(said) == {"B2", "C3", "C4", "C5", "B6", "B7"}
    for cell, words in (
        ("B2", '=PROPER("phường một")'), ("C3", "ngày 1/7/2025"), ("C4", "17:00 30/6/2025"), ("C5", "07:30"),
        ("B6", "TRUE"), ("B7", "#REF!"),
    ):  # fmt: skip
        assert words in said[cell]
    assert "công thức" in errors(read('Mã đơn vị,Tên\n="027",Một'.encode(), "a.csv"))["A2"]


def test_numbers_are_what_they_show() -> None:
    assert cells(read(book(HEAD, (27094, "Phường 3", 4.0, 1)))) == [("27094", "Phường 3", "4", "x")]


def test_letters_of_an_old_encoding_are_named_with_the_encoding() -> None:
    table = read(book(HEAD, ("1", "Ph­êng Mét", "", ""), ("2", "Phöôøng Hai", "", "")))
    assert "TCVN3" in errors(table)["B2"]
    assert "VNI" in errors(table)["B3"]


@pytest.mark.parametrize(
    "words", ["x", "X", "có", "Có", "CO", "co\u0301", "✓", "✔", "1", "TRUE", "đúng", "ｘ", True, 1]
)
def test_words_of_yes(words: Any) -> None:
    typed = unicodedata.normalize("NFC", words) if isinstance(words, str) else words
    assert [row[-1] for row in cells(read(book(HEAD, ("1", "Một", "", typed))))] == ["x"]


@pytest.mark.parametrize(
    "words", ["", " ", "không", "Không", "KHONG", "0", "FALSE", "sai", "☐", None, False, 0]
)
def test_words_of_no(words: Any) -> None:
    table = read(book(HEAD, ("1", "Một", "", words)))
    assert ([row[-1] for row in cells(table)], table.errors) == ([""], ())


@pytest.mark.parametrize(
    "words", ["✗", "-", "?", "2", "chưa", "có/không", "một phần", date(2025, 7, 1), "=1=1"]
)
def test_what_is_neither_yes_nor_no_is_asked(words: Any) -> None:
    assert list(errors(read(book(HEAD, ("1", "Một", "", words))))) == ["D2"]
    assert not isinstance(words, str) or yes_or_no(words) is None
