from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.periods import Period
from lienthong.kernel.text import fold
from lienthong.units.rules import (
    area_name,
    body_names,
    former,
    gaps,
    held_twice,
    in_a_phrase,
    jurisdiction_name,
    kind_of,
    same_name,
)

FIRST = date(2025, 1, 1)
LIFE = Period(FIRST, None)


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("Phường An Khánh", "Phường An Khánh", "phường"),
        ("Thị Trấn Yên Minh", "Thị trấn Yên Minh", "thị trấn"),
        ("Thi trấn Ngan Dừa", "Thị trấn Ngan Dừa", "thị trấn"),
        ("xã Vạn Phú", "Xã Vạn Phú", "xã"),
        ("Xuân Phước", "Xã Xuân Phước", "xã"),
        ("Thị Xã Sa Pa", "Thị xã Sa Pa", "thị xã"),
        ("Quảng Trị", "Tỉnh Quảng Trị", "tỉnh"),
        ("Phường  1", "Phường 1", "phường"),
    ],
)
def test_a_name_has_one_spelling_of_its_kind(written: str, name: str, kind: str) -> None:
    assert area_name(written, "Tỉnh" if written == "Quảng Trị" else "Xã") == name
    assert kind_of(name) == kind


def test_a_name_written_in_parts_is_composed() -> None:
    assert area_name("Phu\u031bo\u031b\u0300ng An Kha\u0301nh") == "Phường An Khánh"


@pytest.mark.parametrize(
    ("area", "phrase"),
    [
        ("Phường An Khánh", "phường An Khánh"),
        ("Phường 1", "Phường 1"),
        ("Quận 12", "Quận 12"),
        ("Thành phố Thủ Đức", "thành phố Thủ Đức"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Đặc khu Côn Đảo", "đặc khu Côn Đảo"),
    ],
)
def test_a_kind_is_small_inside_a_phrase_but_not_before_a_number(area: str, phrase: str) -> None:
    assert in_a_phrase(area) == phrase


def test_bodies_are_named_after_their_area() -> None:
    assert body_names("ubnd", "Phường 1") == ("Ủy ban nhân dân Phường 1", "UBND Phường 1", "UBND")
    assert body_names("dang_uy", "Xã Bình Mỹ")[0] == "Đảng ủy xã Bình Mỹ"


def test_two_spellings_are_one_name_and_two_names_are_not() -> None:
    assert same_name("Phường Đông Hòa", "phường Đông Hoà")
    assert same_name("Xã Điềm Thụy", "Xã Điềm Thuỵ")
    assert same_name("Phường Đông Hoà.", "Phường Đông Hòa.")
    assert same_name("(Phường Đông Hoà)", "(Phường Đông Hòa)")
    assert not same_name("Xã Thạnh An", "Xã Thanh An")
    assert fold("Xã Thạnh An") == fold("Xã Thanh An")


def test_jurisdictions_have_names_for_the_screen() -> None:
    assert jurisdiction_name("part", "Phường An Khánh", "Phường An Phú", None, None) == (
        "Phần địa bàn Phường An Phú về Phường An Khánh"
    )
    assert former("Phường An Khánh", date(2025, 7, 1), date(2025, 7, 1)) == "Phường An Khánh cũ"
    assert former("Phường An Khánh", date(2025, 7, 1), date(2025, 6, 30)) == "Phường An Khánh"


days = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def spans(draw: st.DrawFn) -> Period:
    start, end = draw(days), draw(st.none() | days)
    return Period(start, end if end is None or end > start else start + timedelta(days=1))


@given(st.lists(spans(), max_size=5))
def test_a_day_is_in_a_gap_exactly_when_nobody_holds_it(held: list[Period]) -> None:
    found = gaps(LIFE, held)
    for n in range(50):
        day = FIRST + timedelta(days=n)
        assert any(day in gap for gap in found) != any(day in span for span in held)


@given(st.lists(spans(), max_size=5))
def test_gaps_filled_leave_none(held: list[Period]) -> None:
    assert gaps(LIFE, [*held, *gaps(LIFE, held)]) == []


@given(st.lists(spans(), max_size=5))
def test_held_twice_means_some_day_has_two(held: list[Period]) -> None:
    counted = [sum(FIRST + timedelta(days=n) in span for span in held) for n in range(50)]
    assert held_twice(held) == any(count > 1 for count in counted)
