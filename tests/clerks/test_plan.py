from typing import Any

import pytest

from lienthong_clerks.plan import Marks, in_order, instant_of, read_call, read_instructions, read_round
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
    round_ = read_round(ROUND, 4, None, in_order(map(read_call, [CALL, later])))
    assert [call.expectation for call in round_.calls] == ["e0", "e1"]
    assert round_.ends_at - round_.starts_at == 240
    assert read_round(ROUND, 4, 120.0, in_order(())).ends_at - round_.starts_at == 120


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
            ]
        }
    )
    assert found.for_item("delivery", "arrived") == {"van_thu": ["register_delivery", "return_delivery"]}
    assert found.for_item("delivery", "registered") == {}
    assert found.roles_of("return_delivery") == {"van_thu"}


def test_an_unknown_play_stops_the_start() -> None:
    with pytest.raises(Unfit, match="dance"):
        read_instructions({"steps": [step("van_thu", "dance", "delivery", "arrived")]})


def test_the_address_book_knows_wards_and_sisters() -> None:
    listed = [
        {"unit": 7, "code": "27094", "body": "ubnd", "name": "Ủy ban nhân dân phường An Khánh", "sister": 8},
        {"unit": 8, "code": "27094", "body": "dang_uy", "name": "Đảng ủy phường An Khánh", "sister": 7},
    ]
    book = read_round({**ROUND, "directory": listed}, 4, None, in_order(())).book
    assert book.committees_in("") == {"phường an khánh": 7}
    assert (book.sisters[7], book.sisters[8], book.names[8]) == (8, 7, "Đảng ủy phường An Khánh")


def test_papers_of_other_rounds_and_of_people_are_left_alone() -> None:
    marks = Marks("[Vòng 3]", ["[Người thật]", "[Vòng 1]"])
    assert not marks.foreign("[Vòng 3]: đề nghị báo cáo")
    assert not marks.foreign("Chứng thực bản sao")
    for text in ("[Vòng 1] x", "[Vòng 12] của vòng mở sau", "[Người thật]", "[Vòng 3] phúc đáp [Vòng 4]"):
        assert marks.foreign(text)
    assert marks.lacking("Phúc đáp văn bản số 1")
    assert not marks.lacking("[Vòng 3] Phúc đáp văn bản số 1")


def test_a_round_without_mark_leaves_nothing_alone() -> None:
    marks = Marks("")
    assert not marks.foreign("[Vòng 1]")
    assert not marks.lacking("")


def test_a_call_for_everybody_is_made_once_though_each_stretch_names_it() -> None:
    for_all = {**CALL, "unit": None, "step": "trieu_tap", "call": "meetings.convene"}
    asked = [
        {**for_all, "expectation": "e1", "at_minute": 5},
        {**for_all, "expectation": "e2", "at_minute": 25},
        CALL,
    ]
    assert [call.expectation for call in in_order(map(read_call, asked))] == ["e1", "e1"]
    assert [call.unit for call in in_order(map(read_call, asked))] == [7, None]
