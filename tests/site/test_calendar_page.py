"""The calendar's pages: a storm closure goes from the head of office over the leader to the dossiers it moves."""

import html
import re
from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.kernel.clock import local
from lienthong.work.queries import item_of
from tests import cast
from tests.board.rounds import screen
from tests.personnel.deciding import approved, at, entered, shows
from tests.personnel.delegating import asked
from tests.procedures.dossiers import of, taken_in

CLOSURE = {
    "value": "off", "name": "Nghỉ vì bão số 3", "since": "3/7/2025", "until": "", "basis": "15/QĐ-UBND",
    "basis_on": "2/7/2025", "idempotency_key": "bao-3",
}  # fmt: skip


def _text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def test_a_storm_closure_is_entered_approved_and_moves_its_dates(db: None) -> None:
    shows(2025, 7, 2, 9)
    here = of(taken_in(asked("tiep_nhan")))
    there = of(taken_in(asked("tiep_nhan", cast.BINH_TRUNG)))
    office, leader = screen(cast.officer("chanh_van_phong")), screen(cast.officer("lanh_dao"))
    shows(2025, 7, 2, 10)
    sent = office.post("/lich-lam-viec/ghi-ngay", CLOSURE)
    assert sent.status_code == 302, sent.content.decode()
    page = sent.headers["Location"]
    seen = _text(office.get(page))
    assert "Chờ người thứ hai duyệt" in seen
    assert "<strong>1</strong> ngày hẹn đang mở sẽ tính khác đi" in seen
    assert "17:00 thứ Hai 07/07/2025" in seen
    assert "17:00 thứ Ba 08/07/2025" in seen
    assert "cần một người khác duyệt" in seen
    assert f"{page}/duyet" not in seen
    assert office.post(f"{page}/duyet", {"idempotency_key": "tu"}).status_code == 403
    assert f"{page}/duyet" in _text(leader.get(page))
    shows(2025, 7, 2, 11)
    assert leader.post(f"{page}/duyet", {"idempotency_key": "duyet"}).status_code == 302
    assert "Dời 1 ngày hẹn" in _text(leader.get(page))
    shows(2025, 7, 2, 12)
    assert leader.post(f"{page}/doi-ngay-hen", {"idempotency_key": "doi"}).status_code == 302
    assert "Không có ngày hẹn nào còn phải dời" in _text(leader.get(page))
    for item, code, due in ((here, cast.AN_KHANH, 8), (there, cast.BINH_TRUNG, 7)):
        reader = cast.officer("lanh_dao", code)
        with acts.opening(reader):
            assert local(item_of(reader, item).due_at) == at(2025, 7, due, 17)  # type: ignore[arg-type]
    seen = _text(leader.get(f"/viec/{here}"))
    assert "Dời ngày hẹn theo lịch làm việc" in seen
    assert "17:00 thứ Hai 07/07/2025 → 17:00 thứ Ba 08/07/2025, 15/QĐ-UBND ngày 2/7/2025" in seen


def test_a_second_decision_for_the_day_is_told_beside_its_field(db: None) -> None:
    approved()
    answer = screen(cast.officer("chanh_van_phong")).post("/lich-lam-viec/ghi-ngay", CLOSURE)
    assert answer.status_code == 422
    said = html.unescape(answer.content.decode())
    assert "Ngày 3/7/2025 đã có quyết định 15/QĐ-UBND ngày 2/7/2025 (Nghỉ vì bão số 3)" in said
    assert "Nghỉ vì bão số 3" in said


def test_no_form_is_handed_out_to_withdraw_what_is_not_ones_to_withdraw(db: None) -> None:
    page = f"/lich-lam-viec/{approved()}/rut"
    office, leader = screen(cast.officer("chanh_van_phong")), screen(cast.officer("lanh_dao"))
    for answer in (office.get(page), office.post(page, {"idempotency_key": "a"})):
        assert (answer.status_code, 'name="reason"' in answer.content.decode()) == (403, False)
    assert 'name="reason"' in _text(leader.get(page))
    assert leader.post(page, {"reason": "Bão tan", "idempotency_key": "b"}).status_code == 302
    assert leader.post(page, {"reason": "Bão tan", "idempotency_key": "b"}).status_code == 302, "sent twice"
    answer = leader.get(page)
    assert (answer.status_code, 'name="reason"' in answer.content.decode()) == (409, False)


