"""Through granian: whoever sends or reads slowly holds a thread that waits, and nobody's place at the database."""

import hashlib
import http.client
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from typing import Any, NamedTuple

import psycopg
import pytest
from django.conf import settings

from lienthong.hosting.running.places import WAIT_SECONDS
from lienthong.hosting.web import PLACES, WORKERS
from tests.committed import CommittedWorld, committed_world
from tests.hosting.more_urls import LARGE, MEGABYTE
from tests.hosting.serving import status, web

SLOW = 10
SOON_SECONDS = 5.0


LOCK_SECONDS = WAIT_SECONDS + 3
"""After which PostgreSQL ends a statement that waits for a lock; less than ours, so that the test is over sooner."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[CommittedWorld]:
    with django_db_blocker.unblock(), committed_world(worker_id) as world:
        yield world


@pytest.fixture(scope="module")
def port(world: CommittedWorld, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("web")
    with web(folder, f"{world.app}&options=-c%20lock_timeout%3D{LOCK_SECONDS}s") as port:
        yield port


def begun(port: int, sent: bytes) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", port))
    line.sendall(sent)
    return line


def reading(port: int, path: str) -> socket.socket:
    """It has read the head of the answer and reads no further."""
    line = begun(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    line.settimeout(20)
    assert line.recv(1024).startswith(b"HTTP/1.1 200")
    return line


def sending(port: int, length: int, already: bytes, path: str = "/thu/gui") -> socket.socket:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    return begun(port, head.encode() + already)


def everybody_else_is_served(port: int) -> None:
    """More often than there are places, at an address that asks the database."""
    for _ in range(4 * WORKERS * PLACES):
        began = time.monotonic()
        assert status(port, "/san-sang") == 200
        assert time.monotonic() - began < SOON_SECONDS


@pytest.mark.parametrize("path", ["/thu/tep", "/thu/dan"])
def test_ten_slow_readers_stop_nobody(port: int, path: str) -> None:
    with ExitStack() as lines:
        slow = [lines.enter_context(reading(port, path)) for _ in range(SLOW)]
        everybody_else_is_served(port)
        for line in slow[1:]:
            line.close()
        with slow[0].makefile("rb") as rest:
            answer = rest.read()
    assert MEGABYTE in answer
    assert len(answer) > LARGE * len(MEGABYTE) - 4096, "the one who had patience has all of it"
    everybody_else_is_served(port)


def test_ten_slow_senders_stop_nobody(port: int) -> None:
    with ExitStack() as lines:
        few = [lines.enter_context(sending(port, 2000, b"a")) for _ in range(SLOW)]
        many = [lines.enter_context(sending(port, 1_900_000, b"a" * 5000)) for _ in range(SLOW)]
        everybody_else_is_served(port)
        few[0].sendall(b"a" * 1999)
        assert said(few[0]) == {"length": 2000, "sha256": hashlib.sha256(b"a" * 2000).hexdigest()}
        many[0].sendall(b"a" * 1_895_000)
        assert said(many[0])["length"] == 1_900_000
    everybody_else_is_served(port)


def test_ten_slow_senders_of_large_files_stop_nobody(port: int) -> None:
    length = settings.LARGEST_BODY + 1000
    with ExitStack() as lines:
        slow = [lines.enter_context(sending(port, length, b"a" * 5000, "/thu/gui-lon")) for _ in range(SLOW)]
        everybody_else_is_served(port)
        slow[0].sendall(b"a" * (length - 5000))
        assert said(slow[0]) == {"length": length, "sha256": hashlib.sha256(b"a" * length).hexdigest()}
    everybody_else_is_served(port)


def said(line: socket.socket) -> dict[str, Any]:
    line.settimeout(20)
    with line.makefile("rb") as file:
        answer = file.read()
    found: dict[str, Any] = json.loads(answer.partition(b"\r\n\r\n")[2])
    return found


def test_a_body_whose_sender_went_away_reaches_no_act(port: int) -> None:
    with sending(port, 2000, b"a" * 1000) as line:
        line.shutdown(socket.SHUT_WR)
        line.settimeout(20)
        assert b"200 OK" not in line.recv(1024)


def test_a_body_of_unknown_length_is_read(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("POST", "/thu/gui", iter([b"a" * 1000] * 1900), encode_chunked=True)
    answer = json.loads(line.getresponse().read())
    assert answer == {"length": 1_900_000, "sha256": hashlib.sha256(b"a" * 1_900_000).hexdigest()}
    line.close()


@pytest.mark.parametrize("declared", [True, False])
def test_what_is_too_long_is_told_and_the_next_request_is_answered(port: int, declared: bool) -> None:
    """12 MB: the sender, who is still sending, sees the 413; the line stays usable."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    body = b"a" * (settings.LARGEST_BODY + 1024 * 1024)
    if declared:
        line.request("POST", "/thu/gui", body)
    else:
        line.request("POST", "/thu/gui", iter([body[:65536]] * (len(body) // 65536)), encode_chunked=True)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 413
    if declared:
        line.request("GET", "/con-song")
        assert line.getresponse().read() == b"ok\n"
    line.close()


def test_a_file_that_breaks_off_does_not_look_whole(port: int) -> None:
    """The server ends a broken answer like a whole one; its length tells."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", "/thu/hong")
    answer = line.getresponse()
    assert int(answer.headers["Content-Length"]) == LARGE * len(MEGABYTE)
    with pytest.raises(http.client.IncompleteRead):
        answer.read()
    line.close()
    everybody_else_is_served(port)


def test_a_static_file_is_one_piece(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", "/static/components.css")
    answer = line.getresponse()
    content = answer.read()
    assert (answer.status, answer.headers["Content-Length"]) == (200, str(len(content)))
    line.close()


class Said(NamedTuple):
    status: int
    retry_after: int
    code: str
    seconds: float


def looked_up(port: int) -> Said:
    """A citizen's look-up at the API, whatever comes of it."""
    began, line = time.monotonic(), http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked = json.dumps({"code": "H29.1-250701-0001", "secret": "bi-mat-cua-nguoi-dan"})
    line.request("POST", "/api/v1/public/lookup", asked, {"Content-Type": "application/json"})
    answer = line.getresponse()
    code = json.loads(answer.read())["code"]
    line.close()
    return Said(answer.status, int(answer.headers.get("Retry-After", 0)), code, time.monotonic() - began)


def test_while_all_places_wait_for_a_lock_everybody_is_told_so_and_nothing_hangs(
    world: CommittedWorld, port: int
) -> None:
    """Both workers live and answer what asks the database nothing: nobody replaces them. Who has no place is told so
    after 15 s, who has one when PostgreSQL gives the lock up, and is not asked a second time.
    """
    many = 8 * WORKERS * PLACES
    with ThreadPoolExecutor(many) as citizens, psycopg.connect(world.owner) as holder:
        holder.execute("lock table world in access exclusive mode")
        waiting: list[Future[Said]] = [citizens.submit(looked_up, port) for _ in range(many)]
        while wait(waiting, timeout=2).not_done:
            assert status(port, "/con-song") == 200
        answers = [each.result() for each in waiting]
        holder.rollback()
    assert {(answer.status, answer.retry_after) for answer in answers} == {(503, 5)}
    by_code = {code: [a.seconds for a in answers if a.code == code] for code in ("busy", "database_away")}
    assert len(by_code["busy"]) + len(by_code["database_away"]) == many
    assert 0 < len(by_code["database_away"]) <= WORKERS * PLACES
    assert min(by_code["busy"]) >= WAIT_SECONDS
    assert max(by_code["busy"]) < LOCK_SECONDS
    assert max(by_code["database_away"]) < LOCK_SECONDS + SOON_SECONDS, "asked twice"
    assert looked_up(port).status == 404
    everybody_else_is_served(port)
