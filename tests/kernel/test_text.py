from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.ids import uuid7
from lienthong.kernel.text import fold, normalise, spelling


def test_two_spellings_of_a_name_are_one() -> None:
    assert normalise("Phường Hoà Bình") == normalise("Phường Hòa  Bình")
    assert normalise("Thuỷ") == normalise("Thủy")
    assert normalise("Quý") == "Quý"


def test_a_syllable_is_one_beside_whatever_sign() -> None:
    for written, kept in [
        ("Hoà,", "Hòa,"), ("(Hoà)", "(Hòa)"), ("Uỷ-ban", "Ủy-ban"), ("«Đông Hoà».", "«Đông Hòa»."),
        ("hoá/khoá", "hóa/khóa"), ("Thuỵ;", "Thụy;"), ("Quý,", "Quý,"), ("P.Hoà", "P.Hòa"), ("12Hoà", "12Hòa"),
    ]:  # fmt: skip
        assert normalise(written) == kept


def test_every_way_to_spell_a_name_has_one_key() -> None:
    for one, other in [
        ("Quí", "Quý"), ("Qúy", "Quý"), ("Hùynh", "Huỳnh"), ("Hoà", "HÒA"), ("Mĩ", "Mỹ"), ("Lí", "Lý"),
        ("Quỳnh", "Quình"),
    ]:  # fmt: skip
        assert spelling(one) == spelling(other)
    for one, other in [("Thạnh An", "Thanh An"), ("Mai", "May"), ("Thúy", "Thúi"), ("Qui", "Quý")]:
        assert spelling(one) != spelling(other)


def test_thanh_an_and_thanh_an_stay_two_names_though_they_fold_alike() -> None:
    assert normalise("Thạnh An") != normalise("Thanh An")
    assert fold("Thạnh An") == fold("Thanh An") == "thanh an"


@given(st.text(max_size=60))
def test_folding_and_normalising_twice_change_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text)) == normalise(text)


def test_identifiers_sort_by_age() -> None:
    made = [uuid7() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert sorted(made, key=lambda one: one.int >> 80) == made
    assert all(one.version == 7 for one in made)