def test_the_calendar_says_what_is_decided_and_what_is_guessed(db: None) -> None:
    entered()
    reader = screen(cast.an())
    year = _text(reader.get("/lich-lam-viec?nam=2026"))
    assert "12729/VPCP-KGVX ngày 25/12/2025" in year
    assert "thứ Bảy 10/1/2026" in year
    assert year.count("Dự kiến") >= 1
    assert "Ngày Văn hóa Việt Nam" in year
    assert "Chờ người thứ hai duyệt" not in year
    assert "Chờ người thứ hai duyệt" in _text(reader.get("/lich-lam-viec"))
    guessed = _text(reader.get("/lich-lam-viec?nam=2028"))
    assert "Đã quyết định" not in guessed
    assert "Chưa có văn bản" in guessed
    assert reader.get("/lich-lam-viec?nam=1999").status_code == 422
    assert "/lich-lam-viec/ghi-ngay" not in year, "a clerk decides nothing"
    assert reader.get("/lich-lam-viec/ghi-ngay").status_code == 403


def test_page_sheet_and_api_say_the_same(db: None) -> None:
    entered()
    reader, caller = screen(cast.an()), cast.caller(cast.an())
    for year in (2025, 2026, 2027):
        rows = reader.get(f"/lich-lam-viec?nam={year}").content.decode().count("data-row")
        days = caller.get(f"/calendar?year={year}").json()["days"]
        sheet = reader.get(f"/lich-lam-viec.csv?nam={year}").content.decode("utf-8-sig").strip().splitlines()
        assert rows == len(days) == len(sheet) - 1 > 0
        assert {day["is_guess"] for day in days} <= {True, False}
        for day in days:
            assert day["is_guess"] is (day["basis"] == ""), day
            assert (day["standing_label"] == "Dự kiến") is day["is_guess"]


def test_a_machine_enters_and_another_person_approves(db: None) -> None:
    office, leader = cast.caller(cast.officer("chanh_van_phong")), cast.caller(cast.officer("lanh_dao"))
    body = {
        "rule": "day", "value": "off", "since": "2025-07-03", "until": "2025-07-03", "unit": cast.an().unit,
        "name": "Bão", "basis": "15/QĐ-UBND", "basis_on": "2025-07-02",
    }  # fmt: skip
    decision = office.post("/decisions", body, key="e").json()["decision"]
    assert office.post("/decisions", body, key="e").json()["decision"] == decision
    assert office.post(f"/decisions/{decision}/approve", key="a").json()["code"] == "not_allowed"
    assert leader.post(f"/decisions/{decision}/approve", key="a").json()["standing"] == "approved"
    assert leader.get(f"/decisions/{decision}").json()["moves"] == 0
    assert leader.post(f"/decisions/{decision}/move-promises", key="m").json()["moved"] == 0
    withdrawn = leader.post(f"/decisions/{decision}/withdraw", {"reason": "Bão đổi hướng"}, key="w")
    assert withdrawn.json()["standing"] == "withdrawn"
    assert leader.get("/decisions/00000000-0000-7000-8000-000000000000").status_code == 404


def test_a_unit_shows_its_agency_id_and_that_none_is_published(db: None) -> None:
    reader = screen(cast.officer("lanh_dao"))
    assert "chưa công bố" in _text(reader.get(f"/don-vi/{cast.AN_KHANH}"))
    seen = _text(reader.get("/don-vi/H29"))
    assert "H29 (theo quyết định)" in seen
    assert "QĐ 09/2025/QĐ-TTg" in seen


@pytest.mark.parametrize("value", ["H29.12", "h29.12"])
def test_an_agency_id_is_entered_and_approved_like_a_day(db: None, value: str) -> None:
    office, leader = screen(cast.officer("chanh_van_phong")), screen(cast.officer("lanh_dao"))
    form = {**CLOSURE, "value": value, "since": "1/7/2025"}
    del form["name"]
    page = office.post("/ma-dinh-danh/ghi", form).headers["Location"]
    assert "Ngày hẹn dời theo" not in _text(leader.get(page))
    leader.post(f"{page}/duyet", {"idempotency_key": "duyet"})
    assert "H29.12 (theo quyết định)" in _text(leader.get(f"/don-vi/{cast.AN_KHANH}"))
