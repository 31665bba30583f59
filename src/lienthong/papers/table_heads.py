"""Where a table begins: its row of headings, below titles and group headings, on whichever sheet. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lienthong.kernel.text import fold
from lienthong.papers.old_letters import old_letters
from lienthong.papers.table_files import MOST_CELLS, Grid, NotATable, in_old_letters

LOOKED_AT = 100
"""Rows of a sheet among which its headings are looked for."""

_PAIR = 2
"""Headings that make a row one of headings, if perhaps half right."""


class Column(NamedTuple):
    """What a column is called: by its code, by its heading, and by what else offices write over it."""

    name: str
    heading: str
    others: tuple[str, ...] = ()
    is_required: bool = False
    """Without it there is no table; its cells may still be empty."""
    is_yes_no: bool = False
    """Its cells come out as «x» or empty."""


@dataclass(frozen=True)
class Shape:
    """The columns of a kind of table, in any order; the first names what a row is about."""

    columns: tuple[Column, ...]

    @property
    def spelt(self) -> dict[str, str]:
        """By every way to write a heading: the column's name."""
        return {
            heading(words): column.name
            for column in self.columns
            for words in (column.name, column.heading, *column.others)
        }

    @property
    def required(self) -> list[str]:
        return [column.name for column in self.columns if column.is_required]

    def heading(self, name: str) -> str:
        return next(column.heading for column in self.columns if column.name == name)

    def missing(self, names: Mapping[str, int]) -> list[str]:
        """Headings without which there is no table."""
        return [self.heading(name) for name in self.required if name not in names]


class Head(NamedTuple):
    """A row of headings: which column is what, what nobody understands, what is there twice."""

    grid: Grid
    row: int
    at: dict[str, int]
    unknown: dict[int, str]
    twice: list[tuple[str, int, int]]
    is_shown_only: bool = False
    """All of it is shown by merged cells of the row above."""


_NOT_IN_HEADINGS = re.compile(r"[^\w ]+")


def heading(words: str) -> str:
    """«Họ và tên (*)» and «HỌ VÀ TÊN» are one heading."""
    return " ".join(_NOT_IN_HEADINGS.sub(" ", fold(words)).split())


def address(row: int, column: int, sheet: str = "") -> str:
    """«F2», «Nhân sự!F2»: how a spreadsheet calls the cell."""
    return f"{sheet}!{letters(column)}{row}" if sheet else f"{letters(column)}{row}"


def letters(column: int) -> str:
    """1 → A, 27 → AA: the name a spreadsheet gives a column."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def head_in(grids: Sequence[Grid], shape: Shape) -> Head:
    """The one row of headings among the sheets. Raises `NotATable` where there is none, or more than one."""
    heads = [head for grid in grids for head in _heads(grid, shape)]
    whole = [head for head in heads if not shape.missing(head.at)]
    if not whole:
        raise NotATable(_no_headings(grids, heads, shape))
    if len(whole) > 1:
        where = " và ".join(_where(head, grids) for head in whole[:2])
        raise NotATable(f"có hai bảng, tiêu đề ở {where}; mỗi tệp chỉ để một bảng")
    return whole[0]


def _where(head: Head, grids: Sequence[Grid]) -> str:
    return address(head.row, min(head.at.values(), default=1), head.grid.title if len(grids) > 1 else "")


def _heads(grid: Grid, shape: Shape) -> Iterator[Head]:
    """Rows that hold at least two headings. Half a row of them right above another is the headings of groups; the same
    headings shown twice by merged cells are one row.
    """
    shown, spelt = _shown(grid), shape.spelt
    last: Head | None = None
    for row in range(1, min(len(grid.rows), LOOKED_AT) + 1):
        head = _head(grid, row, shown, spelt)
        if len(head.at) < _PAIR:
            continue
        is_next = last is not None and last.row == row - 1
        if last is not None and not (is_next and (head.is_shown_only or shape.missing(last.at))):
            yield last
        last = head
    if last is not None:
        yield last
        yield from _repeated(last, shape)


def _repeated(head: Head, shape: Shape) -> Iterator[Head]:
    """The same headings once more further down: a second table."""
    words = {head.grid.text(head.row, head.at[name]) for name in shape.required if name in head.at}
    for row in range(LOOKED_AT + 1, len(head.grid.rows) + 1):
        if len(words) >= _PAIR and words.issubset(head.grid.rows[row - 1]):
            yield head._replace(row=row)


def _head(grid: Grid, row: int, shown: Mapping[tuple[int, int], str], spelt: Mapping[str, str]) -> Head:
    at: dict[str, int] = {}
    unknown, twice, is_own = dict[int, str](), list[tuple[str, int, int]](), False
    for column in range(1, LOOKED_AT + 1):
        text = grid.text(row, column).strip()
        words = text or shown.get((row, column), "")
        if not words:
            continue
        group = shown.get((row - 1, column)) or grid.text(row - 1, column)
        name = _named(words, group, spelt)
        if name is None:
            unknown[column] = words
        elif name in at:
            twice.append((words, at[name], column))
        else:
            at[name] = column
        is_own = is_own or bool(text)
    return Head(grid, row, at, unknown, twice, is_shown_only=not is_own)


def _named(words: str, group: str, spelt: Mapping[str, str]) -> str | None:
    """The column a heading means, alone or with the heading of its group: «Mã» under «Đơn vị» is «Mã đơn vị»."""
    own, over = heading(words), heading(group)
    return next((spelt[said] for said in (own, f"{own} {over}", f"{over} {own}") if said in spelt), None)


def _shown(grid: Grid) -> dict[tuple[int, int], str]:
    """By cell among the first rows: what a merged cell shows there besides its own corner."""
    shown: dict[tuple[int, int], str] = {}
    for merged in grid.merged:
        words = grid.text(merged.top, merged.left).strip() if merged.top <= LOOKED_AT else ""
        if not words:
            continue
        for row in range(merged.top, min(merged.bottom, LOOKED_AT) + 1):
            for column in range(merged.left, min(merged.right, LOOKED_AT) + 1):
                shown[row, column] = words
        if len(shown) > MOST_CELLS:
            raise NotATable("có quá nhiều ô gộp; hãy bỏ gộp ô")
    return shown


def _no_headings(grids: Sequence[Grid], heads: Sequence[Head], shape: Shape) -> str:
    """Why there is no table: letters nobody reads, half of its headings, or nothing like it."""
    texts = (text for grid in grids for row in grid.rows[:LOOKED_AT] for text in row)
    for text in texts:
        if old := old_letters(text):
            return f"{in_old_letters(old.encoding)} (như «{text.strip()[:40]}»)"
    if not heads:
        return f"không thấy hàng tiêu đề; cần các cột {', '.join(map(shape.heading, shape.required))}"
    nearest = max(heads, key=lambda head: len(head.at))
    unread = ", ".join(f"«{words[:40]}»" for words in nearest.unknown.values())
    said = f"hàng tiêu đề ở {_where(nearest, grids)} thiếu cột {', '.join(shape.missing(nearest.at))}"
    return said + (f"; không hiểu {unread}" if unread else "")
