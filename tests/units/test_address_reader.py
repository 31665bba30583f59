"""The one reader of addresses: streets whose names carry key words, numbers read two ways, spellings, no word lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.reading import plain
from lienthong.kernel.text import fold
from lienthong.units.addresses.reading import Address, Phrase
from lienthong.units.addresses.spelling import bare_phrase, tokens

KEY_WORD_STREETS = (
    ("290A/47 Dương Bá Trạc, P1, Q8", "Dương Bá Trạc"),
    ("12 Dương Quảng Hàm, P.5, Gò Vấp", "Dương Quảng Hàm"),
    ("40 Âu Dương Lân", "Âu Dương Lân"),
    ("120 Nguyễn Tri Phương, P.8, Q.5", "Nguyễn Tri Phương"),
    ("12 đường Nguyễn Tri Phương", "Nguyễn Tri Phương"),
    ("5 Bà Huyện Thanh Quan, P.6, Q.3", "Bà Huyện Thanh Quan"),
    ("8 Huyền Trân Công Chúa, Q1", "Huyền Trân Công Chúa"),
    ("7 Lê Thị Phượng", "Lê Thị Phượng"),
    ("20 Phan Văn Tình", "Phan Văn Tình"),
    ("22 Nguyễn Văn Tỉnh", "Nguyễn Văn Tỉnh"),
    ("9 Trần Văn Quan", "Trần Văn Quan"),
    ("9 Trần Văn Quan Phường 5", "Trần Văn Quan"),
)


@pytest.mark.parametrize(("address", "street"), KEY_WORD_STREETS)
def test_a_street_keeps_the_key_words_of_its_name(address: str, street: str) -> None:
    assert Address(address).street_spelt() == street
    assert Address(fold(address)).street() == fold(street), "typed without marks"


def test_different_streets_share_no_group() -> None:
    assert len({Address(address).street() for address, _ in KEY_WORD_STREETS}) == len(KEY_WORD_STREETS) - 2


@pytest.mark.parametrize(
    ("address", "street", "numbers"),
    [
        ("45A-48 Phạm Hùng", "Phạm Hùng", (45, 48)),
        ("45A - 48 Phạm Hùng", "Phạm Hùng", (45, 48)),
        ("Số nhà mới 15 (số cũ 8) Phạm Hùng", "Phạm Hùng", (15, 8)),
        ("15 (8 cũ) Phạm Hùng", "Phạm Hùng", (15, 8)),
        ("12 và 14 Phạm Hùng", "Phạm Hùng", (12, 14)),
        ("12/3/4 Phạm Hùng", "Phạm Hùng", (12,)),
        ("12 xuyệt 5 Nguyễn Trãi, P.7", "Nguyễn Trãi", (12,)),
        ("45A-47 Lý Tự Trọng", "Lý Tự Trọng", (45, 47)),
        ("số 7 hẻm 3 Nguyễn Hoàng", "Nguyễn Hoàng", (3,)),
        ("123/45/6 hẻm 123 Trần Não, phường An Khánh", "Trần Não", (123,)),
        ("Căn hộ 12.05 chung cư Mẫu, 23 Nguyễn Hữu Thọ", "Nguyễn Hữu Thọ", (23,)),
        ("Đối diện 12 Lê Lợi", "Lê Lợi", ()),
        ("Bến Nghé, 12 Lê Lợi", "Lê Lợi", (12,)),
        ("ĐT743, phường Dĩ An", "ĐT743", ()),
        ("ĐT 743, phường Dĩ An", "ĐT743", ()),
        ("12 đường 7A", "số 7A", (12,)),
    ],
)
def test_every_number_a_house_may_have_is_said(address: str, street: str, numbers: tuple[int, ...]) -> None:
    read = Address(address)
    assert (read.street_spelt(), read.street_numbers()) == (street, numbers)


@pytest.mark.parametrize(
    ("address", "phrase"),
    [
        ("12 CMT8", "Cách Mạng Tháng Tám"),
        ("12 Cách Mạng Tháng 8", "Cách Mạng Tháng Tám"),
        ("12 cach mang thang 8", "Cách Mạng Tháng Tám"),
        ("12 đường 3/2", "3 Tháng 2"),
        ("12 Ba Tháng Hai", "3 Tháng 2"),
        ("12 3/2, P.14", "Ba Tháng Hai"),
        ("12 3/2, P.14", "3/2"),
        ("12 QL13", "Quốc lộ 13"),
        ("12 QL 13", "Quốc lộ 13"),
        ("12 Đ.7", "Đường số 7"),
        ("12 duong 7", "Đường số 7"),
        ("12 Hùynh Thúc Kháng", "Huỳnh Thúc Kháng"),
        ("12 Lí Tự Trọng", "Lý Tự Trọng"),
        ("12 Ly Tu Trong, P.Bến Nghé", "Lý Tự Trọng"),
        ("12 Hoà Hảo", "Hòa Hảo"),
    ],
)
def test_families_of_spellings_are_one_name(address: str, phrase: str) -> None:
    place = Address(address).find(Phrase.of(phrase))
    assert place is not None
    assert place.is_sure


@pytest.mark.parametrize(
    ("address", "phrase"),
    [
        ("3/2 Lê Lợi", "Ba Tháng Hai"),  # a house number
        ("3/2 Lê Lợi", "3/2"),
        ("12 Thi Sách", "Thy Sách"),
        ("12 Thúi, P. Bến Nghé", "Thúy"),
        ("12 Đường số 10", "Đường số 1"),
        ("12 Lê Lợi, P. Bến Nghé", "Lê Lai"),
    ],
)
def test_what_only_looks_alike_is_another(address: str, phrase: str) -> None:
    assert Address(address).find(Phrase.of(phrase)) is None


def test_a_name_that_lost_its_one_mark_may_be_another() -> None:
    place = Address("3 Thanh An, phường An Phú").find(Phrase.of("Thạnh An"))
    assert place is not None
    assert not place.is_sure


@pytest.mark.parametrize(
    ("address", "sure", "possible"),
    [
        ("5 Ấp Bắc, P.13, Tân Bình", set(), set()),
        ("5 Ấp Bắc", set(), {"bac"}),
        ("5 Ấp Bắc, xã Xuân Thới Sơn", {"bac"}, set()),
        ("12 ấp 3, xã Bà Điểm", {"3"}, set()),
        ("KP. 3, P. An Phú", {"3"}, set()),
        ("Khu phố Tây Hòa phường An Phú", {"tay hoa"}, set()),
    ],
)
def test_neighbourhoods_and_a_street_that_is_called_one(
    address: str, sure: set[str], possible: set[str]
) -> None:
    read = Address(address)
    assert (read.neighbourhoods(), read.possible_neighbourhoods()) == (sure, possible)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P.14Q10", "phường 14 quận 10"), ("X. Phú Xuân", "xã phú xuân"), ("ph. An Phú", "phường an phú"),
        ("P.01", "phường 1"), ("H. Nhà Bè", "huyện nhà bè"), ("Q.Bình Thạnh", "quận bình thạnh"), ("Quí", "quý"),
        ("Mĩ Thủy", "mỹ thủy"), ("TP.HCM", "thành phố hồ chí minh"), ("Uỷ-ban", "ủy ban"), ("(Hoà)", "hòa"),
    ],
)  # fmt: skip
def test_abbreviations_and_signs_are_written_out(one: str, other: str) -> None:
    assert " ".join(tokens(one)) == other
    assert bare_phrase(one) == fold(other)


VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
WORDS = st.sampled_from((
    "đường", "Đ.", "duong", "Dương", "số", "so", "hẻm", "phường", "P.", "p.1", "Phương", "phuong", "xã", "X.", "khu",
    "phố", "KP3", "quận", "Q.2", "Quan", "thành", "TP.", "tổ", "thị", "trấn", "Xa", "lộ", "Nguyễn", "Hoàng", "Thạnh",
    "An", "Bà", "Huyện", "Thanh", "tỉnh", "Tỉnh", "cũ", "(8", "cũ)", "mới", "Ba", "Tháng", "Hai", "3/2", "CMT8", "QL13",
    "12", "12/5", "7A", "45A-48", "0", "01", "D2", "xuyệt", "đối", "diện", "ấp", "Ấp", "Bắc", "lí", "Hùynh", ",", ";",
    "-", ".", "và",
))  # fmt: skip
SPELT = st.lists(
    st.one_of(WORDS, st.text(VIETNAMESE + VIETNAMESE.upper() + "0123456789/,.-", max_size=8))
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=80), SPELT)


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    """Words in, words out, in their order, each in one piece."""
    read = Address(text)
    assert [word for piece in read.pieces() for word in piece.words] == tokens(text)


PLAIN = st.lists(
    st.sampled_from((
        "Nguyễn", "Trãi", "phường", "Bến", "Nghé", "quận", "Tân", "hẻm", "Dương", "Phương", "15", "12/5", ",",
    )),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(PLAIN)
def test_what_needs_no_writing_out_stays_word_for_word(text: str) -> None:
    typed = plain(text).lower().replace(",", " ").split()
    assert [word for word in tokens(text) if word != "số" and word != "đường"] == typed


@given(TEXTS)
def test_what_was_read_is_read_the_same_again(text: str) -> None:
    read = Address(text)
    again = Address(read.written())
    assert again.written() == read.written()
    assert again.pieces() == read.pieces()


@given(TEXTS)
def test_how_a_letter_is_composed_changes_no_piece(text: str) -> None:
    one, other = (Address(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert one.pieces() == other.pieces()


@given(SPELT, SPELT)
def test_any_phrase_is_looked_for(text: str, phrase: str) -> None:
    ready = Phrase.of(phrase)
    if ready.spelt and (place := Address(text).find(ready)) is not None:
        assert 0 <= place.at <= len(tokens(text)) - len(ready.spelt)
        assert len(Address(text).house_numbers(place.at)) <= len(tokens(text))
