"""Addresses as people write them, and as nobody should: whatever is typed, it is read, always in the same way."""

import unicodedata
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.text import fold
from lienthong.reorganisation.divisions.rules import Communes, Reader
from lienthong.reorganisation.divisions.terms import Commune, Facts, Rule
from lienthong.units.addresses.reading import Address
from lienthong.units.addresses.spelling import in_order, tokens

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
WORDS = st.sampled_from((
    "đường", "Đ.", "duong", "số", "so", "hẻm", "phường", "P.", "p.1", "xã", "khu", "phố", "KP3", "quận", "Q.2", "thành",
    "TP.", "tổ", "thị", "trấn", "Xa", "lộ", "Nguyễn", "Hoàng", "Thạnh", "An", "Tô", "Hiến", "Thành", "12", "12/5", "7A",
    "0", "01", "D2", "3/2", ",", ";", "-", ".",
))  # fmt: skip
SPELT = st.lists(st.one_of(WORDS, st.text(VIETNAMESE + VIETNAMESE.upper() + "0123456789/,.-", max_size=8)))
TEXTS = st.one_of(st.text(max_size=80), SPELT.map(" ".join))


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("12 Tô Hiến Thành, P.10, Q.10", "to hien thanh"),
        ("5 Xa lộ Hà Nội, phường An Phú", "xa lo ha noi"),
        ("Số nhà 9 Thi Sách", "thi sach"),
        ("31 Nguyễn Hoàng khu phố 4 phường An Phú", "nguyen hoang"),
        ("7 hẻm 3 Nguyễn Hoàng", "nguyen hoang"),
        ("15 Đường D2, KP3", "d2"),
        ("50 đường 3/2, P12", "3/2"),
        ("12/5 Đ. số 10", "so 10"),
        ("12/5 đường số10", "so 10"),
        ("12 Lê Lợi xã Bà Điểm", "le loi"),
        ("12 phường 3", None),
        ("Tổ 5, KP3, p.3", None),
        ("không rõ", None),
        ("", None),
    ],
)
def test_streets_as_people_write_them(address: str, street: str | None) -> None:
    assert Address(address).street() == street


@given(TEXTS)
def test_any_text_is_read_and_what_is_read_is_read_the_same_again(text: str) -> None:
    address = Address(text)
    street, spelt = address.street(), address.street_spelt()
    assert (street is None) == (spelt == "")
    assert street is None or street == fold(street)
    assert (Address(text).street(), Address(text).street_spelt()) == (street, spelt)
    assert in_order(street or "") == in_order(street or "")
    assert all(token and token == token.lower() for token in tokens(text))


@given(SPELT.map(" ".join))
def test_a_street_named_by_its_own_words_is_found_again(text: str) -> None:
    """What the list shows as a street leads back to that street."""
    street = Address(text).street()
    if street is not None:
        assert fold(Address(text).street_spelt()) == street
        assert Address(f"đường {Address(text).street_spelt()}").street() == street


@given(TEXTS)
def test_how_a_letter_is_composed_changes_nothing(text: str) -> None:
    """macOS sends decomposed letters, Windows composed ones."""
    one, other = (Address(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert (one.street(), one.neighbourhoods()) == (other.street(), other.neighbourhoods())


@given(SPELT.map(" ".join), st.sampled_from(["phường 5, quận 3", "P. An Phú", "TP. Thủ Đức", "KP3"]))
def test_what_follows_after_a_comma_does_not_change_the_street(before: str, after: str) -> None:
    street = Address(before).street()
    if street is not None:
        assert Address(f"{before}, {after}").street() == street


NAMES = (
    "Phường An Phú",
    "Phường Thạnh An",
    "Phường Thanh An",
    "Xã Bà Điểm",
    "Thị trấn Cần Giờ",
    "Phường 1",
    "Phường 10",
)
COMMUNES = [Commune(n, name, (n,) if n % 3 else (n, n + 100)) for n, name in enumerate(NAMES, 1)]
PARTS = {area: 1000 + area for commune in COMMUNES for area in commune.areas}
RULES = (
    Rule(1, "commune", {}, None),
    Rule(2, "words", {"any": ["Nguyễn Hoàng", "hẻm 3"]}, 1001),
    Rule(3, "words", {"any": ["đường số 1"], "from": 1, "to": 50, "side": "odd"}, 1002),
    Rule(4, "neighbourhood", {"names": ["3", "Tây"]}, 1002),
    Rule(5, "field", {"fields": ["Hộ tịch"]}, 1001),
    Rule(6, "point", {"area": 7}, 1003),
)


@given(
    st.permutations(RULES), TEXTS, st.sampled_from(["", *NAMES]), st.sampled_from([None, 1, 2, 7]),
    st.sampled_from(["", "Hộ tịch"]),
)  # fmt: skip
def test_the_order_of_rules_of_every_kind_decides_nothing(
    shuffled: list[Rule], text: str, commune: str, area: int | None, field: str
) -> None:
    facts = Facts(UUID(int=1), f"{text}, {commune}", area, field, place=area)
    renumbered = [Rule(no, rule.kind, rule.pattern, rule.part) for no, rule in enumerate(shuffled, 1)]
    one, other = (Reader(rules, Communes(COMMUNES, PARTS)).verdict(facts) for rules in (RULES, renumbered))
    assert (one.standing, one.part) == (other.standing, other.part)
    assert {match.part for match in one.matches} == {match.part for match in other.matches}


@given(st.sampled_from(COMMUNES), st.integers(1, 300), st.booleans())
def test_a_commune_is_found_by_its_name_with_and_without_marks(
    commune: Commune, number: int, marked: bool
) -> None:
    text = f"{number} Lê Lợi, {commune.name}, Thành phố Thử"
    reader = Reader([RULES[0]], Communes(COMMUNES, PARTS))
    verdict = reader.verdict(Facts(UUID(int=1), text if marked else fold(text)))
    expected = {PARTS[area] for area in commune.areas}
    told = {match.part for match in (*verdict.matches, *verdict.hints)}
    assert told == expected or (not marked and expected < told), (text, told)
    if marked:
        assert (verdict.part is not None) == (len(commune.areas) == 1)
