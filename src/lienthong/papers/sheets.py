"""Tables as offices bring them and take them along. What is no table, the room that asked for one says in its words."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from lienthong.kernel import clock
from lienthong.kernel.text import UNSEEN
from lienthong.kernel.wording import dots

Rows = list[list[str]]

MOST_UNPACKED = 64 * 1024 * 1024
"""A workbook is a zip: half a megabyte of it may be made to fill the memory."""

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_SECONDS = 50_000, 200, 2_000_000, 20.0
"""Of one file, all its sheets together (ours): five times the staff of a city's new bodies."""

TOLD_EVERY_ROWS = 500

LONGEST_TITLE = 31
"""Of a sheet, by the format."""

_RUNS = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")


class NotATable(Exception):
    """`str()` of it says what is wrong, in Vietnamese."""


def nobody(rows: int) -> None:
    """Who is told how far the reading is, where nobody waits for it."""


class _Watch:
    """Counts what is read, and stops at the first bound that is passed, naming it."""

    def __init__(self, progress: Callable[[int], None]) -> None:
        self._progress, self._began, self._rows, self._cells = progress, clock.real(), 0, 0

    def look(self) -> None:
        if (clock.real() - self._began).total_seconds() > MOST_SECONDS:
            raise NotATable(f"đọc tệp lâu quá {MOST_SECONDS:.0f} giây; hãy chia thành nhiều tệp")

    def count(self, row: Sequence[Any]) -> None:
        self._rows += 1
        self._cells += len(row)
        if self._rows > MOST_ROWS:
            raise NotATable(f"có hơn {dots(MOST_ROWS)} dòng; hãy chia thành nhiều tệp")
        if self._cells > MOST_CELLS:
            raise NotATable(f"có hơn {dots(MOST_CELLS)} ô; hãy xóa các cột và dòng trống có định dạng")
        if self._rows % TOLD_EVERY_ROWS == 0:
            self.look()
            self._progress(self._rows)

    def trim(self, row: Sequence[str]) -> list[str]:
        """Without empty cells at its end, which programs write for a colour."""
        self.count(row)
        width = next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)
        if width > MOST_COLUMNS:
            raise NotATable(f"có chữ ở cột thứ {dots(width)}; chỉ đọc {MOST_COLUMNS} cột đầu")
        return list(row[:width])


def rows_of_csv(content: bytes, *, progress: Callable[[int], None] = nobody) -> Rows:
    """Every row of a file in UTF-8; a cell that was guarded on its way out is what it was. `progress`: rows so far."""
    watch = _Watch(progress)
    try:
        read = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        return [[_unguarded(cell) for cell in watch.trim(row)] for row in read]
    except (UnicodeDecodeError, csv.Error) as broken:
        raise NotATable("tệp CSV phải ở bảng mã UTF-8") from broken


class _Timed(io.BytesIO):
    """A file that stops being read when its time is over, wherever the reader of the workbook is by then."""

    def __init__(self, content: bytes, watch: _Watch) -> None:
        super().__init__(content)
        self._watch = watch

    def read(self, size: int | None = -1) -> bytes:
        self._watch.look()
        return super().read(size)


def sheets_of_xlsx(
    content: bytes, *, spelt: Callable[[date], str] = date.isoformat, progress: Callable[[int], None] = nobody
) -> dict[str, Rows]:
    """Every sheet by its name, every cell as text; `spelt` writes a day. `progress`: rows so far."""
    watch = _Watch(progress)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > MOST_UNPACKED:
                raise NotATable(f"bảng tính quá lớn: hơn {MOST_UNPACKED // 2**20} MB khi mở ra")
        book = load_workbook(_Timed(content, watch), read_only=True)
        return {sheet.title: list(_rows(sheet, spelt, watch)) for sheet in book.worksheets}
    except NotATable:
        raise
    except Exception as broken:
        # openpyxl raises whatever it stumbles over in a file that is not one.
        raise NotATable("tệp không phải bảng tính Excel") from broken


def _rows(sheet: Any, spelt: Callable[[date], str], watch: _Watch) -> Iterator[list[str]]:
    # Some programs write that a sheet has one cell, whatever stands in it.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        yield watch.trim([_text(cell, spelt) for cell in row])


def _text(cell: Any, spelt: Callable[[date], str]) -> str:
    if isinstance(cell, datetime):
        return spelt(cell.date())
    if isinstance(cell, date):
        return spelt(cell)
    return "" if cell is None else str(cell)


# What goes out.


def append_row(write: Callable[[list[Any]], object], guard: Callable[[str], Any], row: Iterable[Any]) -> None:
    """The one place where a row of an export is written: what somebody typed is text wherever it is opened."""
    write([guard(ILLEGAL_CHARACTERS_RE.sub("", cell)) if isinstance(cell, str) else cell for cell in row])


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


def _unguarded(cell: str) -> str:
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
        append_row(made.append, partial(_heading, made), sheet.head)
    for row in sheet.rows:
        append_row(made.append, partial(_cell, made), row)


def _heading(made: Any, words: str) -> WriteOnlyCell:
    cell = _as_text(made, words)
    cell.font = Font(bold=True)
    return cell


def _cell(made: Any, value: str) -> Any:
    return _as_text(made, value) if value.startswith("#") or runs(value) else value


def _as_text(made: Any, value: str) -> WriteOnlyCell:
    """Text, and still text after somebody has edited the cell."""
    cell = WriteOnlyCell(made, value=value)
    cell.data_type = "s"
    cell.quotePrefix = runs(value)
    return cell
