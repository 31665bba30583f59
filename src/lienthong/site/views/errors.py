"""Designed answers to what went wrong: what happened, why, what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lienthong.ground.database.lost import AGAIN_AFTER_SECONDS
from lienthong.kernel.refusals import Refusal
from lienthong.pages.frame import error_page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404, title="Không tìm thấy")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return error_page(
        request,
        refusal.status,
        title="Chưa thực hiện được",
        sentence=refusal.sentence,
        reference=refusal.code,
        heirs=refusal.facts.get("heirs", []),
    )


def database_away(request: HttpRequest) -> HttpResponse:
    """Without a look at who asks: the database is what does not answer."""
    context = {"status": 503, "actor": None, "world": None}
    response = render(request, "error.html", context, status=503)
    response.headers["Retry-After"] = str(AGAIN_AFTER_SECONDS)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(
        request,
        403,
        title="Phiên làm việc đã cũ",
        heading="Phiên làm việc đã cũ",
        sentence="Trang này được mở từ trước hoặc từ một cửa sổ khác. Hãy tải lại rồi làm lại.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500, title="Hệ thống gặp lỗi")
