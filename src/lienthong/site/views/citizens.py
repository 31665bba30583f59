"""The citizens' pages: look a case up, hand something in, do what is theirs to do about it. No account.

What is refused comes back on its form, with everything typed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial, wraps
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import without_unusable
from lienthong.kernel.wording import vn_datetime, vn_due
from lienthong.notices.queries import citizen_notices
from lienthong.pages.forms import fields_of, form_page, parse, redraws, refusal_as_error, values_of
from lienthong.pages.frame import page, say_when
from lienthong.pages.lists import words_of
from lienthong.personnel.doors import ActorRequest, address_of, count_beside, in_public, require_key
from lienthong.site.citizens import LookUp, case_of
from lienthong.units.addresses.answers import Point, ward_today
from lienthong.units.addresses.queries import LONGEST
from lienthong.work.citizens.keys import is_phone_end
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin, Case, CitizenAct

Page = Callable[..., HttpResponse]


@in_public("home")
def home(request: ActorRequest) -> HttpResponse:
    return page(request, "home.html", title="Trang chủ")


@require_safe
@in_public("addresses")
def address(request: ActorRequest) -> HttpResponse:
    """«My old ward or my address → my ward today»; what is divided is said, and why."""
    words, day = words_of(request.GET, longest=LONGEST), request.actor.day
    point = _point(request.GET)
    answer = ward_today(words, day, point) if words or point else None
    return page(request, "address.html", title="Phường, xã của tôi", q=words, answer=answer)


def _point(asked: QueryDict) -> Point | None:
    """Where somebody stands, as `locate.js` fills it in; whatever else stands there is nowhere."""
    try:
        lat, lon = float(asked.get("lat", "")), float(asked.get("lon", ""))
    except ValueError:
        return None
    return (lon, lat) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def or_draw_again(counter: str, draw: Callable[..., HttpResponse]) -> Callable[[Page], Page]:
    """What a citizen sent and its act or the door refuses comes back: `draw(request, refusal)` shows the form with what
    was typed and the sentence. Nothing of what was refused is left by then, but that the try was counted.
    """

    def through(view: Page) -> Page:
        @wraps(view)
        def again(request: ActorRequest) -> HttpResponse:
            try:
                return view(request)
            except Refusal as refused:
                if request.method != "POST":
                    raise
                refusal = refused
            with transaction.atomic():
                now = clock.local(sql.only_value(datetime, "select world_now()"))
                request.actor = Actor("citizen", at=now, door=counter)
                return say_when(draw(request, refusal), refusal)

        return again

    return through


def _unmatched() -> Refusal:
    return Refusal(
        "no_such_case",
        "Không có việc nào khớp với mã và số bí mật này. Xin kiểm tra lại cả hai. Bốn số cuối điện thoại chỉ đi cùng "
        "mã tra cứu (HS-…), không đi cùng số hồ sơ.",
        status=404,
        field="code",
    )


def _look_again(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return _lookup_form(request, refusal_as_error(LookUp, refusal), refusal.status)


def _lookup_form(request: HttpRequest, errors: Mapping[str, str], status: int) -> HttpResponse:
    return page(
        request,
        "citizen_lookup.html",
        status=status,
        title="Tra cứu",
        code=without_unusable(request.POST.get("code") or request.GET.get("ma", "")),
        wrong=errors,
        errors=_listed(errors),
    )


def _code_and_secret(request: HttpRequest) -> tuple[str, str]:
    """Sent, never read from an address: addresses lie in the logs of whatever stands between. Typed, or put into the
    form by `lookup.js` from the part of a QR code's address that no browser sends.
    """
    return request.POST.get("code", ""), request.POST.get("secret", "")


@redraws(lambda: LookUp)
@require_http_methods(["GET", "POST"])
@or_draw_again("lookup", _look_again)
@in_public("lookup")
def lookup(request: ActorRequest) -> HttpResponse:
    if request.method == "GET":
        return _lookup_form(request, {}, 200)
    parsed, errors = parse(LookUp, request.POST)
    if parsed is None:
        return _lookup_form(request, errors, 422)
    try:
        return _case(request, *_code_and_secret(request))
    except NotFound:
        return _look_again(request, _unmatched())


class Failed(NamedTuple):
    """What was wrong with one of the forms on a case, by field."""

    act: str
    errors: Mapping[str, str]
    status: int


def _case(
    request: ActorRequest, code: str, secret: str, *, receipt: bool = False, failed: Failed | None = None
) -> HttpResponse:
    """The case, with a form for each thing its citizen may do now."""
    case = case_of(code, secret, address=address_of(request))
    acts = [
        _act_form(act, case, request, code, secret, failed.errors if failed and failed.act == act.act else {})
        for act in registry.citizen_acts_on(case)
    ]
    return page(
        request,
        "citizen_case.html",
        status=failed.status if failed else 200,
        title=case["code"],
        case=case,
        dates=_dates(case),
        events=case.get("events", []),
        notices=citizen_notices(),
        secret=secret if receipt else None,
        receipt=receipt,
        acts=acts,
        slip={"code": code, "secret": secret} if case.get("has_slip") and not is_phone_end(secret) else None,
        errors=_listed(failed.errors if failed else {}),
    )


def _listed(errors: Mapping[str, str]) -> list[dict[str, str | None]]:
    """As `components/errors.html` draws them."""
    return [{"field": name or None, "message": sentence} for name, sentence in errors.items()]


def _dates(case: Case) -> list[tuple[str, str]]:
    """When it came, when it was taken in, and by when the answer is promised while one is owed."""
    sent = min((event["at"] for event in case.get("events", [])), default=None)
    due_at = None if case["done"] or case["refused"] else case["due_at"]
    left = f"{vn_due(due_at)} · {case['time_left']}" if due_at else ""
    paused = "tạm dừng tính cho đến khi bạn nộp đủ giấy tờ" if case.get("missing") else ""
    rows = [
        ("Gửi lúc", vn_datetime(sent)),
        ("Tiếp nhận lúc", vn_datetime(case.get("received_at"))),
        ("Hạn trả lời" if case["kind"] == "report" else "Hẹn trả kết quả", paused or left),
    ]
    return [(label, words) for label, words in rows if words]


def _act_form(
    act: CitizenAct, case: Case, request: HttpRequest, code: str, secret: str, errors: Mapping[str, str]
) -> dict[str, Any]:
    typed = values_of(act.form, request.POST) if errors else {}
    fields = fields_of(act.form, {**typed, "code": code, "secret": secret}, errors, act.choices(case))
    for field in fields:
        if field["name"] in ("code", "secret"):
            field["kind"] = "hidden"
        elif field["options"]:
            ticked = str(typed.get(field["name"], "")).splitlines()
            field.update(kind="checkboxes", value=ticked, help="")
    return {
        "action": f"/{act.url}",
        "heading": act.heading,
        "label": act.label,
        "kind": act.kind,
        "fields": fields,
    }


def submit(request: ActorRequest, begin: Begin) -> HttpResponse:
    """What a citizen hands in: the form, or the receipt with code and secret, shown this once."""
    if request.method == "GET":
        return _submit_form(request, begin)
    parsed, errors = parse(begin.form, request.POST)
    if parsed is None:
        return _submit_form(request, begin, errors)
    fields = begin.as_act(request.actor, parsed.model_dump())
    count_beside(request, begin.counter, fields)
    answer = begin.perform(**fields, by=request.actor, key=require_key(request))
    return _case(request, answer["code"], answer["secret"], receipt=True)


def submit_again(request: ActorRequest, refusal: Refusal, *, begin: Begin) -> HttpResponse:
    return _submit_form(request, begin, refusal_as_error(begin.form, refusal), refusal.status)


def _submit_form(
    request: ActorRequest, begin: Begin, errors: Mapping[str, str] | None = None, status: int = 422
) -> HttpResponse:
    return form_page(
        request,
        begin.form,
        template="citizen_form.html",
        title=begin.title or begin.label,
        submit_label=begin.submit_label or begin.label,
        intro=begin.intro,
        choices=begin.choices(request.actor),
        values=values_of(begin.form, request.POST) if errors else None,
        errors=errors,
        status=status,
        **begin.shows,
    )


def addresses() -> list[URLPattern]:
    """Where citizens' own acts are sent; their forms stand on the page of the case."""
    return [path(act.url, _performed(act), name=act.act) for act in registry.citizen_acts()]


