"""Nhật ký đọc: who looked at which citizen, for whoever answers for it in the body."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, day_of, page_of, paging, sheet, words_of
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.kinds import kind_label
from lienthong.work.persons import queries
from lienthong.work.persons.queries import ReadingRow
from lienthong.work.persons.terms import DOORS, KEPT

URL = "/nhat-ky-doc"
SHOWN_DAYS = 30
EXPORTED = ("Lúc", "Người xem", "Chức danh", "Cơ quan", "Xem qua", "Loại việc", "Mã")


@require_safe
@by_session
def readings(request: ActorRequest) -> HttpResponse:
    number = page_of(request.GET)
    asked = _asked(request)
    rows = queries.readings(request.actor, **asked, page=number)
    total = rows[0].total if rows else 0
    query = request.GET.urlencode()
    return page(
        request,
        "work/readings.html",
        title="Nhật ký đọc",
        nav="unit",
        heading=request.actor.unit_name,
        q=asked["words"],
        since=vn_date(asked["since"]),
        until=vn_date(asked["until"]),
        door=asked["door"],
        doors=DOORS,
        kept_days=KEPT.days,
        rows=[_shown(row) for row in rows],
        total=total,
        paging=paging(request.GET, number, total, PAGE),
        export_url=f"{URL}.csv?{query}" if query else f"{URL}.csv",
    )


@require_safe
@by_session
def export(request: ActorRequest, ending: str) -> HttpResponseBase:
    """The same list as a sheet: what the filter shows is what it exports."""
    lines = (
        [
            vn_datetime(row.at), row.who or "", row.title or "", row.unit or "", DOORS.get(row.door, row.door),
            kind_label(row.kind) if row.kind else "", row.reference or str(row.item),
        ]
        for row in queries.readings(request.actor, **_asked(request))
    )  # fmt: skip
    return sheet("nhat-ky-doc", ending, "Nhật ký đọc", EXPORTED, lines)


def _shown(row: ReadingRow) -> dict[str, Any]:
    return {
        **row._asdict(),
        "door": DOORS.get(row.door, row.door),
        "kind": kind_label(row.kind) if row.kind else "Việc không còn thuộc quyền xem",
        "url": f"/viec/{row.item}" if row.kind else None,
    }


def _asked(request: ActorRequest) -> dict[str, Any]:
    """An empty filter is none; of days, the last thirty."""
    until = day_of(request.GET, request.actor.day, "den")
    door = request.GET.get("cua", "")
    if door and door not in DOORS:
        raise Refusal("unknown_door", "Cách xem không có trong danh mục.", status=422, field="cua")
    return {
        "since": day_of(request.GET, until - timedelta(days=SHOWN_DAYS), "tu"),
        "until": until,
        "words": words_of(request.GET),
        "door": door,
    }
