"""Accounts over the API: the same list as the page, and access that ends at once; access itself is given by people."""

import re

from django.test import Client

from lienthong.site.api import api
from tests import cast
from tests.board.rounds import screen
from tests.personnel.accounts import PASSWORD, account_of, administrator, lines, username_of, with_password


def test_the_list_is_narrowed_and_counted_as_on_the_page(db: None) -> None:
    centre = cast.officer("quan_tri", cast.TTCDS)
    caller, page = cast.caller(centre), screen(centre)
    for asked, same in (
        (f"unit={cast.AN_KHANH}", f"don-vi={cast.AN_KHANH}"),
        (f"unit={cast.AN_KHANH}&q=an", f"don-vi={cast.AN_KHANH}&q=an"),
        (f"unit={cast.AN_KHANH}&state=without", f"don-vi={cast.AN_KHANH}&tinh-trang=without"),
    ):
        body = caller.get(f"/accounts?{asked}").json()
        shown = page.get(f"/tai-khoan?{same}").content.decode()
        assert [row["account"] for row in body["accounts"]] == [
            int(account) for account in re.findall(r'href="/tai-khoan/(\d+)" data-open', shown)
        ]
        assert body["total"] == len(body["accounts"]) > 0
    first, second = (caller.get(f"/accounts?page={page}").json()["accounts"] for page in (1, 2))
    assert (len(first), len(second)) == (100, 100)
    assert first[-1]["account"] != second[0]["account"]


def test_nothing_is_told_that_the_page_does_not_show(db: None) -> None:
    row = cast.caller(administrator()).get("/accounts").json()["accounts"][0]
    assert "person" not in row
    assert {
        "account",
        "username",
        "name",
        "state",
        "state_label",
        "unit_code",
        "sessions",
        "tokens",
    } <= row.keys()


def test_what_no_account_is_is_refused_in_its_sentence(db: None) -> None:
    answer = cast.caller(administrator()).get("/accounts?state=nghỉ")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        422,
        "unknown_state",
        "state",
    )


def test_who_leaves_is_out_at_once_and_may_be_let_in_again(db: None) -> None:
    an, office = cast.an(), cast.caller(administrator())
    with_password(an)
    clerk, token = screen(an), cast.caller(an)
    here = f"/accounts/{account_of(an)}"
    assert clerk.get("/hop-viec").status_code == 200
    ended = office.post(f"{here}/stop", {"reason": "left"}, key="stop")
    assert ended.status_code == 200, ended.content
    assert ended.json()["state"] == "stopped"
    assert clerk.get("/hop-viec").status_code == 302
    assert token.get("/items").status_code == 401
    assert office.post(f"{here}/stop", {"reason": "left"}, key="stop").json() == ended.json(), "asked again"
    assert office.post(f"{here}/stop", {"reason": "left"}, key="again").status_code == 409
    assert (lines("account.stopped"), office.post(f"{here}/reopen", {}, key="open").status_code) == (1, 200)
    assert screen(an).get("/hop-viec").status_code == 200


def test_sessions_and_tokens_end_and_the_password_stays(db: None) -> None:
    an, office = cast.an(), cast.caller(administrator())
    username, clerk = with_password(an), screen(an)
    answer = office.post(f"/accounts/{account_of(an)}/end-access", {}, key="end")
    assert answer.json()["ended"] >= 1
    assert clerk.get("/hop-viec").status_code == 302
    login = {"username": username, "password": PASSWORD}
    assert Client().post("/dang-nhap", login).status_code == 302


def test_who_does_not_answer_for_them_sees_and_ends_none(db: None) -> None:
    account = account_of(cast.an())
    for actor in (cast.an(), cast.officer("chuyen_vien")):
        caller = cast.caller(actor)
        assert caller.get("/accounts").status_code == 403
        assert caller.post(f"/accounts/{account}/stop", {"reason": "left"}, key="x").status_code == 403
    elsewhere = cast.caller(cast.officer("chanh_van_phong", cast.BINH_TRUNG))
    assert username_of(cast.an()) not in elsewhere.get("/accounts").content.decode()
    for act in ("stop", "reopen", "end-access"):
        sent = {"reason": "left"} if act == "stop" else {}
        assert elsewhere.post(f"/accounts/{account}/{act}", sent, key=act).status_code == 404, act


def test_no_token_makes_a_link_by_which_somebody_gets_in() -> None:
    """Whoever held it could let themselves in as anybody: that is handed over by people."""
    paths = api.get_openapi_schema()["paths"]
    assert {path.rsplit("/", 1)[-1] for path in paths if "/accounts/" in path} == {
        "stop",
        "reopen",
        "end-access",
    }
    assert "post" not in paths["/api/v1/accounts"]
