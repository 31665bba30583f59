"""Where an address can be read two ways, a division decides nothing silently: a person sees both."""

from uuid import UUID

import pytest

from lienthong.reorganisation.divisions.rules import Communes, Reader, suggestions, tried
from lienthong.reorganisation.divisions.terms import Commune, Facts, Rule, Verdict

HERE, THERE = 10, 11
ITEM = UUID(int=7)

ODD = Rule(1, "words", {"any": ["Phạm Hùng"], "side": "odd"}, HERE)
EVEN = Rule(2, "words", {"any": ["Phạm Hùng"], "side": "even"}, THERE)
LOW = Rule(3, "words", {"any": ["Phạm Hùng"], "from": 1, "to": 99}, HERE)


def judged(rules: list[Rule], address: str, communes: Communes | None = None) -> Verdict:
    return Reader(rules, communes).verdict(Facts(ITEM, address))


@pytest.mark.parametrize(
    "address", ["45A-48 Phạm Hùng", "15 (8 cũ) Phạm Hùng", "Số nhà mới 15 (số cũ 8) Phạm Hùng"]
)
def test_two_house_numbers_on_two_sides_are_a_persons_to_decide(address: str) -> None:
    verdict = judged([ODD, EVEN], address)
    assert (verdict.standing, verdict.part) == ("conflict", None)
    said = suggestions(verdict, "pham hung", {}, None, {})
    assert {each.part for each in said} == {HERE, THERE}, "both are seen"
    assert all("hoặc" in each.reason for each in said)


def test_one_rule_that_speaks_in_one_reading_only_does_not_decide() -> None:
    assert judged([ODD], "45A-48 Phạm Hùng").standing == "conflict"
    assert tried([judged([ODD], "45A-48 Phạm Hùng")]).conflict == 1


def test_what_all_readings_say_is_decided() -> None:
    assert judged([LOW], "45A-48 Phạm Hùng").part == HERE
    assert judged([ODD, EVEN, LOW], "45A-47 Phạm Hùng").part == HERE
    assert judged([LOW, ODD], "45A-48 Phạm Hùng").part == HERE, "the doubt points where the sure rule does"
    assert judged([ODD, EVEN], "12/3/4 Phạm Hùng").part == THERE


def test_beside_somebody_elses_house_there_is_no_number() -> None:
    assert judged([ODD, EVEN], "Đối diện 12 Phạm Hùng").standing == "unknown"


def test_different_streets_are_not_decided_by_each_others_names() -> None:
    rules = [
        Rule(1, "words", {"any": ["Nguyễn Tri Phương"]}, HERE),
        Rule(2, "words", {"any": ["Dương Bá Trạc"]}, THERE),
    ]
    assert judged(rules, "120 Nguyễn Tri Phương, P.8, Q.5").part == HERE
    assert judged(rules, "290A/47 Dương Bá Trạc, P1, Q8").part == THERE
    assert judged(rules, "12 Bá Trạc").standing == "unknown"


def test_a_name_that_may_be_another_is_asked_about() -> None:
    rules = [Rule(1, "words", {"any": ["Thạnh An"]}, HERE)]
    assert judged(rules, "3 Thanh An, phường An Phú").standing == "conflict"
    assert judged(rules, "3 Thạnh An, phường An Phú").part == HERE


def test_a_street_that_may_be_a_hamlet_is_asked_about() -> None:
    rules = [Rule(1, "neighbourhood", {"names": ["Bắc"]}, HERE)]
    assert judged(rules, "5 Ấp Bắc, P.13, Tân Bình").standing == "unknown", "a ward has no hamlets"
    assert judged(rules, "5 Ấp Bắc").standing == "conflict"
    assert judged(rules, "ấp Bắc, xã Bà Điểm").part == HERE


COMMUNES = Communes(
    [
        Commune(1, "Phường 14", (1,)), Commune(2, "Phường Đa Kao", (2,)), Commune(3, "Phường Tân Quý", (1,)),
        Commune(4, "Xã Phú Xuân", (2,)), Commune(5, "Phường An Phú", (1, 2)),
    ],
    {1: HERE, 2: THERE},
)  # fmt: skip
BY_COMMUNE = [Rule(1, "commune", {}, None)]


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("12 Lê Lợi, P.14Q10", HERE), ("12 Lê Lợi, P.Đakao, Q1", THERE), ("12 Lê Lợi, P.Tân Quí", HERE),
        ("12 HTP, X. Phú Xuân", THERE), ("12 Lê Lợi, ph. Đa Kao", THERE), ("12 Lê Lợi, Phuong Da Kao", THERE),
    ],
)  # fmt: skip
def test_old_communes_however_they_are_written(address: str, part: int) -> None:
    assert judged(BY_COMMUNE, address, COMMUNES).part == part


def test_an_address_with_two_communes_is_a_persons_to_decide() -> None:
    verdict = judged(BY_COMMUNE, "12 Lê Lợi, P.14, P. Đa Kao", COMMUNES)
    assert (verdict.standing, {match.part for match in verdict.matches}) == ("conflict", {HERE, THERE})
    assert {hint.part for hint in judged(BY_COMMUNE, "12 Lê Lợi, ph. An Phú", COMMUNES).hints} == {
        HERE,
        THERE,
    }
