"""The short way to an operation answers what the long way would."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from lienthong.site import lane
from tests import cast

ITEM = "0197c2f0-0000-7000-8000-00000000000a"
OTHER = "0197c2f0-0000-7000-8000-00000000000b"
LONG_WAY = [one for one in settings.MIDDLEWARE if not one.endswith("api_lane")]

ASKED: list[tuple[str, str, Any]] = [
    ("get", "/items", None),
    ("get", "/items?limit=0", None),
    ("get", "/items?q=a%00b", None),
    ("get", f"/items/{ITEM}", None),
    ("get", f"/items/{ITEM.upper()}", None),
    ("get", "/items/không-phải-id", None),
    ("get", "/units/27094", None),
    ("get", "/docs", None),
    ("get", "/openapi.json", None),
    ("get", "/khong-co", None),
    ("get", f"/items/{ITEM}/submit-draft", None),
    ("post", f"/items/{ITEM}/submit-draft", {}),
    ("post", f"/items/{ITEM}/khong-co", {}),
    ("post", f"/items/{ITEM}/send-back-draft", {"note": 5}),
    ("post", "/dossiers", {"procedure": "2.000815"}),
    ("post", "/dossiers", "{"),
    ("delete", "/items", None),
]


def _answer(method: str, path: str, body: Any, token: str | None) -> tuple[int, bytes, dict[str, str]]:
    headers = {"Idempotency-Key": "k"} | ({"Authorization": f"Bearer {token}"} if token else {})
    sent = {} if body is None else {"data": body, "content_type": "application/json"}
    answer = getattr(Client(), method)(f"/api/v1{path}", headers=headers, **sent)
    said = b"" if path == "/docs" else answer.content.replace(b"as_of", b"")
    return (
        answer.status_code,
        said,
        {name: value for name, value in answer.headers.items() if name != "Content-Length"},
    )


@pytest.mark.parametrize(("method", "path", "body"), ASKED)
def test_both_ways_say_the_same(db: None, method: str, path: str, body: Any) -> None:
    for token in (None, cast.caller(cast.an()).token):
        short = _answer(method, path, body, token)
        with override_settings(MIDDLEWARE=LONG_WAY):
            assert _answer(method, path, body, token) == short


def test_addresses_that_differ_in_their_ids_lead_to_one_operation() -> None:
    lane._operation.cache_clear()
    for item in (ITEM, OTHER):
        assert lane._operation(lane._ID.sub(lane._SOME, f"/api/v1/items/{item}/submit-draft"), 1) is not None
    assert lane._operation.cache_info().misses == 1


def test_what_reads_a_word_from_its_address_goes_the_long_way() -> None:
    assert lane._operation("/api/v1/units/27094", 0) is None
    assert lane._operation("/api/v1/docs", 0) is None


def test_a_body_too_large_is_refused_on_the_short_way_too(db: None) -> None:
    answer = Client().post(
        "/api/v1/dossiers",
        b"{}",
        content_type="application/json",
        CONTENT_LENGTH=str(settings.LARGEST_BODY + 1),
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
