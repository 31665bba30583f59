"""The public API, `/api/v1`: what virtual clerks and other systems use."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from lienthong.ground.database.lost import AGAIN_AFTER_SECONDS, is_lost
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.forms import in_words
from lienthong.personnel.asking import ChooseMandate, Unauthenticated
from lienthong.site.api import begins, items, next, public


class Json(BaseRenderer):
    """Pydantic's own writer: a page of fifty rows in a tenth of the time of the standard library's."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data)


api = NinjaAPI(
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
    return api.create_response(request, refusal.as_dict(), status=refusal.status)


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
    return _say(
        request,
        422,
        "bad_character" if first["type"] in UNREADABLE else "invalid",
        f"Trường «{field}» không hợp lệ: {in_words(first)}.",
        field=field,
        facts={"fields": [_place(wrong) for wrong in error.errors]},
    )


for _router in (next.router, items.router, public.router, *begins.routers()):
    api.add_router("", _router)
