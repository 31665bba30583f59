"""Designed answers to what went wrong: what happened, why, what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lienthong.kernel.refusals import Refusal


def _page(request: HttpRequest, status: int, title: str, message: str, **more: Any) -> HttpResponse:
    context = {"status": status, "title": title, "message": message, "actor": getattr(request, "actor", None)}
    return render(request, "error.html", {**context, **more}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 404, "Không tìm thấy",
        "Không có nội dung này, hoặc nó không thuộc phạm vi bạn được xem.",
    )


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return _page(
        request, refusal.status, "Chưa thực hiện được", refusal.sentence, code=refusal.code, facts=refusal.facts
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request, 403, "Phiên làm việc đã cũ",
        "Trang này được mở từ trước hoặc từ một cửa sổ khác. Hãy tải lại rồi thực hiện lại.", code="csrf",
    )


def broken(request: HttpRequest) -> HttpResponse:
    return _page(
        request, 500, "Hệ thống gặp lỗi",
        "Lỗi đã được ghi lại. Việc của bạn chưa thay đổi; hãy thử lại sau ít phút hoặc báo sự cố.",
    )
