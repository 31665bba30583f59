"""Pages of a plan's people: work in hand and successors; who is prepared at each new body."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_POST, require_safe

from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.frame import back, page
from lienthong.pages.lists import page_of, paging, sheet, words_of
from lienthong.papers.files import CSV, SPREADSHEET, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.personnel.terms import ROLE_LABELS
from lienthong.reorganisation.people import actions, queries, sheets
from lienthong.reorganisation.people.terms import COLUMNS, HEADINGS
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.uploads.keeping import keep_upload
from lienthong.reorganisation.uploads.terms import Upload
from lienthong.reorganisation.words import HOME

BODIES_HEADER = ("Mã", "Loại", "Cơ quan", "Người", "Tạm phân công", "Còn thiếu")
SAID = {
    "ke-nhiem": "Đã ghi người kế nhiệm.",
    "giao": "Đã giao việc cho người kế nhiệm.",
    "nhan-su": "Đã ghi danh sách nhân sự.",
    "lay-lai": "Đã lấy lại bố trí nhân sự của kế hoạch đã hoàn lại.",
    "quyet-dinh": "Đã ghi quyết định.",
}


def _hands(request: ActorRequest, plan: int, number: int | None = None) -> queries.Hands:
    """What the filter shows: a page of it, or all."""
    only = bool(request.GET.get("chua"))
    return queries.hands_of(request.actor, plan, words_of(request.GET), only_without=only, page=number)


@require_safe
@by_session
def successors(request: ActorRequest, plan: int) -> HttpResponse:
    view, actor, number = plan_view(plan), request.actor, page_of(request.GET)
    listed, only = _hands(request, plan, number), bool(request.GET.get("chua"))
    asked = urlencode({name: request.GET[name] for name in ("q", "chua") if request.GET.get(name)})
    return page(
        request,
        "reorganisation/successors.html",
        title="Người kế nhiệm",
        plan=view,
        found=listed,
        q=words_of(request.GET),
        only=only,
        asked=asked,
        paging=paging(request.GET, number, listed.without if only else listed.people),
        sees_all=queries.sees_all(actor),
        may_name=actor.can("assign_item") or actor.can("plan_reorganisation"),
        may_take=actor.can("assign_item") and view.state == "flipped" and listed.may_go_on,
        said=SAID.get(request.GET.get("xong", "")),
    )


@require_safe
@by_session
def successors_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponseBase:
    plan_view(plan)
    header, *rows = sheets.hand_rows(_hands(request, plan).rows)
    return sheet(f"ke-nhiem-{plan}", ending, "Người kế nhiệm", header, rows)


@require_GET
@by_session
def successor(request: ActorRequest, plan: int, mandate: int, unit: int) -> HttpResponse:
    hand = queries.hand_of(request.actor, plan, mandate, unit)
    return page(
        request,
        "reorganisation/successor.html",
        title=f"Người kế nhiệm của {hand.name}",
        plan=plan_view(plan),
        hand=hand,
        candidates=queries.candidates(plan, unit),
    )


@require_POST
@by_session
def name(request: ActorRequest, plan: int, mandate: int, unit: int) -> HttpResponse:
    chosen = reading.number(request.POST.get("successor", ""))
    if chosen is None:
        raise Refusal("successor_missing", "Xin chọn người kế nhiệm.", status=422, field="successor")
    actions.name_successor(plan, mandate, unit, successor=chosen, by=request.actor, key=request.key)
    return back(HOME, plan, "ke-nhiem", said="ke-nhiem")


@require_POST
@by_session
def take_over(request: ActorRequest, plan: int) -> HttpResponse:
    actions.take_over_work(plan, by=request.actor, key=request.key)
    return back(HOME, plan, "ke-nhiem", said="giao")


def _require_planner(request: ActorRequest) -> None:
    """Names and accounts of people not yet in office are the planners' and signers' to read."""
    if not queries.sees_all(request.actor):
        raise NotFound


@require_safe
@by_session
def staffing(request: ActorRequest, plan: int) -> HttpResponse:
    return _staffing(request, plan)


def _staffing(request: ActorRequest, plan: int, errors: list[dict[str, Any]] | None = None) -> HttpResponse:
    _require_planner(request)
    number, only = page_of(request.GET), bool(request.GET.get("thieu"))
    view, listed = plan_view(plan), _bodies(request, plan, number)
    may_plan = request.actor.can("plan_reorganisation")
    takes_people = may_plan and view.state in ("draft", "approved")
    asked = urlencode({name: request.GET[name] for name in ("q", "thieu") if request.GET.get(name)})
    answer = page(
        request, "reorganisation/staffing.html", title="Nhân sự đơn vị mới", plan=view, found=listed,
        q=words_of(request.GET), only=only, asked=asked, errors=errors or [],
        paging=paging(request.GET, number, listed.lacking if only else listed.bodies),
        columns=[HEADINGS[name] for name in COLUMNS],
        may_plan=may_plan, left_behind=queries.left_behind(plan) if takes_people else None,
        said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip
    answer.status_code = 422 if errors else 200
    return answer


def _bodies(request: ActorRequest, plan: int, number: int | None = None) -> queries.Staffing:
    """What the filter shows: a page of it, or all."""
    return queries.staffing(
        plan, words_of(request.GET), only_lacking=bool(request.GET.get("thieu")), page=number
    )


@require_safe
@by_session
def bodies_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponseBase:
    """The bodies as the filter has them, with what each still lacks."""
    _require_planner(request)
    plan_view(plan)
    rows = (
        (row.code, row.body, row.name, row.n, row.temporary, ", ".join(row.missing))
        for row in _bodies(request, plan).rows
    )
    return sheet(f"nhan-su-don-vi-moi-{plan}", ending, "Nhân sự", BODIES_HEADER, rows)


@require_POST
@by_session
def upload(request: ActorRequest, plan: int) -> HttpResponse:
    """The worker reads it. A list with a wrong cell is shown again with every error; nothing of it is written."""
    request.actor.require("plan_reorganisation")
    sent = request.FILES.get("file")
    if sent is None or sent.name is None:
        return _staffing(request, plan, [{"cell": "–", "sentence": "chưa chọn tệp"}])
    plan_view(plan)
    upload = keep_upload(
        "staff", plan, name=sent.name, content=sent.read(), by=request.actor, key=request.key
    )
    return back(HOME, "tep", upload)


def staff_uploaded(request: ActorRequest, plan: int, upload: Upload) -> HttpResponse:
    """What came of a list: its people, or the list shown again with every error."""
    try:
        upload.require_taken()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        unread = [{"cell": "–", "sentence": refusal.sentence}]
        return _staffing(request, plan, refusal.facts.get("errors") or unread)
    return back(HOME, plan, "nhan-su", said="nhan-su")


@require_POST
@by_session
def carry_over(request: ActorRequest, plan: int) -> HttpResponse:
    actions.carry_staff_over(plan, by=request.actor, key=request.key)
    return back(HOME, plan, "nhan-su", said="lay-lai")


@require_safe
@by_session
def staffing_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponse:
    """An empty list to fill in, with the posts the new bodies still lack."""
    _require_planner(request)
    plan_view(plan)
    rows, name = sheets.proposed(queries.prepared(plan)), f"nhan-su-{plan}.{ending}"
    if ending == "csv":
        return file(sheets.as_csv(rows), CSV, name)
    if ending == "xlsx":
        return file(sheets.as_xlsx("Nhân sự", rows, codes=True), SPREADSHEET, name)
    raise NotFound


@require_safe
@by_session
def body_staff(request: ActorRequest, plan: int, unit: int) -> HttpResponse:
    _require_planner(request)
    body = queries.body(plan, unit)
    return page(
        request, "reorganisation/body_staff.html", title=body.name, plan=plan_view(plan), body=body, roles=ROLE_LABELS,
        staff=queries.staff(plan, unit), may_plan=request.actor.can("plan_reorganisation"),
        said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip


@require_POST
@by_session
def decide(request: ActorRequest, plan: int, unit: int) -> HttpResponse:
    ticked = map(reading.number, request.POST.getlist("mandate"))
    chosen = [mandate for mandate in ticked if mandate is not None]
    if not chosen:
        raise Refusal("nobody_chosen", "Xin chọn ít nhất một người.", status=422, field="mandate")
    basis = request.POST.get("basis", "")
    actions.decide_mandates(plan, unit, mandates=chosen, basis=basis, by=request.actor, key=request.key)
    return back(HOME, plan, "nhan-su", unit, said="quyet-dinh")
