"""What every long list of a reorganisation has: pages, and sheets of all that its filter shows."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from lienthong.ground.sheets import csv_of, plain
from lienthong.kernel.refusals import NotFound
from lienthong.pages.frame import CSV, SPREADSHEET, file

PAGE = 100
EVERYTHING = 10_000_000

Row = Sequence[Any]


def page_of(asked: QueryDict) -> int:
    """Which page an address asks for; whatever it says, one that can be counted to."""
    given = asked.get("trang", "")
    return int(given) if given.isascii() and given.isdecimal() and 0 < len(given) < 7 and int(given) else 1


def words_of(asked: QueryDict, name: str = "q") -> str:
    return asked.get(name, "").strip()[:100]


def window(number: int | None, size: int = PAGE) -> dict[str, int]:
    """For the statement: where a page begins and how long it is; None: everything."""
    return {
        "offset": 0 if number is None else (number - 1) * size,
        "limit": EVERYTHING if number is None else size,
    }


def paging(asked: QueryDict, number: int, total: int, size: int = PAGE) -> dict[str, Any]:
    """What `_paging.html` reads."""

    def at(other: int) -> str:
        query = asked.copy()
        query["trang"] = str(other)
        query.pop("xong", None)
        return f"?{query.urlencode()}"

    last = max(1, -(-total // size))
    return {
        "number": number, "last": last, "total": total,
        "before": at(min(number - 1, last)) if number > 1 else None, "next": at(number + 1) if number < last else None,
    }  # fmt: skip


def sheet(name: str, ending: str, title: str, header: Row, rows: Iterable[Row]) -> HttpResponse:
    """Rows with their headings as a file to take along; not found for an ending there is not."""
    if ending == "csv":
        return file(as_csv(header, rows), CSV, f"{name}.csv")
    if ending == "xlsx":
        return file(as_xlsx(title, header, rows), SPREADSHEET, f"{name}.xlsx")
    raise NotFound


def as_csv(header: Row, rows: Iterable[Row]) -> bytes:
    return csv_of([header, *rows])


def as_xlsx(title: str, header: Row, rows: Iterable[Row], widths: Sequence[int] = ()) -> bytes:
    book = Workbook(write_only=True)
    made = book.create_sheet(title)
    for number in range(len(header)):
        made.column_dimensions[get_column_letter(number + 1)].width = widths[number] if widths else 26
    made.freeze_panes = "A2"
    heads = [WriteOnlyCell(made, value=word) for word in header]
    for head in heads:
        head.font = Font(bold=True)
    made.append(heads)
    for row in rows:
        made.append([plain(cell) for cell in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
