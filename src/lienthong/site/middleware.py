"""Errors become sentences; every answer carries the headers that keep browsers careful."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from lienthong.ground.database.lost import is_lost
from lienthong.kernel.reading import LARGEST_NUMBER
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.compression import compressed
from lienthong.pages.forms import Form, NothingToSay
from lienthong.personnel.asking import ChooseMandate, Unauthenticated
from lienthong.site.refusals import CUT_OFF, bad_character, body_too_large, unreadable_request

Handler = Callable[[HttpRequest], HttpResponse]


CAREFUL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        f"{what} {whence}" for what, whence in settings.CONTENT_SECURITY_POLICY.items()
    ),
}


def compress(handler: Handler) -> Handler:
    """Around all that makes a page; the short way of the API lies outside, and sends none."""

    def respond(request: HttpRequest) -> HttpResponse:
        return compressed(request, handler(request))

    return respond


def harden(handler: Handler) -> Handler:
    def respond(request: HttpRequest) -> HttpResponse:
        return hardened(handler(request))

    return respond


def hardened(response: HttpResponse) -> HttpResponse:
    for name, value in CAREFUL.items():
        response.headers.setdefault(name, value)
    return response


class within_limits:
    """Before a view is entered: see `refused_at_once`."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return machine_readable(request, self.handler(request))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        return refused_at_once(request, view, kwargs)


def refused_at_once(request: HttpRequest, view: Any, kwargs: Mapping[str, Any]) -> HttpResponse | None:
    """No number nobody was given, no U+0000, which no database keeps, and no body of any size – a stranger's would be
    put on our disk first and refused afterwards. U+0000 in a field of a form that the view draws again is told there.
    """
    if any(isinstance(value, int) and value > LARGEST_NUMBER for value in kwargs.values()):
        answer: HttpResponse = _says(request).not_found(request, NotFound())
        return answer
    declared = str(request.META.get("CONTENT_LENGTH") or "0")
    largest = settings.LARGEST_BODY
    is_read = not getattr(view, "takes_large_bodies", False)
    if not is_read or (declared.isdigit() and int(declared) <= largest):
        form = getattr(view, "form_of", _no_form)
        try:
            # The API reads no forms; one that was read here could not be refused there as what is no JSON.
            has_form = is_read and not request.path_info.startswith("/api/")
            field = field_with_nul(request, kwargs, in_body=has_form, form_of=form)
        except CUT_OFF:
            return refused_at_the_gate(request, unreadable_request())
        return refused_at_the_gate(request, bad_character(field)) if field else None
    return refused_at_the_gate(request, body_too_large(largest))


def refused_at_the_gate(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    from lienthong.site.tries import counted

    answer: HttpResponse = _says(request).refused(request, counted(request, refusal))
    return answer


def machine_readable(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """At the API a wrong method is told as everything is; which are right stands in `Allow`."""
    if answer.status_code != 405 or not request.path_info.startswith("/api/"):
        return answer
    from lienthong.site import api

    readable: HttpResponse = api.not_allowed_here(request)
    readable.headers["Allow"] = answer.headers.get("Allow", "")
    return hardened(readable)


def _says(request: HttpRequest) -> Any:
    """Who puts it in words."""
    from lienthong.site import api
    from lienthong.site.views import errors

    return api if request.path.startswith("/api/") else errors


NUL = "\x00"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def _no_form(**in_path: Any) -> type[Form]:
    return NothingToSay


def field_with_nul(
    request: HttpRequest,
    in_path: Mapping[str, Any],
    *,
    in_body: bool,
    form_of: Callable[..., type[Form]] = _no_form,
) -> str | None:
    """The first field of address, query or form in which U+0000 stands. A JSON body is its `Form`'s to read, and so are
    the fields of the form the view draws again.
    """
    if "%00" in request.META.get("QUERY_STRING", ""):
        return next(_with_nul(request.GET), None)
    for name, value in in_path.items():
        if isinstance(value, str) and NUL in value:
            return name
    if in_body and request.method == "POST" and request.content_type in FORMS:
        wrong = list(_with_nul(request.POST))
        own = form_of(**in_path).model_fields if wrong else {}
        return next((name for name in wrong if name not in own), None)
    return None


def _with_nul(asked: QueryDict) -> Iterator[str]:
    """The fields in whose name or values it stands; of a name that has it, what is left is no field's name."""
    for name, values in asked.lists():
        if NUL in name:
            yield f"{name.replace(NUL, '')}?"
        elif any(NUL in value for value in values):
            yield name


class answer_errors:
    """What a page raised: a refusal in words, "not found", or the way to the login."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handler(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        from lienthong.site.views.errors import database_away, not_found, refused

        if isinstance(error, Unauthenticated):
            response = HttpResponseRedirect(f"/dang-nhap?{_back_to(request)}")
            response.delete_cookie(settings.SESSION_COOKIE)
            return response
        if isinstance(error, ChooseMandate):
            return HttpResponseRedirect(f"/chon-phan-cong?{_back_to(request)}")
        if isinstance(error, NotFound):
            return not_found(request)
        if isinstance(error, Refusal):
            return told_beside_the_form(request, error) or refused(request, error)
        if isinstance(error, CUT_OFF):
            return refused_at_the_gate(request, unreadable_request())
        return database_away(request) if is_lost(error) else None


def _back_to(request: HttpRequest) -> str:
    """The page on which something was asked: of a form, the one it stood on, where what was typed is put back."""
    page = request.get_full_path() if request.method == "GET" else came_from(request) or request.path
    return urlencode({"tiep": page})


def came_from(request: HttpRequest) -> str | None:
    """The page of ours the browser says it comes from."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host():
        return None
    return f"{came.path}?{came.query}" if came.query else came.path


TOLD_COOKIE = f"{settings.SESSION_COOKIE}_told"
TOLD_LASTS_SECONDS = 60
TOLD_LONGEST = 3_500
"""A browser keeps 4,096 bytes of a cookie."""


def told_beside_the_form(request: HttpRequest, refusal: Refusal) -> HttpResponse | None:
    """Back to the officer's page a small form stood on, where the refusal is read beside it; None where that cannot
    be: no page is named, it is this one, or it is too much to carry.
    """
    page = came_from(request) if request.method == "POST" and refusal.status in (409, 422) else None
    actor = getattr(request, "actor", None)
    if page is None or urlsplit(page).path == request.path or actor is None or actor.kind != "officer":
        return None
    return told_on(page, request, refusal)


def told_on(page: str, request: HttpRequest, refusal: Refusal) -> HttpResponse | None:
    """The way to a page of the officer's that reads the refusal out; None where it is too much to carry."""
    cookie = signing.dumps({"form": request.path, "sentence": refusal.sentence}, salt=TOLD_COOKIE)
    if len(cookie) > TOLD_LONGEST:
        return None
    response = HttpResponseRedirect(page)
    response.status_code = 303
    response.set_cookie(
        TOLD_COOKIE,
        cookie,
        max_age=TOLD_LASTS_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.COOKIES_SECURE,
    )
    return response


def remember_told(handler: Handler) -> Handler:
    """`request.told`: the refusal carried to the next page, shown there once."""

    def respond(request: HttpRequest) -> HttpResponse:
        carried = request.COOKIES.get(TOLD_COOKIE)
        if carried is None:
            return handler(request)
        with suppress(signing.BadSignature):
            request.told = signing.loads(carried, salt=TOLD_COOKIE, max_age=TOLD_LASTS_SECONDS)  # type: ignore[attr-defined]
        response = handler(request)
        if response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html"):
            response.delete_cookie(TOLD_COOKIE)
        return response

    return respond
