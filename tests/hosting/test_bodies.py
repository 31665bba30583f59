"""Bodies through the real web server: one without a declared length is read, and after an early answer the next request
of the same connection is answered.
"""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from tests.database import HOME, clone
from tests.running import _free_port, soon

REPORT = {"text": "Đèn đường hỏng trước nhà số 5", "name": "Người Thử", "phone": "0903 000 111"}
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    name = clone("bodies").rpartition("/")[2].partition("?")[0]
    port = _free_port()
    told = {
        "LIENTHONG_DB": EmbeddedServer(HOME).url(name, "app"), "LIENTHONG_HOME": str(HOME),
        "LIENTHONG_WORLD": "kiem-thu",
        "LIENTHONG_SECRET_KEY": "k" * 50, "LIENTHONG_POOL": "1",
    }  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "lienthong.hosting.die_with_parent", str(os.getpid()), sys.executable, "-m",
         "lienthong.hosting.web", "127.0.0.1", str(port)],
        env={**os.environ, **told}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        soon(lambda: _answers(port), 60, lambda: "the web server does not answer")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> bool:
    try:
        return asked(line(port), "GET", "/api/v1/openapi.json")[0] == 200
    except OSError:
        return False


def line(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def asked(connection: http.client.HTTPConnection, method: str, path: str, **more: Any) -> tuple[int, bytes]:
    connection.request(method, path, **more)
    answer = connection.getresponse()
    return answer.status, answer.read()


def pieces(content: bytes, size: int = 7) -> Iterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


def chunked(
    connection: http.client.HTTPConnection, path: str, content: Iterator[bytes], **headers: str
) -> tuple[int, Any]:
    said = {"Transfer-Encoding": "chunked", "Content-Type": "application/json", **headers}
    status, answer = asked(connection, "POST", path, body=content, headers=said, encode_chunked=True)
    return status, json.loads(answer)


def test_a_body_sent_in_chunks_is_read(port: int) -> None:
    content = json.dumps(REPORT).encode()
    status, answer = chunked(
        line(port), "/api/v1/public/reports", pieces(content), **{"Idempotency-Key": "chunked"}
    )
    assert status == 200, answer
    assert answer["code"].startswith("PA")


def test_a_chunked_body_longer_than_allowed_is_told_so(port: int) -> None:
    connection = line(port)
    status, answer = chunked(connection, "/api/v1/public/reports", (bytes(MEGABYTE) for _ in range(12)))
    assert (status, answer["code"]) == (413, "body_too_large")
    assert asked(connection, "GET", "/api/v1/openapi.json")[0] == 200


@pytest.mark.parametrize(
    "path", ["/khong-co", "/api/v1/khong-co", "/viec/01890000-0000-7000-8000-000000000000/giay-to"]
)
def test_after_an_early_answer_the_next_request_is_answered(port: int, path: str) -> None:
    connection = line(port)
    for _ in range(3):
        status, _ = asked(
            connection, "POST", path, body=bytes(2 * MEGABYTE), headers={"Content-Type": "text/plain"}
        )
        assert 400 <= status < 500
        assert asked(connection, "GET", "/api/v1/openapi.json")[0] == 200


def test_who_sends_twelve_megabytes_sees_why_they_are_refused(port: int) -> None:
    connection = line(port)
    status, answer = asked(
        connection, "POST", "/viec/01890000-0000-7000-8000-000000000000/giay-to", body=bytes(12 * MEGABYTE),
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )  # fmt: skip
    assert (status, "Hãy nén hoặc tách tệp" in answer.decode()) == (413, True)
    assert asked(connection, "GET", "/api/v1/openapi.json")[0] == 200


def test_an_empty_body_is_an_empty_body(port: int) -> None:
    status, answer = asked(
        line(port), "POST", "/api/v1/public/reports", headers={"Content-Type": "application/json"}
    )
    assert (status, json.loads(answer)["code"]) == (422, "invalid")
