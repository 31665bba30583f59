"""An answer is remembered for a moment, and then asked for again."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lienthong.kernel.lately import MOST_KEPT, Lately, forget_all


def _counting(seconds: float = 60.0) -> tuple[Lately[[int], str], list[int]]:
    asked: list[int] = []

    def ask(day: int) -> str:
        asked.append(day)
        return f"answer {day}, {len(asked)}"

    return Lately(ask, seconds), asked


def test_each_question_is_asked_once() -> None:
    lately, asked = _counting()
    assert [lately(1), lately(1), lately(2), lately(1)] == [
        "answer 1, 1",
        "answer 1, 1",
        "answer 2, 2",
        "answer 1, 1",
    ]
    assert asked == [1, 2]


def test_after_its_seconds_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lately, asked = _counting(seconds=1.0)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    lately(1)
    monkeypatch.setattr(time, "monotonic", lambda: now + 0.99)
    lately(1)
    assert asked == [1]
    monkeypatch.setattr(time, "monotonic", lambda: now + 1.0)
    lately(1)
    assert asked == [1, 1]


def test_of_several_askers_at_once_one_asks() -> None:
    lately, asked = _counting()
    with ThreadPoolExecutor(8) as several:
        answers = set(several.map(lately, [5] * 64))
    assert (answers, asked) == ({"answer 5, 1"}, [5])


def test_a_question_that_failed_is_not_remembered() -> None:
    def ask() -> int:
        raise LookupError

    lately = Lately(ask, 60.0)
    for _ in range(2):
        with pytest.raises(LookupError):
            lately()


def test_it_forgets() -> None:
    lately, asked = _counting()
    for day in range(3 * MOST_KEPT):
        lately(day)
    assert len(lately._kept) <= MOST_KEPT
    forget_all()
    lately(3 * MOST_KEPT - 1)
    assert asked[-2:] == [3 * MOST_KEPT - 1] * 2
