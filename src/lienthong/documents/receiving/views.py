"""Figures of incoming letters, as page and sheet."""

from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.documents.receiving import figures
from lienthong.kernel import clock
from lienthong.pages.frame import page
from lienthong.pages.lists import csv_sheet, day_of
from lienthong.personnel.doors import ActorRequest, by_session

URL = "/van-ban-den/so-lieu"
COLUMNS = ("Nhóm", "Tên", "Chưa xong", "Quá hạn", "Sắp đến hạn")


@require_safe
@by_session
def shown(request: ActorRequest) -> HttpResponse:
    """What is open with the reader's unit, and what became of a period's letters; this month's unless days say else."""
    since, until = _period(request)
    return page(
        request,
        "documents/figures.html",
        title="Số liệu văn bản đến",
        nav="inbox",
        groups=figures.groups(figures.open_figures(request.actor)),
        period=figures.period_figures(request.actor, since, until),
        since=since,
        until=until,
        as_of=clock.real(),
    )


def _period(request: ActorRequest) -> tuple[date, date]:
    today = request.actor.day
    return day_of(request.GET, today.replace(day=1), "tu"), day_of(request.GET, today, "den")


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    return csv_sheet("so-lieu-van-ban-den", COLUMNS, figures.lines(figures.open_figures(request.actor)))
