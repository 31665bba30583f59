"""Where a report happened, said in words only: an address that names one ward of the day places it, any other asks."""

from datetime import date
from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.reports import rules
from lienthong.reports.desk import DESK
from lienthong.reports.place import jurisdiction_of, place_of
from lienthong.reports.terms import Destination, Said
from lienthong.units.queries import holder_of, unit_as_of
from lienthong.work.queries import item_of
from tests import cast, sql
from tests.board.rounds import screen
from tests.reports.reports import details, inside, item, operator, submitted

pytestmark = pytest.mark.usefixtures("db")

BEFORE, AFTER = date(2025, 6, 27), date(2025, 7, 1)
DIVIDED = "12 Nguyễn Đình Chiểu, P. Đa Kao, Q1"


def decide(place: str, on: date = AFTER, **said: Any) -> Destination:
    return rules.destination_of(place_of(Said("…", place, **said), on, spoken_with=False))


def ward_of(destination: Destination) -> str:
    return str(sql.one("select name from area where id = %s", (destination.place,)))


@pytest.mark.parametrize(
    ("place", "ward"),
    [
        ("12 Lê Thánh Tôn, P.Bến Nghé, Q1", "Phường Sài Gòn"),
        ("123/45/6 hẻm 123 Trần Não, phường An Khánh", "Phường An Khánh"),
        ("12 Nguyễn Hữu Cảnh, P.22, Q.Bình Thạnh", "Phường Thạnh Mỹ Tây"),
    ],
)
def test_an_address_places_a_report(place: str, ward: str) -> None:
    destination = decide(place)
    assert (destination.kind, destination.decided_by) == ("territory", "address")
    assert ward_of(destination) == ward


@pytest.mark.parametrize(
    "place",
    [
        DIVIDED, "12 đường Ba Tháng Hai, P14, Q10", "12 Lê Lợi, P. Bến Nghé, Phường Bảy Hiền", "12 Lê Lợi, Phường 14",
        "Bến Nghé", "12 Võ Thị Sáu, Quận 3", "12 Lê Lợi, Sài Gòn", "Xã Thanh An, tỉnh Hải Dương", "trước chợ",
    ],
)  # fmt: skip
def test_what_can_be_read_two_ways_waits_for_the_operator(place: str) -> None:
    assert decide(place).decided_by == "nobody"


def test_the_pin_and_the_ward_that_was_chosen_come_first() -> None:
    place = "12 Lê Thánh Tôn, P.Bến Nghé, Q1"
    assert decide(place, **inside(cast.AN_KHANH)).decided_by == "point"
    assert decide(place, ward=2_027_094).decided_by == "ward"
    assert ward_of(decide("12 Lê Lợi, phường Tân Định, Quận 1", old_ward=1_026_737)) == "Phường Tân Định", (
        "the ward of today tells which heir of the divided one"
    )


def test_before_the_day_the_old_ward_answers() -> None:
    destination = decide("12 Lê Thánh Tôn, P.Bến Nghé, Q1", BEFORE)
    assert ward_of(destination) == "Phường Bến Nghé"
    jurisdiction = jurisdiction_of(destination, "Tiếng ồn", BEFORE)
    assert holder_of(jurisdiction, BEFORE) == unit_as_of("26740", "ubnd", BEFORE).id


def test_a_report_with_an_address_goes_to_its_ward_at_once() -> None:
    answer = submitted(place="12 Trần Não, P. An Lợi Đông, TP Thủ Đức")
    assert answer["state"] == "routed"
    ward = cast.officer("dau_moi_1022")
    with acts.opening(ward):
        assert item_of(ward, item(answer)).holder == ward.unit
        (line,) = sql.rows(
            "select facts from journal where item = %s and verb = 'report.routed'", (item(answer),)
        )
    assert line.facts["decided_by"] == "address"


def test_the_operator_is_offered_the_heirs_of_a_divided_ward_first() -> None:
    answer = submitted(place=DIVIDED)
    assert answer["state"] == "submitted"
    told = details(operator(), item(answer))
    assert told["place_read"] == (
        "Phường Sài Gòn hoặc Phường Tân Định: Phường Đa Kao cũ (Quận 1) được chia, cần xem vị trí cụ thể"
    )
    route = next(act for act in DESK.acts if act.move.act == "route_report")
    with acts.opening(operator()):
        offered = route.choices(operator(), item_of(operator(), item(answer)))["unit"]
    empty, first, second, *others = [label for _, label in offered]
    assert empty == ""
    assert sorted((first, second)) == [
        "Ủy ban nhân dân phường Sài Gòn (nhận một phần Phường Đa Kao cũ (Quận 1))",
        "Ủy ban nhân dân phường Tân Định (nhận một phần Phường Đa Kao cũ (Quận 1))",
    ]
    assert not any("Sài Gòn" in label for label in others)


def test_two_wards_in_one_address_are_both_said_to_the_operator() -> None:
    answer = submitted(place="12 Lê Lợi, P. Bến Nghé, P. Đa Kao, Q1")
    assert answer["state"] == "submitted"
    page = screen(operator()).get(f"/viec/{item(answer)}").content.decode()
    assert "địa chỉ ghi hai nơi khác nhau: Phường Bến Nghé cũ (Quận 1) và Phường Đa Kao cũ (Quận 1)" in page
