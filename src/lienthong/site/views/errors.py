"""Designed answers to what went wrong: what happened, why, what to do next."""

from django.http import HttpRequest, HttpResponse

from lienthong.kernel.refusals import Refusal
from lienthong.pages.frame import error_page, say_when


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404, title="Không tìm thấy")


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
