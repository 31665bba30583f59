"""What every long list of a reorganisation has: pages, and sheets of all that its filter shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, Protocol, TypeVar

from django.http import HttpResponse, QueryDict, StreamingHttpResponse

from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.papers.files import CSV, SPREADSHEET, written
from lienthong.papers.sheets import Sheet, csv_of, write_csv_to, write_xlsx_to, xlsx_of

PAGE = 100
LAST_PAGE = 999_999
EVERYTHING = 10_000_000

Row = Sequence[Any]


class HasId(Protocol):
    @property
    def id(self) -> int: ...


Numbered = TypeVar("Numbered", bound=HasId)


def page_of(asked: QueryDict) -> int:
    """Which page an address asks for; whatever it says, one that can be counted to."""
    return reading.number(asked.get("trang", ""), LAST_PAGE) or 1


def words_of(asked: QueryDict, name: str = "q", longest: int = 100) -> str:
    """What is searched for, as it is kept."""
    return reading.sought(asked.get(name, "")[: 2 * longest])[:longest]


def day_of(asked: QueryDict, otherwise: date, name: str = "ngay") -> date:
    """The day an address names; refuses `bad_date`."""
    text = asked.get(name, "")
    day = reading.day(text) if text.strip() else otherwise
    if day is None:
        raise Refusal("bad_date", "Ngày cần viết như 30/6/2025 hoặc 2025-06-30.", status=422, field=name)
    return day


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


def sheet(
    name: str, ending: str, title: str, header: Row, rows: Iterable[Row]
) -> HttpResponse | StreamingHttpResponse:
    """Rows with their headings as a file to take along, however many; not found for an ending there is not."""
    if ending == "csv":
        return csv_sheet(name, header, rows)
    if ending == "xlsx":
        whole = Sheet(title, header, rows, widths=[26] * len(header))
        return written(lambda out: write_xlsx_to(out, whole), SPREADSHEET, f"{name}.xlsx")
    raise NotFound


def csv_sheet(name: str, header: Row, rows: Iterable[Row]) -> HttpResponse | StreamingHttpResponse:
    """All that a list's filter shows: the rows are read, written and sent a piece at a time."""
    return written(lambda out: write_csv_to(out, chain([header], rows)), CSV, f"{name}.csv")


def all_pages(page_after: Callable[[int | None], Sequence[Numbered]]) -> Iterator[Numbered]:
    """Every row of a list that is read newest first by the id the page before ended with."""
    before: int | None = None
    while rows := page_after(before):
        yield from rows
        before = rows[-1].id


def as_csv(header: Row, rows: Iterable[Row]) -> bytes:
    return csv_of([header, *rows])


def as_xlsx(title: str, header: Row, rows: Iterable[Row], widths: Sequence[int] = ()) -> bytes:
    return xlsx_of(Sheet(title, header, rows, widths=widths or [26] * len(header)))
