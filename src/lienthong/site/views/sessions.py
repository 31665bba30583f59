"""Logging in, choosing a mandate, logging out; and the logins of a trial world, on a page no other world has."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.ground import sql
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.frame import page, say_when
from lienthong.personnel import login as logins
from lienthong.personnel.asking import HALF_LASTS, SESSION_LASTS, Unauthenticated, digest_of
from lienthong.personnel.believable.logins import DemoLogin, kept_logins
from lienthong.personnel.doors import ActorRequest, address_of, in_public, officer_asking
from lienthong.personnel.queries import mandates_of
from lienthong.personnel.terms import ROLE_LABELS

HOME = "/viec-cho-toi"

OWN_MACHINE = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")
"""Headers of a proxy: behind one, everybody comes from the proxy's machine."""


def own_path(wanted: str) -> str:
    """Only a path of this site: a login never sends anybody elsewhere."""
    parts = urlsplit(wanted)
    safe = wanted.startswith("/") and not wanted.startswith("//") and not parts.netloc and "\\" not in wanted
    return wanted if safe else HOME


@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next") or request.GET.get("tiep") or HOME
    if request.method == "GET":
        with transaction.atomic():
            return page(
                request, "login.html", title="Đăng nhập", username="", error=None, next=wanted,
                has_set_password=request.GET.get("xong") == "mat-khau", demo_logins=bool(logins_shown(request)),
            )  # fmt: skip
    username = request.POST.get("username", "")
    try:
        entered = logins.log_in(username, request.POST.get("password", ""), address=address_of(request))
    except Refusal as refused:
        refusal = refused
    else:
        return _entered(entered, own_path(wanted))
    with transaction.atomic():
        again = page(
            request,
            "login.html",
            status=refusal.status,
            title="Đăng nhập",
            username=username,
            error=refusal.sentence,
            next=wanted,
            demo_logins=bool(logins_shown(request)),
        )
    return say_when(again, refusal)


ASKS = {"code": "/dang-nhap/ma", "enrolment": "/dang-nhap/dang-ky-ma"}
HALF_COOKIE = f"{settings.SESSION_COOKIE}_half"


def _entered(entered: logins.LoggedIn, wanted: str) -> HttpResponse:
    if not entered.asks:
        return with_session(HttpResponseRedirect(wanted), entered.secret)
    response = HttpResponseRedirect(f"{ASKS[entered.asks]}?{urlencode({'tiep': wanted})}")
    response.set_cookie(
        HALF_COOKIE,
        entered.secret,
        max_age=int(HALF_LASTS.total_seconds()),
        path="/dang-nhap",
        httponly=True,
        samesite="Lax",
        secure=settings.COOKIES_SECURE,
    )
    return response


def with_session(response: HttpResponse, secret: str) -> HttpResponse:
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
        account = sql.value(
            int,
            "select account from ask(%s, 'session', null) where standing <> 'unknown'",
            (digest_of(secret),),
        )
        if account is None:
            raise Unauthenticated
        chosen = reading.number(request.POST.get("mandate", ""))
        wanted = request.POST.get("next") or request.GET.get("tiep") or HOME
        if request.method == "POST" and chosen is not None and logins.choose(secret, chosen):
            return HttpResponseRedirect(own_path(wanted))
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


@require_safe
@in_public("home")
def demo_logins(request: ActorRequest) -> HttpResponse:
    """Not found in a world that is no trial, where the demo gave out none, and for a stranger from another machine."""
    logins = logins_shown(request)
    if not logins:
        raise NotFound
    return page(
        request,
        "demo_logins.html",
        title="Các vai của thế giới thử",
        rows=[
            {
                "role": ROLE_LABELS[login.role],
                "who": login.who,
                "username": login.username,
                "password": login.password,
            }
            for login in logins
        ],
    )


def logins_shown(request: HttpRequest) -> list[DemoLogin]:
    """To whoever sits at the machine the trial runs on, whose terminal says them too, and to whoever is logged in."""
    if sql.only_value(str, "select kind from world") != "trial":
        return []
    logins = kept_logins(settings.FILES_ROOT.parent)
    return logins if logins and (_is_here(request) or officer_asking(request)) else []


def _is_here(request: HttpRequest) -> bool:
    return address_of(request) in OWN_MACHINE and not any(name in request.headers for name in FORWARDED)
