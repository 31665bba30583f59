"""Whether a round counts, and whose failure it is when it does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.rehearsal.conduct import (
    Conduct,
    Validity,
    answer_limit_ms,
    costs,
    judges,
    sentence,
    validity,
)

GOOD = Conduct(
    speed=60, lateness_p99_ms=12.0, answer_p99_ms=180.0, waiting_most=9, requests=4000, acts=1000, machine_busy=0.7,
    others_busy=0.0, cores=2, cpu_seconds={"web": 4.0, "postgres": 3.0, "verifier": 1.0, "clerks": 2.0},
)  # fmt: skip


def test_a_round_the_machine_held_is_valid() -> None:
    assert validity(GOOD) is Validity.VALID
    assert sentence(GOOD).startswith("Vòng hợp lệ.")
    assert "máy 2 lõi bận 70 %" in sentence(GOOD)


def test_slow_answers_make_it_invalid_and_name_the_machine() -> None:
    slow = replace(GOOD, speed=480, answer_p99_ms=5300.0, waiting_most=1240, machine_busy=0.99)
    assert validity(slow) is Validity.OVERLOADED
    said = sentence(slow)
    assert "máy này không đủ nhanh cho tốc độ 480" in said
    assert "Không kết luận về đơn vị nào" in said
    assert "5.300 ms" in said
    assert "1.240 yêu cầu chờ" in said
    assert "bận 99 %" in said


def test_a_machine_at_rest_is_not_blamed() -> None:
    assert "dù máy chưa bận hết" in sentence(
        replace(GOOD, answer_p99_ms=9000.0, machine_busy=0.3, machine_peak=0.5)
    )


def test_a_machine_busy_for_some_seconds_is_named_however_calm_the_rest() -> None:
    slow = replace(GOOD, speed=480, answer_p99_ms=9000.0, machine_busy=0.6, machine_peak=0.99)
    assert "máy này không đủ nhanh" in sentence(slow)
    assert "bận 60 %, lúc cao nhất 99 %" in sentence(slow)


def test_what_others_took_of_the_machine_is_said() -> None:
    assert "40 % do chương trình khác" in sentence(
        replace(GOOD, answer_p99_ms=9000.0, others_busy=0.4, machine_busy=1.0)
    )


def test_a_late_driver_blames_nobody_either() -> None:
    late = replace(GOOD, lateness_p99_ms=251.0)
    assert validity(late) is Validity.DRIVER_LATE
    assert "máy này không đủ nhanh" in sentence(late)


def test_a_round_stopped_by_hand_says_so() -> None:
    stopped = replace(GOOD, stopped_at_minute=112.4)
    assert validity(stopped) is Validity.STOPPED
    assert "có người dừng giữa chừng, ở phút thứ 112 của kịch bản" in sentence(stopped)
    assert "có người dừng" not in sentence(replace(stopped, overran=True))


def test_without_a_word_from_the_driver_nothing_is_known() -> None:
    assert validity(Conduct(60)) is None
    assert judges(None)


@given(st.sampled_from(Validity))
def test_only_a_valid_round_judges(found: Validity) -> None:
    assert judges(found) == (found is Validity.VALID)


@given(st.floats(0.5, 600), st.floats(0.5, 600))
def test_a_faster_round_never_allows_slower_answers(one: float, other: float) -> None:
    slower, faster = sorted((one, other))
    assert answer_limit_ms(faster) <= answer_limit_ms(slower) <= 2000


def test_the_platform_is_told_apart_from_those_who_ask_it() -> None:
    told = {one.who: one for one in costs(GOOD)}
    assert told["server"].seconds == 8.0
    assert told["all"].seconds == 10.0
    assert told["server"].per_act_ms == pytest.approx(8.0)
    assert told["server"].per_request_ms == pytest.approx(2.0)
    assert costs(Conduct(60)) == []
