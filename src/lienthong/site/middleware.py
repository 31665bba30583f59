"""Errors become sentences; every answer carries the headers that keep browsers careful."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.asking import ChooseMandate, Unauthenticated

Handler = Callable[[HttpRequest], HttpResponse]


def harden(handler: Handler) -> Handler:
    def respond(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond


LARGEST_NUMBER = 2**31 - 1
"""The database's own: beyond it there is nothing to be found, and asking would be an error."""


class within_limits:
    """Before a view is entered: no number nobody was given, and no body of any size – a stranger's would be put on our
    disk first and refused afterwards.
    """

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handler(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        from lienthong.site import api
        from lienthong.site.views import errors

        say: Any = api if request.path.startswith("/api/") else errors
        if any(isinstance(value, int) and value > LARGEST_NUMBER for value in kwargs.values()):
            answer: HttpResponse = say.not_found(request, NotFound())
            return answer
        told = str(request.META.get("CONTENT_LENGTH") or "0")
        largest = settings.LARGEST_BODY
        if getattr(view, "takes_large_bodies", False) or (told.isdigit() and int(told) <= largest):
            return None
        megabytes = largest // (1024 * 1024)
        sentence = f"Nội dung gửi lên lớn hơn {megabytes} MB. Hãy nén hoặc tách tệp."
        too_large: HttpResponse = say.refused(request, Refusal("body_too_large", sentence, status=413))
        return too_large


class answer_errors:
    """What a page raised: a refusal in words, "not found", or the way to the login."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handler(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        from lienthong.site.views.errors import not_found, refused

        if isinstance(error, Unauthenticated):
            response = HttpResponseRedirect(f"/dang-nhap?tiep={request.path}")
            response.delete_cookie(settings.SESSION_COOKIE)
            return response
        if isinstance(error, ChooseMandate):
            return HttpResponseRedirect("/chon-phan-cong")
        if isinstance(error, NotFound):
            return not_found(request)
        if isinstance(error, Refusal):
            return refused(request, error)
        return None
