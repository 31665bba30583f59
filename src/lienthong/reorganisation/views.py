"""Pages of plans: the list, one plan with its sentences and signatures, the map, who gains and loses rights."""

from collections import defaultdict
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from lienthong.ground import sql
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import fold
from lienthong.pages.frame import back, page
from lienthong.pages.lists import page_of, paging, sheet, window, words_of
from lienthong.papers.files import SPREADSHEET, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.personnel.terms import ROLE_LABELS
from lienthong.reorganisation.drafting.head_views import text_uploaded
from lienthong.reorganisation.people.views import staff_uploaded
from lienthong.reorganisation.plans import actions, queries
from lienthong.reorganisation.plans.refusals import not_counted
from lienthong.reorganisation.plans.terms import STATE_LABELS, PlanFault, bad_file
from lienthong.reorganisation.plans.texts import files
from lienthong.reorganisation.plans.texts.wording import agency_names, giving_words, sentence_words
from lienthong.reorganisation.reconciliation.queries import report_age
from lienthong.reorganisation.uploads.keeping import keep_upload, upload_of
from lienthong.reorganisation.words import HOME

STANDINGS = {"moves": "Chuyển nhiệm vụ", "gains": "Được quyền", "loses": "Thôi quyền, chưa có nhiệm vụ mới"}
RIGHTS_HEADER = (
    "Nhóm", "Người", "Thôi: cơ quan", "Thôi: chức danh", "Thôi: vai trò", "Được: cơ quan", "Được: chức danh",
    "Được: vai trò", "Tạm phân công",
)  # fmt: skip
AT_ONCE = 500
"""Sentences a page; a city's plan fits, a country's does not."""
NOTES_AT_ONCE = 200
COUNT = {
    "name": "sources", "label": "Số nơi giao", "kind": "number", "required": True, "width": "short",
    "help": "Đếm trong nghị quyết, quyết định; không đếm trên trang này.",
}  # fmt: skip
LOOK_AGAIN_SECONDS = 1
"""A file is read in a few."""
SAID = {
    "lap": "Đã lập dự thảo kế hoạch.",
    "them": "Đã thêm phương án.",
    "sua": "Đã lưu phương án.",
    "bo": "Đã bỏ phương án; nhật ký giữ nội dung đã bỏ.",
    "sua-dau": "Đã lưu thông tin kế hoạch.",
    "thay": "Đã thay toàn bộ nội dung kế hoạch.",
    "chuan-bi": "Đã chuẩn bị đơn vị, địa bàn và các phần; chưa có gì có hiệu lực.",
    "ky": "Đã ký kế hoạch.",
    "hoan": "Đã hoàn lại trách nhiệm về các cơ quan trước đó.",
}


class CountsRow(NamedTuple):
    units_end: int
    units_begin: int
    holdings: int


class RightsRow(NamedTuple):
    """People by standing, and a page of them."""

    counts: dict[str, int]
    rows: list[dict[str, Any]]


@require_safe
@by_session
def plans(request: ActorRequest) -> HttpResponse:
    return page(
        request, "reorganisation/plans.html", title="Sắp xếp đơn vị", plans=queries.plans(), states=STATE_LABELS,
        may_plan=request.actor.can("plan_reorganisation"),
        may_join=request.actor.can("plan_reorganisation") or request.actor.can("sign_reorganisation"),
    )  # fmt: skip


@require_POST
@by_session
def upload(request: ActorRequest) -> HttpResponse:
    request.actor.require("plan_reorganisation")  # before anybody's file is read
    sent = request.FILES.get("file")
    if sent is None or sent.name is None:
        raise bad_file("chưa chọn tệp")
    upload = keep_upload("plan", None, name=sent.name, content=sent.read(), by=request.actor, key=request.key)
    return back(HOME, "tep", upload)


