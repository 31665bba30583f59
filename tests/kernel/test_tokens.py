"""Words of our own making: how a text is taken apart, how a word may be spelt, where it stands in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.sought import tokens


def _made(text: str) -> list[str]:
    return [tokens.token(word) for word in tokens.words(text)]


def test_words_stand_between_signs_and_numbers_have_no_zeros_before_them() -> None:
    assert _made("27094-250701-0008") == ["27094", "250701", "8"]
    assert _made("01/UBND-VPHVU") == ["1", "ubnd", "vphvu"]
    assert _made("Hoà, (Uỷ-ban)… «Đông»") == ["hoa", "uy", "ban", "dong"]
    assert _made("000 _ --- \u200b") == ["0"]
    assert _made("ＨＳ－ＡＢ") == ["hs", "ab"]


def test_a_papers_number_is_one_word_whatever_its_signs() -> None:
    for typed in ("01/UBND-VP", "1/UBND-VP", "01-UBND-VP", "1 ubnd vp", "1/ubnd–vp"):
        assert tokens.compact(typed) == "1ubndvp"
    assert tokens.compact("36-CV/ĐU") == "36cvdu"
    assert tokens.compact("27094.250701.0008") == tokens.compact("27094-250701-0008")


@pytest.mark.parametrize(
    ("one", "other"),
    [("quy", "qui"), ("quynh", "quinh"), ("my", "mi"), ("thy", "thi"), ("ly", "li"), ("y", "i")],
)
def test_spelling_families(one: str, other: str) -> None:
    assert set(tokens.spellings(one)) == set(tokens.spellings(other)) == {one, other}


@pytest.mark.parametrize("word", ["may", "mai", "thuy", "nguyen", "huynh", "250701", "ubnd"])
def test_other_words_are_spelt_one_way(word: str) -> None:
    assert tokens.spellings(word) == [word]


def test_signs_of_a_code_that_are_mistaken_for_digits() -> None:
    assert "7kq209x1" in tokens.spellings("7kq2o9xl")


def test_names_in_their_spellings() -> None:
    assert tokens.phrases("Tân Quí") == ["tan qui", "tan quy"]
    assert tokens.phrases("") == []
    assert len(tokens.phrases("y " * 50)) == 16


def test_where_it_stands_in_a_text() -> None:
    assert tokens.parts("Cấp trích lục, hộ tịch", ["trich", "lu"]) == [
        ("Cấp ", False), ("trích lục", True), (", hộ tịch", False),
    ]  # fmt: skip
    assert tokens.parts("01/UBND-VPHVU", ["1", "ubnd", "vp"]) == [("01/UBND-VPHVU", True)]
    assert tokens.parts("trích một lục", ["trich", "luc"]) == [
        ("trích", True),
        (" một ", False),
        ("lục", True),
    ]
    assert tokens.parts("Quý", ["qui"]) == [("Quý", True)]
    assert tokens.parts("abc", []) == [("abc", False)]


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=5), max_size=4))
def test_parts_are_the_text(text: str, typed: list[str]) -> None:
    sought = [word for words in typed for word in tokens.words(words)]
    assert "".join(part for part, _ in tokens.parts(text, sought)) == text


@given(st.text(max_size=200))
def test_words_are_of_letters_and_digits(text: str) -> None:
    for word in tokens.words(text):
        assert not set(word) & set(" '\"\\:*&|!()<>=~,./-_")
