"""Logging in, choosing a mandate, logging out."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.ground import sql
from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.pages.frame import page
from lienthong.personnel import login as logins
from lienthong.personnel.asking import SESSION_LASTS, Unauthenticated, digest_of
from lienthong.personnel.doors import address_of
from lienthong.personnel.queries import mandates_of

HOME = "/hop-viec"


def _own_path(wanted: str) -> str:
    """Only a path of this site: a login never sends anybody elsewhere."""
    parts = urlsplit(wanted)
    safe = wanted.startswith("/") and not wanted.startswith("//") and not parts.netloc and "\\" not in wanted
    return wanted if safe else HOME


@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next") or request.GET.get("tiep") or HOME
    if request.method == "GET":
        with transaction.atomic():
            return page(request, "login.html", title="Đăng nhập", username="", error=None, next=wanted)
    username = request.POST.get("username", "")
    refusal = None
    # Committed even when refused: the tries are counted.
    with transaction.atomic():
        try:
            secret = logins.log_in(username, request.POST.get("password", ""), address=address_of(request))
        except Refusal as refused:
            refusal = refused
    if refusal is None:
        return _with_session(HttpResponseRedirect(_own_path(wanted)), secret)
    with transaction.atomic():
        return page(
            request,
            "login.html",
            status=refusal.status,
            title="Đăng nhập",
            username=username,
            error=refusal.sentence,
            next=wanted,
        )


def _with_session(response: HttpResponse, secret: str) -> HttpResponse:
    response.set_cookie(
        settings.SESSION_COOKIE,
        secret,
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.COOKIES_SECURE,
    )
    return response


@require_http_methods(["GET", "POST"])
def choose_mandate(request: HttpRequest) -> HttpResponse:
    secret = request.COOKIES.get(settings.SESSION_COOKIE, "")
    with transaction.atomic():
        account = sql.value(int, "select account from ask(%s, 'session', null)", (digest_of(secret),))
        if account is None:
            raise Unauthenticated
        chosen = reading.number(request.POST.get("mandate", ""))
        wanted = request.POST.get("next") or request.GET.get("tiep") or HOME
        if request.method == "POST" and chosen is not None and logins.choose(secret, chosen):
            return HttpResponseRedirect(_own_path(wanted))
        person = sql.only_value(
            str, "select p.name from account a join person p on p.id = a.person where a.id = %s", (account,)
        )
        return page(
            request,
            "choose_mandate.html",
            title="Chọn phân công",
            next=wanted,
            person=person,
            mandates=mandates_of(account),
        )


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        logins.log_out(request.COOKIES.get(settings.SESSION_COOKIE, ""))
    response = HttpResponseRedirect("/")
    response.delete_cookie(settings.SESSION_COOKIE)
    return response
