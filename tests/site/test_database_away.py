"""While the database is away: 503 and when to come back, as JSON at the API and as a sentence on pages."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.requests import DOSSIER
from tests.hosting.serving import web

LOOKED_UP = {"code": "H29.1-250701-0001", "secret": "bi-mat-cua-nguoi-dan"}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A web server whose database nobody started."""
    folder = tmp_path_factory.mktemp("away")
    with web(folder, f"postgresql://lienthong_app:x@/lt_thu?host={folder}") as port:
        yield port


class Answer:
    def __init__(self, port: int, path: str, method: str = "GET", body: str = "", **headers: str) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        asked = body or json.dumps(LOOKED_UP if "lookup" in path else DOSSIER)
        line.request(
            method,
            path,
            asked.encode() if method == "POST" else None,
            {name.replace("_", "-"): value for name, value in headers.items()},
        )
        answer = line.getresponse()
        self.status, self.headers, self.text = answer.status, answer.headers, answer.read().decode()
        line.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/items"),
        ("POST", "/api/v1/dossiers"),
        ("POST", "/api/v1/public/lookup"),
    ],
)
def test_the_api_says_so_as_json(port: int, method: str, path: str) -> None:
    answer = Answer(
        port, path, method, Authorization="Bearer x", Content_Type="application/json", Idempotency_Key="k"
    )
    assert (answer.status, int(answer.headers["Retry-After"])) == (503, 5), answer.text
    said = json.loads(answer.text)
    assert said["code"] == "database_away"
    assert "Idempotency-Key" in said["message"]
    assert set(said) == {"code", "message", "field", "facts"}


@pytest.mark.parametrize("path", ["/", "/tra-cuu", "/hop-viec", "/dieu-hanh"])
def test_pages_say_so_in_a_sentence(port: int, path: str) -> None:
    answer = Answer(port, path, Cookie="lt_thu_nghiem=x")
    assert (answer.status, int(answer.headers["Retry-After"])) == (503, 5), answer.text[:500]
    assert "Tạm thời chưa truy cập được dữ liệu" in answer.text
    assert "Content-Security-Policy" in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_process_lives_and_is_not_ready(port: int, tmp_path: Path) -> None:
    live, ready = Answer(port, "/con-song"), Answer(port, "/san-sang")
    assert (live.status, live.text) == (200, "ok\n")
    assert (ready.status, ready.text) == (503, "away\n")
    assert "Retry-After" in ready.headers


def test_what_was_sent_wrongly_is_told_all_the_same(port: int) -> None:
    """The try at the public door cannot be counted meanwhile."""
    answer = Answer(port, "/api/v1/public/lookup?x=1", "POST", Content_Type="application/json")
    assert answer.status == 503
    wrong = Answer(port, "/api/v1/public/lookup", "POST", Content_Type="application/json", body="{")
    assert (wrong.status, json.loads(wrong.text)["code"]) == (400, "bad_json")


def test_what_is_wrong_by_itself_is_no_matter_of_the_database(port: int) -> None:
    assert Answer(port, "/khong-co").status == 404
