"""The citizens' pages: look a case up, submit a dossier, report to 1022, bring what was missing. No account."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from lienthong.ground.wording import due_words, vn_datetime, vn_due
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.doors import ActorRequest, in_public, require_key
from lienthong.procedures import forms as procedure_forms
from lienthong.procedures.actions import submit_dossier, supplement_dossier
from lienthong.procedures.queries import procedure_choices
from lienthong.procedures.terms import DOSSIER
from lienthong.reports import forms as report_forms
from lienthong.reports.actions import reopen_report, submit_report
from lienthong.reports.queries import field_choices
from lienthong.site.citizens import case_of
from lienthong.site.pages import fields_of, form_page, page, parse, refusal_as_error, values_of
from lienthong.units.queries import city_units

Do = Callable[[dict[str, Any]], dict[str, Any]]


@in_public("home", at_most=6000)
def home(request: ActorRequest) -> HttpResponse:
    return page(request, "home.html", title="Trang chủ")


@require_http_methods(["GET", "POST"])
@in_public("lookup", at_most=120)
def lookup(request: ActorRequest) -> HttpResponse:
    """By code and secret, typed or from the QR code on the slip."""
    given = request.POST if request.method == "POST" else request.GET
    code, secret = given.get("code", given.get("ma", "")), given.get("secret", given.get("bi-mat", ""))
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


def _case(request: ActorRequest, code: str, secret: str, *, receipt: bool = False) -> HttpResponse:
    found = case_of(code, secret)
    supplement = None
    if found.get("missing"):
        papers = [{"value": label, "label": label} for label in found["missing"]]
        supplement = {
            "action": "/bo-sung",
            "fields": [
                {"name": "code", "kind": "hidden", "label": "", "value": code},
                {"name": "secret", "kind": "hidden", "label": "", "value": secret},
                {
                    "name": "papers",
                    "kind": "checkboxes",
                    "label": "Giấy tờ nộp thêm",
                    "options": papers,
                    "required": True,
                    "value": [],
                },
            ],
        }
    return page(
        request,
        "citizen_case.html",
        title=found["code"],
        case=found,
        dates=_dates(found, request.actor.at),
        events=found.get("events", []),
        secret=secret if receipt else None,
        receipt=receipt,
        supplement=supplement,
        reopen=_reopening(code, secret) if found.get("may_reopen") else None,
    )


def _dates(case: dict[str, Any], now: datetime) -> list[tuple[str, str]]:
    """When it came, when it was taken in, and by when the answer is promised while one is owed."""
    sent = min((event["at"] for event in case.get("events", [])), default=None)
    due_at = None if case["done"] or case["refused"] else case["due_at"]
    left = f"{vn_due(due_at)} · {due_words(due_at, now)}" if due_at else ""
    paused = "tạm dừng tính cho đến khi bạn nộp đủ giấy tờ" if case.get("missing") else ""
    rows = [
        ("Gửi lúc", vn_datetime(sent)),
        ("Tiếp nhận lúc", vn_datetime(case.get("received_at"))),
        ("Hẹn trả kết quả" if case["kind"] == DOSSIER else "Hạn trả lời", paused or left),
    ]
    return [(label, words) for label, words in rows if words]


def _reopening(code: str, secret: str) -> dict[str, Any]:
    fields = fields_of(report_forms.ReopenReport, {"code": code, "secret": secret}, {}, {})
    for field in fields[:2]:
        field["kind"] = "hidden"
    return {"action": "/phan-anh/lai", "fields": fields}


def _submit(request: ActorRequest, form: Any, do: Do, **shown: Any) -> HttpResponse:
    shown = {"template": "citizen_form.html", **shown}
    if request.method == "GET":
        return form_page(request, form, **shown)
    parsed, errors = parse(form, request.POST)
    if parsed is None:
        return form_page(request, form, values=values_of(form, request.POST), errors=errors, **shown)
    try:
        with transaction.atomic():
            answer = do(parsed.model_dump())
    except Refusal as refusal:
        wrong = refusal_as_error(form, refusal)
        return form_page(request, form, values=values_of(form, request.POST), errors=wrong, **shown)
    return _case(request, answer["code"], answer["secret"], receipt=True)


def _wards(request: ActorRequest, *, area: bool) -> list[tuple[str, str]]:
    wards = sorted(city_units(request.actor.day), key=lambda unit: unit.folded)
    return [(str(ward.area if area else ward.unit), ward.name) for ward in wards]


@gzip_page
@require_http_methods(["GET", "POST"])
@in_public("dossiers", at_most=60)
def submit(request: ActorRequest) -> HttpResponse:
    return _submit(
        request,
        procedure_forms.SubmitDossier,
        lambda fields: submit_dossier(**fields, by=request.actor, key=require_key(request)),
        title="Nộp hồ sơ",
        submit_label="Nộp hồ sơ",
        intro="Nộp tại bất kỳ phường, xã nào trong thành phố. Sau khi nộp, bạn nhận mã và số bí mật để theo dõi.",
        choices={
            "procedure": procedure_choices(),
            "unit": _wards(request, area=False),
            "area": _wards(request, area=True),
        },
    )


@gzip_page
@require_http_methods(["GET", "POST"])
@in_public("reports", at_most=60)
def report(request: ActorRequest) -> HttpResponse:
    return _submit(
        request,
        report_forms.SubmitReport,
        lambda fields: submit_report(**fields, by=request.actor, key=require_key(request)),
        title="Phản ánh 1022",
        submit_label="Gửi phản ánh",
        locate=True,
        intro="Phản ánh đến thẳng phường, xã có trách nhiệm. Bạn theo dõi và đọc trả lời bằng mã và số bí mật.",
        choices={"field": field_choices(), "ward": _wards(request, area=True)},
    )


@require_http_methods(["POST"])
@in_public("supplements", at_most=60)
def supplement(request: ActorRequest) -> HttpResponse:
    code, secret = request.POST.get("code", ""), request.POST.get("secret", "")
    supplement_dossier(
        code=code,
        secret=secret,
        papers=request.POST.getlist("papers"),
        by=request.actor,
        key=require_key(request),
    )
    return _case(request, code, secret)


@require_http_methods(["POST"])
@in_public("reopenings", at_most=20)
def reopen(request: ActorRequest) -> HttpResponse:
    """«Chưa khắc phục»: the citizen reports again what was answered but not mended."""
    parsed, errors = parse(report_forms.ReopenReport, request.POST)
    code, secret = request.POST.get("code", ""), request.POST.get("secret", "")
    if parsed is None:
        raise Refusal("invalid", " ".join(errors.values()), status=422, field=next(iter(errors)))
    reopen_report(**parsed.model_dump(), by=request.actor, key=require_key(request))
    return _case(request, code, secret)
