"""«Phường, xã của tôi»: the public page, its operation, and every finder of wards that takes the same words."""

import html

import pytest
from django.test import Client

from lienthong.ground.limits import LIMITS
from tests import cast, sql
from tests.board.rounds import screen
from tests.reports.reports import inside

pytestmark = pytest.mark.usefixtures("db")

PAGE, API = "/dia-chi", "/api/v1/public/addresses"
DIVIDED = "Phường 15, Quận Tân Bình"
BOTH = "Phường 15 cũ (Quận Tân Bình) được chia cho phường Tân Sơn và phường Tân Bình từ ngày 1/7/2025."


def shown(**asked: object) -> str:
    answer = Client().get(PAGE, asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def told(**asked: object) -> dict[str, object]:
    answer = Client().get(API, asked)
    assert answer.status_code == 200, answer.content
    body: dict[str, object] = answer.json()
    return body


def test_the_front_page_leads_here() -> None:
    assert f'href="{PAGE}"' in Client().get("/").content.decode()
    assert 'name="q"' in shown()


def test_a_citizen_of_a_divided_ward_reads_both_wards_and_why() -> None:
    page = shown(q=DIVIDED)
    assert "Phường Tân Sơn hoặc Phường Tân Bình" in page
    assert BOTH in page
    assert "không đủ để biết" in page


def test_the_operation_says_the_same() -> None:
    answer = told(q=DIVIDED)
    assert answer["standing"] == "divided"
    assert [ward["name"] for ward in answer["today"]] == ["Phường Tân Sơn", "Phường Tân Bình"]  # type: ignore[attr-defined]
    (named,) = answer["named"]  # type: ignore[misc]
    assert (named["why"], named["stands"], named["ends_on"]) == (BOTH, False, "2025-07-01")
    assert [heir["name"] for heir in named["heirs"]] == ["Phường Tân Sơn", "Phường Tân Bình"]


def test_an_address_of_one_ward_and_how_it_was_read() -> None:
    page = shown(q="45A-48 Lê Thánh Tôn, P. Bến Nghé, Q1")
    assert "Phường Bến Nghé cũ (Quận 1) nhập vào phường Sài Gòn từ ngày 1/7/2025." in page
    assert "đường Lê Thánh Tôn, số nhà 45 hoặc 48" in page


def test_two_wards_in_one_address_are_said_and_both_are_shown() -> None:
    page = shown(q="12 Lê Lợi, P. Bến Nghé, P. Đa Kao, Q1")
    assert "Địa chỉ này ghi hai nơi khác nhau" in page
    assert "Phường Bến Nghé cũ (Quận 1)" in page
    assert "Phường Đa Kao cũ (Quận 1)" in page
    assert "nay thuộc Phường Sài Gòn hoặc Phường Tân Định" in page


def test_a_ward_that_is_not_there_is_not_answered_by_its_namesake() -> None:
    page = shown(q="12 Trần Não, P. Bến Nghé, Quận 2")
    assert "Không có «Phường Bến Nghé» ở Thành phố Thủ Đức" in page
    assert "Nơi có tên này ở quận, huyện khác" in page
    assert "Phường Bến Nghé cũ (Quận 1)" in page


def test_a_ward_that_ended_earlier_is_told_through_its_heir() -> None:
    page = shown(q="12 Trần Não, P. Bình An, Quận 2")
    assert "Phường Bình An cũ (Thành phố Thủ Đức) nhập vào phường An Khánh từ ngày 1/1/2021." in page
    assert "Dĩ An" not in page
    named = told(q="12 Trần Não, P. Bình An, Quận 2")["named"]
    assert named[0]["area"] is None  # type: ignore[index]


def test_where_somebody_stands_tells_the_ward() -> None:
    place = inside(cast.AN_KHANH)
    assert "Nơi bạn đang đứng, theo ranh giới tham khảo" in shown(**place)
    assert told(**place)["at_point"]["name"] == "Phường An Khánh"  # type: ignore[index]
    assert "không thuộc ranh giới của Thành phố" in shown(lat=21.03, lon=105.85)


@pytest.mark.parametrize("lat", ["", "x", "nan", "inf", "-inf", "1e400", "91", "10,7", "²"])
def test_no_place_breaks_the_page(lat: str) -> None:
    assert "đang đứng, theo" not in shown(q="Bến Nghé", lat=lat, lon="106.7")


@pytest.mark.parametrize("words", ["\u200b", "a" * 5000, "%", "<b>", "'; --", "phường " * 200, "12/" * 400])
def test_no_words_break_page_or_operation(words: str) -> None:
    assert "<b>" not in Client().get(PAGE, {"q": words}).content.decode()
    assert Client().get(API, {"q": words}).status_code in (200, 422)


def test_tries_are_counted_at_their_own_door() -> None:
    for address in (PAGE, API):
        assert Client().get(address, {"q": DIVIDED}).status_code == 200
    sql.run("reset role")
    assert sql.one("select sum(count)::int from knock where door = 'addresses'") == 2
    assert LIMITS["addresses"].by == "address"


def test_the_list_of_units_takes_old_names_districts_and_addresses() -> None:
    clerk = screen(cast.an())

    def found(words: str) -> str:
        return html.unescape(clerk.get("/don-vi", {"q": words}).content.decode())

    assert "Phường Bến Nghé cũ (Quận 1) nhập vào phường Sài Gòn từ ngày 1/7/2025." in found("Bến Nghé")
    for words in ("Bến Nghé", "P. Bến Nghé", "12 Lê Thánh Tôn, P. Bến Nghé, Q1", "Quận 1"):
        assert ">Phường Sài Gòn<" in found(words)
        assert ">Phường An Khánh<" not in found(words)
    tens = found("Phường 14 Quận 10")
    assert ">Phường Diên Hồng<" in tens
    assert ">Phường Hòa Hưng<" in tens
    ordered = found("Thạnh An")
    assert ordered.index(">Xã Thạnh An<") < ordered.index(">Xã Thanh An<")
    assert "Không có đơn vị nào khớp" in found("khong co noi nao nhu vay")
    assert clerk.get("/don-vi", {"ngay": "30/06/2025"}).status_code == 200


def test_the_sheet_of_units_has_the_same_rows() -> None:
    sheet = screen(cast.an()).get("/don-vi.csv", {"q": "P. Bến Nghé"})
    text = b"".join(sheet.streaming_content) if sheet.streaming else sheet.content
    assert "Phường Sài Gòn" in text.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "name"),
    [("Tân Quí", "Phường Tân Quý"), ("Quy Đức", "Xã Qui Đức"), ("P.Đakao, Q1", "Phường Đa Kao")],
)
def test_work_is_looked_for_under_any_spelling_of_an_old_name(words: str, name: str) -> None:
    page = html.unescape(screen(cast.an()).get("/sap-xep/tim", {"q": words}).content.decode())
    assert page.index(name) < page.index("</tbody>")
