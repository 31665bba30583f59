"""Lists of people, both ways: a staffing list is read from CSV or XLSX, work in hand is written to them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.writer.excel import save_workbook

from lienthong.ground.wording import vn_date
from lienthong.reorganisation.people.terms import (
    COLUMNS,
    HEADINGS,
    NO_SUCCESSOR,
    Hand,
    Prepared,
    not_a_list,
)

SUGGESTED: dict[str, tuple[tuple[str, str], ...]] = {
    "ubnd": (("lanh_dao", "Chủ tịch UBND"), ("van_thu", "Văn thư"), ("tiep_nhan", "Cán bộ tiếp nhận"),
             ("chuyen_vien", "Chuyên viên"), ("dau_moi_1022", "Đầu mối 1022")),
    "dang_uy": (("bi_thu", "Bí thư Đảng ủy"), ("van_thu_dang", "Văn thư Đảng ủy")),
    "hdnd": (("chu_tich_hdnd", "Chủ tịch HĐND"),),
    "mttq": (("chu_tich_mttq", "Chủ tịch MTTQ"),),
}  # fmt: skip
"""Posts an empty list proposes for a body of which nobody is known yet."""


def table_of(name: str, content: bytes) -> list[list[str]]:
    """The rows of a CSV or of the first sheet of a workbook, every cell as text."""
    match PurePath(name).suffix.lower():
        case ".csv":
            try:
                return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
            except (UnicodeDecodeError, csv.Error):
                raise not_a_list("tệp CSV phải ở bảng mã UTF-8") from None
        case ".xlsx":
            return _first_sheet(content)
    raise not_a_list("chỉ nhận .csv hoặc .xlsx")


def _first_sheet(content: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
        return [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as broken:
        # openpyxl raises whatever it stumbles over in a file that is not one.
        raise not_a_list("tệp không phải bảng tính Excel") from broken


def _text(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return vn_date(cell)
    return "" if cell is None else str(cell)


def proposed(bodies: Iterable[Prepared]) -> list[list[str]]:
    """An empty staffing list: for every body that lacks somebody, the posts it will need."""
    rows = [list(COLUMNS)]
    for body in bodies:
        if body.holes:
            rows += [
                [body.code, body.body, "", role, title, "", "", "x", ""]
                for role, title in SUGGESTED.get(body.body, ())
            ]
    return rows


def hand_rows(hands: Iterable[Hand]) -> list[list[str]]:
    rows = [
        ["Cơ quan giao", "Người đang giữ việc", "Chức danh", "Cơ quan nhận", "Số việc", "Quá hạn", "Kế nhiệm"]
    ]
    rows += [
        [h.source_name, h.name, h.title, h.target_name, str(h.n), str(h.late), successor_words(h)] for h in hands
    ]  # fmt: skip
    return rows


def successor_words(hand: Hand) -> str:
    if hand.successor is None:
        return NO_SUCCESSOR
    how = "được chỉ định" if hand.is_named else "tự tiếp tục"
    return f"{hand.successor_name}, {hand.successor_title} ({how})"


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([f"'{cell}" if cell[:1] in "=+-@" and cell else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, rows: Sequence[Sequence[str]], *, codes: bool = False) -> bytes:
    """`codes`: the second row explains nothing, the headings stay the codes the reader understands."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for number, row in enumerate(rows):
        sheet.append([HEADINGS.get(cell, cell) if codes and not number else cell for cell in row])
        for cell in sheet[sheet.max_row]:
            # A code keeps its leading zero and what somebody typed is no formula.
            cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 24
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    save_workbook(book, out)
    return out.getvalue()
