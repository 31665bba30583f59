"""Accounts as people meet them on pages: the list, a link that is shown once, a password of one's own."""

import html
import re

from django.conf import settings
from django.test import Client

from tests import cast, sql
from tests.board.rounds import screen
from tests.personnel.accounts import PASSWORD, account_of, administrator, username_of, with_password


def _link_on(page: str) -> str:
    match = re.search(r"/mat-khau#([0-9a-f]{64})", page)
    assert match is not None, page
    return match[1]


def _logs_in(username: str, password: str) -> bool:
    answer = Client().post("/dang-nhap", {"username": username, "password": password})
    return answer.status_code == 302


def test_a_forgotten_password_is_set_again_by_a_link(db: None) -> None:
    an, office = cast.an(), screen(administrator())
    row = f'href="/tai-khoan/{account_of(an)}"'
    assert row in office.get(f"/tai-khoan?q={username_of(an)}").content.decode()
    page = office.get(f"/tai-khoan/{account_of(an)}").content.decode()
    assert "Chưa có mật khẩu" in page
    sent = {"idempotency_key": "cap-lai-1"}
    answer = office.post(f"/tai-khoan/{account_of(an)}/cap-lai", sent)
    secret = _link_on(answer.content.decode())
    assert secret == _link_on(office.post(f"/tai-khoan/{account_of(an)}/cap-lai", sent).content.decode())
    assert 'name="secret"' in Client().get("/mat-khau").content.decode()
    typed = {"secret": secret, "password": PASSWORD, "again": PASSWORD}
    assert Client().post("/mat-khau", typed).headers["Location"] == "/dang-nhap?xong=mat-khau"
    assert _logs_in(username_of(an), PASSWORD)
    used = Client().post("/mat-khau", typed)
    assert used.status_code == 409
    assert "Mã này đã dùng" in used.content.decode()
    assert PASSWORD not in used.content.decode()


def test_what_is_typed_wrongly_comes_back_but_no_password(db: None) -> None:
    office = screen(administrator())
    answer = office.post(f"/tai-khoan/{account_of(cast.an())}/cap-lai", {"idempotency_key": "k"})
    secret = _link_on(answer.content.decode())
    for password, again, sentence in (
        (PASSWORD, PASSWORD + "!", "Hai lần nhập mật khẩu khác nhau"),
        ("ngắn", "ngắn", "ít nhất 10 ký tự"),
        ("d" * 201, "d" * 201, "dài quá 200 ký tự"),
        ("", "", "Xin nhập «Mật khẩu mới»"),
    ):
        drawn = Client().post("/mat-khau", {"secret": secret, "password": password, "again": again})
        page = html.unescape(drawn.content.decode())
        assert drawn.status_code == 422, password
        assert sentence in page
        assert f'value="{secret}"' in page
        assert not password or f'value="{password}' not in page


def test_a_wrong_link_is_told_like_a_used_one(db: None) -> None:
    typed = {"secret": "không-phải", "password": PASSWORD, "again": PASSWORD}
    assert "Mã này đã dùng, đã hết hạn hoặc không đúng" in Client().post("/mat-khau", typed).content.decode()


def test_an_account_is_stopped_and_opened_again_on_its_page(db: None) -> None:
    an, office = cast.an(), screen(administrator())
    username, clerk = with_password(an), screen(an)
    here = f"/tai-khoan/{account_of(an)}"
    assert clerk.get("/hop-viec").status_code == 200
    assert "Lý do ngừng" in office.get(f"{here}/ngung").content.decode()
    assert office.post(f"{here}/ngung", {"idempotency_key": "a"}).status_code == 422
    assert office.post(f"{here}/ngung", {"reason": "left", "idempotency_key": "b"}).status_code == 302
    for answer in (office.get(f"{here}/ngung"), office.post(f"{here}/ngung", {"idempotency_key": "c"})):
        assert (answer.status_code, "Lý do ngừng" in answer.content.decode()) == (409, False)
        assert "Tài khoản này đã ngừng." in html.unescape(answer.content.decode())
    turned_away = clerk.get("/hop-viec")
    assert turned_away.status_code == 302
    assert turned_away.headers["Location"].startswith("/dang-nhap")
    assert not _logs_in(username, PASSWORD)
    assert "Đã ngừng" in office.get(here).content.decode()
    assert office.post(f"{here}/mo-lai", {"idempotency_key": "c"}).status_code == 303
    assert _logs_in(username, PASSWORD)


