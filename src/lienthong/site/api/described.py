"""The description of the API says of each operation what else it may answer, and what a machine has to send with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

Schema = dict[str, Any]

REFUSED = "Refused"
TOKEN = "token"

ANYWHERE = {
    422: "The input is wrong: `field` says where, `message` what to do",
    429: "Too often: `facts.retry_after_seconds`",
    503: "The database is away for the moment: the same request, with the same key, after `Retry-After`",
}
BEHIND_A_DOOR = {
    401: "No token, or one that has ended",
    403: "Not this person's to do, or their mandate or unit has ended",
}
WITH_A_BODY = {
    400: "The body is no JSON, or was cut off",
    409: "What it stands on forbids it",
    413: "The body is too large",
}
OF_SOMETHING = {404: "It does not exist, or it is not yours: one answer for both"}

SHAPE: Schema = {
    "title": REFUSED,
    "type": "object",
    "description": "Why nothing was done",
    "properties": {
        "code": {"type": "string", "description": "Stable"},
        "message": {"type": "string", "description": "For people, in Vietnamese"},
        "field": {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "The input at fault"},
        "facts": {"type": "object"},
    },
    "required": ["code", "message", "field", "facts"],
}

KEY: Schema = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "Names the act: asked again under it, the answer is the same and nothing is done twice",
}


KEYLESS = ("/read", "/public/lookup")
"""Posted, and no act."""


class DescribedAPI(NinjaAPI):
    """Ninja describes what an operation answers when all is well."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: Schema | None = None
    ) -> OpenAPISchema:
        described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        described["components"]["schemas"][REFUSED] = SHAPE
        described["components"].setdefault("securitySchemes", {})[TOKEN] = {
            "type": "http",
            "scheme": "bearer",
        }
        for path, methods in described["paths"].items():
            for method, operation in methods.items():
                _complete(path, method, operation)
        return described


def _complete(path: str, method: str, operation: Schema) -> None:
    if "/public/" not in path:
        operation["security"] = [{TOKEN: []}]
    if method == "post" and not path.endswith(KEYLESS):
        operation["parameters"] = [*operation.get("parameters", []), KEY]
    operation["responses"] |= {status: _answer(says) for status, says in _refusals(path, method)}


def _refusals(path: str, method: str) -> Iterator[tuple[int, str]]:
    groups: list[Mapping[int, str]] = [ANYWHERE, OF_SOMETHING]
    if "/public/" not in path:
        groups.append(BEHIND_A_DOOR)
    if method != "get":
        groups.append(WITH_A_BODY)
    for group in groups:
        yield from group.items()


def _answer(says: str) -> Schema:
    reference = {"$ref": f"#/components/schemas/{REFUSED}"}
    return {"description": says, "content": {"application/json": {"schema": reference}}}
