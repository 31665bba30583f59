"""Two provinces in one world: their own agencies write to their communes, and a round counts them together."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from lienthong.ground import sql as ground
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.believable.staffing import staff_besides
from lienthong.rehearsal.planning.actions import open_campaign, plan_round, start_round
from lienthong.rehearsal.planning.playbook import calls_of
from lienthong.rehearsal.planning.sources import sources_of_today
from lienthong.trials.clerk_tokens import write_clerk_tokens
from lienthong.units.load import count_for
from lienthong.units.provinces import load_provinces
from lienthong_clerks.plan import in_order, read_round
from lienthong_clerks.tokens import read_tokens
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.rehearsal.people import centre

DIEN_BIEN_PHU, SIN_THAU = "03127", "03158"
UNITS = [cast.AN_KHANH, DIEN_BIEN_PHU, SIN_THAU]
GO_LIVE_ON = date(2025, 7, 1)
SCENARIOS = ["hoi-nghi", "van-ban-den-di", "van-ban-dang", "phan-anh-1022"]


@pytest.fixture
def dien_bien(db: None) -> None:
    with as_owner():
        load_provinces(ground.raw(), ["11"])
        assert staff_besides(ground.raw(), "11") > 45 * 20
        count_for(ground.raw(), 79)
        sql.run("set constraints all immediate")


def planned(units: Any = UNITS) -> Any:
    campaign = open_campaign("Hai tỉnh", GO_LIVE_ON, by=centre())["id"]
    return plan_round(campaign, units=units, scenarios=SCENARIOS, seed=7, by=centre())


def test_every_body_of_the_province_has_a_seat_it_holds(dien_bien: None) -> None:
    assert sql.one("select count(*) from broken_holdings()") == 0
    bodies = sql.rows("select body from unit u join area a on a.id = u.area"
                     " where a.province = (select id from area where code = '11' and rank = 'province'"
                     " and during @> date '2025-07-01')")  # fmt: skip
    assert Counter(body for (body,) in bodies) == dict.fromkeys(("ubnd", "dang_uy", "hdnd", "mttq"), 45)


def test_its_own_agencies_write_to_its_communes(dien_bien: None) -> None:
    trial = planned()
    assert (trial["units"], trial["left_out"]) == (3, [])
    start_round(trial["round"], in_seconds=0, by=centre())
    calls = calls_of(trial["round"])
    letters = {call["unit"]: call["with"]["body"] for call in calls["calls"] if call["step"] == "gui_den"}
    units = {entry["code"]: entry["unit"] for entry in calls["directory"] if entry["body"] == "ubnd"}
    assert "Trung tâm Chuyển đổi số tỉnh Điện Biên" in letters[units[SIN_THAU]]
    assert "Trung tâm Chuyển đổi số Thành phố" in letters[units[cast.AN_KHANH]]
    reports = [call["with"] for call in calls["calls"] if call["call"] == "reports.submit"]
    assert {report["ward"] is None for report in reports} == {True, False}
    assert all((report["ward"] is None) == (report["lat"] is not None) for report in reports)
    assert sum(call["call"] == "meetings.convene" for call in calls["calls"]) == 1


def test_clerks_look_up_names_in_their_own_province(dien_bien: None, tmp_path: Any) -> None:
    trial = planned()
    start_round(trial["round"], in_seconds=0, by=centre())
    book = read_round(calls_of(trial["round"]), trial["round"], None, in_order(())).book
    assert len(book.committees_in("11")) == 45
    assert len(book.committees_in("79")) == 168
    path = tmp_path / "clerks.json"
    write_clerk_tokens(path, UNITS, label="test")
    tokens = read_tokens(path)
    units = {staff.code: unit for unit, staff in tokens.units.items() if staff.body == "ubnd"}
    assert tokens.agencies_for(units[SIN_THAU]) == tokens.besides["11"] != tokens.city
    assert tokens.agencies_for(units[cast.AN_KHANH]) == tokens.agencies_for(None) == tokens.city


def test_neighbours_without_outlines_are_the_nearest_of_the_province(dien_bien: None) -> None:
    lists = sources_of_today([SIN_THAU]).lists
    assert len(lists["neighbours"][SIN_THAU]) == 3
    assert lists["edge_points"][SIN_THAU] == [
        {"lat": None, "lon": None, "beside": lists["neighbours"][SIN_THAU][0]}
    ]


def test_a_province_without_staff_is_refused(db: None) -> None:
    with pytest.raises(Refusal) as refused:
        planned(["11"])
    assert refused.value.code == "units_not_staffed"
    assert "Tỉnh Điện Biên" in refused.value.sentence


def test_the_board_lists_the_province_and_its_communes(dien_bien: None) -> None:
    trial = planned()
    start_round(trial["round"], in_seconds=0, by=centre())
    browser = screen(centre())
    fragment = browser.get("/dieu-hanh/so-lieu").content.decode()
    assert 'href="/dieu-hanh/tinh/11">Tỉnh Điện Biên</a>' in fragment
    page = browser.get("/dieu-hanh/tinh/11").content.decode()
    assert "Xã Sín Thầu" in page
    assert f'href="/dieu-hanh/don-vi/{DIEN_BIEN_PHU}"' in page
    assert browser.get(f"/dieu-hanh/don-vi/{DIEN_BIEN_PHU}").status_code == 200
    assert browser.get("/dieu-hanh/tinh/12").status_code == 404
