"""The API's operations as a page: what `/api/v1/openapi.json` says, drawn in our own frame, without a script."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lienthong.pages.frame import page
from lienthong.site.api import api

Schema = Mapping[str, Any]


class Field(NamedTuple):
    """A parameter, or a field of what is sent."""

    name: str
    place: str
    kind: str
    is_required: bool
    says: str


class Operation(NamedTuple):
    room: str
    method: str
    path: str
    summary: str
    fields: Sequence[Field]


PLACES = {"header": "tiêu đề", "path": "đường dẫn", "query": "truy vấn", "body": "nội dung"}
KINDS = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true hoặc false",
    "object": "đối tượng JSON",
    "uuid": "UUID",
    "date": "ngày, 2025-07-01",
    "date-time": "lúc, 2025-07-01T08:00:00+07:00",
}


@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        return page(request, "operations.html", title="API", rooms=_rooms(), total=len(_all()))


@cache
def _rooms() -> list[tuple[str, list[Operation]]]:
    ordered = sorted(_all(), key=lambda operation: (operation.room, operation.path, operation.method))
    return [(room, list(members)) for room, members in groupby(ordered, key=lambda operation: operation.room)]


@cache
def _all() -> list[Operation]:
    described: Any = api.get_openapi_schema()
    named = described["components"]["schemas"]
    return [
        Operation(
            (operation.get("tags") or [""])[0],
            method.upper(),
            path,
            operation.get("summary", ""),
            [*_parameters(operation, named), *_body(operation, named)],
        )
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def _parameters(operation: Schema, named: Schema) -> Iterator[Field]:
    for parameter in operation.get("parameters", []):
        place = PLACES.get(parameter["in"], parameter["in"])
        yield _field(parameter["name"], place, parameter["schema"], parameter["required"], named)


def _body(operation: Schema, named: Schema) -> Iterator[Field]:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = _resolved(content["schema"], named)
        for name, field in schema.get("properties", {}).items():
            yield _field(name, PLACES["body"], field, name in schema.get("required", ()), named)


def _field(name: str, place: str, schema: Schema, is_required: bool, named: Schema) -> Field:
    field = _resolved(schema, named)
    label = schema.get("title", "")
    says = [label if label.replace(" ", "_").lower() != name else "", schema.get("description", "")]
    says += [*_limits(field), schema.get("help", "")]
    return Field(name, place, _kind(field, named), is_required, "; ".join(words for words in says if words))


def _kind(field: Schema, named: Schema) -> str:
    if "enum" in field or "const" in field:
        return " | ".join(map(str, field.get("enum", [field.get("const")])))
    if field.get("type") == "array":
        return f"danh sách: {_kind(_resolved(field.get('items', {}), named), named)}"
    return KINDS.get(field.get("format", ""), KINDS.get(field.get("type", ""), "JSON"))


def _limits(field: Schema) -> Iterator[str]:
    if "maximum" in field and "minimum" in field:
        yield f"từ {field['minimum']} đến {field['maximum']}"
    if "maxLength" in field and field.get("type") == "string":
        yield f"tối đa {field['maxLength']} ký tự"


def _resolved(schema: Schema, named: Schema) -> Schema:
    """What a reference or "this or nothing" stands for."""
    if "$ref" in schema:
        return _resolved(named[schema["$ref"].rsplit("/", 1)[1]], named)
    if "anyOf" in schema:
        return _resolved(next(option for option in schema["anyOf"] if option.get("type") != "null"), named)
    return schema
