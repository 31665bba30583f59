"""Notices through the pages and the API: the list, the bell, reading, the sheet; the citizen's page."""

from typing import Any

from django.conf import settings
from django.test import Client

from lienthong.personnel.asking import begin_session
from lienthong.reports import actions as report_actions
from tests import cast, sql
from tests.committed import CommittedWorld
from tests.documents.letters import issued
from tests.notices.test_telling import tell
from tests.procedures import dossiers
from tests.reports import reports


def browser(actor: Any) -> Client:
    account = sql.one("select id from account where person = %s", (actor.person,))
    client = Client()
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client


def test_an_officer_reads_what_came(world: CommittedWorld) -> None:
    an, chi = cast.an(), cast.chi()
    issued(cast.dung(), an.unit or 0, subject="Về việc đọc thông báo")
    issued(cast.dung(), an.unit or 0)
    tell()
    page = browser(an)
    assert page.get("/thong-bao/so").json() == {"unread": 2, "words": "2"}
    text = page.get("/thong-bao").content.decode()
    assert "Về việc đọc thông báo" in text
    assert text.count("Văn bản mới đến, chờ vào sổ") == 2
    first = cast.caller(an).get("/notices").json()["notices"][0]
    opened = page.get(f"/thong-bao/{first['id']}")
    assert opened.status_code == 302
    assert opened["Location"] == f"/viec/{first['item']}"
    assert page.get("/thong-bao/so").json()["unread"] == 1
    assert page.get("/thong-bao?chua-doc=1").content.decode().count("Văn bản mới đến") == 1
    sheet = page.get("/thong-bao.csv?chua-doc=1").content.decode("utf-8-sig")
    assert len(sheet.strip().splitlines()) == 2
    page.post("/thong-bao/da-doc", {"up_to": str(first["id"])})
    assert page.get("/thong-bao/so").json()["unread"] == 0
    stranger = browser(chi)
    assert stranger.get(f"/thong-bao/{first['id']}").status_code == 404
    assert "Về việc đọc thông báo" not in stranger.get("/thong-bao").content.decode()
    assert cast.caller(chi).post(f"/notices/{first['id']}/read", key="x").status_code == 404


def test_page_api_count_and_sheet_say_the_same(world: CommittedWorld) -> None:
    an = cast.an()
    for _ in range(60):
        issued(cast.dung(), an.unit or 0)
    tell()
    api = cast.caller(an).get("/notices?limit=500").json()
    page = browser(an)
    sheet = page.get("/thong-bao.csv").content.decode("utf-8-sig").strip().splitlines()
    assert (
        api["unread"]
        == len(api["notices"])
        == len(sheet) - 1
        == page.get("/thong-bao/so").json()["unread"]
        == 60
    )
    first = page.get("/thong-bao").content.decode()
    assert first.count("data-row") == 50
    following = page.get(f"/thong-bao?truoc={api['notices'][49]['id']}").content.decode()
    assert following.count("data-row") == 10
    half = cast.caller(an).get("/notices?limit=50").json()
    rest = cast.caller(an).get(f"/notices?limit=50&before={half['next']}").json()
    assert [row["id"] for row in half["notices"] + rest["notices"]] == [row["id"] for row in api["notices"]]


def test_where_to_write_is_asked_politely(world: CommittedWorld) -> None:
    page = browser(cast.an())
    wrong = page.post("/thong-bao/thu-dien-tu", {"address": "không phải thư"})
    assert wrong.status_code == 422
    assert "không phải thư" in wrong.content.decode()
    assert page.post("/thong-bao/thu-dien-tu", {"address": "an@phuong.vn"}).status_code == 302
    assert "an@phuong.vn" in page.get("/thong-bao").content.decode()
    assert page.post("/thong-bao/thu-dien-tu", {"address": ""}).status_code == 302
    assert world.ask("select count(*) from mail_address") == 0


def test_odd_numbers_are_no_errors(world: CommittedWorld) -> None:
    page = browser(cast.an())
    for query in (
        "truoc=0",
        "truoc=-1",
        "truoc=9" * 1,
        "truoc=" + "9" * 40,
        "truoc=²",
        "chua-doc=x",
    ):
        assert page.get(f"/thong-bao?{query}").status_code == 200, query
    assert page.get("/thong-bao?truoc=%00").status_code == 422, "no character of any field"
    assert page.post("/thong-bao/da-doc", {"up_to": "9" * 40}).status_code == 302
    assert page.get("/thong-bao/99999999").status_code == 404
    caller = cast.caller(cast.an())
    assert caller.get(f"/notices?before={2**70}").status_code == 422
    assert caller.post("/notices/read", {"up_to": 2**70}, key="x").status_code == 422


def test_a_citizen_reads_it_with_code_and_secret(world: CommittedWorld) -> None:
    answer = reports.reported()
    report_actions.take_report(reports.item(answer), by=reports.contact())
    filed = dossiers.submitted()
    tell()
    seen = Client().post("/tra-cuu", {"code": answer["code"], "secret": answer["secret"]}).content.decode()
    assert "Phản ánh đã có người nhận xử lý." in seen
    assert "Phản ánh đã chuyển đến nơi có trách nhiệm." in seen
    told = (
        Client()
        .post(
            "/api/v1/public/lookup",
            {"code": answer["code"], "secret": answer["secret"]},
            content_type="application/json",
        )
        .json()["notices"]
    )
    assert [each["words"] for each in told][-1] == "Phản ánh đã chuyển đến nơi có trách nhiệm."
    other = Client().post("/tra-cuu", {"code": filed["code"], "secret": filed["secret"]}).content.decode()
    assert "Phản ánh đã có người" not in other
