"""Văn bản đã đọc: what one has opened oneself."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lienthong.documents.readings.queries import own_readings
from lienthong.documents.readings.terms import KEPT
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, page_of, paging
from lienthong.personnel.doors import ActorRequest, by_session


@require_safe
@by_session
def mine(request: ActorRequest) -> HttpResponse:
    number = page_of(request.GET)
    rows = own_readings(request.actor, number)
    total = rows[0].total if rows else 0
    return page(
        request,
        "documents/own_readings.html",
        title="Văn bản tôi đã đọc",
        nav="search",
        rows=rows,
        kept_days=KEPT.days,
        paging=paging(request.GET, number, total, PAGE),
    )
