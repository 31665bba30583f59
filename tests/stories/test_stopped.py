"""Ctrl-C in the middle of a round, and the next start: what is said, how soon it ends, what goes on."""

import re
import signal
import time
from collections.abc import Iterator

import pytest

from tests import running

HOME = running.CACHE / "served-home"
ENDS_WITHIN_SECONDS = 35
"""Drivers, the verifier's last word (ten), web server and database, on a machine that does other things too."""

WORDS = ("--units", "27094", "--speed", "60", "--seed", "7")
PEOPLES = re.compile(r"Vòng (\d+) của người thật vẫn mở")


@pytest.fixture
def started() -> Iterator[running.Demo]:
    with running.demo(HOME, *WORDS) as demo:
        demo.wait_for("trọn cả bốn", running.WELCOMED_WITHIN_SECONDS)
        yield demo


def stopped(demo: running.Demo) -> str:
    """What is said from Ctrl-C to the end, which comes soon."""
    before, told_at = len(demo.said), time.monotonic()
    demo.process.send_signal(signal.SIGINT)
    running.soon(lambda: "Đang dừng theo yêu cầu" in demo.said[before:], 2, lambda: demo.said)
    assert demo.ends_within(ENDS_WITHIN_SECONDS) == 3
    assert time.monotonic() - told_at < ENDS_WITHIN_SECONDS
    return demo.said[before:]


@pytest.mark.drill
def test_a_round_that_is_stopped_says_why_and_peoples_round_goes_on(started: running.Demo) -> None:
    said = stopped(started)
    assert re.search(r"Vòng \d+ bị dừng ở phút thứ \d+ của kịch bản", said)
    assert "VÒNG KHÔNG HỢP LỆ: có người dừng giữa chừng" in said
    assert "không đủ nhanh" not in said
    peoples = PEOPLES.search(said)
    assert peoples is not None, said
    again = running.Demo(HOME, *WORDS)
    try:
        again.wait_for("trọn cả bốn", running.WELCOMED_WITHIN_SECONDS)
        going_on = PEOPLES.search(stopped(again))
        assert going_on is not None, again.said
        assert going_on[1] == peoples[1]
    finally:
        again.end()
