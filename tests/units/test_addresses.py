"""From an address or an old name to the ward of today: what is divided is said, two wards are two."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.units.addresses.answers import ward_today
from lienthong.units.addresses.queries import gazetteer, place_read, wards_sought
from lienthong.units.addresses.wording import advice, heading, in_short, of_old
from lienthong.units.registry import table as table_of
from tests.units.oracle import mapping

pytestmark = pytest.mark.usefixtures("db")

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("address", "standing", "today"),
    [
        ("12 Lê Thánh Tôn, P.Bến Nghé, Q1", "one", {"Phường Sài Gòn"}),
        ("123/45/6 hẻm 123 Trần Não, phường An Khánh", "one", {"Phường An Khánh"}),
        ("12 Nguyễn Hữu Cảnh, P.22, Q.Bình Thạnh", "one", {"Phường Thạnh Mỹ Tây"}),
        ("12 Nguyễn Đình Chiểu, P. Đa Kao, Q1", "divided", {"Phường Sài Gòn", "Phường Tân Định"}),
        ("12 đường Ba Tháng Hai, P14, Q10", "divided", {"Phường Diên Hồng", "Phường Hòa Hưng"}),
        ("12 Lê Lợi, P.14Q10", "divided", {"Phường Diên Hồng", "Phường Hòa Hưng"}),
        ("12 Lê Lợi, Phuong An Phu, Quan 2", "divided", {"Phường Bình Trưng", "Phường An Khánh"}),
        ("12 HTP, X. Phú Xuân", "one", {"Xã Nhà Bè"}),
        ("12 Lê Lợi, P.Tân Quí", "divided", {"Phường Phú Thọ Hòa", "Phường Tân Sơn Nhì"}),
        ("12 Lê Lợi, P.Đakao, Q1", "divided", {"Phường Sài Gòn", "Phường Tân Định"}),
        ("5 Ấp Bắc, P.13, Tân Bình", "one", {"Phường Tân Bình"}),
        ("Phường 15, Quận Tân Bình", "divided", {"Phường Tân Sơn", "Phường Tân Bình"}),
        ("p15 tan binh", "divided", {"Phường Tân Sơn", "Phường Tân Bình"}),
        ("P. Đa Kao cũ, nay là Phường Tân Định", "one", {"Phường Tân Định"}),
        ("12 Lê Lợi, P. Bến Nghé, P. Đa Kao, Q1", "two_wards", {"Phường Sài Gòn", "Phường Tân Định"}),
        ("12 Lê Lợi, P. Bến Nghé, Phường Bảy Hiền", "two_wards", {"Phường Sài Gòn", "Phường Bảy Hiền"}),
        ("12 Trần Não, P. Bình An, Quận 2", "one", {"Phường An Khánh"}),
        ("5 Bà Huyện Thanh Quan, P.6, Q.3", "one", {"Phường Xuân Hòa"}),
        ("12 Lê Lợi, Phường 14, Quận 4", "divided", {"Phường Xóm Chiếu", "Phường Khánh Hội"}),
        ("12 Trần Não, P. Bình Trị, Quận 2", "unknown_ward", set()),
        ("12 Trần Não, P. Bến Nghé, Quận 2", "unknown_ward", set()),
        ("Xã Long Tân, huyện Đất Đỏ, tỉnh Bà Rịa - Vũng Tàu", "one", {"Xã Đất Đỏ"}),
        ("Xã Thanh An, tỉnh Hải Dương", "outside", set()),
        ("12 Lê Lợi, Phường Bến Thành, Hà Nội", "outside", set()),
        ("12 Lê Lợi, Sài Gòn", "nothing", set()),
        ("", "nothing", set()),
    ],
)
def test_an_address_says_its_ward_of_today(address: str, standing: str, today: set[str]) -> None:
    read = place_read(address, DAY)
    assert read.standing == standing
    assert {ward.name for ward in read.today} == today
    assert heading(read)
    assert (advice(read) == "") == (standing == "one")
    assert (in_short(read, DAY) == "") == (standing in ("unknown_ward", "outside", "nothing"))


def test_a_name_alone_may_be_a_streets_and_decides_nothing() -> None:
    assert place_read("Bến Nghé", DAY).today[0].name == "Phường Sài Gòn"
    assert place_read("Bến Nghé", DAY).named is None
    assert place_read("12 Lê Lợi, Bến Nghé, Quận 1", DAY).named is None
    assert place_read("12 Lê Lợi, P. Bến Nghé", DAY).named is not None


def test_a_name_of_several_asks_for_the_district() -> None:
    read = place_read("Phường 14", DAY)
    assert read.standing == "several"
    assert {ward.name for ward in read.wards} == {"Phường 14"}
    assert len(read.wards) == 9
    assert read.named is None


def test_a_ward_that_ended_before_the_registry_is_told_through_its_heir() -> None:
    answer = ward_today("5 Bà Huyện Thanh Quan, P.6, Q.3", DAY)
    assert answer.sentences == [
        "Phường 6 cũ (Quận 3) nhập vào phường Võ Thị Sáu từ ngày 1/1/2021.",
        "Phường Võ Thị Sáu cũ (Quận 3) nhập vào phường Xuân Hòa từ ngày 1/7/2025.",
    ]
    divided = place_read("Phường 14, Quận 4", DAY).named
    assert divided is not None
    assert (divided.name, divided.area > 0) == ("Phường 15", True), "what is written down is in the registry"


def test_every_earlier_ward_is_known_beside_its_district() -> None:
    earlier = [ward for ward in gazetteer().wards.values() if ward.is_earlier]
    assert len(earlier) == len(table_of("earlier_wards.csv"))
    for ward in earlier:
        read = place_read(f"{ward.name}, {ward.district}", DAY)
        assert (read.earlier, read.standing in ("one", "divided")) == ((ward,), True)
        assert place_read(ward.name, DAY).earlier == ()


def test_before_the_day_the_old_ward_stands_and_its_end_is_said() -> None:
    answer = ward_today("Phường 15, Quận Tân Bình", EVE)
    assert answer.read.standing == "one"
    assert answer.sentences == [
        "Phường 15 (Quận Tân Bình) đang hoạt động; từ ngày 1/7/2025 được chia cho phường Tân Sơn và phường Tân Bình."
    ]
    assert place_read("Phường Sài Gòn", EVE).today == (), "it has not begun"


def test_a_citizen_of_a_divided_ward_is_told_both_and_why() -> None:
    answer = ward_today("Phường 15, Quận Tân Bình", DAY)
    assert answer.heading == "Phường Tân Sơn hoặc Phường Tân Bình"
    assert answer.sentences == [
        "Phường 15 cũ (Quận Tân Bình) được chia cho phường Tân Sơn và phường Tân Bình từ ngày 1/7/2025."
    ]
    assert "không đủ" in answer.advice


def test_every_old_ward_of_the_city_is_found_by_name_and_district() -> None:
    """All 442, with marks and without: its heirs by the table of the statistics office are among what is said."""
    known, tried = gazetteer(), 0
    for code, rows in mapping().items():
        if rows[0]["new_province_code"] != "79" or code.startswith("D"):
            continue
        tried += 1
        row = rows[0]
        heirs = {each["new_code"] for each in rows}
        read = known.read(f"12 Lê Lợi, {row['old_name']}, {row['old_district']}", DAY)
        assert heirs <= {ward.code for ward in read.today}, row
        assert code in {ward.code for ward in read.wards}, row
        old = [ward for ward in read.wards if not ward.stands_on(DAY)]
        assert [ward.code for ward in old] == [code], "the district tells it from its namesakes"
    assert tried > 430


def test_every_ward_of_today_is_found_by_its_name() -> None:
    wards = [ward for ward in gazetteer().wards.values() if ward.stands_on(DAY)]
    assert len(wards) == 168
    for ward in wards:
        assert ward in wards_sought(ward.name, DAY).named
        assert ward.area in wards_sought(ward.name, DAY).today(DAY)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("P. Bến Nghé", ["Phường Sài Gòn"]),
        ("bến nghé", ["Phường Sài Gòn"]),
        ("Phường 14 Quận 10", ["Phường Diên Hồng", "Phường Hòa Hưng"]),
        ("12 Lê Thánh Tôn, P. Bến Nghé, Q1", ["Phường Sài Gòn"]),
        ("Thạnh An", ["Xã Thạnh An", "Xã Thanh An"]),
        ("Tân Quí", ["Phường Phú Thọ Hòa", "Phường Tân Sơn Nhì"]),
        ("Quy Đức", ["Xã Hưng Long"]),
        ("Thảo Điền, Thủ Đức", ["Phường An Khánh"]),
    ],
)
def test_finders_take_what_people_know_and_heirs_come_first(words: str, first: list[str]) -> None:
    sought = wards_sought(words, DAY)
    names = [gazetteer().wards[area].name for area in sought.today(DAY)]
    assert names[: len(first)] == first


def test_a_district_finds_its_wards() -> None:
    names = {gazetteer().wards[area].name for area in wards_sought("Quận 1", DAY).today(DAY)}
    assert {"Phường Sài Gòn", "Phường Tân Định", "Phường Bến Thành", "Phường Cầu Ông Lãnh"} <= names


def test_an_old_ward_is_called_old_with_its_district() -> None:
    (ward,) = place_read("P. Bến Nghé, Q1", DAY).wards
    assert of_old(ward, DAY) == "Phường Bến Nghé cũ (Quận 1)"
    assert of_old(ward, EVE) == "Phường Bến Nghé (Quận 1)"


WORDS = st.sampled_from((
    "P. Bến Nghé", "Q1", "Phường 15", "Tân Bình", "P.14Q10", "X. Phú Xuân", "Quan 2", "phuong", "xã", "12 Lê Lợi",
    "Đakao", "tỉnh Hải Dương", "Hà Nội", "Thủ Đức", "TP.", "cũ", ",", "quận", "huyện", "Sài Gòn", "phường Sài Gòn",
))  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(WORDS, max_size=8).map(", ".join),
        st.lists(WORDS, max_size=8).map(" ".join),
    )
)
def test_whatever_is_asked_is_answered(text: str) -> None:
    for day in (EVE, DAY):
        answer = ward_today(text, day)
        read = answer.read
        assert answer.heading
        assert all(ward.stands_on(day) for ward in read.today)
        assert (len(read.today) == 1) or read.standing != "one"
        assert read.named is None or read.standing in ("one", "divided")
        assert read.standing != "divided" or len(read.today) > 1
