from typing import Any

import pytest

from lienthong_clerks.plan import instant_of, read_instructions, read_round
from lienthong_clerks.tokens import Unfit

CALL: dict[str, Any] = {
    "expectation": "e1",
    "scenario": "van-ban-den-di",
    "instance": 1,
    "unit": 7,
    "step": "gui_den",
    "at_minute": 3.5,
    "call": "documents.send",
    "with": {"to": [7]},
    "repeat_after_ms": None,
}
ROUND: dict[str, Any] = {
    "round": 4,
    "speed": 60,
    "starts_at_real": "2025-06-25T08:00:00+07:00",
    "calls": [CALL],
}


def step(role: str, play: str, kind: str, *states: str) -> dict[str, Any]:
    return {
        "scenario": "s",
        "step": play,
        "role": role,
        "instruct": "",
        "play": play,
        "kind": kind,
        "states": states,
    }


def test_calls_are_put_in_order_and_the_window_shrinks_with_speed() -> None:
    later = {**CALL, "expectation": "e0", "at_minute": 1}
    round_ = read_round({**ROUND, "calls": [CALL, later]}, 4, None)
    assert [call.expectation for call in round_.calls] == ["e0", "e1"]
    assert round_.ends_at - round_.starts_at == 240
    assert read_round(ROUND, 4, 120.0).ends_at - round_.starts_at == 120


def test_a_start_without_zone_is_refused() -> None:
    assert instant_of("1970-01-01T07:00:00+07:00") == 0
    assert instant_of(12) == 12.0
    with pytest.raises(Unfit, match="no time zone"):
        instant_of("2025-06-25T08:00:00")


def test_instructions_lead_from_item_to_role() -> None:
    found = read_instructions(
        {
            "steps": [
                step("van_thu", "register_delivery", "delivery", "arrived"),
                step("van_thu", "return_delivery", "delivery", "arrived"),
                step("van_thu", "register_delivery", "delivery", "arrived"),
                {**step("cong_dan", "", "report"), "play": None},
            ],
            "leave_alone": ["[người]"],
        }
    )
    assert found.for_item("delivery", "arrived") == {"van_thu": ["register_delivery", "return_delivery"]}
    assert found.for_item("delivery", "registered") == {}
    assert found.roles_of("return_delivery") == {"van_thu"}
    assert found.for_people("[người] Diễn tập")
    assert not found.for_people("Diễn tập")


def test_an_unknown_play_stops_the_start() -> None:
    with pytest.raises(Unfit, match="dance"):
        read_instructions({"steps": [step("van_thu", "dance", "delivery", "arrived")]})
