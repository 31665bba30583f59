"""Tables as offices bring them and take them along. What is no table, the room that asked for one says in its words."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

Rows = list[list[str]]

MOST_UNPACKED = 200 * 1024 * 1024
"""A workbook is a zip: ten megabytes of it may be made to fill the memory."""

_RUNS = frozenset("=+-@\t\r")


class NotATable(Exception):
    """`str()` of it says what is wrong, in Vietnamese."""


def rows_of_csv(content: bytes) -> Rows:
    try:
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as broken:
        raise NotATable("tệp CSV phải ở bảng mã UTF-8") from broken


def sheets_of_xlsx(content: bytes, *, spelt: Callable[[date], str] = date.isoformat) -> dict[str, Rows]:
    """Every sheet by its name, every cell as text; `spelt` writes a day."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > MOST_UNPACKED:
                raise NotATable("bảng tính quá lớn")
        book = load_workbook(io.BytesIO(content), read_only=True)
        return {sheet.title: _rows(sheet, spelt) for sheet in book.worksheets}
    except NotATable:
        raise
    except Exception as broken:
        # openpyxl raises whatever it stumbles over in a file that is not one.
        raise NotATable("tệp không phải bảng tính Excel") from broken


def _rows(sheet: Any, spelt: Callable[[date], str]) -> Rows:
    # Some programs write that a sheet has one cell, whatever stands in it.
    sheet.reset_dimensions()
    return [[_text(cell, spelt) for cell in row] for row in sheet.iter_rows(values_only=True)]


def _text(cell: Any, spelt: Callable[[date], str]) -> str:
    if isinstance(cell, datetime):
        return spelt(cell.date())
    if isinstance(cell, date):
        return spelt(cell)
    return "" if cell is None else str(cell)


def plain(cell: Any) -> Any:
    """A cell a spreadsheet will not run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _RUNS else cell


def csv_of(rows: Iterable[Sequence[Any]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8; nothing in it is a formula."""
    written = io.StringIO()
    csv.writer(written).writerows([plain(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_text(sheet: Any) -> None:
    """The last row of a sheet: what somebody typed is text, never a formula, and a code keeps its leading zero."""
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            cell.data_type = "s"
