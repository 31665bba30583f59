"""One reader: whoever types, pastes or uploads the same thing is understood alike."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel import reading
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import UNSEEN, fold, is_invisible, is_unusable

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
MARKS = ["\u202a", "\u202c", "\u200b", "\ufeff", "\u2060", "\u00ad"]
NAMES = st.text(st.sampled_from("ABĐÊƠƯabđêơưòáẹỹ "), min_size=1, max_size=30)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    return "0" + draw(st.sampled_from("35789")) + draw(st.text("0123456789", min_size=8, max_size=8))


@st.composite
def as_typed(draw: st.DrawFn, number: str) -> str:
    """The number as somebody somewhere writes it."""
    begins = draw(st.sampled_from(["0", "+84", "84", "0084", "+84 (0)", "+84 "]))
    between = draw(st.sampled_from(["", " ", ".", "-", "–", "\u00a0"]))
    rest = between.join([number[1:4], number[4:7], number[7:]])
    said = f"{begins}{rest}"
    if draw(st.booleans()):
        said = said.translate(WIDE)
    return draw(st.sampled_from([" ", "", *MARKS])) + said + draw(st.sampled_from(["", *MARKS]))


@given(st.data())
def test_a_telephone_is_one_number_however_it_is_typed(data: st.DataObject) -> None:
    number = data.draw(mobiles())
    assert reading.phone(data.draw(as_typed(number))) == number
    assert reading.phone(number) == number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""), (" \u200b", ""),
        ("\u202a0903000111\u202c", "0903000111"), ("0903–000–111", "0903000111"),
        ("０９０３０００１１１", "0903000111"),
        ("+84 (90) 123-45.67", "0901234567"), ("903123456", "0903123456"),
        ("(028) 3829 1234", "02838291234"), ("+84 28 3829 1234", "02838291234"), ("1900 1022", "19001022"),
        ("+1 (202) 555-0143", "+12025550143"), ("0033 6 12 34 56 78", "+33612345678"),
    ],
)  # fmt: skip
def test_telephones_here_and_abroad(typed: str, kept: str) -> None:
    assert reading.phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["0000000000", "123", "12345678", "09031234567890", "09o3123456", "0123456789", "+84", "abc", "²²²²²²²²"],
)  # fmt: skip
def test_nobody_can_be_called_by_it(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        reading.phone(typed)
    assert (refused.value.code, refused.value.field, refused.value.status) == ("bad_phone", "phone", 422)


@given(NAMES, st.sampled_from(MARKS))
def test_a_name_is_one_name_however_its_letters_are_composed(name: str, mark: str) -> None:
    kept = reading.line(name)
    assert reading.line(unicodedata.normalize("NFD", name)) == kept
    assert reading.line(f" {mark}{name}{mark}\u00a0") == kept
    assert reading.line(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert fold(unicodedata.normalize("NFD", f"{mark}{name}")) == fold(name)


@given(st.text(max_size=40))
def test_readers_read_what_they_have_read_alike(text: str) -> None:
    for read in (reading.line, reading.plain):
        assert read(read(text)) == read(text)
        assert UNSEEN.search(read(text)) is None
    assert reading.plain(reading.line(text)) == reading.plain(text)


@given(st.text(st.sampled_from([*MARKS, " ", "\u3164", "\u2800"]), min_size=1, max_size=9))
def test_what_cannot_be_seen_is_nothing(text: str) -> None:
    assert reading.line(text) == ""
    assert text.isspace() or is_invisible(text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_one_day_however_it_is_written(day: date) -> None:
    for written in (
        f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", day.isoformat(),
        f"ngày {day.day} tháng {day.month} năm {day.year}", f"{day.day} / {day.month} / {day.year}",
    ):  # fmt: skip
        assert reading.day(written) == day, written
        assert reading.day(f"\u202a{written}".translate(WIDE)) == day, written


@pytest.mark.parametrize(
    "text", ["", "31/2/2025", "1/13/2025", "0001-01-01", "9999-12-31", "hôm qua", "1/7", "20250701"]
)
def test_no_day(text: str) -> None:
    assert reading.day(text) is None


def test_moments() -> None:
    at = datetime(2025, 7, 1, 14, 30, tzinfo=ZONE)
    for written in (
        "14:30 1/7/2025",
        "01/07/2025 14h30",
        "2025-07-01T14:30",
        "2025-07-01 14:30",
        "2025-07-01T07:30:00+00:00",
    ):
        assert reading.moment(written) == at, written
    for written in ("", "1/7/2025", "25:00 1/7/2025", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00"):
        assert reading.moment(written) is None, written


@given(st.integers(0, reading.LARGEST_NUMBER))
def test_numbers(number: int) -> None:
    assert reading.number(f" {number} ") == number
    assert reading.number(str(number).translate(WIDE)) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "½", "1e3", str(2**31), str(2**70), "9" * 5000, "một"])
def test_no_number(text: str) -> None:
    assert reading.number(text) is None


def test_what_is_sought_is_what_is_kept() -> None:
    assert reading.sought("0903 000 111") == reading.sought("+84.903.000.111") == "0903000111"
    assert reading.sought("079 203 004 512") == "079203004512"
    assert reading.sought("  HS\u200b-ＡＢ  123 ") == "HS-AB 123"
    assert reading.sought("12/UBND-VP") == "12/UBND-VP"
    assert reading.sought("2.000815") == "2.000815"
    assert reading.sought("Lê Thị Nở, 0903.000.111") == "Lê Thị Nở, 0903000111"
    assert reading.sought("903 000 111") == reading.sought("(0903) 000-111") == "0903000111"


@pytest.mark.parametrize(
    "typed",
    [
        "27094-250701-0008",
        "250701-0008",
        "02389-250701",
        "27094 250701 0008",
        "000777",
        "01/2025",
        "1.000.000.000",
        "0" * 900,
    ],
)
def test_numbers_of_papers_are_no_telephones(typed: str) -> None:
    assert reading.sought(typed) == typed
    assert reading.personal_number("079203004512") == "079203004512"
    assert reading.personal_number("999203004512") is None
    assert reading.personal_number("07920300451") is None


def test_characters_no_text_has() -> None:
    assert all(is_unusable(text) for text in ("\x00", "a\x1bb", "\ud800", "\uffff"))
    assert not any(is_unusable(text) for text in ("a\tb\r\n", "Đèn đường hỏng", "😀", "\u200b"))