@require_safe
@by_session
def uploaded(request: ActorRequest, upload: UUID) -> HttpResponse:
    """How far the reading of a file is; once it is read, what came of it."""
    request.actor.require("plan_reorganisation")
    row = upload_of(request.actor, upload)
    if not row.has_ended:
        answer = page(request, "reorganisation/uploaded.html", title="Đang đọc tệp", upload=row)
        answer["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return answer
    if row.purpose == "staff":
        return staff_uploaded(request, row.plan or 0, row)
    if errors := row.errors:
        return page(
            request,
            "reorganisation/unread.html",
            status=422,
            title="Bảng còn ô chưa đúng",
            upload=row,
            errors=errors,
        )
    if row.purpose == "replace":
        return text_uploaded(request, row.plan or 0, row)
    return back(HOME, row.require_taken()["plan"], said="lap")


@require_safe
@by_session
def plan(request: ActorRequest, plan: int) -> HttpResponse:
    return _plan_page(request, plan)


def _plan_page(request: ActorRequest, plan: int, *, counted: str = "", uncounted: str = "") -> HttpResponse:
    """`counted`: what a signer typed; `uncounted`: why that was not taken."""
    view = queries.plan(plan)
    text = queries.plan_text(plan)
    actor, agencies, areas = request.actor, agency_names(), queries.area_names(text)
    faults = actions.faults_of(text) if view.state == "draft" else []
    words, may_sign = words_of(request.GET), actor.can("sign_reorganisation")
    by_no = _faults_by_sentence(faults)
    sentences = [
        sentence_words(no, t, agencies, areas) | {"faults": by_no[no]}
        for no, t in enumerate(text.transitions, 1)
    ]
    shown = [sentence for sentence in sentences if _says(sentence, fold(words))]
    return page(
        request,
        "reorganisation/plan.html",
        status=422 if uncounted else 200,
        title=view.name,
        plan=view,
        states=STATE_LABELS,
        total=len(sentences),
        words=words,
        **_laid_out(request, shown),
        stops=[fault for fault in faults if fault.blocks],
        notes=_notes(faults, shown if words else sentences),
        notes_in_all=sum(not fault.blocks for fault in faults),
        at_once=NOTES_AT_ONCE,
        counts=_counts(plan),
        report_age=report_age(plan) if view.state == "draft" else "",
        said=SAID.get(request.GET.get("xong", "")),
        may_plan=actor.can("plan_reorganisation"),
        may_sign=may_sign,
        has_signed=queries.has_signed(plan, view.digest, actor),
        giving=giving_words(text, agencies, areas) if may_sign else {},
        count={**COUNT, "value": counted, "error": uncounted},
        is_before=actor.day < view.effective_on,
        may_reverse=actor.can("sign_reorganisation") and actor.day < view.point_of_no_return,
        sees_history=queries.sees_everybody(request.actor),
    )


def _laid_out(request: ActorRequest, shown: list[dict[str, Any]]) -> dict[str, Any]:
    """By kind, a page of them: the one asked for, else the one with the sentence just saved (`so`)."""
    kinds = _by_kind(shown)
    ordered = [sentence for of_kind in kinds.values() for sentence in of_kind]
    chosen = _number(request.GET.get("so", ""))
    last = max(1, -(-len(ordered) // AT_ONCE))
    number = min(page_of(request.GET), last) if "trang" in request.GET else _page_with(ordered, chosen)
    return {
        "groups": _by_kind(ordered[(number - 1) * AT_ONCE : number * AT_ONCE]), "shown": len(ordered), "chosen": chosen,
        "in_kind": {kind: len(of_kind) for kind, of_kind in kinds.items()},
        "paging": paging(request.GET, number, len(ordered), AT_ONCE),
    }  # fmt: skip


def _notes(faults: list[PlanFault], shown: list[dict[str, Any]]) -> list[PlanFault]:
    """Those of these sentences, or of the plan itself, that do not block."""
    nos = {sentence["no"] for sentence in shown}
    return [
        fault for fault in faults if not fault.blocks and (not fault.nos or not nos.isdisjoint(fault.nos))
    ]


def _faults_by_sentence(faults: list[PlanFault]) -> dict[int, list[PlanFault]]:
    by_no: defaultdict[int, list[PlanFault]] = defaultdict(list)
    for fault in faults:
        for no in fault.nos:
            by_no[no].append(fault)
    return by_no


def _number(text: str) -> int | None:
    return reading.number(text, 999_999)


def _says(sentence: dict[str, Any], words: str) -> bool:
    said = [sentence["kind"], sentence["field"] or "", sentence["archive"] or ""]
    return f" {words}" in " " + fold(" ".join([*said, *sentence["sources"], *sentence["targets"]]))


def _by_kind(sentences: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    by_kind: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for sentence in sentences:
        by_kind[sentence["kind"]].append(sentence)
    return dict(by_kind)


def _page_with(ordered: list[dict[str, Any]], chosen: int | None) -> int:
    """The page a sentence stands on; the first when none is chosen."""
    at = next((place for place, sentence in enumerate(ordered) if sentence["no"] == chosen), 0)
    return 1 + at // AT_ONCE


def _counts(plan: int) -> dict[str, int]:
    row = sql.only_row(
        CountsRow,
        "select (select count(*) from planned_unit where plan = %(plan)s and not begins)::int as units_end,"
        " (select count(*) from planned_unit where plan = %(plan)s and begins)::int as units_begin,"
        " (select count(*) from planned_holding where plan = %(plan)s)::int as holdings",
        {"plan": plan},
    )
    return row._asdict()


@require_POST
@by_session
def prepare(request: ActorRequest, plan: int) -> HttpResponse:
    actions.prepare_plan(plan, by=request.actor, key=request.key)
    return back(HOME, plan, said="chuan-bi")


@require_POST
@by_session
def sign(request: ActorRequest, plan: int) -> HttpResponse:
    """Exactly the text that stood on the page, by its digest; and as many places that give as the signer counted."""
    typed = request.POST.get("sources", "")
    try:
        with transaction.atomic():
            _approve(request, plan, _number(typed))
    except Refusal as refusal:
        if refusal.field != "sources":
            raise
        return _plan_page(request, plan, counted=typed, uncounted=refusal.sentence)
    return back(HOME, plan, said="ky")


def _approve(request: ActorRequest, plan: int, counted: int | None) -> None:
    if counted is None:
        raise not_counted()
    digest = request.POST.get("digest", "")
    actions.approve_plan(plan, digest=digest, sources=counted, by=request.actor, key=request.key)


@require_POST
@by_session
def reverse(request: ActorRequest, plan: int) -> HttpResponse:
    actions.reverse_plan(plan, by=request.actor, key=request.key)
    return back(HOME, plan, said="hoan")


@require_safe
@by_session
def download(request: ActorRequest, plan: int, ending: str) -> HttpResponse:
    text = queries.plan_text(plan)
    name = f"ke-hoach-{text.effective_on:%Y-%m-%d}-{plan}.{ending}"
    match ending:
        case "yaml":
            return file(files.to_yaml(text).encode(), "application/yaml; charset=utf-8", name)
        case "csv":
            return file(files.to_csv(text).encode("utf-8-sig"), "text/csv; charset=utf-8", name)
        case "xlsx":
            return file(files.to_xlsx(text), SPREADSHEET, name)
    raise NotFound


@require_safe
@by_session
def rights(request: ActorRequest, plan: int) -> HttpResponse:
    """People of ending units and of beginning ones: who loses, who gains, who moves."""
    number, standing = page_of(request.GET), _standing(request)
    listed = _rights(request, plan, number)
    total = listed.counts.get(standing, 0) if standing else sum(listed.counts.values())
    asked = urlencode({name: request.GET[name] for name in ("q", "nhom") if request.GET.get(name)})
    return page(
        request,
        "reorganisation/rights.html",
        title="Ai được, ai thôi quyền",
        plan=queries.plan(plan),
        q=words_of(request.GET),
        rows=listed.rows,
        counts=listed.counts,
        total=total,
        standing=standing,
        standings=STANDINGS,
        asked=asked,
        roles=ROLE_LABELS,
        paging=paging(request.GET, number, total),
        sees_all=queries.sees_everybody(request.actor),
    )


@require_safe
@by_session
def rights_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponseBase:
    """What the filter shows is what goes out."""
    queries.plan(plan)
    return sheet(
        f"quyen-{plan}", ending, "Quyền", RIGHTS_HEADER, map(_rights_line, _rights(request, plan).rows)
    )


def _rights(request: ActorRequest, plan: int, number: int | None = None) -> RightsRow:
    """A page of what the filter shows, or all of it.

    Who is posted where is the planners' and signers' to read before the date; others see whom their own body loses
    or gains.
    """
    words = words_of(request.GET)
    params = {
        "unit": None if queries.sees_everybody(request.actor) else request.actor.unit,
        "plan": plan, "words": fold(words) or words.lower(), "standing": _standing(request), **window(number)
    }  # fmt: skip
    return sql.only_row(RightsRow, sql.named(queries.ROOM, "rights"), params)


def _standing(request: ActorRequest) -> str:
    asked = request.GET.get("nhom", "")
    return asked if asked in STANDINGS else ""


def _rights_line(row: dict[str, Any]) -> list[str]:
    old, new = row["old_role"] or "", row["new_role"] or ""
    return [
        STANDINGS[row["standing"]], row["name"], row["old_name"] or "", row["old_title"] or "",
        ROLE_LABELS.get(old, old), row["new_name"] or "", row["new_title"] or "", ROLE_LABELS.get(new, new),
        "x" if row["temporary"] else "",
    ]  # fmt: skip
