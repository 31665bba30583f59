"""What each line of a letter is, and how its head and foot are worded."""

from dataclasses import replace

import pytest

from lienthong.documents.layout import rules
from lienthong.documents.layout.terms import Named
from tests.documents.layout.paper import DECISION, DECISION_BODY, OF_DEPARTMENT, OFFICIAL_LETTER, PARTY_LETTER


def test_a_decision_is_read_as_an_office_writes_it() -> None:
    kinds = [next(iter(block)) for block in rules.blocks_of(DECISION_BODY)]
    assert kinds == [
        "centre",
        "basis",
        "basis",
        "basis",
        "centre",
        "article",
        "heading",
        "plain",
        "plain",
        "article",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("QUYẾT ĐỊNH:", "centre"),
        ("Chương II", "centre"),
        ("Phần thứ nhất", "centre"),
        ("QUY ĐỊNH CHUNG", "centre"),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", "heading"),
        ("Điều 12. Trách nhiệm của các đơn vị", "heading"),
        ("Điều 1. Ban hành Quy chế này.", "article"),
        ("1. Rà soát hồ sơ.", "plain"),
        ("UBND", "plain"),
        ("15/QĐ-UBND", "plain"),
        ("Căn cứ Luật", "basis"),
    ],
)
def test_a_line_is_what_it_looks_like(text: str, kind: str) -> None:
    assert list(rules.blocks_of(text)[0]) == [kind]


def test_a_basis_in_the_midst_of_the_text_is_text() -> None:
    assert [next(iter(block)) for block in rules.blocks_of("Đề nghị xem xét.\nCăn cứ Luật, ...")] == [
        "plain"
    ] * 2


def test_names_stand_in_capitals_the_place_on_a_line_of_its_own() -> None:
    assert rules.lines_of_body("Ủy ban nhân dân phường An Khánh", "Phường An Khánh") == (
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG AN KHÁNH",
    )
    assert rules.lines_of_body("Sở Nội vụ", "Thành phố Hồ Chí Minh") == ("SỞ NỘI VỤ",)


def test_who_is_spoken_to_is_what_was_typed_or_else_the_addressees() -> None:
    assert rules.to_whom(replace(OFFICIAL_LETTER, to_line="Kính gửi: Sở Nội vụ.")) == ["Sở Nội vụ"]
    assert rules.to_whom(replace(OFFICIAL_LETTER, to_line="- Sở A;\n- Sở B.")) == ["Sở A;", "Sở B."]
    assert rules.to_whom(OFFICIAL_LETTER) == ["Sở Nội vụ;", "Ủy ban nhân dân phường Bình Trưng."]
    assert rules.to_whom(DECISION) == []


def test_receivers_end_with_what_is_kept() -> None:
    assert rules.receivers(OFFICIAL_LETTER) == ["- Như trên;", "- Đảng ủy phường An Khánh;", "- Lưu: VT, VP."]
    assert rules.receivers(DECISION)[-1] == "- Lưu: VT."
    assert "- Sở Nội vụ;" in rules.receivers(DECISION)
    assert rules.receivers(PARTY_LETTER)[-1] == "- Lưu Văn phòng."


def test_more_than_forty_are_kinds_with_their_number_and_the_others_by_name() -> None:
    mixed = (*OF_DEPARTMENT.addressees, Named("Sở Nội vụ", "", False))
    assert rules.bodies_named(mixed) == ["Sở Nội vụ", "Ủy ban nhân dân các phường, xã, đặc khu (168 nơi)"]


def test_a_word_longer_than_a_line_may_be_broken() -> None:
    assert "\u200b" in rules.line_of("a" * 100)
    assert "\u200b" not in rules.line_of("Nghiêng nghiêng " * 10)


def test_the_file_bears_the_sign() -> None:
    assert rules.file_name("01/UBND-VP") == "01-UBND-VP.pdf"
    assert rules.file_name("") == "du-thao.pdf"
