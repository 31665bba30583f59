"""The citizens' pages: look a case up, hand something in, do what is theirs to do about it. No account."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import due_words, vn_datetime, vn_due
from lienthong.notices.queries import citizen_notices
from lienthong.pages.forms import fields_of, form_page, parse, refusal_as_error, values_of
from lienthong.pages.frame import page
from lienthong.personnel.doors import ActorRequest, in_public, require_key
from lienthong.site.citizens import case_of
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin, Case, CitizenAct


@in_public("home")
def home(request: ActorRequest) -> HttpResponse:
    return page(request, "home.html", title="Trang chủ")


@require_http_methods(["GET", "POST"])
@in_public("lookup")
def lookup(request: ActorRequest) -> HttpResponse:
    """By code and secret, typed or from the QR code on the slip."""
    query = request.POST if request.method == "POST" else request.GET
    code, secret = query.get("code", query.get("ma", "")), query.get("secret", query.get("bi-mat", ""))
    if not (code and secret):
        return page(request, "citizen_lookup.html", title="Tra cứu", code=code, error=None)
    try:
        return _case(request, code, secret)
    except NotFound:
        return page(
            request,
            "citizen_lookup.html",
            status=404,
            title="Tra cứu",
            code=code,
            error="Không có việc nào khớp với mã và số bí mật này. Xin kiểm tra lại cả hai.",
        )


def _case(
    request: ActorRequest,
    code: str,
    secret: str,
    *,
    receipt: bool = False,
    failed: dict[str, dict[str, str]] | None = None,
) -> HttpResponse:
    """The case, with a form for each thing its citizen may do now; `failed`: what was wrong with one, by act."""
    case = case_of(code, secret)
    failed = failed or {}
    acts = [
        _act_form(act, case, request, code, secret, failed.get(act.act, {}))
        for act in registry.citizen_acts_on(case)
    ]
    return page(
        request,
        "citizen_case.html",
        status=422 if failed else 200,
        title=case["code"],
        case=case,
        dates=_dates(case, request.actor.at),
        events=case.get("events", []),
        notices=citizen_notices(),
        secret=secret if receipt else None,
        receipt=receipt,
        acts=acts,
    )


def _dates(case: Case, now: datetime) -> list[tuple[str, str]]:
    """When it came, when it was taken in, and by when the answer is promised while one is owed."""
    sent = min((event["at"] for event in case.get("events", [])), default=None)
    due_at = None if case["done"] or case["refused"] else case["due_at"]
    left = f"{vn_due(due_at)} · {due_words(due_at, now)}" if due_at else ""
    paused = "tạm dừng tính cho đến khi bạn nộp đủ giấy tờ" if case.get("missing") else ""
    rows = [
        ("Gửi lúc", vn_datetime(sent)),
        ("Tiếp nhận lúc", vn_datetime(case.get("received_at"))),
        ("Hạn trả lời" if case["kind"] == "report" else "Hẹn trả kết quả", paused or left),
    ]
    return [(label, words) for label, words in rows if words]


def _act_form(
    act: CitizenAct, case: Case, request: HttpRequest, code: str, secret: str, errors: dict[str, str]
) -> dict[str, Any]:
    typed = values_of(act.form, request.POST) if errors else {}
    fields = fields_of(act.form, {**typed, "code": code, "secret": secret}, errors, act.choices(case))
    for field in fields:
        if field["name"] in ("code", "secret"):
            field["kind"] = "hidden"
        elif field["options"]:
            field["kind"] = "checkboxes"
    return {
        "action": f"/{act.url}",
        "heading": act.heading,
        "label": act.label,
        "kind": act.kind,
        "fields": fields,
    }


def submit(request: ActorRequest, begin: Begin) -> HttpResponse:
    """What a citizen hands in: the form, or the receipt with code and secret, shown this once."""
    shown: dict[str, Any] = {
        "template": "citizen_form.html",
        "title": begin.title or begin.label,
        "submit_label": begin.submit_label or begin.label,
        "intro": begin.intro,
        "choices": begin.choices(request.actor),
        **begin.shows,
    }
    if request.method == "GET":
        return form_page(request, begin.form, **shown)
    parsed, errors = parse(begin.form, request.POST)
    if parsed is None:
        return form_page(
            request, begin.form, values=values_of(begin.form, request.POST), errors=errors, **shown
        )
    try:
        with transaction.atomic():
            fields = begin.as_act(request.actor, parsed.model_dump())
            answer = begin.perform(**fields, by=request.actor, key=require_key(request))
    except Refusal as refusal:
        wrong = refusal_as_error(begin.form, refusal)
        return form_page(
            request, begin.form, values=values_of(begin.form, request.POST), errors=wrong, **shown
        )
    return _case(request, answer["code"], answer["secret"], receipt=True)


def addresses() -> list[URLPattern]:
    """Where citizens' own acts are sent; their forms stand on the page of the case."""
    return [path(act.url, _performed(act), name=act.act) for act in registry.citizen_acts()]


def _performed(act: CitizenAct) -> Callable[..., HttpResponse]:
    @require_http_methods(["POST"])
    @in_public(act.counter)
    def perform(request: ActorRequest) -> HttpResponse:
        code, secret = request.POST.get("code", ""), request.POST.get("secret", "")
        parsed, errors = parse(act.form, request.POST)
        if parsed is None:
            return _case(request, code, secret, failed={act.act: errors})
        try:
            with transaction.atomic():
                act.perform(**parsed.model_dump(), by=request.actor, key=require_key(request))
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            return _case(request, code, secret, failed={act.act: refusal_as_error(act.form, refusal)})
        return _case(request, code, secret)

    perform.__name__ = act.act
    return perform
