from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.conference import rules
from lienthong.conference.terms import MEETING_STATES, MOVES, POINT_STATES, ROLL_CALL, TRIES, VERBS
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal

MORNING = datetime(2025, 6, 25, 7, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"subject": "  "}, "subject_missing"),
        ({"units": []}, "units_missing"),
        ({"starts_at": MORNING - timedelta(days=1)}, "starts_in_the_past"),
    ],
)
def test_a_meeting_needs_a_subject_points_and_a_day_to_come(wrong: dict[str, object], code: str) -> None:
    asked = {"subject": "Diễn tập", "units": [1], "starts_at": MORNING, "now": MORNING, **wrong}
    with pytest.raises(Refusal) as refused:
        rules.check_meeting(**asked)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_time_without_zone_is_the_time_on_our_clocks() -> None:
    naive = MORNING.replace(tzinfo=None)
    assert rules.check_meeting(subject="Họp", units=[1], starts_at=naive, now=MORNING) == MORNING


def test_after_a_cut_only_those_who_have_not_confirmed_answer_again() -> None:
    assert rules.join_move(confirmed=False).step == "answer_code"
    assert rules.join_move(confirmed=True).step != "answer_code"


def test_a_wrong_code_says_how_many_tries_are_left() -> None:
    with pytest.raises(Refusal, match="wrong_code") as refused:
        rules.check_answer("wrong", TRIES - 1)
    assert refused.value.facts["tries_left"] == 0
    with pytest.raises(Refusal, match="code_locked"):
        rules.check_answer("locked", TRIES)
    rules.check_answer("right", TRIES - 1)


@given(st.lists(st.sampled_from(sorted(ROLL_CALL))))
def test_the_roll_call_counts_every_point_once(states: list[str]) -> None:
    assert sum(rules.tally(states).values()) == len(states)


def test_every_state_and_verb_has_words() -> None:
    assert {move.to for move in MOVES.values()} | set(ROLL_CALL) <= {*MEETING_STATES, *POINT_STATES}
    assert {move.verb for move in MOVES.values()} <= set(VERBS)
