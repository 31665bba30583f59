"""The public API, `/api/v1`: what virtual clerks and other systems use."""

from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.asking import ChooseMandate, Unauthenticated

ROUTERS = (
    "lienthong.work.api",
    "lienthong.site.api.items",
    "lienthong.site.api.public",
    "lienthong.documents.api",
    "lienthong.procedures.api",
    "lienthong.reports.api",
    "lienthong.conference.api",
    "lienthong.incidents.api",
    "lienthong.reorganisation.divisions.api",
    "lienthong.reorganisation.drafting.api",
    "lienthong.rehearsal.api",
)


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


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    field = ".".join(str(part) for part in first["loc"][1:] if part != "body") or None
    return _say(
        request,
        422,
        "invalid",
        f"Trường «{field}» không hợp lệ: {in_words(first)}.",
        field=field,
        facts={"fields": [".".join(map(str, e["loc"][1:])) for e in error.errors]},
    )


_WORDS = {
    "missing": "còn thiếu",
    "extra_forbidden": "không có trong biểu mẫu",
    "string_too_short": "cần ít nhất {min_length} ký tự",
    "string_too_long": "dài quá {max_length} ký tự",
    "json_invalid": "không phải JSON",
    "int_parsing": "phải là số nguyên",
    "float_parsing": "phải là số",
    "datetime_parsing": "không phải giờ và ngày",
    "datetime_from_date_parsing": "không phải giờ và ngày",
    "uuid_parsing": "không phải mã định danh",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "literal_error": "không có trong danh mục",
    "too_long": "chỉ nhận tối đa {max_length} mục",
}


def in_words(error: dict[str, Any]) -> str:
    """A validation error as a Vietnamese phrase."""
    words = _WORDS.get(error["type"], "không đúng định dạng")
    return words.format_map(error.get("ctx") or {}) if "{" in words else words


for _name in ROUTERS:
    api.add_router("", import_module(_name).router)
