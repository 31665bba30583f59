"""Pages travel compressed, to whoever takes them so; answers to machines, files and what is short do not."""

import gzip
import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from lienthong.pages.compression import MOST_NOISE, SHORTEST, compressed, gzipped
from tests import cast
from tests.board.rounds import screen
from tests.procedures import dossiers

PAGE = "Hộp việc của phường ".encode() * 40
WIRE_BUDGET = 8_000


def _answer(accepts: str, response: HttpResponse | None = None) -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts} if accepts else {})
    return compressed(request, response or HttpResponse(PAGE))


@pytest.mark.parametrize(
    "accepts", ["gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8", "deflate, gzip"]
)
def test_a_browser_is_sent_less(accepts: str) -> None:
    answer = _answer(accepts)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.content) == PAGE
    assert len(answer.content) < len(PAGE) // 2


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_whoever_does_not_take_it_is_sent_the_page(accepts: str) -> None:
    answer = _answer(accepts)
    assert "Content-Encoding" not in answer.headers
    assert answer.content == PAGE
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_what_is_no_page_stays_as_it_is() -> None:
    others = (
        HttpResponse(PAGE, content_type="application/json"),
        HttpResponse(PAGE, content_type="text/csv"),
        HttpResponse(PAGE[: SHORTEST - 1]),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
        StreamingHttpResponse([PAGE]),
    )
    for response in others:
        before = response.headers.get("Content-Encoding")
        assert _answer("gzip", response).headers.get("Content-Encoding") == before


def test_its_length_is_blurred() -> None:
    """The same page is never told by its length alone (BREACH)."""
    lengths = {len(gzipped(PAGE)) for _ in range(200)}
    assert len(lengths) > 20
    assert max(lengths) - min(lengths) < MOST_NOISE


def test_a_token_stands_in_no_two_pages_alike(db: None) -> None:
    """Masked anew in every page: what is compressed beside reflected words is no secret that stays."""
    client = screen(cast.officer("van_thu"))
    said = [
        re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/tim-kiem?q=a").content.decode())
        for _ in range(2)
    ]
    tokens = [one[1] for one in said if one is not None]
    assert len(set(tokens)) == 2


def test_an_inbox_of_fifty_on_the_wire(db: None) -> None:
    for _ in range(50):
        dossiers.taken_in()
    client = screen(cast.officer("lanh_dao"))
    answer = client.get("/hop-viec", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(answer.content).count(b"data-row") == 50
    assert len(answer.content) <= WIRE_BUDGET
