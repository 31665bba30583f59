"""Tables as offices take them along; how they are read, `tables` says."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from lienthong.kernel.text import UNSEEN

if TYPE_CHECKING:
    # openpyxl, and numpy behind it, are loaded where a workbook is written (tests/hosting/test_loaded.py).
    from openpyxl.cell import WriteOnlyCell

LONGEST_TITLE = 31
"""Of a sheet, by the format."""

_RUNS = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
_UNUSABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no cell may hold: XML has no way to say it."""


def append_row(write: Callable[[list[Any]], object], guard: Callable[[str], Any], row: Iterable[Any]) -> None:
    """The one place where a row of an export is written: what somebody typed is text wherever it is opened."""
    write([guard(_UNUSABLE.sub("", cell)) if isinstance(cell, str) else cell for cell in row])


def runs(text: str) -> bool:
    """Whether a spreadsheet, or the person who edits the cell, could take it for a formula: whatever blanks and unseen
    marks stand before the sign, of whatever width it is.
    """
    if not text or text[0].isalnum():
        return False
    begins = unicodedata.normalize("NFKC", UNSEEN.sub("", text).lstrip()[:1])
    return text[0] in _BREAKS or begins[:1] in _RUNS


def plain(cell: str) -> str:
    """A cell of a CSV that no spreadsheet runs. A quote before it is text, and is doubled, so that both come back."""
    return f"'{cell}" if runs(cell.lstrip("'")) else cell


def unguarded(cell: str) -> str:
    """What a cell was before `plain`."""
    return cell[1:] if cell[:1] == "'" and runs(cell.lstrip("'")) else cell


def csv_of(rows: Iterable[Sequence[Any]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8; nothing in it is a formula."""
    written = io.BytesIO()
    write_csv_to(written, rows)
    return written.getvalue()


def write_csv_to(out: IO[bytes], rows: Iterable[Sequence[Any]]) -> None:
    """The same, row by row."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    write = csv.writer(text).writerow
    for row in rows:
        append_row(write, plain, row)
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
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(sheet.title[:LONGEST_TITLE]), sheet)
    book.save(out)


def _write(made: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    for number, words in enumerate(sheet.head):
        width = sheet.widths[number] if number < len(sheet.widths) else max(12, min(44, len(words) + 16))
        made.column_dimensions[get_column_letter(number + 1)].width = width
    if sheet.head:
        made.freeze_panes = sheet.frozen
        append_row(made.append, partial(_heading, made), sheet.head)
    for row in sheet.rows:
        append_row(made.append, partial(_cell, made), row)


def _heading(made: Any, words: str) -> WriteOnlyCell:
    from openpyxl.styles import Font

    cell = _as_text(made, words)
    cell.font = Font(bold=True)
    return cell


def _cell(made: Any, value: str) -> Any:
    return _as_text(made, value) if value.startswith("#") or runs(value) else value


def _as_text(made: Any, value: str) -> WriteOnlyCell:
    """Text, and still text after somebody has edited the cell."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(made, value=value)
    cell.data_type = "s"
    cell.quotePrefix = runs(value)
    return cell
