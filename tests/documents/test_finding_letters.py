"""Letters by all that is known of them, and the searches people keep."""

import html
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlparse
from uuid import UUID

import pytest
from pytest_django import Settings

from lienthong.documents.actions import register_delivery
from lienthong.documents.finding.rules import query_of, sought_in
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.pages.uploads import Upload
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import arrived, delivered, drafted
from tests.documents.test_enclosure_texts import read_waiting
from tests.documents.test_enclosures import issued_with
from tests.documents.test_receiving import entered
from tests.files import docx

URL = "/van-ban/tim"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = str(tmp_path)


def _hits(actor: Actor, **asked: str) -> set[str]:
    page = screen(actor).get(URL, {key.replace("_", "-"): value for key, value in asked.items()})
    assert page.status_code == 200, page.content
    text = page.content.decode()
    return {part.split('"')[0] for part in text.split('<a href="/viec/')[1:]}


def test_by_each_field_and_by_several(db: None) -> None:
    an, city = cast.an(), cast.dung()
    letter = str(arrived(cast.AN_KHANH))
    register_delivery(UUID(letter), by=an)
    waiting = str(arrived(cast.AN_KHANH))
    own = str(drafted(an, city.unit or 0, subject="Báo cáo quý"))
    sign = sql.one(
        "select sign from document d join delivery v on v.document = d.id where v.item = %s", (letter,)
    )
    today, before = f"{an.day:%d/%m/%Y}", f"{an.day - timedelta(days=1):%d/%m/%Y}"
    for asked, expected in (
        ({"q": "thử nghiệm"}, {letter, waiting}),
        ({"q": "thu nghiem"}, {letter, waiting}),
        ({"q": sign}, {letter}),
        ({"chieu": "den"}, {letter, waiting}),
        ({"chieu": "di"}, {own}),
        ({"loai": "CV"}, {letter, waiting, own}),
        ({"loai": "QĐ"}, set()),
        ({"tinh_trang": "delivery.registered"}, {letter}),
        ({"tinh_trang": "draft.drafting"}, {own}),
        ({"noi_gui": "chuyen doi so"}, {letter, waiting}),
        ({"noi_gui": "không có nơi này"}, set()),
        ({"nguoi": city.name}, {letter, waiting}),
        ({"tu": today, "den_ngay": today}, {letter, waiting, own}),
        ({"den_ngay": before}, set()),
        ({"q": "thu nghiem", "tinh_trang": "delivery.arrived", "tu": today}, {waiting}),
    ):
        assert _hits(an, **asked) == expected, asked
    assert _hits(cast.chi(), q="thử nghiệm") == set()


def test_by_words_inside(db: None) -> None:
    city, an = cast.dung(), cast.an()
    issued_with(city, an.unit or 0, files={"a.docx": docx("Kế hoạch phòng chống ngập")})
    read_waiting()
    assert _hits(an, q="phong chong ngap", chieu="den") == {str(delivered(an))}


def test_a_letter_from_outside_and_what_stands_in_its_scan(db: None) -> None:
    an = cast.an()
    scan = Upload.model_construct(name="quét.docx", content=docx("Biên chế cấp xã năm 2026"))
    letter = str(entered(sender="Bộ Nội vụ", subject="Công văn", files=[scan]))
    read_waiting()
    assert _hits(an, noi_gui="bo noi vu") == {letter}
    assert _hits(an, noi_gui="bộ tài chính") == set()
    assert _hits(an, q="bien che cap xa", noi_gui="nội vụ") == {letter}


def test_nothing_is_asked_and_a_day_that_is_none(db: None) -> None:
    an = cast.an()
    arrived(cast.AN_KHANH)
    assert _hits(an) == set()
    page = screen(an).get(URL, {"tu": "32/13/2026", "chieu": "x"})
    assert page.status_code == 422
    assert "Ngày cần viết" in page.content.decode()
    assert "32/13/2026" in page.content.decode()


def test_an_address_says_what_is_asked_and_no_more() -> None:
    asked = {"q": "thử  nghiệm", "loai": "CV", "chieu": "lên", "tu": "1/7/2026", "la": "x"}
    said = {name: values[0] for name, values in parse_qs(query_of(sought_in(asked))).items()}
    assert said == {"q": "thử nghiệm", "loai": "CV", "tu": "01/07/2026"}
    with pytest.raises(Refusal, match="bad_day"):
        sought_in({"den-ngay": "hôm qua"})


