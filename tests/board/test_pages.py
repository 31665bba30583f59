"""The board through its doors."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from lienthong.board import queries, sheets
from lienthong.ground import sql
from lienthong.personnel.terms import ABILITIES
from tests import cast
from tests.board.rounds import TWO_WARDS, begun, begun_in_full, decide, screen

PATHS = ("/dieu-hanh", "/dieu-hanh/so-lieu", f"/dieu-hanh/don-vi/{cast.AN_KHANH}", "/dieu-hanh/bang.csv",
         "/dieu-hanh/bang.xlsx")  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.lately.forget()
    yield
    queries.lately.forget()


@pytest.fixture
def an(db: None) -> Client:
    return screen(cast.officer("van_thu"))


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    execute = sql._execute

    def counted(text: str, *args: Any) -> Any:
        asked.append(text)
        return execute(text, *args)

    monkeypatch.setattr(sql, "_execute", counted)
    return asked


def test_a_stranger_is_led_to_the_login(db: None) -> None:
    for path in PATHS:
        answer = Client().get(path)
        assert answer.status_code in {204, 302}, path
        assert "/dang-nhap" in (answer.headers.get("Location") or answer.headers["HX-Redirect"])


def test_a_screen_whose_session_ended_leaves_as_a_whole(db: None) -> None:
    answer = Client().get("/dieu-hanh/so-lieu")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["HX-Redirect"].startswith("/dang-nhap")


def test_a_disk_nearly_full_is_said_and_no_longer_when_it_is_not(
    an: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.lately.forget()
    assert "sắp đầy" not in an.get("/dieu-hanh/so-lieu").content.decode()
    monkeypatch.setenv("LIENTHONG_DISK_WARNS_MB", "999999999")
    for path in ("/dieu-hanh", "/dieu-hanh/so-lieu"):
        assert "Ổ đĩa của máy chủ sắp đầy: còn " in an.get(path).content.decode()
    monkeypatch.delenv("LIENTHONG_DISK_WARNS_MB")
    assert "sắp đầy" not in an.get("/dieu-hanh/so-lieu").content.decode()


def test_the_page_before_any_round(an: Client) -> None:
    text = an.get("/dieu-hanh").content.decode()
    assert "Chưa có vòng vận hành thử nào" in text
    assert text.count('id="shape-') == 168
    assert f'id="map-{cast.AN_KHANH}"' in text
    assert "Không có việc nào tắc" in text


def test_the_page_of_a_running_round(an: Client) -> None:
    planned = begun_in_full()
    decide(planned["id"], "PASS", codes=[cast.AN_KHANH])
    decide(planned["id"], "FAIL", codes=[cast.BINH_TRUNG], system="documents", reason="wrong_actor")
    page = an.get("/dieu-hanh").content.decode()
    assert "<strong>1</strong><span>/2</span>" in page
    fragment = an.get("/dieu-hanh/so-lieu").content.decode()
    assert "<html" not in fragment
    assert f'map__unit--done" href="/dieu-hanh/don-vi/{cast.AN_KHANH}"' in fragment
    below = an.get(f"/dieu-hanh/don-vi/{cast.BINH_TRUNG}").content.decode()
    assert "không phải người được phân công" in below
    assert "Vòng" in below


def test_a_request_asks_the_database_three_times_at_most(an: Client, statements: list[str]) -> None:
    begun()
    an.get("/dieu-hanh")
    for path in ("/dieu-hanh/so-lieu", "/dieu-hanh"):
        queries.lately.forget()
        statements.clear()
        assert an.get(path).status_code == 200
        assert len(statements) <= 3, statements  # who asks, the counts, what this reader may open


def test_a_unit_that_does_not_exist_is_not_found(an: Client) -> None:
    assert an.get("/dieu-hanh/don-vi/99999").status_code == 404
    assert an.get("/dieu-hanh/don-vi/H29").status_code == 404


def test_looking_needs_the_ability(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ABILITIES, "van_thu", frozenset())
    client = screen(cast.officer("van_thu"))
    for path in PATHS:
        assert client.get(path).status_code == 403, path


def test_nothing_is_written_through_the_board(an: Client) -> None:
    for path in PATHS:
        assert an.post(path).status_code in {403, 405}


def test_the_table_as_csv_and_as_a_workbook(an: Client) -> None:
    planned = begun_in_full()
    decide(planned["id"], "PASS", codes=[cast.AN_KHANH])
    written = an.get("/dieu-hanh/bang.csv")
    assert written.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(written.content.decode("utf-8-sig"))))
    assert lines[0] == sheets.header()
    assert [line[2] for line in lines[1:]] == sorted(TWO_WARDS)
    complete = lines[0].index("Trọn cả bốn hệ thống")
    assert [line[complete] for line in lines[1:]] == ["1", "0"]
    assert "bang" not in written.headers["Content-Disposition"]

    book = load_workbook(io.BytesIO(an.get("/dieu-hanh/bang.xlsx").content))
    rows = list(book["Theo đơn vị"].iter_rows(values_only=True))
    assert [str(cell) for cell in rows[1]][:5] == lines[1][:5]
    assert book["Định nghĩa"]["A1"].value
