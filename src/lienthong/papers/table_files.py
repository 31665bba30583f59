"""Files of tables as offices bring them, down to cells: workbooks and separated text in whatever alphabet and separator
programs here write. What a cell is beyond its text – a formula, an error, a day, a time – is kept, and so is what is
merged or hidden; what that means, `tables` says.
"""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple

from lienthong.kernel import clock
from lienthong.kernel.wording import dots, vn_date
from lienthong.papers.old_letters import old_letters, syllables
from lienthong.papers.sheets import unguarded

MOST_UNPACKED = 64 * 1024 * 1024
"""A workbook is a zip: half a megabyte of it may be made to fill the memory."""

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_SECONDS = 50_000, 200, 2_000_000, 20.0
"""Of one file, all its sheets together (ours): five times the staff of a city's new bodies."""

MOST_MERGED = 20_000
"""Merged ranges of one file (ours)."""

TOLD_EVERY_ROWS = 500

Kind = Literal["formula", "error", "day", "moment", "time", "yes_no"]


class Cell(NamedTuple):
    """A cell that is more than its text: `text` is what a person would read in it."""

    kind: Kind
    text: str
    day: date | None = None


class Merged(NamedTuple):
    """A merged range, both ends in it; counted from 1, as spreadsheets do."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """One sheet: its rows as text, from the first on, empty ones too; what a text does not say, by row and column."""

    title: str
    rows: list[list[str]]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    def text(self, row: int, column: int) -> str:
        """Counted from 1; empty beyond the last."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return cells[column - 1] if 0 < column <= len(cells) else ""


class NotATable(Exception):
    """`str()` of it says what is wrong, in Vietnamese."""


def nobody(rows: int) -> None:
    """Who is told how far the reading is, where nobody waits for it."""


Progress = Callable[[int], None]


class _Watch:
    """Counts what is read, and stops at the first bound that is passed, naming it."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._began, self._rows, self._cells = progress, clock.real(), 0, 0

    def look(self) -> None:
        if (clock.real() - self._began).total_seconds() > MOST_SECONDS:
            raise NotATable(f"đọc tệp lâu quá {MOST_SECONDS:.0f} giây; hãy chia thành nhiều tệp")

    def count(self, cells: int) -> None:
        self._rows += 1
        self._cells += cells
        if self._rows > MOST_ROWS:
            raise NotATable(f"có hơn {dots(MOST_ROWS)} dòng; hãy chia thành nhiều tệp")
        if self._cells > MOST_CELLS:
            raise NotATable(f"có hơn {dots(MOST_CELLS)} ô; hãy xóa các cột và dòng trống có định dạng")
        if self._rows % TOLD_EVERY_ROWS == 0:
            self.look()
            self._progress(self._rows)

    def trim(self, row: Sequence[str]) -> list[str]:
        """Without empty cells at its end, which programs write for a colour."""
        self.count(len(row))
        width = next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)
        if width > MOST_COLUMNS:
            raise NotATable(f"có chữ ở cột thứ {dots(width)}; chỉ đọc {MOST_COLUMNS} cột đầu")
        return list(row[:width])


_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def grids_in(
    content: bytes, likely: Callable[[Sequence[str]], int], *, progress: Progress = nobody
) -> list[Grid]:
    """The sheets of a workbook, or the one of separated text – by what the file is, whatever its name says. `likely`:
    how many headings of the table that is looked for stand in a row. Raises `NotATable`.
    """
    if content.startswith(_OLD_OFFICE):
        raise NotATable("tệp là Excel đời cũ (.xls) hoặc có mật khẩu; hãy lưu lại thành .xlsx không mật khẩu")
    if content.startswith(_ZIP):
        return grids_of_workbook(content, progress=progress)
    return [grid_of_text(letters_of(content), likely, progress=progress)]


# Separated text.

_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 100
"""Records of a text, or rows of a sheet, among which its headings are looked for."""


def letters_of(content: bytes) -> str:
    """UTF-8 or UTF-16, with or without its mark. What is in an older alphabet is refused by its name: turning it round
    would be guessing at names that people sign.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    if content[:400].count(0) > len(content[:400]) // 5:
        return _decoded(
            content, "utf-16-le" if content[1:400:2].count(0) >= content[:400:2].count(0) else "utf-16-be"
        )
    return _decoded(content, "utf-8")