def test_who_does_not_answer_for_accounts_sees_none(db: None) -> None:
    account = account_of(cast.an())
    for actor, status in ((cast.officer("chuyen_vien"), 403), (cast.an(), 403)):
        client = screen(actor)
        for address in ("/tai-khoan", "/tai-khoan.csv", "/tai-khoan/moi", f"/tai-khoan/{account}"):
            assert client.get(address).status_code == status, address
    elsewhere = screen(cast.officer("chanh_van_phong", cast.BINH_TRUNG))
    assert elsewhere.get(f"/tai-khoan/{account}").status_code == 404
    assert username_of(cast.an()) not in elsewhere.get("/tai-khoan").content.decode()
    assert username_of(cast.an()) not in elsewhere.get("/tai-khoan.csv").content.decode()
    assert Client().get("/tai-khoan").status_code == 302


def test_the_city_sees_every_body_and_narrows_to_one(db: None) -> None:
    centre = screen(cast.officer("quan_tri", cast.TTCDS))
    page = centre.get("/tai-khoan").content.decode()
    assert "Trang 1/" in page
    ward = centre.get(f"/tai-khoan?don-vi={cast.AN_KHANH}").content.decode()
    lines = centre.get(f"/tai-khoan.csv?don-vi={cast.AN_KHANH}").content.decode().splitlines()
    assert ward.count("data-row") == len(lines) - 1 > 10


def test_one_changes_ones_own_password(db: None) -> None:
    an = cast.an()
    username, here, there = with_password(an), screen(an), screen(an)
    page = here.get("/tai-khoan-cua-toi").content.decode()
    assert username in page
    assert "60 phút" in page
    new = "mật khẩu thứ hai"
    wrong = here.post("/tai-khoan-cua-toi/mat-khau", {"current": "đoán", "password": new, "again": new})
    assert wrong.status_code == 422
    assert "Mật khẩu đang dùng không đúng" in wrong.content.decode()
    right = {"current": PASSWORD, "password": new, "again": new}
    assert here.post("/tai-khoan-cua-toi/mat-khau", right).status_code == 302
    assert here.get("/hop-viec").status_code == 200
    assert there.get("/hop-viec").status_code == 302
    assert not _logs_in(username, PASSWORD)
    assert _logs_in(username, new)


def test_the_password_of_a_browser_left_open_is_not_guessed(db: None) -> None:
    an = cast.an()
    with_password(an)
    client = screen(an)
    for number in range(10):
        sent = {"current": f"đoán {number}", "password": PASSWORD, "again": PASSWORD}
        assert client.post("/tai-khoan-cua-toi/mat-khau", sent).status_code == 422
    stopped = client.post("/tai-khoan-cua-toi/mat-khau", {**sent, "current": PASSWORD})
    assert stopped.status_code == 429
    assert "Hãy thử lại sau" in stopped.content.decode()


def test_other_sessions_are_ended_by_a_button(db: None) -> None:
    here, there = screen(cast.an()), screen(cast.an())
    assert "Kết thúc các phiên khác" in here.get("/tai-khoan-cua-toi").content.decode()
    assert here.post("/tai-khoan-cua-toi/ket-thuc").status_code == 302
    assert here.get("/hop-viec").status_code == 200
    assert there.get("/hop-viec").status_code == 302


def test_the_bell_does_not_keep_a_session(db: None) -> None:
    client = screen(cast.an())
    sql.run("reset role")
    sql.run("update access set expires_at = now() + interval '10 minutes' where kind = 'session'")
    before = sql.one("select max(expires_at) from access where kind = 'session'")
    sql.run("set local role lienthong_app")
    assert client.get("/thong-bao/so").status_code == 200
    sql.run("reset role")
    assert sql.one("select max(expires_at) from access where kind = 'session'") == before
    sql.run("set local role lienthong_app")
    assert client.get("/hop-viec").status_code == 200
    sql.run("reset role")
    assert sql.one("select max(expires_at) from access where kind = 'session'") > before
    assert settings.SESSION_COOKIE in client.cookies
