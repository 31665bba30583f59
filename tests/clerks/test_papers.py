import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong_clerks.papers import (
    Addressed,
    addressed,
    cannot_be_supplied,
    drill_code,
    is_reply,
    labels,
    missing,
    place_of,
    places_named,
    spelt,
)

AN_KHANH = "phường an khánh"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ủy ban nhân dân phường An Khánh", "phường an khánh"),
        ("Đảng ủy xã Tân Nhựt", "xã tân nhựt"),
        ("UBND đặc khu Côn Đảo", "đặc khu côn đảo"),
        ("Ủy ban nhân dân Phường Tân Thành, Thành phố Hồ Chí Minh", "phường tân thành"),
        ("Ủy ban nhân dân phường Sài Gòn Thành phố Hồ Chí Minh", "phường sài gòn"),
        ("Ủy ban nhân dân Phường 1", "phường 1"),
    ],
)
def test_place_of_a_unit(name: str, place: str) -> None:
    assert place_of(name) == place


def test_generic_lines_name_no_place() -> None:
    assert places_named("Ủy ban nhân dân các phường, xã, đặc khu") == []
    assert places_named("Phòng Văn hóa – Xã hội") == []


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("Kính gửi: Ủy ban nhân dân phường An Khánh", Addressed.US),
        ("Kính gửi: UBND Phường An Khánh và UBND phường Bình Trưng", Addressed.US),
        ("Kính gửi: Ủy ban nhân dân các phường, xã, đặc khu", Addressed.US),
        ("Kính gửi: phường An Khánh", Addressed.US),
        ("", Addressed.US),
        ("Kính gửi: Ủy ban nhân dân phường An Khánh Đông", Addressed.ANOTHER),
        ("Kính gửi: Ủy ban nhân dân phường Thủ Đức", Addressed.ANOTHER),
        ("Kính gửi: Đảng ủy phường Thủ Đức", Addressed.ANOTHER),
        ("Kính gửi: Đảng ủy phường An Khánh", Addressed.COPY),
        ("Kính gửi: Trung tâm Chuyển đổi số", Addressed.COPY),
    ],
)
def test_whom_a_letter_means(line: str, whom: Addressed) -> None:
    assert addressed(line, AN_KHANH, "ubnd") is whom


def test_accents_tell_units_apart_but_spelling_styles_do_not() -> None:
    assert addressed("Kính gửi: UBND xã Thanh An", "xã thạnh an", "ubnd") is Addressed.ANOTHER
    assert addressed("Kính gửi: UBND phường Tân Hoà", spelt("phường Tân Hòa"), "ubnd") is Addressed.US
    assert spelt("Thuỷ") == spelt("Thủy") != spelt("Thuy")


@given(st.text(alphabet="aăâđeêioôơuưyhqHĐÔ \u0300\u0301\u0303\u0309\u0323ngtòoàuỷ", max_size=30))
def test_spelling_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert spelt(unicodedata.normalize("NFD", text)) == spelt(unicodedata.normalize("NFC", text))


def test_drill_code_is_read_where_it_stands() -> None:
    assert drill_code("Đề nghị phúc đáp, ghi rõ mã DT-0a1b2c3d.") == "DT-0a1b2c3d"
    assert drill_code("", "Diễn tập DT-ffffffff") == "DT-ffffffff"
    assert drill_code("DT-123", "XDT-12345678", "DT-123456789") is None


def test_replies_are_recognised() -> None:
    assert is_reply("V/v Phúc đáp văn bản số 1/UBND")
    assert not is_reply("V/v đề nghị phối hợp")


def test_missing_papers() -> None:
    assert missing(["Tờ khai", "Giấy chứng sinh"], ["tờ  khai"]) == ["Giấy chứng sinh"]
    assert missing(["Tờ khai"], ["Tờ khai", "Thêm"]) == []
    assert labels([{"label": "Tờ khai"}, "Bản chính", {"name": "Ảnh"}, {}]) == ["Tờ khai", "Bản chính", "Ảnh"]
    assert labels(None) == []


@given(st.lists(st.sampled_from(["Tờ khai", "Bản chính", "Ảnh"]), unique=True))
def test_nothing_is_missing_when_the_missing_is_brought(handed_in: list[str]) -> None:
    required = ["Tờ khai", "Bản chính"]
    assert missing(required, handed_in + missing(required, handed_in)) == []


def test_a_paper_that_does_not_exist_cannot_be_asked_for() -> None:
    assert cannot_be_supplied("Tôi KHÔNG CÓ giấy tờ gốc để nộp.")
    assert not cannot_be_supplied("Tôi sẽ bổ sung sau.")