def _decoded(content: bytes, encoding: str) -> str:
    with suppress(UnicodeDecodeError):
        return content.decode(encoding)
    if encoding != "utf-8":
        raise NotATable("tệp có dấu hiệu UTF-16 nhưng chữ bên trong bị hỏng; hãy lưu lại dạng «CSV UTF-8»")
    old = old_letters(content.decode("latin-1"))
    composed = unicodedata.normalize("NFC", content.decode("cp1258", "ignore"))
    if composed != content.decode("cp1258", "ignore") and syllables(composed) >= syllables(
        old.meant if old else ""
    ):
        raise NotATable(
            "chữ ở bảng mã Windows-1258 (CSV kiểu ANSI), không giữ đủ dấu; hãy lưu lại dạng «CSV UTF-8»"
        )
    if old:
        raise NotATable(in_old_letters(old.encoding))
    raise NotATable("chữ trong tệp không phải UTF-8 hay UTF-16; hãy lưu lại dạng «CSV UTF-8»")


def in_old_letters(encoding: str) -> str:
    return f"chữ gõ bằng bảng mã cũ {encoding}; hãy chuyển sang Unicode (UniKey: Ctrl+Shift+F6) rồi nộp lại"


def grid_of_text(text: str, likely: Callable[[Sequence[str]], int], *, progress: Progress = nobody) -> Grid:
    """Every record; a cell that was guarded on its way out is what it was. The separator is the one under which the
    headings are found; a first line `sep=;`, which Excel writes, names it.
    """
    watch, first = _Watch(progress), text.partition("\n")[0].strip()
    if first[:4].lower() == "sep=" and len(first) == len("sep=;"):
        return _text_grid([[], *_records(text.partition("\n")[2], first[-1], watch)])
    separator = max(_SEPARATORS, key=lambda by: max(map(likely, _first_records(text, by)), default=0))
    return _text_grid(list(_records(text, separator, watch)))


def _text_grid(rows: list[list[str]]) -> Grid:
    """Cells that no program of ours wrote and any spreadsheet would reckon are formulas here, too."""
    grid = Grid("", rows)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text[:1] in ("=", "'"):
                grid.rows[number - 1][column - 1] = unguarded(text)
                if text[0] == "=":
                    grid.cells[number, column] = Cell("formula", text)
    return grid


def _first_records(text: str, separator: str) -> Iterator[list[str]]:
    """As many as can be had: what is wrong with a text is said when it is read."""
    try:
        for record, _ in zip(
            csv.reader(io.StringIO(text), delimiter=separator), range(_LOOKED_AT), strict=False
        ):
            yield record
    except csv.Error:
        return


def _records(text: str, separator: str, watch: _Watch) -> Iterator[list[str]]:
    # Strict: a quote that is never closed would take all that follows into one cell.
    read = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        for row in read:
            yield watch.trim(row)
    except csv.Error as broken:
        where = f"ở khoảng dòng {dots(read.line_num)}"
        raise NotATable(
            f"không tách được các ô {where}: dấu ngoặc kép không khép, hoặc ô quá dài"
        ) from broken


# Workbooks.


class _Timed(io.BytesIO):
    """A file that stops being read when its time is over, wherever the reader of the workbook is by then."""

    def __init__(self, content: bytes, watch: _Watch) -> None:
        super().__init__(content)
        self._watch = watch

    def read(self, size: int | None = -1) -> bytes:
        self._watch.look()
        return super().read(size)


