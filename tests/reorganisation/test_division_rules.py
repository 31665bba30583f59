"""Division rules on addresses as people write them; their order decides nothing."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold
from lienthong.reorganisation.divisions.rules import (
    Reader,
    check_rule,
    needs_second_eyes,
    suggestions,
    tried,
)
from lienthong.reorganisation.divisions.terms import Facts, Rule
from lienthong.units.addresses.reading import Address
from lienthong.units.addresses.spelling import tokens

HERE, THERE = 10, 11
ITEM = UUID(int=7)

STREETS = ("Đường số 1", "Đường số 10", "Nguyễn Hoàng", "Thạnh An", "Thanh An", "Vũ Tông Phan")


def verdict(rules: list[Rule], address: str, **facts: object) -> int | None:
    return Reader(rules).verdict(Facts(ITEM, address, **facts)).part  # type: ignore[arg-type]


def words(*phrases: str, part: int = HERE, no: int = 1, **span: object) -> Rule:
    return Rule(no, "words", {"any": list(phrases), **span}, part)


@pytest.mark.parametrize(
    "address",
    [
        "12/5 Đường Số 1, KP3, phường An Phú",
        "12/5 Đ. số 1",
        "so 12 duong so 1, an phu",
        "Đường số 1, khu phố 2",
    ],
)
def test_one_street_in_several_spellings(address: str) -> None:
    assert verdict([words("Đường số 1")], address) == HERE


def test_street_1_is_never_found_in_street_10() -> None:
    assert verdict([words("Đường số 1")], "15 Đường số 10, An Phú") is None


def test_marks_count_when_somebody_typed_them() -> None:
    rules = [words("Thạnh An"), words("Thanh An", part=THERE, no=2)]
    assert verdict(rules, "3 Thạnh An, phường An Phú") == HERE
    assert verdict(rules, "3 Thanh An, phường An Phú") == THERE
    assert Reader(rules).verdict(Facts(ITEM, "3 thanh an, phuong an phu")).standing == "conflict"


def test_a_span_of_house_numbers_and_one_side_of_the_street() -> None:
    odd = words("Nguyễn Hoàng", **{"from": 1, "to": 99, "side": "odd"})
    assert verdict([odd], "15A Nguyễn Hoàng") == HERE
    assert verdict([odd], "15/20 Nguyễn Hoàng") == HERE
    assert verdict([odd], "16 Nguyễn Hoàng") is None
    assert verdict([odd], "101 Nguyễn Hoàng") is None
    assert verdict([odd], "Nguyễn Hoàng") is None, "no house number: the rule cannot say"


@pytest.mark.parametrize(
    "address", ["KP3, An Phú", "Khu phố 3, An Phú", "12 Đường 5, kp. 3, P. An Phú", "KP 3"]
)
def test_neighbourhoods_in_their_spellings(address: str) -> None:
    assert verdict([Rule(1, "neighbourhood", {"names": ["3"]}, HERE)], address) == HERE
    assert verdict([Rule(1, "neighbourhood", {"names": ["30"]}, HERE)], address) is None


def test_points_and_fields() -> None:
    assert verdict([Rule(1, "point", {"area": 5}, HERE)], "", area=5) == HERE
    assert verdict([Rule(1, "point", {"area": 5}, HERE)], "", area=None) is None
    assert verdict([Rule(1, "field", {"fields": ["Hộ tịch"]}, HERE)], "", field="hộ tịch") == HERE


_RULES = st.lists(
    st.builds(
        lambda phrase, part: ("words", {"any": [phrase]}, part),
        st.sampled_from(STREETS),
        st.sampled_from([HERE, THERE]),
    ),
    max_size=6,
)


@given(_RULES, st.randoms(), st.sampled_from(STREETS), st.integers(1, 300))
def test_the_order_of_rules_decides_nothing(
    made: list[tuple[str, dict[str, list[str]], int]], chance: object, street: str, number: int
) -> None:
    facts = Facts(ITEM, f"{number} {street}, phường An Phú")
    shuffled = made[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        Reader(Rule(no, kind, pattern, part) for no, (kind, pattern, part) in enumerate(rules, 1)).verdict(
            facts
        )  # type: ignore[arg-type]
        for rules in (made, shuffled)
    )
    assert (one.standing, one.part) == (other.standing, other.part)


@given(st.lists(st.tuples(st.sampled_from(STREETS), st.integers(1, 50)), max_size=40))
def test_a_trial_accounts_for_every_item(places: list[tuple[str, int]]) -> None:
    reader = Reader(
        [words("Đường số 1"), words("Thanh An", part=THERE, no=2), words("Thạnh An", "Thanh An", no=3)]
    )
    found = tried(reader.verdict(Facts(UUID(int=i), f"{n} {street}")) for i, (street, n) in enumerate(places))
    assert sum(found.decided.values()) + found.conflict + found.unknown == found.total == len(places)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    address = Address(text)
    assert all(token for token in tokens(text))
    assert address.street() is None or address.street() == fold(address.street())


def test_neighbours_decided_before_suggest_and_say_why() -> None:
    reader = Reader([words("Nguyễn Hoàng", side="odd")])
    found = suggestions(
        reader.verdict(Facts(ITEM, "16 Nguyễn Hoàng")),
        "nguyen hoang",
        {HERE: 1, THERE: 9},
        None,
        {THERE: "Bình Trưng"},
    )
    assert [s.part for s in found] == [THERE, HERE]
    assert "9/10" in found[0].reason
    assert "Bình Trưng" in found[0].reason


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("words", {"any": [" "]}),
        ("words", {"any": ["A"], "from": 9, "to": 1}),
        ("words", {"any": ["A"], "side": "left"}),
        ("neighbourhood", {"names": []}),
        ("point", {}),
        ("moon", {}),
    ],
)
def test_rules_that_could_never_speak_are_refused(kind: str, pattern: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="bad_rule"):
        check_rule(kind, pattern)


def test_the_sample_is_about_one_in_ten_and_nobody_chooses_it() -> None:
    sample = [needs_second_eyes(1, UUID(int=i)) for i in range(5000)]
    assert 400 < sum(sample) < 600
    assert sample == [needs_second_eyes(1, UUID(int=i)) for i in range(5000)]
