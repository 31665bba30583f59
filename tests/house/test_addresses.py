"""Whoever follows the documents arrives: each address they name answers with a page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.board.rounds import screen
from tests.cast import TTCDS, officer
from tests.house.source import SRC

ROOT = SRC.parent
ADDRESS = re.compile(r"`(/[a-z0-9/.-]+)`")
NO_ADDRESS = {"/remove": "the end of another address", "/var/lib/lienthong": "a folder"}
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/*.md"]


def _named() -> list[str]:
    pages: list[Path] = [page for pattern in DOCUMENTS for page in ROOT.glob(pattern)]
    found = {address for page in pages for address in ADDRESS.findall(page.read_text("utf-8"))}
    return sorted(found - set(NO_ADDRESS))


@pytest.mark.parametrize("address", _named())
def test_an_address_a_document_names_answers(db: None, address: str) -> None:
    asked = [Client(), screen(officer("quan_tri", TTCDS)), screen(officer("lanh_dao"))]
    answers = [client.get(address).status_code for client in asked]
    assert 200 in answers, f"{address}: {answers}"


def test_the_readme_names_some() -> None:
    assert {"/dieu-hanh", "/tra-cuu", "/phan-anh", "/api/v1/docs"} <= set(_named())


def test_the_api_is_described_under_our_own_policy(db: None) -> None:
    """Of every operation, without a script of somebody else's or one written into the page."""
    answer = Client().get("/api/v1/docs")
    page = answer.content.decode()
    described = Client().get("/api/v1/openapi.json")
    assert described.status_code == 200
    paths = described.json()["paths"]
    assert len(paths) > 50
    for path, operations in paths.items():
        for method in operations:
            assert f"{method.upper()} {path}" in page, path
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)", page), "a script written into the page"
    sources = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert [one for one in sources if one.startswith(("http:", "https:", "//"))] == []
    assert settings.CONTENT_SECURITY_POLICY["style-src"] == "'self'"
    assert "style=" not in page
