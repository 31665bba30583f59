"""What every long list of a reorganisation has: pages, and sheets of all that its filter shows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict

from lienthong.kernel.refusals import NotFound
from lienthong.papers.files import CSV, SPREADSHEET, file
from lienthong.papers.sheets import Sheet, csv_of, xlsx_of

PAGE = 100
EVERYTHING = 10_000_000

Row = Sequence[Any]


def page_of(asked: QueryDict) -> int:
    """Which page an address asks for; whatever it says, one that can be counted to."""
    text = asked.get("trang", "")
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) else 1


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
    return xlsx_of(Sheet(title, header, rows, widths=widths or [26] * len(header)))
