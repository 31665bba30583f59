"""Tables as offices bring them and take them along. What is no table, the room that asked for one says in its words."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Rows = list[list[str]]

MOST_UNPACKED = 200 * 1024 * 1024
"""A workbook is a zip: ten megabytes of it may be made to fill the memory."""

LONGEST_TITLE = 31
"""Of a sheet, by the format."""

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
    written = io.BytesIO()
    write_csv_to(written, rows)
    return written.getvalue()


def write_csv_to(out: IO[bytes], rows: Iterable[Sequence[Any]]) -> None:
    """The same, row by row."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    csv.writer(text).writerows([plain(cell) for cell in row] for row in rows)
    text.detach()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook. A width not given follows the heading; `frozen` is the first cell that scrolls."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()
    frozen: str = "A2"


def xlsx_of(*sheets: Sheet) -> bytes:
    """A workbook, written row by row: what somebody typed is text, never a formula, and a code keeps its zeros."""
    written = io.BytesIO()
    write_xlsx_to(written, *sheets)
    return written.getvalue()


def write_xlsx_to(out: IO[bytes], *sheets: Sheet) -> None:
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(sheet.title[:LONGEST_TITLE]), sheet)
    book.save(out)


def _write(made: Any, sheet: Sheet) -> None:
    for number, words in enumerate(sheet.head):
        width = sheet.widths[number] if number < len(sheet.widths) else max(12, min(44, len(words) + 16))
        made.column_dimensions[get_column_letter(number + 1)].width = width
    if sheet.head:
        made.freeze_panes = sheet.frozen
        made.append([_heading(made, words) for words in sheet.head])
    for row in sheet.rows:
        made.append([_cell(made, value) for value in row])


def _heading(made: Any, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(made, value=words)
    cell.font = Font(bold=True)
    return cell


def _cell(made: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not value.startswith(("=", "#")):
        return value
    cell = WriteOnlyCell(made, value=value)
    cell.data_type = "s"
    return cell
