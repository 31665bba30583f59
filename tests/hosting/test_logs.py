"""What the processes of a home say is bounded: in size while they run, and however often somebody asks wrongly."""

import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from lienthong.hosting.logs.seldom import MOST_KINDS, Seldom
from lienthong.hosting.logs.small import keep_logs_small, keep_small
from tests.running import soon

TALKS = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"


def test_a_log_is_kept_small_while_its_process_goes_on_writing(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", TALKS], stdin=subprocess.PIPE, stdout=out, text=True
        )
    assert process.stdin is not None
    with process, process.stdin as talk:
        for _ in range(3):
            talk.write("x" * 1_999 + "\n")
            talk.flush()
            soon(lambda: log.stat().st_size >= 2_000)
            keep_small(log, 1_000)
            assert log.stat().st_size == 0
        talk.write("after\n")
        talk.flush()
        soon(lambda: log.read_text() == "after\n")
    assert log.with_suffix(".log.1").stat().st_size == 2_000
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 3_000


def test_every_log_of_a_home_is_looked_after(tmp_path: Path) -> None:
    class Server:
        home = tmp_path

        def log(self) -> Path:
            return tmp_path / "server.log"

    (tmp_path / "logs").mkdir()
    written = [tmp_path / "logs" / f"{name}.log" for name in ("web", "worker", "driver")] + [
        tmp_path / "server.log"
    ]
    for log in written:
        log.write_text("x" * 100)
    keep_logs_small(Server(), 50)  # type: ignore[arg-type]
    assert [log.stat().st_size for log in written] == [0, 0, 0, 0]


def record(message: str, at: float, *args: Any, error: Exception | None = None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("x", logging.ERROR, __file__, 1, message, args, info)
    made.created = at
    return made


def test_the_same_complaint_is_written_once_a_minute() -> None:
    seldom = Seldom()
    assert seldom.filter(record("Not Found: %s", 0.0, "/a"))
    assert not any(seldom.filter(record("Not Found: %s", 1.0 + n / 100, f"/{n}")) for n in range(1_000))
    assert seldom.filter(record("Forbidden: %s", 2.0, "/a")), "another kind"
    later = record("Not Found: %s", 61.0, "/b")
    assert seldom.filter(later)
    assert later.getMessage() == "Not Found: /b (and 1000 more of its kind)"


def test_a_bug_is_told_apart_by_where_it_is() -> None:
    def broken(how: str) -> Exception:
        try:
            return (int(how) and None) or ValueError()
        except ValueError as error:
            return error

    seldom, one = Seldom(), broken("x")
    other = ZeroDivisionError()
    assert seldom.filter(record("Internal Server Error: %s", 0.0, "/", error=one))
    assert not seldom.filter(record("Internal Server Error: %s", 1.0, "/", error=broken("y")))
    assert seldom.filter(record("Internal Server Error: %s", 1.0, "/", error=other))


def test_what_is_remembered_is_bounded() -> None:
    seldom = Seldom()
    for n in range(3 * MOST_KINDS):
        seldom.filter(record(f"kind {n}", 0.0))
    assert len(seldom._said) <= MOST_KINDS


@pytest.mark.django_db
def test_a_stranger_fills_no_log(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Seldom())
    logging.getLogger().addHandler(handler)
    try:
        client = Client(raise_request_exception=False)
        for n in range(40):
            client.get(f"/khong-co-{n}")
            client.get(f"/api/v1/khong-co-{n}")
            client.post("/dang-nhap", {"username": "a\x00b"})
            client.post("/api/v1/public/reports", "{", content_type="application/json")
    finally:
        logging.getLogger().removeHandler(handler)
    assert len(capsys.readouterr().err.splitlines()) <= 8
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["seldom"]
