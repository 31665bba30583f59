"""Pages of a plan's people: work in hand and successors; who is prepared at each new body."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST, require_safe

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.personnel.terms import ROLE_LABELS
from lienthong.reorganisation.frame import CSV, SPREADSHEET, back, file, page
from lienthong.reorganisation.people import actions, queries, sheets
from lienthong.reorganisation.people.rules import without_successor
from lienthong.reorganisation.people.terms import COLUMNS, HEADINGS, Hand
from lienthong.reorganisation.plans.queries import plan as plan_view

SHOWN = 400
SAID = {
    "ke-nhiem": "Đã ghi người kế nhiệm.",
    "giao": "Đã giao việc cho người kế nhiệm.",
    "nhan-su": "Đã ghi danh sách nhân sự.",
    "quyet-dinh": "Đã ghi quyết định.",
}


def _hands(request: ActorRequest, plan: int) -> tuple[list[Hand], list[Hand]]:
    """All that match the words, and those shown."""
    found = queries.hands_of(request.actor, plan, request.GET.get("q", "").strip()[:100])
    return found, without_successor(found) if request.GET.get("chua") else found


@require_safe
@by_session
def successors(request: ActorRequest, plan: int) -> HttpResponse:
    view, actor = plan_view(plan), request.actor
    found, shown = _hands(request, plan)
    return page(
        request, "successors.html", title="Người kế nhiệm", plan=view, hands=shown[:SHOWN], shown=SHOWN,
        n={"people": len(found), "without": len(without_successor(found)), "work": sum(h.n for h in found),
           "listed": len(shown)},
        q=request.GET.get("q", ""), only=bool(request.GET.get("chua")), query=request.GET.urlencode(),
        may_name=actor.can("assign_item") or actor.can("plan_reorganisation"),
        may_take=actor.can("assign_item") and view.state == "flipped"
        and any(h.target == actor.unit and h.successor for h in found),
        said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip


@require_safe
@by_session
def successors_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponse:
    rows = sheets.hand_rows(_hands(request, plan)[1])
    name = f"ke-nhiem-{plan}.{ending}"
    if ending == "csv":
        return file(sheets.as_csv(rows), CSV, name)
    if ending == "xlsx":
        return file(sheets.as_xlsx("Người kế nhiệm", rows), SPREADSHEET, name)
    raise NotFound


@require_GET
@by_session
def successor(request: ActorRequest, plan: int, mandate: int, unit: int) -> HttpResponse:
    hand = queries.hand_of(request.actor, plan, mandate, unit)
    return page(
        request, "successor.html", title=f"Người kế nhiệm của {hand.name}", plan=plan_view(plan), hand=hand,
        candidates=queries.candidates(plan, unit),
    )  # fmt: skip


@require_POST
@by_session
def name(request: ActorRequest, plan: int, mandate: int, unit: int) -> HttpResponse:
    chosen = request.POST.get("successor", "")
    if not _is_number(chosen):
        raise Refusal("unknown_successor", "Xin chọn người kế nhiệm.", status=422, field="successor")
    actions.name_successor(plan, mandate, unit, successor=int(chosen), by=request.actor, key=request.key)
    return back(plan, "ke-nhiem", said="ke-nhiem")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 10 and int(text) < 2**31


@require_POST
@by_session
def take_over(request: ActorRequest, plan: int) -> HttpResponse:
    actions.take_over_work(plan, by=request.actor, key=request.key)
    return back(plan, "ke-nhiem", said="giao")


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
    words, only = request.GET.get("q", "").strip()[:100], bool(request.GET.get("thieu"))
    found = queries.prepared(plan, words)
    lacking = [body for body in found if body.holes]
    shown = lacking if only else found
    answer = page(
        request, "staffing.html", title="Nhân sự đơn vị mới", plan=plan_view(plan), bodies=shown[:SHOWN],
        n={"bodies": len(found), "lacking": len(lacking), "people": sum(b.n for b in found), "listed": len(shown)},
        q=words, only=only, shown=SHOWN, errors=errors or [], columns=[HEADINGS[name] for name in COLUMNS],
        may_plan=request.actor.can("plan_reorganisation"), said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip
    answer.status_code = 422 if errors else 200
    return answer


@require_POST
@by_session
def upload(request: ActorRequest, plan: int) -> HttpResponse:
    """A list with a wrong cell is shown again with every error; nothing of it was written."""
    request.actor.require("plan_reorganisation")
    given = request.FILES.get("file")
    if given is None or given.name is None:
        return _staffing(request, plan, [{"cell": "–", "sentence": "chưa chọn tệp"}])
    try:
        table = sheets.table_of(given.name, given.read())
        actions.prepare_staff(plan, table, by=request.actor, key=request.key)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        unread = [{"cell": "–", "sentence": refusal.sentence}]
        return _staffing(request, plan, refusal.facts.get("errors") or unread)
    return back(plan, "nhan-su", said="nhan-su")


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
        request, "body_staff.html", title=body.name, plan=plan_view(plan), body=body, roles=ROLE_LABELS,
        staff=queries.staff(plan, unit), may_plan=request.actor.can("plan_reorganisation"),
        said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip


@require_POST
@by_session
def decide(request: ActorRequest, plan: int, unit: int) -> HttpResponse:
    chosen = [int(one) for one in request.POST.getlist("mandate") if _is_number(one)]
    if not chosen:
        raise Refusal("nobody_chosen", "Xin chọn ít nhất một người.", status=422, field="mandate")
    basis = request.POST.get("basis", "")
    actions.decide_mandates(plan, unit, mandates=chosen, basis=basis, by=request.actor, key=request.key)
    return back(plan, "nhan-su", unit, said="quyet-dinh")
