"""Văn bản đã đọc: what one has opened oneself; who has opened a letter, to take along."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.documents.readings.queries import OwnRow, Sought, own_readings, readers_of
from lienthong.documents.readings.terms import KEPT
from lienthong.kernel import reading
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, page_of, paging, sheet, words_of
from lienthong.personnel.doors import ActorRequest, by_session

URL = "/van-ban-da-doc"
SHEETS = (("CSV", "csv"), ("XLSX", "xlsx"))
COLUMNS = ("Số, ký hiệu", "Trích yếu", "Đọc lúc")
READER_COLUMNS = ("Người đọc", "Chức vụ", "Đơn vị", "Lần đầu", "Số ngày đọc")
NO_LONGER = "Không còn thuộc phạm vi được xem"


@require_safe
@by_session
def mine(request: ActorRequest) -> HttpResponse:
    number, sought = page_of(request.GET), _sought(request)
    rows = own_readings(request.actor, number, sought)
    total = rows[0].total if rows else 0
    asked = {"q": sought.words, "tu": vn_date(sought.since), "den": vn_date(sought.until)}
    query = urlencode({name: value for name, value in asked.items() if value})
    return page(
        request,
        "documents/own_readings.html",
        title="Văn bản tôi đã đọc",
        nav="search",
        rows=rows,
        total=total,
        asked=asked,
        is_asked=bool(query),
        url=URL,
        sheets=[(name, f"{URL}.{ending}{'?' if query else ''}{query}") for name, ending in SHEETS],
        kept_days=KEPT.days,
        paging=paging(request.GET, number, total, PAGE),
    )


def _sought(request: ActorRequest) -> Sought:
    """A day that is none asks nothing, as in the registers."""
    return Sought(
        words_of(request.GET), reading.day(request.GET.get("tu", "")), reading.day(request.GET.get("den", ""))
    )


@require_safe
@by_session
def export(request: ActorRequest, ending: str) -> HttpResponseBase:
    """All that the filter shows."""
    rows = own_readings(request.actor, None, _sought(request))
    return sheet("van-ban-da-doc", ending, "Văn bản đã đọc", COLUMNS, map(_line, rows))


def _line(row: OwnRow) -> tuple[str, str, str]:
    return row.reference or "", NO_LONGER if row.kind is None else row.subject or "", vn_datetime(row.at)


@require_safe
@by_session
def readers(request: ActorRequest, item: UUID, ending: str) -> HttpResponseBase:
    """Everybody who has opened a letter."""
    rows = readers_of(request.actor, item)
    lines = ((row.who, row.title, row.unit, vn_datetime(row.first_at), row.days) for row in rows)
    return sheet("nguoi-da-doc", ending, "Ai đã đọc", READER_COLUMNS, lines)