def test_a_search_is_kept_opened_and_removed(db: None) -> None:
    an = cast.an()
    page, colleague = screen(an), screen(cast.officer("chuyen_vien"))
    sent = page.post(f"{URL}/luu", {"ten": "Chờ  vào sổ", "q": "thử", "tinh-trang": "delivery.arrived"})
    assert sent.status_code == 302
    assert parse_qs(urlparse(sent.url).query) == {"q": ["thử"], "tinh-trang": ["delivery.arrived"]}
    shown = page.get(URL).content.decode()
    assert "Chờ vào sổ" in shown
    assert "tinh-trang=delivery.arrived" in shown
    assert "Chờ vào sổ" not in colleague.get(URL).content.decode()
    page.post(f"{URL}/luu", {"ten": "Chờ vào sổ", "q": "khác"})
    search = sql.row("select id, query from saved_search")
    assert search.query == "q=kh%C3%A1c", "under its name again it is changed"
    assert colleague.post(f"{URL}/{search.id}/bo").status_code == 404
    assert page.post(f"{URL}/{search.id}/bo").status_code == 302
    assert "Chờ vào sổ" not in page.get(URL).content.decode()


def test_a_search_without_a_name_and_too_many(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    page = screen(cast.an())
    nameless = page.post(f"{URL}/luu", {"ten": " ", "q": "a"})
    assert nameless.status_code == 422
    assert "đặt tên" in nameless.content.decode()
    monkeypatch.setattr("lienthong.documents.finding.keeping.MOST_SAVED", 1)
    assert page.post(f"{URL}/luu", {"ten": "một", "q": "a"}).status_code == 302
    assert page.post(f"{URL}/luu", {"ten": "một", "q": "b"}).status_code == 302
    assert page.post(f"{URL}/luu", {"ten": "hai", "q": "a"}).status_code == 422


def test_a_search_says_the_same_on_the_page_the_sheet_and_over_the_api(db: None) -> None:
    an, city = cast.an(), cast.dung()
    letter = str(arrived(cast.AN_KHANH))
    drafted(an, city.unit or 0, subject="Báo cáo quý")
    asked = {
        "q": "thu nghiem",
        "kind": "delivery",
        "type": "CV",
        "state": "delivery.arrived",
        "sender": "chuyen doi",
    }
    said = cast.caller(an).get(f"/letters?{urlencode(asked)}").json()
    assert [row["id"] for row in said["letters"]] == [letter]
    assert (said["total"], said["is_more"], said["letters"][0]["state_label"]) == (1, False, "Mới đến")
    here = {"q": "thu nghiem", "chieu": "den", "noi-gui": "chuyen doi"}
    page = screen(an).get(URL, here).content.decode()
    assert "tim.csv?" in page
    sheet = screen(an).get(f"{URL}.csv", here)
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Về việc thử nghiệm" in lines[1]
    assert cast.caller(cast.chi()).get("/letters?q=thu+nghiem").json()["letters"] == []
    assert cast.caller(an).get("/letters?q=&kind=&type=&state=").json()["letters"] == [], "nothing is asked"
    for wrong in ("kind=report", "type=ZZ", "state=arrived"):
        answer = cast.caller(an).get(f"/letters?{wrong}")
        assert (answer.status_code, answer.json()["code"]) == (422, "filter_not_listed"), wrong
    assert cast.caller(an).get("/letters?until=9999-12-31").json()["code"] == "bad_day"


def test_a_search_is_kept_and_removed_over_the_api(db: None) -> None:
    an = cast.caller(cast.an())
    kept = an.post("/saved-searches", {"name": "Chờ vào sổ", "state": "delivery.arrived"}, key="1").json()
    again = an.post("/saved-searches", {"name": "Chờ vào sổ", "q": "họp"}, key="2").json()
    assert kept["id"] == again["id"], "under one name there is one search"
    (row,) = an.get("/saved-searches").json()["searches"]
    assert (row["name"], row["query"]) == ("Chờ vào sổ", again["query"])
    assert f"{URL}?{row['query']}" in html.unescape(screen(cast.an()).get(URL).content.decode())
    other = cast.caller(cast.chi())
    assert other.get("/saved-searches").json()["searches"] == []
    assert other.post(f"/saved-searches/{row['id']}/remove", key="3").status_code == 404
    assert an.post(f"/saved-searches/{row['id']}/remove", key="4").json() == {"removed": row["id"]}
    assert an.get("/saved-searches").json()["searches"] == []
    assert an.post("/saved-searches", {"name": " "}, key="5").status_code == 422