def _performed(act: CitizenAct) -> Page:
    @redraws(lambda: act.form)
    @require_http_methods(["POST"])
    @or_draw_again(act.counter, partial(_act_again, act=act))
    @in_public(act.counter)
    def perform(request: ActorRequest) -> HttpResponse:
        parsed, errors = parse(act.form, request.POST)
        if parsed is None:
            return _with_errors(request, act, errors, 422)
        fields = parsed.model_dump()
        count_beside(request, act.counter, fields)
        try:
            act.perform(**fields, by=request.actor, key=require_key(request))
        except NotFound:
            raise _unmatched() from None
        return _case(request, *_code_and_secret(request))

    perform.__name__ = act.act
    return perform


TOO_OFTEN = 429


def _act_again(request: ActorRequest, refusal: Refusal, *, act: CitizenAct) -> HttpResponse:
    return _with_errors(request, act, refusal_as_error(act.form, refusal), refusal.status)


def _with_errors(
    request: ActorRequest, act: CitizenAct, errors: Mapping[str, str], status: int
) -> HttpResponse:
    """On the page of the case, where code and secret open it; else the form alone, to correct them on. Whoever tried
    too often opens nothing.
    """
    if status != TOO_OFTEN and errors.keys().isdisjoint(("code", "secret")):
        try:
            return _case(request, *_code_and_secret(request), failed=Failed(act.act, errors, status))
        except (NotFound, Refusal):
            errors = {**errors, "code": _unmatched().sentence}
    return form_page(
        request,
        act.form,
        template="citizen_form.html",
        title=act.label,
        submit_label=act.label,
        values=values_of(act.form, request.POST),
        errors=errors,
        status=status,
    )
