"""Thông báo: what happened that this person should know, and where else to tell them."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from lienthong.kernel import clock, reading
from lienthong.kernel.reading import LARGEST_ID
from lienthong.kernel.refusals import Refusal
from lienthong.notices import queries
from lienthong.notices import reading as marks
from lienthong.notices.queries import NoticeRow
from lienthong.notices.terms import UNREAD_SHOWN
from lienthong.pages.frame import page
from lienthong.pages.lists import all_pages, csv_sheet
from lienthong.personnel.doors import ActorRequest, by_session, by_session_at_a_glance

HOME = "/thong-bao"
EXPORTED = ("Lúc", "Thông báo", "Loại", "Số", "Nội dung", "Đã đọc")
AT_ONCE = 1_000
"""Rows of an export asked for together."""


@require_safe
@by_session
def notices(request: ActorRequest) -> HttpResponse:
    return _list(request)


def _list(
    request: ActorRequest, *, address: str | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    unread, before = _asked(request)
    rows = queries.notices_of(request.actor, unread=unread, before=before, limit=queries.PAGE + 1)
    shown = rows[: queries.PAGE]
    count = queries.unread_count(request.actor)
    return page(
        request, "notices/notices.html", title="Thông báo", status=refusal.status if refusal else 200, nav="notices",
        rows=shown, unread=unread, bell=count, unread_words=bell_words(count),
        newest=rows[0].id if rows else 0, page=_paging(shown, unread, before, more=len(rows) > len(shown)),
        export_url=f"{HOME}.csv{_query(unread=unread)}",
        address_field={
            "name": "address", "label": "Thư điện tử của bạn", "width": "medium", "autocomplete": "email",
            "help": "Thư chỉ ghi loại việc, số và đường dẫn. Để trống nếu không muốn nhận.",
            "value": queries.mail_address_of(request.actor) if address is None else address,
            "error": refusal.sentence if refusal else None,
        },
    )  # fmt: skip


def _asked(request: ActorRequest) -> tuple[bool, int | None]:
    return bool(request.GET.get("chua-doc")), reading.number(request.GET.get("truoc", ""), LARGEST_ID)


def _query(*, unread: bool, before: int | None = None) -> str:
    asked = ({"chua-doc": "1"} if unread else {}) | ({"truoc": str(before)} if before else {})
    return f"?{urlencode(asked)}" if asked else ""


def _paging(shown: list[NoticeRow], unread: bool, before: int | None, *, more: bool) -> dict[str, object]:
    return {
        "first_url": f"{HOME}{_query(unread=unread)}" if before else None,
        "next_url": f"{HOME}{_query(unread=unread, before=shown[-1].id)}" if more else None,
        "shown": len(shown),
        "total": None,
    }


def bell_words(count: int) -> str:
    return f"{UNREAD_SHOWN}+" if count > UNREAD_SHOWN else str(count)


def standing_of(row: NoticeRow) -> str:
    if row.settled:
        return "việc đã làm"
    return "đã đọc" if row.is_read else "chưa đọc"


@require_safe
@by_session_at_a_glance
def count(request: ActorRequest) -> HttpResponse:
    """The number on the bell, asked by every page after it is drawn."""
    n = queries.unread_count(request.actor)
    return JsonResponse({"unread": n, "words": bell_words(n)})


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet: what the filter shows is what it exports."""
    unread, _ = _asked(request)
    lines = (
        [
            f"{clock.local(row.at):%d/%m/%Y %H:%M}", row.words, row.about, row.reference,
            row.subject, standing_of(row),
        ]
        for row in all_pages(
            lambda before: queries.notices_of(request.actor, unread=unread, before=before, limit=AT_ONCE)
        )
    )  # fmt: skip
    return csv_sheet("thong-bao", EXPORTED, lines)


@require_safe
@by_session
def open_notice(request: ActorRequest, notice: int) -> HttpResponse:
    """To the work it is about; the notice counts as read."""
    address = queries.address_behind(request.actor, notice)
    marks.mark_read(notice, by=request.actor)
    return HttpResponseRedirect(address)


@require_POST
@by_session
def read_all(request: ActorRequest) -> HttpResponse:
    newest = reading.number(request.POST.get("up_to", ""), LARGEST_ID)
    if newest is not None:
        marks.mark_all_read(up_to=newest, by=request.actor)
    return HttpResponseRedirect(HOME)


@require_POST
@by_session
def mail_address(request: ActorRequest) -> HttpResponse:
    typed = request.POST.get("address", "")[:320]
    try:
        marks.keep_mail_address(typed, by=request.actor)
    except Refusal as refusal:
        return _list(request, address=typed, refusal=refusal)
    return HttpResponseRedirect(HOME)
