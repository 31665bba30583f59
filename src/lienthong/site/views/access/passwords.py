"""A password of one's own: set with a link that works once, or changed by whoever is logged in."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.ground.limits import count_attempt
from lienthong.kernel.refusals import Refusal
from lienthong.pages.forms import Form, form_page, parse, redraws, refusal_as_error, values_of
from lienthong.pages.frame import page
from lienthong.personnel import login as logins
from lienthong.personnel.accounts import actions, queries
from lienthong.personnel.accounts.factor import factor_of
from lienthong.personnel.accounts.queries import OwnAccount
from lienthong.personnel.asking import digest_of
from lienthong.personnel.doors import ActorRequest, by_session, in_public, session_secret
from lienthong.site.views.access.account_forms import PASSWORDS, ChangePassword, SetPassword
from lienthong.site.views.citizens import or_draw_again

OWN = "/tai-khoan-cua-toi"
SET: dict[str, Any] = {
    "title": "Đặt mật khẩu",
    "submit_label": "Đặt mật khẩu",
    "template": "set_password.html",
    "intro": "Mở bằng liên kết do người quản trị của đơn vị đưa. Liên kết dùng được một lần.",
}


@redraws(lambda: SetPassword)
@require_http_methods(["GET", "POST"])
@or_draw_again("password-link", lambda request, refusal: _set_page(request, refusal=refusal))
@in_public("password-link")
def set_password(request: ActorRequest) -> HttpResponse:
    if request.method == "GET":
        return form_page(request, SetPassword, **SET)
    parsed, errors = parse(SetPassword, request.POST)
    if parsed is None:
        return _set_page(request, errors=errors)
    secret = request.POST["secret"].strip()
    actions.set_password(link=digest_of(secret), password=_twice(request), by=request.actor)
    return HttpResponseRedirect("/dang-nhap?xong=mat-khau")


def _set_page(
    request: ActorRequest, *, errors: dict[str, str] | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    wrong = errors if refusal is None else refusal_as_error(SetPassword, refusal)
    status = 422 if refusal is None else refusal.status
    return form_page(
        request, SetPassword, values=_shown_again(SetPassword, request), errors=wrong, status=status, **SET
    )


def _twice(request: ActorRequest) -> str:
    """The new password as it was typed, blanks and all. Refused: two that differ."""
    password = request.POST["password"]
    if password != request.POST["again"]:
        raise Refusal("passwords_differ", "Hai lần nhập mật khẩu khác nhau.", status=422, field="again")
    return password


def _shown_again(form: type[Form], request: ActorRequest) -> dict[str, Any]:
    return {name: value for name, value in values_of(form, request.POST).items() if name not in PASSWORDS}


@require_safe
@by_session
def own_account(request: ActorRequest) -> HttpResponse:
    own = _own(request)
    return page(
        request,
        "own_account.html",
        title="Tài khoản của tôi",
        own=own,
        factor=factor_of(digest_of(session_secret(request))),
        said=request.GET.get("xong", "") in {"doi-mat-khau", "ket-thuc"},
    )


def _own(request: ActorRequest) -> OwnAccount:
    return queries.own_account(digest_of(session_secret(request)))


@redraws(lambda: ChangePassword)
@require_http_methods(["GET", "POST"])
@by_session
def change_password(request: ActorRequest) -> HttpResponse:
    shown: dict[str, Any] = {
        "title": "Đổi mật khẩu",
        "submit_label": "Đổi mật khẩu",
        "cancel_url": OWN,
        "intro": "Các phiên khác của bạn kết thúc ngay khi đổi.",
    }
    if request.method == "GET":
        return form_page(request, ChangePassword, **shown)
    parsed, errors = parse(ChangePassword, request.POST)
    if parsed is not None:
        try:
            _changed(request)
            return HttpResponseRedirect(f"{OWN}?xong=doi-mat-khau")
        except Refusal as refusal:
            errors = refusal_as_error(ChangePassword, refusal)
            shown["status"] = refusal.status
    return form_page(
        request, ChangePassword, values=_shown_again(ChangePassword, request), errors=errors, **shown
    )


def require_current_password(request: ActorRequest) -> None:
    """Who draws the refusal on the form keeps the try as well."""
    own = _own(request)
    count_attempt("password-change", str(own.account))
    if not logins.knows_password(own.account, request.POST["current"]):
        raise Refusal("wrong_password", "Mật khẩu đang dùng không đúng.", status=422, field="current")


def _changed(request: ActorRequest) -> None:
    require_current_password(request)
    session = digest_of(session_secret(request))
    actions.change_password(session=session, password=_twice(request), by=request.actor)


@require_POST
@by_session
def end_other_sessions(request: ActorRequest) -> HttpResponse:
    actions.end_own_sessions(session=digest_of(session_secret(request)), by=request.actor)
    return HttpResponseRedirect(f"{OWN}?xong=ket-thuc")
