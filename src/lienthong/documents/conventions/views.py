"""Ký hiệu, soạn thảo: what a body has decided about its own letters, for whoever works there, and entering it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.documents.conventions import actions, forms, queries
from lienthong.documents.conventions.terms import KEEP, CommitteeTerm, SectionSign
from lienthong.ground.acts import Answer
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date
from lienthong.pages.forms import Form, form_page, parse, redraws, refusal_as_error, values_of
from lienthong.pages.frame import page
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.units.queries import unit_by_id

URL = "/ky-hieu"
TITLE = "Ký hiệu và soạn thảo văn bản"


@require_safe
@by_session
def shown(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    unit, today = actor.unit or 0, actor.day
    is_party = unit_by_id(unit).side == "party"
    return page(
        request,
        "documents/conventions.html",
        title=TITLE,
        nav="unit",
        heading=actor.unit_name,
        sections=[_section(sign) for sign in queries.section_signs(unit, today)],
        is_party=is_party,
        terms=[_term(term) for term in queries.terms_of(unit)] if is_party else [],
        series=vn_date(queries.series_on(unit, today)) if is_party else "",
        is_checked=queries.checks_drafts(unit),
        may_keep=actor.can(KEEP),
    )


def _section(sign: SectionSign) -> dict[str, Any]:
    since = f"từ {vn_date(sign.since)}" if sign.since else ""
    ours = "đi kèm phần mềm, đơn vị chưa ghi" if sign.abbreviation else ""
    return {**sign._asdict(), "said": ours if sign.is_ours else f"{sign.basis}, {since}"}


def _term(term: CommitteeTerm) -> dict[str, str]:
    ends = vn_date(term.ends_on) if term.ends_on else "khi có nhiệm kỳ mới"
    return {"days": f"{vn_date(term.starts_on)} – {ends}", "basis": term.basis}


@redraws(lambda: forms.EnterAbbreviation)
@require_http_methods(["GET", "POST"])
@by_session
def abbreviation(request: ActorRequest) -> HttpResponse:
    request.actor.require(KEEP)
    signs = queries.section_signs(request.actor.unit or 0, request.actor.day)
    return asked(
        request,
        forms.EnterAbbreviation,
        lambda fields: actions.enter_abbreviation(**fields, by=request.actor, key=require_key(request)),
        back=URL,
        title="Ghi chữ viết tắt của bộ phận",
        submit_label="Ghi",
        choices={"section": [(sign.section, sign.section) for sign in signs]},
        initial={"section": request.GET.get("bo-phan", "")},
        intro="Chữ viết tắt đứng trong ký hiệu công văn do bộ phận soạn thảo, sau chữ viết tắt của cơ quan.",
        nav="unit",
    )


@redraws(lambda: forms.EnterTerm)
@require_http_methods(["GET", "POST"])
@by_session
def term(request: ActorRequest) -> HttpResponse:
    request.actor.require(KEEP)
    return asked(
        request,
        forms.EnterTerm,
        lambda fields: actions.enter_term(**fields, by=request.actor, key=require_key(request)),
        back=URL,
        title="Ghi nhiệm kỳ của cấp ủy",
        submit_label="Ghi",
        intro="Văn bản của Đảng đánh số từ 01 theo từng loại, liên tục trong cả nhiệm kỳ. Số đã cấp giữ nguyên.",
        nav="unit",
    )


@redraws(lambda: forms.DecideChecking)
@require_http_methods(["GET", "POST"])
@by_session
def checking(request: ActorRequest) -> HttpResponse:
    request.actor.require(KEEP)
    is_checked = queries.checks_drafts(request.actor.unit or 0)
    return asked(
        request,
        forms.DecideChecking,
        lambda fields: actions.decide_checking(**fields, by=request.actor, key=require_key(request)),
        back=URL,
        title="Kiểm tra dự thảo trước khi ký",
        submit_label="Ghi",
        initial={"is_checked": "1" if is_checked else ""},
        intro="Khi bật, dự thảo của chuyên viên đến trưởng bộ phận trước; trưởng bộ phận chuyển trình ký hoặc trả lại."
        " Bộ phận không có trưởng thì trình thẳng lãnh đạo. Có hiệu lực sau nửa phút.",
        nav="unit",
    )


def asked(
    request: ActorRequest,
    form: type[Form],
    do: Callable[[dict[str, Any]], Answer],
    *,
    back: str,
    initial: dict[str, Any] | None = None,
    **drawn: Any,
) -> HttpResponse:
    """Draw the form, or do the act and go `back`; a refusal is drawn beside what was typed."""
    drawn["cancel_url"] = back
    if request.method == "GET":
        return form_page(request, form, values=initial or {}, **drawn)
    parsed, errors = parse(form, request.POST)
    typed = values_of(form, request.POST)
    if parsed is None:
        return form_page(request, form, values=typed, errors=errors, **drawn)
    try:
        with transaction.atomic():
            do(parsed.model_dump())
    except Refusal as refusal:
        if refusal.status not in (409, 422):
            raise
        wrong = refusal_as_error(form, refusal)
        return form_page(request, form, values=typed, errors=wrong, status=refusal.status, **drawn)
    return HttpResponseRedirect(back)
