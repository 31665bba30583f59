"""The one reader of uploaded tables: every row and cell is understood, or named by its address.

A table stands under one row of headings, wherever that is: below titles and group headings, behind a guide sheet. It
ends at the file's end or at the lines of those who signed it. A merged cell counts for each of its rows, as it shows,
where that can be known; where it may hide something, it is named. No value is taken that its writer did not type as
such: a formula, a cell Excel has made a day of, a time of day.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from lienthong.kernel.reading import yes_or_no
from lienthong.papers.old_letters import old_letters
from lienthong.papers.table_files import (
    MOST_CELLS,
    MOST_ROWS,
    Cell,
    Grid,
    Merged,
    NotATable,
    Progress,
    grids_in,
    in_old_letters,
    nobody,
)
from lienthong.papers.table_heads import Head, Shape, address, head_in, heading, letters


class CellError(NamedTuple):
    """Where in the sheet, and what to do about it."""

    cell: str
    sentence: str


class Row(NamedTuple):
    """A row of the table: what stands in it by column, and which of that is shown by a merged cell begun above."""

    number: int
    cells: Mapping[str, str]
    carried: frozenset[str] = frozenset()

    def own(self, name: str) -> str:
        """What this row says itself."""
        return "" if name in self.carried else self.cells.get(name, "")


@dataclass(frozen=True)
class Table:
    """A table, understood; with any error nothing of it may be taken."""

    rows: tuple[Row, ...]
    errors: tuple[CellError, ...]
    head: Head
    sheet: str = ""
    """Its sheet, where there are several."""

    def place(self, row: int, name: str) -> str:
        """How a spreadsheet calls the cell of a row."""
        return address(row, self.head.at.get(name, 1), self.sheet)


def read_table(name: str, content: bytes, shape: Shape, *, progress: Progress = nobody) -> Table:
    """The table of a CSV or XLSX. Raises `NotATable` where there is none of this shape. `progress`: rows so far."""
    return table_in(grids_of(name, content, shape, progress=progress), shape)


def grids_of(name: str, content: bytes, shape: Shape, *, progress: Progress = nobody) -> list[Grid]:
    """The sheets of a file that should hold such a table."""
    ending = PurePath(name).suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise NotATable("chỉ nhận .csv hoặc .xlsx")
    if ending == ".xlsx" and not content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise NotATable("tệp không phải bảng tính Excel")
    spelt = shape.spelt
    return grids_in(content, lambda row: sum(heading(cell) in spelt for cell in row), progress=progress)


def table_in(grids: Sequence[Grid], shape: Shape) -> Table:
    """The one table of this shape among the sheets."""
    head = head_in(grids, shape)
    return _Reader(head, shape, head.grid.title if len(grids) > 1 else "").table()


def first_errors(errors: Sequence[CellError], at_once: int = 3) -> str:
    """«ô A2: …; ô B3: … (và 4 ô khác)», for a sentence."""
    said = "; ".join(f"ô {error.cell}: {error.sentence}" for error in errors[:at_once])
    return said + (f" (và {len(errors) - at_once} ô khác)" if len(errors) > at_once else "")


_ORDINALS = {"stt", "tt", "so tt", "so thu tu", "no"}
"""Headings of columns that only count rows, where no column of the table is called so."""

_SIGNED = re.compile(
    r"(nguoi (lap|tong hop|ky|duyet|kiem)|lap (bang|bieu)|ky\b|da ky|thu truong|xac nhan|noi nhan|(tm|tl|kt|tuq) "
    r"|(tong )?cong\b|tong so|(pho )?(truong|chu tich|giam doc|chanh van phong|bi thu)"
    r"|(.{1,40} )?ngay (.{1,12} )?thang (.{1,12} )?nam\b|ghi chu)"
)
"""What stands in the first line at the foot of a list: who signed what, when, and how many it counts."""

_KINDS: Mapping[str, str] = {
    "formula": "là công thức {}; hãy chép rồi dán lại bằng «Dán giá trị»",
    "error": "báo lỗi {}; hãy sửa trong bảng tính",
    "day": "đã bị Excel đổi thành ngày {}; hãy định dạng ô là Văn bản rồi gõ lại",
    "moment": "là một thời điểm ({}), không rõ ngày nào được gõ; hãy định dạng ô là Văn bản rồi gõ lại",
    "time": "đã bị Excel đổi thành giờ {}; hãy định dạng ô là Văn bản rồi gõ lại",
    "yes_no": "là {}, cột này cần chữ",
}


def beyond_words(cell: Cell) -> str:
    """What to do about a cell that is no text."""
    return _KINDS[cell.kind].format(cell.text[:60])


class _Reader:
    """One table of one sheet, read once from its headings down."""

    def __init__(self, head: Head, shape: Shape, sheet: str) -> None:
        self.head, self.grid, self.shape, self.sheet = head, head.grid, shape, sheet
        self.yes_no = {column.name for column in shape.columns if column.is_yes_no}
        self.under_headings = {*head.at.values(), *head.unknown, *(column for _, _, column in head.twice)}
        self.errors: list[CellError] = []
        self.lost_under = set[int]()
        self.carried = self._carried()
        self.last = self._last()

    def table(self) -> Table:
        self._say_headings()
        self._say_merged()
        first = self.head.row + (2 if self._counts_columns(self.head.row + 1) else 1)
        rows = [row for row in map(self._row, range(first, self.last + 1)) if row is not None]
        # A cell is named once, by what was seen first.
        errors = {error.cell: error for error in reversed(self.errors)}
        return Table(tuple(rows), tuple(reversed(errors.values())), self.head, self.sheet)

    def _say(self, row: int, column: int, sentence: str) -> None:
        self.errors.append(CellError(address(row, column, self.sheet), sentence))

    def _say_headings(self) -> None:
        if self.grid.is_hidden:
            self._say(1, 1, "trang này đang ẩn; hãy bỏ ẩn, hoặc xóa nếu không dùng")
        for words, first, second in self.head.twice:
            self._say(self.head.row, second, f"cột «{words}» đã có ở {letters(first)}; chỉ để một cột")
        for column, words in self.head.unknown.items():
            if heading(words) not in _ORDINALS and self._has_words(column):
                self._say(
                    self.head.row, column, f"không hiểu cột «{words[:40]}»; hãy sửa tên cột hoặc xóa cột"
                )
        for name, column in self.head.at.items():
            if column in self.grid.hidden_columns and self._has_words(column):
                self._say(self.head.row, column, f"cột «{self.shape.heading(name)}» đang ẩn; hãy bỏ ẩn")

    def _has_words(self, column: int) -> bool:
        return any(self.grid.text(row, column).strip() for row in range(self.head.row + 1, self.last + 1))

    def _counts_columns(self, row: int) -> bool:
        """«(1) (2) (3)» under the headings."""
        texts = (
            [heading(text) for text in self.grid.rows[row - 1] if text.strip()] if row <= self.last else []
        )
        return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]

    # What is merged.

    def _carried(self) -> dict[tuple[int, int], int]:
        """By cell below the headings: the row of the merged cell in the same column whose value is shown there."""
        carried: dict[tuple[int, int], int] = {}
        for merged in self._merged_below():
            if merged.left == merged.right and merged.top > self.head.row:
                bottom = min(merged.bottom, MOST_ROWS)
                carried |= {(row, merged.left): merged.top for row in range(merged.top + 1, bottom + 1)}
            if len(carried) > MOST_CELLS:
                raise NotATable("có quá nhiều ô gộp; hãy bỏ gộp ô")
        return carried

    def _merged_below(self) -> Iterator[Merged]:
        rows = len(self.grid.rows)
        return (merged for merged in self.grid.merged if self.head.row < merged.bottom and merged.top <= rows)

    def _say_merged(self) -> None:
        for merged in self._merged_below():
            if merged.top > self.last:
                continue
            name = f"{address(merged.top, merged.left)}:{address(merged.bottom, merged.right)}"
            for row, column in self._under(merged):
                words = self.grid.text(row, column)
                self._say(row, column, f"nằm dưới ô gộp {name} mà còn chứa «{words[:40]}»; hãy bỏ gộp ô")
            if merged.top > self.head.row and merged.left == merged.right:
                continue
            if self.grid.text(merged.top, merged.left):
                self._say(
                    merged.top, merged.left, f"ô gộp {name} không thuộc riêng một cột của bảng; hãy bỏ gộp ô"
                )

    def _under(self, merged: Merged) -> Iterator[tuple[int, int]]:
        """Cells that a merged one covers and that still hold something, which nobody sees."""
        for row in range(merged.top, min(merged.bottom, len(self.grid.rows)) + 1):
            for column in range(merged.left, min(merged.right, len(self.grid.rows[row - 1])) + 1):
                if (row, column) != (merged.top, merged.left) and self.grid.text(row, column):
                    yield row, column

    # Rows.

    def _last(self) -> int:
        """The last row of the table: where the file ends, what is merged with it too, or what is signed begins."""
        written = len(self.grid.rows)
        while written > self.head.row and not self._has_text(written):
            written -= 1
        sparse = written
        while sparse > self.head.row and self._is_sparse(sparse):
            sparse -= 1
        signed = next((row for row in range(sparse + 1, written + 1) if self._is_signed(row)), None)
        if signed is not None:
            return signed - 1
        return max([written, *(row for (row, _), top in self.carried.items() if top <= written)])

    def _has_text(self, row: int) -> bool:
        return any(map(str.strip, self.grid.rows[row - 1]))

    def _is_sparse(self, row: int) -> bool:
        """Hardly anything stands in it, and where rows have their code there is none."""
        texts = [self._shown(row, column) for column in self.head.at.values()]
        code = heading(self._shown(row, self.head.at[self.shape.columns[0].name]))
        is_coded = any(map(str.isdigit, code)) and not _SIGNED.match(code)
        return not is_coded and sum(map(bool, texts)) <= max(2, len(self.shape.required) // 2)

    def _is_signed(self, row: int) -> bool:
        """Every cell of it is a line of signing, or a sum beside one."""
        texts = [heading(text) for text in self.grid.rows[row - 1] if text.strip()]
        words = [text for text in texts if not text.isdecimal()]
        return bool(words) and all(map(_SIGNED.match, words))

    def _shown(self, row: int, column: int) -> str:
        return self.grid.text(self.carried.get((row, column), row), column)

    def _row(self, number: int) -> Row | None:
        """A row as it is shown; None for an empty one."""
        texts = {name: self._shown(number, column) for name, column in self.head.at.items()}
        if not any(map(str.strip, texts.values())):
            self._say_strangers(number)
            return None
        places = self.head.at.items()
        carried = frozenset(
            name for name, column in places if texts[name] and (number, column) in self.carried
        )
        if all(name in carried or not text.strip() for name, text in texts.items()):
            self._say_nothing_own(number, carried)
        if number in self.grid.hidden_rows:
            self._say(number, 1, "dòng này đang ẩn hoặc bị lọc; hãy bỏ ẩn, hoặc xóa nếu không dùng")
        cells = {name: self._cell(number, name, text, name in carried) for name, text in texts.items()}
        self._say_strangers(number)
        return Row(number, cells, carried)

    def _say_nothing_own(self, number: int, carried: Iterable[str]) -> None:
        column = min(self.head.at[name] for name in carried)
        top = self.carried[number, column]
        if top in self.lost_under:
            return
        self.lost_under.add(top)
        merged = f"{address(top, column)}:{address(number, column)}"
        sentence = (
            f"dòng này chỉ có ô gộp từ trên ({merged}), có thể che mất một đơn vị; hãy bỏ gộp ô và ghi đủ"
        )
        self._say(number, column, sentence)

    def _say_strangers(self, number: int) -> None:
        """Cells beside the table, under no heading."""
        for column, text in enumerate(self.grid.rows[number - 1] if number <= len(self.grid.rows) else (), 1):
            if column not in self.under_headings and text.strip():
                words = text.strip()[:40]
                self._say(number, column, f"«{words}» không nằm dưới tiêu đề nào; hãy xóa hoặc thêm tiêu đề")

    def _cell(self, row: int, name: str, text: str, is_carried: bool) -> str:
        column = self.head.at[name]
        beyond = None if is_carried else self.grid.cells.get((row, column))
        if name in self.yes_no and (beyond is None or beyond.kind == "yes_no"):
            return self._yes_no(row, column, name, text)
        if beyond is not None:
            self._say(row, column, beyond_words(beyond))
        elif not is_carried and (old := old_letters(text)):
            self._say(row, column, f"«{text.strip()[:40]}»: {in_old_letters(old.encoding)}")
        return text

    def _yes_no(self, row: int, column: int, name: str, text: str) -> str:
        said = yes_or_no(text)
        if said is None:
            typed, called = text.strip()[:40], self.shape.heading(name)
            self._say(row, column, f"«{typed}» ở cột «{called}» không rõ; ghi «x» nếu có, để trống nếu không")
        return "x" if said else ""
