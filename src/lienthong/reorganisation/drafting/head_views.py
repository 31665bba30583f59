"""A plan begun, its head changed, its whole text replaced by a file – at the screen."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.ground.acts import Answer
from lienthong.kernel import reading
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.pages.frame import back, page
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.drafting import actions, rules
from lienthong.reorganisation.drafting.views import draft, to_plan
from lienthong.reorganisation.plans.actions import draft_plan
from lienthong.reorganisation.plans.queries import PlanView, area_names
from lienthong.reorganisation.plans.terms import KIND_LABELS, PlanText, Transition, bad_file
from lienthong.reorganisation.plans.texts import files
from lienthong.reorganisation.plans.texts.changes import Changes, changes
from lienthong.reorganisation.plans.texts.rows import HEAD
from lienthong.reorganisation.plans.texts.wording import Areas, agency_names, source_words
from lienthong.reorganisation.uploads.keeping import keep_upload
from lienthong.reorganisation.uploads.terms import Upload
from lienthong.reorganisation.words import HOME
from lienthong.units.terms import vietnamese

HEAD_WORDS = {
    "name": "tên", "effective_on": "ngày hiệu lực", "basis": "căn cứ", "point_of_no_return": "hạn hoàn lại",
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@by_session
def new_plan(request: ActorRequest) -> HttpResponse:
    request.actor.require("plan_reorganisation")
    if request.method == "GET":
        return _head_page(request, None, {"point_of_no_return": ""})
    typed = _typed(request.POST)
    text, wrong = _head(typed, None, request.actor.day)
    if text is None or wrong:
        return _head_page(request, None, typed, wrong)
    drafted = draft_plan(text, by=request.actor, key=request.key)
    return to_plan(drafted["plan"], "lap")


@require_http_methods(["GET", "POST"])
@by_session
def change_head(request: ActorRequest, plan: int) -> HttpResponse:
    request.actor.require("plan_reorganisation")
    view, before = draft(plan)
    if request.method == "GET":
        return _head_page(request, view, _as_typed(before))
    typed = _typed(request.POST)
    text, wrong = _head(typed, before, request.actor.day)
    if text is None or wrong:
        return _head_page(request, view, typed, wrong)
    try:
        with transaction.atomic():
            _change(request, plan, text)
    except Refusal as refusal:
        if refusal.code != "plan_edited_meanwhile":
            raise
        return _head_page(request, view, typed, refused=refusal.sentence)
    return to_plan(plan, "sua-dau")


def _change(request: ActorRequest, plan: int, text: PlanText) -> Answer:
    return actions.change_plan_head(
        plan, name=text.name, effective_on=text.effective_on, basis=text.basis,
        point_of_no_return=text.point_of_no_return, digest=request.POST.get("digest", ""), by=request.actor,
        key=request.key,
    )  # fmt: skip


def _typed(post: QueryDict) -> dict[str, str]:
    return {name: files.typed(files.words(post.get(name))) for name in HEAD}


def _as_typed(text: PlanText) -> dict[str, str]:
    return {
        "name": text.name, "effective_on": vietnamese(text.effective_on), "basis": text.basis,
        "point_of_no_return": vietnamese(text.point_of_no_return),
    }  # fmt: skip


def _head(
    typed: dict[str, str], before: PlanText | None, today: date
) -> tuple[PlanText | None, dict[str, str]]:
    """The text under this head, or what is wrong with each field. No point of no return is the date itself."""
    on = reading.day(typed["effective_on"])
    last = reading.day(typed["point_of_no_return"]) if typed["point_of_no_return"] else on
    wrong = {
        name: "Viết ngày như 1/7/2026."
        for name, day in (("effective_on", on), ("point_of_no_return", last))
        if day is None and (name == "effective_on" or typed[name])
    }
    if on is None or last is None:
        return None, wrong | ({} if typed["name"] else {"name": "Xin nhập tên kế hoạch."})
    sentences = before.transitions if before else ()
    text = PlanText(typed["name"], on, typed["basis"], last, sentences)
    return text, rules.wrong_head(text, today, before)


def _head_page(
    request: ActorRequest, view: PlanView | None, typed: dict[str, str], wrong: dict[str, str] | None = None,
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    wrong = wrong or {}
    digest = view.digest if view and (refused or request.method == "GET") else request.POST.get("digest", "")
    response = page(
        request,
        "reorganisation/plan_head.html",
        title="Sửa thông tin kế hoạch" if view else "Lập kế hoạch mới",
        plan=view,
        fields=[_field(name, typed, wrong) for name in HEAD],
        errors=_listed(wrong, refused),
        digest=digest,
        idempotency_key=request.POST.get("idempotency_key") or str(uuid7()),
    )
    response.status_code = 409 if refused else 422 if wrong else 200
    return response


def _listed(wrong: dict[str, str], refused: str) -> list[dict[str, Any]]:
    errors = [{"field": name, "message": message} for name, message in wrong.items()]
    return [{"field": None, "message": refused}, *errors] if refused else errors


FIELDS: dict[str, dict[str, Any]] = {
    "name": {"label": "Tên kế hoạch", "required": True},
    "effective_on": {
        "label": "Ngày hiệu lực", "kind": "date", "required": True,
        "help": "Từ 00:00 ngày này trách nhiệm chuyển sang nơi mới.",
    },
    "basis": {"label": "Căn cứ", "help": "Nghị quyết, quyết định: số, ký hiệu."},
    "point_of_no_return": {
        "label": "Hạn hoàn lại", "kind": "date",
        "help": "Trước ngày này còn trả được trách nhiệm về nơi cũ. Bỏ trống: chính là ngày hiệu lực.",
    },
}  # fmt: skip


def _field(name: str, typed: dict[str, str], wrong: dict[str, str]) -> dict[str, Any]:
    return {"name": name, "value": typed.get(name, ""), "error": wrong.get(name), **FIELDS[name]}


@require_POST
@by_session
def replace_text(request: ActorRequest, plan: int) -> HttpResponse:
    """A file in place of everything the draft says: first what it would change, then, pressed again, the change."""
    request.actor.require("plan_reorganisation")
    view, before = draft(plan)
    written = request.POST.get("text")
    if written is None:
        sent = request.FILES.get("file")
        if sent is None or sent.name is None:
            raise bad_file("chưa chọn tệp")
        upload = keep_upload(
            "replace", plan, name=sent.name, content=sent.read(), by=request.actor, key=request.key
        )
        return back(HOME, "tep", upload)
    text = files.plan_in(written.encode(), ".json")
    try:
        with transaction.atomic():
            draft_plan(
                text, plan=plan, digest=request.POST.get("digest", ""), by=request.actor, key=request.key
            )
    except Refusal as refusal:
        if refusal.code != "plan_edited_meanwhile":
            raise
        return _preview(request, view, before, text, refused=refusal.sentence)
    return to_plan(plan, "thay")


def text_uploaded(request: ActorRequest, plan: int, upload: Upload) -> HttpResponse:
    """What a file would change in a draft."""
    view, before = draft(plan)
    return _preview(request, view, before, files.text_of(upload.require_taken()))


def _preview(
    request: ActorRequest, view: PlanView, before: PlanText, text: PlanText, refused: str = ""
) -> HttpResponse:
    difference = changes(before, text)
    response = page(
        request,
        "reorganisation/replace_text.html",
        title="Thay toàn bộ bằng tệp",
        plan=view,
        found=difference,
        refused=refused,
        text=json.dumps(files.document_of(text), ensure_ascii=False),
        total=len(text.transitions),
        giving=len(text.giving),
        lists=_lists(before, text, difference),
        head=[HEAD_WORDS[name] for name in difference.head],
    )
    response.status_code = 409 if refused else 200
    return response


def _lists(before: PlanText, after: PlanText, difference: Changes) -> list[tuple[str, list[str]]]:
    agencies, areas = agency_names(), area_names(before) | area_names(after)

    def said(text: PlanText, nos: Iterable[int]) -> list[str]:
        return [_in_words(no, text.transitions[no - 1], agencies, areas) for no in nos]

    return [
        ("Thêm", said(after, difference.added)),
        ("Sửa", said(after, (no for _, no in difference.changed))),
        ("Bỏ", said(before, difference.removed)),
    ]


def _in_words(no: int, sentence: Transition, agencies: dict[str, str], areas: Areas) -> str:
    sources = ", ".join(source_words(source, agencies, areas) for source in sentence.sources)
    targets = ", ".join(target.name or target.unit or target.code for target in sentence.targets if target)
    return f"{no}. {KIND_LABELS[sentence.kind]}: {sources} → {targets or 'theo địa chỉ'}"
