"""The public API, `/api/v1`: what virtual clerks and other systems use."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja.errors import HttpError, ValidationError
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from lienthong.ground.database.lost import AGAIN_AFTER_SECONDS, is_lost
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.forms import in_words
from lienthong.pages.frame import say_when
from lienthong.personnel.asking import ChooseMandate, Unauthenticated
from lienthong.site.api import accounts, begins, items, next, public
from lienthong.site.api.described import DescribedAPI
from lienthong.site.refusals import body_too_large, unreadable_request
from lienthong.site.tries import counted


class Json(BaseRenderer):
    """Pydantic's own writer: a page of fifty rows in a tenth of the time of the standard library's."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data)


api = DescribedAPI(
    title="Liên Thông",
    version="1.0",
    description="Một hệ thống, một dữ liệu, một dịch vụ liền mạch.",
    renderer=Json(),
    docs_url=None,  # a page of our own: `operations.py`
)


def _say(request: HttpRequest, status: int, code: str, message: str, **more: Any) -> HttpResponse:
    body = {"code": code, "message": message, "field": None, "facts": {}, **more}
    return api.create_response(request, body, status=status)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return say_when(api.create_response(request, refusal.as_dict(), status=refusal.status), refusal)


@api.exception_handler(NotFound)
def not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
    return _say(request, 404, "not_found", "Không tìm thấy.")


@api.exception_handler(Unauthenticated)
@api.exception_handler(ChooseMandate)
def unauthenticated(request: HttpRequest, error: Exception) -> HttpResponse:
    return _say(request, 401, "unauthenticated", "Cần mã truy cập (Authorization: Bearer …) còn hiệu lực.")


@api.exception_handler(Exception)
def database_away(request: HttpRequest, error: Exception) -> HttpResponse:
    """Of an act whose answer was lost: the same key asks for it again."""
    if not is_lost(error):
        raise error
    answer = _say(request, 503, "database_away", AWAY)
    answer.headers["Retry-After"] = str(AGAIN_AFTER_SECONDS)
    return answer


def _place(error: dict[str, Any]) -> str | None:
    """Where in what was sent: after the kind of parameter, and after the name under which a body is handed on."""
    kind, *place = error["loc"]
    return ".".join(map(str, place[1:] if kind == "body" else place)) or None


AWAY = "Tạm thời chưa truy cập được dữ liệu. Hãy gửi lại yêu cầu này sau ít giây, với cùng Idempotency-Key."

UNREADABLE = ("bad_character", "nothing_visible")


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    field = _place(first)
    said = Refusal(
        "bad_character" if first["type"] in UNREADABLE else "invalid",
        f"Trường «{field}» không hợp lệ: {in_words(first)}."
        if field
        else f"Nội dung gửi lên không hợp lệ: {in_words(first)}.",
        status=422,
        field=field,
        fields=[_place(wrong) for wrong in error.errors],
    )
    return refused(request, counted(request, said))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON. The try at a public door is counted: nobody has got as far as the door."""
    said = Refusal(
        "bad_json", "Nội dung gửi lên không phải JSON đọc được.", status=error.status_code, field="body"
    )
    return refused(request, counted(request, said))


@api.exception_handler(RequestDataTooBig)
def too_much(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return refused(request, counted(request, body_too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)))


@api.exception_handler(MultiPartParserError)
@api.exception_handler(SuspiciousOperation)
@api.exception_handler(UnreadablePostError)
def cut_off(request: HttpRequest, error: Exception) -> HttpResponse:
    return refused(request, counted(request, unreadable_request()))


def not_allowed_here(request: HttpRequest) -> HttpResponse:
    return _say(
        request, 405, "method_not_allowed", "Địa chỉ này không nhận phương thức ấy; xem tiêu đề Allow."
    )


def broken(request: HttpRequest) -> HttpResponse:
    return _say(request, 500, "broken", "Hệ thống gặp lỗi và đã ghi lại. Hãy thử lại sau ít phút.")


for _router in (next.router, items.router, public.router, accounts.router, *begins.routers()):
    api.add_router("", _router)
