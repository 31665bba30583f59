"""Việc ở nơi không có người: what lies where nobody takes it up, for those who oversee, and moving it on."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import vn_datetime
from lienthong.pages.forms import form_page, parse, redraws, refusal_as_error, values_of
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, csv_sheet, page_of, paging
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.work.kinds import KINDS, kind_label, state_label
from lienthong.work.receivers import actions, forms, queries
from lienthong.work.receivers.terms import LABEL, MOVE_ON, Unattended, unknown_kind

URL = "/viec-khong-nguoi"
TITLE = "Việc ở nơi không có người"
EXPORTED = ("Loại việc", "Số, mã", "Tình trạng", "Đang ở", "Đến lúc", "Hạn")


@require_safe
@by_session
def unattended(request: ActorRequest) -> HttpResponse:
    actor, number, kind = request.actor, page_of(request.GET), _kind(request)
    counts = queries.counts(actor)
    rows = queries.unattended(actor, kind=kind or None, page=number)
    total = counts.get(kind, 0) if kind else sum(counts.values())
    return page(
        request,
        "work/unattended.html",
        title=TITLE,
        nav="board",
        filters=[_filters(counts, kind)],
        rows=[_shown(row, may_move=actor.can(MOVE_ON)) for row in rows],
        total=total,
        paging=paging(request.GET, number, total, PAGE),
        export_url=f"{URL}.csv" + (f"?{urlencode({'loai': kind})}" if kind else ""),
    )


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponse | StreamingHttpResponse:
    """The same list as a sheet: what the filter shows is what it exports."""
    rows = queries.unattended(request.actor, kind=_kind(request) or None)
    lines = (
        [
            kind_label(row.kind), row.reference, state_label(row.kind, row.state), row.unit_name or "",
            vn_datetime(row.received_at), vn_datetime(row.due_at),
        ]
        for row in rows
    )  # fmt: skip
    return csv_sheet("viec-khong-nguoi", EXPORTED, lines)


def _kind(request: ActorRequest) -> str:
    asked = request.GET.get("loai", "")
    if asked and asked not in KINDS:
        raise unknown_kind("loai")
    return asked


def _filters(counts: dict[str, int], chosen: str) -> list[dict[str, object]]:
    every = {"label": "Tất cả", "url": URL, "active": not chosen, "count": sum(counts.values())}
    kinds = [kind for kind in KINDS if counts.get(kind) or kind == chosen]
    return [every] + [
        {
            "label": kind_label(kind), "url": f"{URL}?loai={kind}", "active": kind == chosen,
            "count": counts.get(kind, 0),
        }
        for kind in kinds
    ]  # fmt: skip


def _shown(row: Unattended, *, may_move: bool) -> dict[str, Any]:
    goes_on = may_move and bool(KINDS[row.kind].moves_on_as)
    return {
        **row._asdict(),
        "kind_label": kind_label(row.kind),
        "state_label": state_label(row.kind, row.state),
        "move_url": f"{URL}/{row.id}/chuyen" if goes_on else None,
    }


@redraws(lambda item: forms.MoveOn)
@require_http_methods(["GET", "POST"])
@by_session
def move_on(request: ActorRequest, item: UUID) -> HttpResponse:
    """One item, and where it goes."""
    request.actor.require(MOVE_ON)
    row = queries.unattended_item(request.actor, item)
    if row is None:
        raise NotFound
    if request.method == "GET":
        return _form(request, row)
    parsed, errors = parse(forms.MoveOn, request.POST)
    typed = values_of(forms.MoveOn, request.POST)
    if parsed is None:
        return _form(request, row, values=typed, errors=errors)
    try:
        with transaction.atomic():
            actions.move_on_unattended(
                item, **parsed.model_dump(), by=request.actor, key=require_key(request)
            )
    except Refusal as refusal:
        if refusal.status not in (409, 422):
            raise
        wrong = refusal_as_error(forms.MoveOn, refusal)
        return _form(request, row, values=typed, errors=wrong, status=refusal.status)
    return HttpResponseRedirect(URL)


def _form(request: ActorRequest, row: Unattended, **shown: Any) -> HttpResponse:
    name = " ".join(part for part in (kind_label(row.kind), row.reference) if part)
    where = row.unit_name or "nơi chưa có cơ quan nào giữ"
    return form_page(
        request,
        forms.MoveOn,
        title=LABEL,
        submit_label="Chuyển",
        cancel_url=URL,
        choices={"unit": queries.bodies_taking_up(row.kind, request.actor.day)},
        intro=f"{name} đang ở {where}, nơi không có người làm việc này. Chỉ chọn được nơi có người.",
        nav="board",
        **shown,
    )
