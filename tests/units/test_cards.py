from datetime import date

import pytest

from lienthong.kernel.refusals import Refusal
from lienthong.units.cards import card_text, check_text, unit_card
from lienthong.units.queries import units_check

pytestmark = pytest.mark.usefixtures("db")

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)


def test_the_card_of_an_khanh() -> None:
    card = unit_card("27094", DAY)
    assert card["name"] == "Phường An Khánh"
    assert card["ubnd"]["name"] == "Ủy ban nhân dân phường An Khánh"
    assert card["dang_uy"]["name"] == "Đảng ủy phường An Khánh"
    assert [one["is_partial"] for one in card["predecessors"]] == [False, True, False, False, False]
    text = card_text(card)
    assert "27091  Phường An Phú, Thành phố Thủ Đức (một phần)" in text
    assert text.count("(một phần)") == 1
    assert "Địa bàn Phường An Khánh cũ" in text


def test_the_card_of_the_eve_names_the_heirs() -> None:
    card = unit_card("27091", EVE)
    assert [(one["code"], one["is_default"]) for one in card["heirs"]] == [("27097", True), ("27094", False)]
    assert card["district"] == "Thành phố Thủ Đức"


def test_the_card_of_a_department_and_of_the_city() -> None:
    assert unit_card("h29-stp", DAY)["name"] == "Sở Tư pháp"
    assert unit_card("79", DAY)["ubnd"]["code"] == "H29"


@pytest.mark.parametrize(
    ("code", "on", "refusal"),
    [
        ("99999", DAY, "unknown_unit"),
        ("27094", date(2024, 6, 1), "no_holdings_on"),
        ("27115", DAY, "unit_ended"),
    ],
)
def test_what_is_not_there_is_refused_with_its_code(code: str, on: date, refusal: str) -> None:
    with pytest.raises(Refusal) as error:
        unit_card(code, on)
    assert error.value.code == refusal


def test_an_ended_ward_names_its_heir() -> None:
    with pytest.raises(Refusal) as error:
        unit_card("27115", DAY)
    assert [heir["code"] for heir in error.value.facts["heirs"]] == ["27094"]
    assert "An Lợi Đông" in error.value.sentence


def test_the_check_reads_well() -> None:
    assert "10040" in check_text(units_check(EVE))
