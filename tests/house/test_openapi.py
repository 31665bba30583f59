"""What the API says of itself holds: whatever is sent to it, within its description or against it, is answered with a
status that is written down there, never with a broken one.

`schemathesis` makes what is sent. Bounded: few examples an operation, the same in every run.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode

from lienthong.site.api import api
from lienthong.site.api.described import REFUSED
from tests import cast, sql

DESCRIPTION: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)
EXAMPLES = 4
MODES = {"within": GenerationMode.POSITIVE, "against": GenerationMode.NEGATIVE}


def _operations() -> Iterator[tuple[str, str]]:
    for path, methods in DESCRIPTION["paths"].items():
        for method in methods:
            yield path, method


@pytest.fixture(scope="module")
def callers() -> dict[str, str]:
    return {}


def _token() -> str:
    return cast.caller(cast.officer("quan_tri", cast.TTCDS)).token


def _sent(case: Case, token: str) -> Any:
    """Through Django's own client: in the test's transaction, as the application."""
    headers = {name: str(value) for name, value in (case.headers or {}).items() if str(value).isprintable()}
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "schemathesis"} | {
        name: value for name, value in headers.items() if name.lower() != "authorization" and value.isascii()
    }
    query = urlencode(
        {name: value for name, value in (case.query or {}).items() if value is not None}, doseq=True
    )
    path = case.formatted_path + (f"?{query}" if query else "")
    body = case.body if isinstance(case.body, bytes) else _encoded(case.body)
    client = Client(raise_request_exception=False)
    return client.generic(case.method, path, body, content_type="application/json", headers=headers)


def _encoded(body: object) -> bytes:
    try:
        return json.dumps(body).encode()
    except TypeError:  # nothing was to be sent
        return b""


@pytest.mark.parametrize("mode", sorted(MODES))
@pytest.mark.parametrize(("path", "method"), list(_operations()))
def test_no_operation_answers_what_it_does_not_say(db: None, path: str, method: str, mode: str) -> None:
    operation = SCHEMA[path][method.upper()]
    token = _token()

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=MODES[mode]))
    def answered(case: Case) -> None:
        _forget_tries()
        answer = _sent(case, token)
        known = {str(status) for status in DESCRIPTION["paths"][path][method]["responses"]}
        said = f"{method} {case.formatted_path} {case.query} {case.body!r}: {answer.content[:200]!r}"
        assert answer.status_code < 500, said
        # Where a path was made that leads to no operation, it is another one's, or none's.
        assert str(answer.status_code) in known | ({"405"} if mode == "against" else set()), said
        if answer.status_code >= 400:
            assert set(answer.json()) == {"code", "message", "field", "facts"}, said

    try:
        answered()
    except schemathesis.errors.SchemathesisError as nothing_to_send:
        pytest.skip(f"nothing can be sent {mode} the description: {nothing_to_send}")


def _forget_tries() -> None:
    sql.run("reset role")
    sql.run("delete from knock")
    sql.run("set local role lienthong_app")


def test_every_operation_says_what_it_refuses() -> None:
    for path, method in _operations():
        operation = DESCRIPTION["paths"][path][method]
        assert {"200", "404", "422", "429", "503"} <= set(operation["responses"]), path
        assert ("security" in operation) is ("/public/" not in path), path
        assert ("401" in operation["responses"]) is ("/public/" not in path), path
        if method == "post":
            assert {"400", "409", "413"} <= set(operation["responses"]), path
        for status, answer in operation["responses"].items():
            if status != "200":
                reference = answer["content"]["application/json"]["schema"]["$ref"]
                assert reference == f"#/components/schemas/{REFUSED}"
