"""Logging in: who may, what a stranger learns, and what somebody with an ended mandate is told."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from lienthong.ground.limits import LIMITS, attempts
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.asking import Unauthenticated, mint_token, who_asks
from lienthong.personnel.login import hash_password, log_in
from tests import cast, sql
from tests.board.rounds import as_owner
from tests.limits import fill

PASSWORD = "một mật khẩu đủ dài"


def _give_password(username: str) -> None:
    with as_owner():
        sql.run("update account set password = %s where username = %s", (hash_password(PASSWORD), username))


def _try(username: str, password: str) -> Client:
    client = Client()
    client.post("/dang-nhap", {"username": username, "password": password, "next": "/hop-viec"})
    return client


def test_a_clerk_logs_in_and_sees_the_inbox(db: None) -> None:
    _give_password("vanthu.27094")
    client = _try("vanthu.27094", PASSWORD)
    page = client.get("/hop-viec")
    assert page.status_code == 200
    assert "Ủy ban nhân dân phường An Khánh" in page.content.decode()
    assert "VẬN HÀNH THỬ" in page.content.decode()


def test_wrong_password_and_unknown_name_are_told_alike(db: None) -> None:
    _give_password("vanthu.27094")
    sentences = set()
    for username, password in (
        ("vanthu.27094", "sai mật khẩu rồi"),
        ("khong-co-ai", PASSWORD),
        ("lanhdao.27094", ""),
    ):
        with pytest.raises(Refusal) as refused:
            log_in(username, password, address="10.0.0.1")
        sentences.add((refused.value.code, refused.value.sentence))
    assert len(sentences) == 1


def test_guessing_is_stopped(db: None) -> None:
    _give_password("vanthu.27094")
    client = Client()
    for _ in range(10):
        assert client.post("/dang-nhap", {"username": "vanthu.27094", "password": "đoán"}).status_code == 403
    assert client.post("/dang-nhap", {"username": "vanthu.27094", "password": PASSWORD}).status_code == 429


@pytest.mark.parametrize(
    "spelling", [" vanthu.27094", "VanThu.27094", "VANTHU.27094\t", "\u00a0vanthu.27094 "]
)
def test_a_locked_name_is_locked_under_any_spelling(db: None, spelling: str) -> None:
    _give_password("vanthu.27094")
    fill("login", "127.0.0.1|vanthu.27094")
    answer = Client().post("/dang-nhap", {"username": spelling, "password": PASSWORD})
    assert answer.status_code == 429
    assert re.search(r"thử lại sau \d+ phút", answer.content.decode())
    assert 0 < int(answer.headers["Retry-After"]) <= 600


def test_every_spelling_counts_for_one_name(db: None) -> None:
    _give_password("vanthu.27094")
    for spelling in (" vanthu.27094", "VANTHU.27094", "vanthu.27094 ", "VanThu.27094") * 3:
        Client().post("/dang-nhap", {"username": spelling, "password": "đoán"})
    assert Client().post("/dang-nhap", {"username": "vanthu.27094", "password": PASSWORD}).status_code == 429


def test_a_name_guessed_at_from_many_addresses_is_locked(db: None) -> None:
    _give_password("vanthu.27094")
    fill("login-name", "vanthu.27094")
    for address in ("198.51.100.1", "198.51.100.2"):
        with pytest.raises(Refusal, match="too_often"):
            log_in("vanthu.27094", PASSWORD, address=address)


def test_an_address_that_guesses_at_many_names_is_stopped_and_nobody_else(db: None) -> None:
    _give_password("vanthu.27094")
    fill("login-address", "198.51.100.1")
    with pytest.raises(Refusal, match="too_often"):
        log_in("vanthu.27094", PASSWORD, address="198.51.100.1")
    assert log_in("vanthu.27094", PASSWORD, address="198.51.100.2")


def test_who_logs_in_uses_no_tries_up(db: None) -> None:
    """A whole office comes in by one address at half past seven; only who mistypes is counted."""
    _give_password("vanthu.27094")
    for _ in range(LIMITS["login"].at_most + 2):
        assert log_in("vanthu.27094", PASSWORD, address="198.51.100.1")
    for door, who in (("login-address", "198.51.100.1"), ("login-name", "vanthu.27094")):
        assert attempts(door, who) == 1


def test_a_login_sends_nobody_elsewhere(db: None) -> None:
    _give_password("vanthu.27094")
    for wanted in ("https://example.org/", "//example.org", "/\\example.org"):
        answer = Client().post(
            "/dang-nhap", {"username": "vanthu.27094", "password": PASSWORD, "next": wanted}
        )
        assert answer.headers["Location"] == "/viec-cho-toi"


def test_logging_out_ends_the_session(db: None) -> None:
    _give_password("vanthu.27094")
    client = _try("vanthu.27094", PASSWORD)
    kept = client.cookies[settings.SESSION_COOKIE].value
    client.post("/dang-xuat")
    other = Client()
    other.cookies[settings.SESSION_COOKIE] = kept
    assert other.get("/hop-viec").status_code == 302


def test_who_of_an_ended_unit_is_told_who_has_the_work(db: None) -> None:
    old = sql.row(
        "select m.id, u.name from mandate m join post p on p.id = m.post join unit u on u.id = p.unit"
        " where u.code = '27091' and p.role = 'tiep_nhan' and upper(u.during) = '2025-07-01'"
    )
    token = mint_token(old.id, "test", lasts=timedelta(hours=1))
    with pytest.raises(Refusal) as refused:
        who_asks(token, "token")
    assert refused.value.code == "unit_ended"
    assert "Ủy ban nhân dân phường Bình Trưng" in [heir["name"] for heir in refused.value.facts["heirs"]]
    answer = Client().get("/api/v1/my-work", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (409, "unit_ended")


def test_an_ended_mandate_is_told_so_before_any_item(db: None) -> None:
    an = cast.an()
    token = mint_token(an.mandate or 0, "test", lasts=timedelta(hours=1))
    sql.run("reset role")
    sql.run("update mandate set during = '[2025-06-10, 2025-06-30)' where id = %s", (an.mandate,))
    sql.run("set local role lienthong_app")
    with pytest.raises(Refusal, match="mandate_ended"):
        who_asks(token, "token")


def test_an_expired_token_is_nobody(db: None) -> None:
    token = mint_token(cast.an().mandate or 0, "test", lasts=timedelta(seconds=-1))
    with pytest.raises(Unauthenticated):
        who_asks(token, "token")


def test_a_reader_may_only_look(db: None) -> None:
    token = mint_token(cast.an().mandate or 0, "test", lasts=timedelta(hours=1), reader=True)
    actor, _ = who_asks(token, "token")
    assert actor.abilities == frozenset({"view_board"})