def grids_of_workbook(content: bytes, *, progress: Progress = nobody) -> list[Grid]:
    """Every sheet, in order. `progress`: rows so far."""
    from openpyxl import load_workbook  # here, as in `sheets`

    watch = _Watch(progress)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > MOST_UNPACKED:
                raise NotATable(f"bảng tính quá lớn: hơn {MOST_UNPACKED // 2**20} MB khi mở ra")
        book = load_workbook(_Timed(content, watch), read_only=True)
        return [_grid(book, sheet, watch) for sheet in book.worksheets]
    except NotATable:
        raise
    except Exception as broken:
        # openpyxl raises whatever it stumbles over in a file that is not one.
        raise NotATable("tệp không phải bảng tính Excel") from broken


def _grid(book: Any, sheet: Any, watch: _Watch) -> Grid:
    """Row by row, as openpyxl's own reader does it; but that one forgets what is merged and hidden."""
    from openpyxl.worksheet._reader import WorkSheetParser

    grid = Grid(sheet.title, [], is_hidden=sheet.sheet_state != "visible")
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source, sheet._shared_strings, epoch=book.epoch, date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, cells in parser.parse():
            if number <= len(grid.rows):
                raise NotATable(f"trang «{grid.title}» có hai dòng mang số {number}; hãy lưu lại bằng Excel")
            while len(grid.rows) < number - 1:
                watch.count(0)
                grid.rows.append([])
            grid.rows.append(watch.trim(_texts(grid, number, cells)))
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else []
    if len(ranges) > MOST_MERGED:
        raise NotATable(f"có hơn {dots(MOST_MERGED)} ô gộp; hãy bỏ gộp ô")
    grid.merged = [Merged(cells.min_row, cells.min_col, cells.max_row, cells.max_col) for cells in ranges]
    grid.hidden_rows = frozenset(int(row) for row, said in parser.row_dimensions.items() if _hides(said))
    grid.hidden_columns = frozenset(
        column
        for said in parser.column_dimensions.values() if _hides(said)
        for column in range(int(said["min"]), min(int(said["max"]), MOST_COLUMNS) + 1)
    )  # fmt: skip
    return grid


def _hides(said: dict[str, str]) -> bool:
    return said.get("hidden") in ("1", "true")


def _texts(grid: Grid, number: int, cells: list[dict[str, Any]]) -> list[str]:
    width = max((cell["column"] for cell in cells), default=0)
    texts = [""] * width
    for cell in cells:
        value, column = cell["value"], cell["column"]
        if isinstance(value, str) and cell["data_type"] == "s":
            texts[column - 1] = value
        elif value is not None or cell["data_type"] == "f":
            texts[column - 1] = _kept(grid, number, column, cell["data_type"], value)
    return texts


def _kept(grid: Grid, row: int, column: int, data_type: str, value: Any) -> str:
    """The text of a cell that is no text; what else it is, is kept beside."""
    if data_type == "n" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    cell = _beyond_text(data_type, value)
    grid.cells[row, column] = cell
    return cell.text


def _beyond_text(data_type: str, value: Any) -> Cell:
    match value:
        case bool():
            return Cell("yes_no", "TRUE" if value else "FALSE")
        case datetime():
            return _day_or_moment(value)
        case date():
            return Cell("day", vn_date(value), value)
        case time() | timedelta():
            return Cell("time", str(value))
    if data_type == "f":
        return Cell("formula", str(getattr(value, "text", None) or value or "=").strip())
    return Cell("error" if data_type == "e" else "formula", str(value))


def _day_or_moment(at: datetime) -> Cell:
    """A day is a moment at midnight, give or take what a fraction of a day cannot hold."""
    rounded = (at + timedelta(milliseconds=500)).replace(microsecond=0)
    if rounded.time() == time():
        return Cell("day", vn_date(rounded.date()), rounded.date())
    return Cell("moment", f"{rounded:%H:%M} {vn_date(rounded.date())}")
