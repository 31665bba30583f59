"""Designed answers to what went wrong: what happened, why, what to do next."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lienthong.ground.database.lost import AGAIN_AFTER_SECONDS
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.frame import error_page, say_when
from lienthong.site import api
from lienthong.site.middleware import hardened, refused_at_the_gate
from lienthong.site.refusals import body_too_large, unreadable_request
from lienthong.site.tries import counted


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _is_of_api(request):
        return hardened(api.not_found(request, NotFound()))
    return error_page(request, 404, title="Không tìm thấy")


def _is_of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What Django could not read: cut off, out of shape, with more fields or words than a form has."""
    is_too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return refused_at_the_gate(request, body_too_large(most) if is_too_much else unreadable_request())


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = error_page(
        request,
        refusal.status,
        title="Chưa thực hiện được",
        sentence=refusal.sentence,
        reference=refusal.code,
        heirs=refusal.facts.get("heirs", []),
    )
    return say_when(answer, refusal)


def database_away(request: HttpRequest) -> HttpResponse:
    """Without a look at who asks: the database is what does not answer."""
    context = {"status": 503, "actor": None, "world": None}
    response = render(request, "error.html", context, status=503)
    response.headers["Retry-After"] = str(AGAIN_AFTER_SECONDS)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    old = Refusal("session_old", "Hãy tải lại trang rồi gửi lại.", status=403)
    if (past := counted(request, old)) is not old:
        return refused(request, past)
    return error_page(
        request,
        403,
        title="Phiên làm việc đã cũ",
        heading="Phiên làm việc đã cũ",
        sentence="Trang này được mở từ trước hoặc từ một cửa sổ khác. Hãy tải lại rồi làm lại.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    if _is_of_api(request):
        return hardened(api.broken(request))
    return error_page(request, 500, title="Hệ thống gặp lỗi")
