"""Tables as tests bring them: rows at hand, and workbooks as Excel leaves them."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

from lienthong.papers.table_files import Grid
from lienthong.papers.table_heads import Shape
from lienthong.papers.tables import Table, table_in


def listed(rows: Sequence[Sequence[str]], shape: Shape) -> Table:
    """A table out of rows, the headings first."""
    return table_in([Grid("", [list(row) for row in rows])], shape)


def book(
    *rows: Sequence[Any], change: Callable[[Any], object] = lambda sheet: None, title: str = "Bảng"
) -> bytes:
    """A workbook of one sheet, after somebody has merged, hidden or coloured what they liked."""
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(list(row))
    change(made.active)
    return saved(made)


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
