"""Tìm văn bản: letters by number, words, what stands inside, sender, days, state and person; searches one keeps."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from lienthong.documents.finding import keeping, queries
from lienthong.documents.finding.rules import is_empty, query_of, sought_in
from lienthong.documents.finding.terms import LONGEST_NAME, SHOWN, STATES, WAY_LABELS, Sought
from lienthong.documents.terms import TYPES
from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.pages.frame import page
from lienthong.pages.lists import sheet
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.kinds import state_label

URL = "/van-ban/tim"
SHEETS = (("CSV", "csv"), ("XLSX", "xlsx"))
COLUMNS = (
    "Số, ký hiệu",
    "Loại",
    "Trích yếu",
    "Nơi gửi",
    "Người ký",
    "Người xử lý",
    "Tình trạng",
    "Đến lúc",
    "Hạn",
)


@require_safe
@by_session
def find(request: ActorRequest) -> HttpResponse:
    sought, fault = _sought(request.GET)
    rows = [] if fault or is_empty(sought) else queries.letters(request.actor, sought)
    return page(
        request,
        "documents/find.html",
        title="Tìm văn bản",
        nav="search",
        sought=_shown(request.GET, sought),
        fault=fault,
        is_asked=not fault and not is_empty(sought),
        rows=[{**row._asdict(), "state_label": state_label(row.kind, row.state)} for row in rows],
        is_more=len(rows) == SHOWN,
        query=query_of(sought),
        sheets=[(name, f"{URL}.{ending}?{query_of(sought)}") for name, ending in SHEETS],
        saved=queries.saved_searches(request.actor),
        types=TYPES,
        states=STATES,
        ways=WAY_LABELS,
        url=URL,
        longest=LONGEST_NAME,
        status=422 if fault else 200,
    )


@require_safe
@by_session
def export(request: ActorRequest, ending: str) -> HttpResponseBase:
    """What the page shows of a search, to take along."""
    sought = sought_in(request.GET)
    rows = [] if is_empty(sought) else queries.letters(request.actor, sought)
    lines = (
        (row.reference, TYPES.get(row.type, row.type), row.subject, row.sender, row.signer, row.assignee,
         state_label(row.kind, row.state), vn_datetime(row.received_at), vn_datetime(row.due_at))
        for row in rows
    )  # fmt: skip
    return sheet("tim-van-ban", ending, "Văn bản tìm thấy", COLUMNS, lines)


def _sought(asked: Mapping[str, str]) -> tuple[Sought, str]:
    """What is asked, and what is wrong with it in words."""
    try:
        return sought_in(asked), ""
    except Refusal as refusal:
        return sought_in({}), refusal.sentence


def _shown(asked: Mapping[str, str], sought: Sought) -> dict[str, Any]:
    """As the form has it: a day that is none stays as it was typed."""
    return {
        **sought._asdict(),
        "since": vn_date(sought.since) or asked.get("tu", ""),
        "until": vn_date(sought.until) or asked.get("den-ngay", ""),
    }


@require_POST
@by_session
def save(request: ActorRequest) -> HttpResponse:
    """Read again before it is kept: nothing stands in an address that a search does not ask."""
    name = reading.short_line(
        request.POST.get("ten", ""), field="ten", label="Tên tìm kiếm", longest=LONGEST_NAME
    )
    query = query_of(sought_in(request.POST))
    keeping.save_search(name, query, by=request.actor)
    return HttpResponseRedirect(f"{URL}?{query}")


@require_POST
@by_session
def remove(request: ActorRequest, search: UUID) -> HttpResponse:
    keeping.remove_search(search, by=request.actor)
    return HttpResponseRedirect(URL)
