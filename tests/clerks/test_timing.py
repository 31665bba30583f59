from hypothesis import given
from hypothesis import strategies as st

from lienthong_clerks.timing import (
    MEDIAN_THOUGHT,
    POLL_SECONDS,
    THOUGHT_CEILING,
    USUAL_THOUGHT,
    Pace,
    Spread,
    next_poll,
    poll_offset,
    poll_seconds,
    seeded,
    thought,
)

minutes = st.floats(0, 240)
speeds = st.floats(0.5, 600)


@given(minutes, minutes, speeds)
def test_calls_keep_their_order_at_any_speed(first: float, second: float, speed: float) -> None:
    pace = Pace(origin=1000.0, speed=speed)
    if first <= second:
        assert pace.instant(first) <= pace.instant(second)


@given(minutes)
def test_speed_60_is_one_scenario_minute_a_second(minute: float) -> None:
    assert abs(Pace(0.0, 60.0).instant(minute) - minute) < 1e-9


@given(st.sampled_from([*MEDIAN_THOUGHT, "somebody_else"]), st.integers())
def test_nobody_acts_before_reading_or_thinks_forever(role: str, seed: int) -> None:
    median = MEDIAN_THOUGHT.get(role, USUAL_THOUGHT)
    assert 0 < thought(role, seeded(seed)) <= median * THOUGHT_CEILING


def test_half_of_the_thoughts_are_below_the_median() -> None:
    chance = seeded(7)
    below = sum(thought("chuyen_vien", chance) < MEDIAN_THOUGHT["chuyen_vien"] for _ in range(4000))
    assert 1850 < below < 2150


@given(st.integers())
def test_the_same_seed_thinks_the_same(seed: int) -> None:
    one, other = seeded(seed, "27094"), seeded(seed, "27094")
    assert [thought("van_thu", one) for _ in range(5)] == [thought("van_thu", other) for _ in range(5)]


@given(st.integers(1, 400))
def test_units_look_evenly_over_the_interval(units: int) -> None:
    offsets = [poll_offset(place, units, POLL_SECONDS) for place in range(units)]
    assert offsets[0] == 0
    assert max(offsets) < POLL_SECONDS
    assert len(set(offsets)) == units


@given(speeds, st.integers(0, 50))
def test_no_unit_asks_more_often_than_every_three_seconds_nor_more_seldom_than_eight_minutes(
    speed: float, idle: int
) -> None:
    seconds = poll_seconds(speed, idle)
    assert seconds >= POLL_SECONDS
    assert seconds <= max(POLL_SECONDS, 480 / speed)
    assert poll_seconds(speed) == max(POLL_SECONDS, 120 / speed)


@given(st.floats(0, 1e6), st.floats(0, 60), st.integers())
def test_a_slow_answer_is_not_followed_by_haste(previous: float, took: float, seed: int) -> None:
    now = previous + took
    due = next_poll(previous, now, POLL_SECONDS, seeded(seed))
    assert due >= now + POLL_SECONDS / 2 - 1e-6
    assert due <= max(previous + POLL_SECONDS * 1.1, now + POLL_SECONDS / 2) + 1e-6


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(1, 100))
def test_a_percentile_is_a_measured_value_that_enough_others_reach(
    values: list[float], percent: float
) -> None:
    spread = Spread()
    for value in values:
        spread.add(value)
    found = spread.percentile(percent)
    assert found in values
    assert sum(value <= found for value in values) >= len(values) * percent / 100
    assert spread.percentile(100) == max(values)


def test_nothing_measured_is_zero_of_zero() -> None:
    assert Spread().summary(50, 99) == {"n": 0, "p50_ms": 0.0, "p99_ms": 0.0}
