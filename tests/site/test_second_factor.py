"""The second factor as a person meets it: switched on, asked at login, lost and recovered; a code counts once."""

import html
import re
from datetime import date, timedelta

import pyotp
import pytest
from django.conf import settings
from django.test import Client

from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound
from lienthong.personnel.accounts import factor as factors
from lienthong.personnel.accounts.rules import is_factor_asked
from lienthong.personnel.accounts.terms import asked_by_role
from tests import cast, sql
from tests.board.rounds import screen
from tests.personnel.accounts import PASSWORD, account_of, administrator, lines, with_password


class _Clock:
    """The machine's clock and the telephone's, at the beginning of a step until the test moves both on."""

    def __init__(self) -> None:
        self.now = clock.real().replace(second=0, microsecond=0)

    def next_step(self) -> None:
        self.now += timedelta(seconds=30)

    def code(self, secret: str) -> str:
        return pyotp.TOTP(secret).at(self.now)


@pytest.fixture
def stands_still(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    stopped = _Clock()
    monkeypatch.setattr(clock, "real", lambda: stopped.now)
    return stopped


def _secret_on(page: str) -> str:
    match = re.search(r'<span class="code">((?:[A-Z2-7]{4} ?){8})</span>', page)
    assert match is not None, page
    return match[1].replace(" ", "")


def _sealed_on(page: str) -> str:
    match = re.search(r'name="sealed" value="([^"]+)"', page)
    assert match is not None, page
    return match[1]


def _switched_on(client: Client, stopped: _Clock) -> tuple[str, list[str]]:
    """The secret and the codes to recover with."""
    shown = client.get("/tai-khoan-cua-toi/hai-lop").content.decode()
    secret = _secret_on(shown)
    typed = {"current": PASSWORD, "code": stopped.code(secret), "sealed": _sealed_on(shown)}
    page = client.post("/tai-khoan-cua-toi/hai-lop", typed).content.decode()
    codes = re.findall(r'<span class="code">([a-z0-9-]{14})</span>', page)
    assert len(codes) == 10
    return secret, codes


def _password_given(username: str) -> Client:
    client = Client()
    answer = client.post("/dang-nhap", {"username": username, "password": PASSWORD, "next": "/su-co"})
    assert answer.status_code == 302
    assert settings.SESSION_COOKIE not in client.cookies
    return client


def _passes(client: Client, code: str) -> bool:
    answer = client.post("/dang-nhap/ma?tiep=/su-co", {"code": code})
    return answer.status_code == 302 and answer.headers["Location"] == "/su-co"


def test_a_code_is_asked_besides_the_password(db: None, stands_still: _Clock) -> None:
    an = cast.an()
    username = with_password(an)
    secret, _ = _switched_on(screen(an), stands_still)
    stands_still.next_step()
    client = _password_given(username)
    assert client.get("/hop-viec").status_code == 302, "the password alone opens nothing"
    assert not _passes(client, "000000")
    assert "Mã không đúng" in client.post("/dang-nhap/ma", {"code": "000000"}).content.decode()
    assert _passes(client, stands_still.code(secret))
    assert client.get("/hop-viec").status_code == 200
    assert lines("account.factor_added") == 1


def test_a_code_counts_once(db: None, stands_still: _Clock) -> None:
    """Neither twice, nor after a later one, nor the one it was switched on with."""
    an = cast.an()
    username = with_password(an)
    secret, _ = _switched_on(screen(an), stands_still)
    assert not _passes(_password_given(username), stands_still.code(secret))
    stands_still.next_step()
    earlier = stands_still.code(secret)
    assert _passes(_password_given(username), earlier)
    assert not _passes(_password_given(username), earlier)
    stands_still.next_step()
    assert _passes(_password_given(username), stands_still.code(secret))
    assert not _passes(_password_given(username), earlier)


def test_a_telephone_that_is_half_a_minute_off_is_understood(db: None, stands_still: _Clock) -> None:
    secret = pyotp.random_base32()
    code = stands_still.code(secret)
    step = factors.step_of(secret, code)
    stands_still.next_step()
    assert factors.step_of(secret, code) == step
    stands_still.next_step()
    assert factors.step_of(secret, code) is None
    assert factors.step_of(secret, "mã giả") is None


def test_codes_of_the_standard() -> None:
    """RFC 6238, appendix B, of SHA-1, the last six digits."""
    totp = pyotp.TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    assert [totp.at(at) for at in (59, 1111111109, 2000000000)] == ["287082", "081804", "279037"]


def test_a_recovery_code_counts_once(db: None, stands_still: _Clock) -> None:
    an = cast.an()
    username = with_password(an)
    _, codes = _switched_on(screen(an), stands_still)
    assert _passes(_password_given(username), codes[0].upper().replace("-", " "))
    assert not _passes(_password_given(username), codes[0])
    client = _password_given(username)
    assert _passes(client, codes[1])
    assert "còn 8 mã khôi phục" in client.get("/tai-khoan-cua-toi").content.decode()
    assert lines("account.recovered") == 2


def test_another_telephone_takes_the_place_of_the_first(db: None, stands_still: _Clock) -> None:
    an = cast.an()
    username, client = with_password(an), screen(an)
    first, old_codes = _switched_on(client, stands_still)
    stands_still.next_step()
    second, new_codes = _switched_on(client, stands_still)
    stands_still.next_step()
    assert first != second
    asked = _password_given(username)
    assert not _passes(asked, stands_still.code(first))
    assert not _passes(asked, old_codes[0])
    assert _passes(_password_given(username), new_codes[0])
    assert _passes(asked, stands_still.code(second))


def test_a_browser_left_open_is_not_enough_to_enrol(db: None, stands_still: _Clock) -> None:
    an = cast.an()
    with_password(an)
    client = screen(an)
    shown = client.get("/tai-khoan-cua-toi/hai-lop").content.decode()
    secret = _secret_on(shown)
    typed = {"current": "đoán", "code": stands_still.code(secret), "sealed": _sealed_on(shown)}
    answer = client.post("/tai-khoan-cua-toi/hai-lop", typed)
    assert answer.status_code == 422
    assert "Mật khẩu đang dùng không đúng" in answer.content.decode()
    assert _secret_on(answer.content.decode()) == secret
    assert "Chưa bật" in client.get("/tai-khoan-cua-toi").content.decode()


def test_a_secret_that_somebody_else_was_shown_is_not_proved(db: None, stands_still: _Clock) -> None:
    an, thief = cast.an(), screen(cast.officer("chuyen_vien"))
    with_password(an)
    client = screen(an)
    shown = thief.get("/tai-khoan-cua-toi/hai-lop").content.decode()
    typed = {
        "current": PASSWORD,
        "code": stands_still.code(_secret_on(shown)),
        "sealed": _sealed_on(shown),
    }
    for sealed in (_sealed_on(shown), "", "x:y:z"):
        answer = client.post("/tai-khoan-cua-toi/hai-lop", {**typed, "sealed": sealed})
        assert answer.status_code == 422
        assert _secret_on(answer.content.decode()) != _secret_on(shown)
    assert "Chưa bật" in client.get("/tai-khoan-cua-toi").content.decode()


def test_guessing_is_stopped_and_says_until_when(db: None, stands_still: _Clock) -> None:
    an = cast.an()
    username = with_password(an)
    secret, _ = _switched_on(screen(an), stands_still)
    stands_still.next_step()
    client = _password_given(username)
    for _ in range(9):  # one try was switching it on
        assert client.post("/dang-nhap/ma", {"code": "000000"}).status_code == 422
    stopped = client.post("/dang-nhap/ma", {"code": stands_still.code(secret)})
    assert stopped.status_code == 429
    assert re.search(r"Hãy thử lại sau \d+ phút", html.unescape(stopped.content.decode()))
    assert _password_given(username).post("/dang-nhap/ma", {"code": "1"}).status_code == 429


def test_a_role_that_must_have_one_enrols_at_login(db: None, stands_still: _Clock, settings: object) -> None:
    settings.SECOND_FACTOR = asked_by_role("van_thu:2025-07-01")  # type: ignore[attr-defined]
    an, binh = cast.an(), cast.officer("chuyen_vien")
    username = with_password(an)
    client = Client()
    answer = client.post("/dang-nhap", {"username": username, "password": PASSWORD, "next": "/su-co"})
    assert answer.headers["Location"] == "/dang-nhap/dang-ky-ma?tiep=%2Fsu-co"
    shown = client.get("/dang-nhap/dang-ky-ma").content.decode()
    secret = _secret_on(shown)
    assert client.get("/hop-viec").status_code == 302
    typed = {"code": stands_still.code(secret), "sealed": _sealed_on(shown)}
    answer = client.post("/dang-nhap/dang-ky-ma?tiep=/su-co", typed)
    assert 'href="/su-co"' in answer.content.decode()
    assert client.get("/hop-viec").status_code == 200
    others = Client().post("/dang-nhap", {"username": with_password(binh), "password": PASSWORD})
    assert others.headers["Location"] == "/viec-cho-toi"


def test_what_opens_the_page_of_codes_is_no_second_way_to_enrol(db: None, stands_still: _Clock) -> None:
    """Whoever knows the password of somebody who has a telephone does not put their own in its place."""
    an = cast.an()
    username = with_password(an)
    _switched_on(screen(an), stands_still)
    thief = _password_given(username)
    for answer in (thief.get("/dang-nhap/dang-ky-ma"), thief.post("/dang-nhap/dang-ky-ma", {"code": "1"})):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/dang-nhap?")
    assert Client().get("/dang-nhap/ma").status_code == 302


def test_the_administrator_removes_it_from_who_lost_all(db: None, stands_still: _Clock) -> None:
    an, office = cast.an(), screen(administrator())
    username = with_password(an)
    clerk = screen(an)
    _switched_on(clerk, stands_still)
    here = f"/tai-khoan/{account_of(an)}"
    assert "Gỡ xác thực hai lớp" in office.get(here).content.decode()
    assert office.post(f"{here}/go-hai-lop", {"idempotency_key": "g"}).status_code == 303
    assert clerk.get("/hop-viec").status_code == 302
    answer = Client().post("/dang-nhap", {"username": username, "password": PASSWORD})
    assert answer.headers["Location"] == "/viec-cho-toi"
    assert office.post(f"{here}/go-hai-lop", {"idempotency_key": "h"}).status_code in (303, 409)
    assert lines("account.factor_removed") == 1
    elsewhere = screen(cast.officer("chanh_van_phong", cast.BINH_TRUNG))
    assert elsewhere.post(f"{here}/go-hai-lop", {"idempotency_key": "i"}).status_code == 404


def test_the_application_reads_no_secret_but_of_who_asks(db: None, stands_still: _Clock) -> None:
    an = cast.an()
    with_password(an)
    _switched_on(screen(an), stands_still)
    for table in ("second_factor", "recovery_code"):
        for role in ("lienthong_app", "lienthong_verifier"):
            assert not sql.one("select has_table_privilege(%s, %s, 'select')", (role, table)), (role, table)
    with pytest.raises(NotFound):
        factors.factor_of(b"nobody's")


def test_which_roles_are_asked_is_said_by_the_city() -> None:
    asked = asked_by_role(" quan_tri, lanh_dao:2026-01-01 ,")
    assert asked == {"quan_tri": None, "lanh_dao": date(2026, 1, 1)}
    assert is_factor_asked(asked, ["quan_tri"], date(2025, 7, 1))
    assert not is_factor_asked(asked, ["lanh_dao", "van_thu"], date(2025, 12, 31))
    assert is_factor_asked(asked, ["lanh_dao"], date(2026, 1, 1))
    assert asked_by_role("") == {}
    for wrong in ("vua", "lanh_dao:hôm qua"):
        with pytest.raises(ValueError, match=r"vua|hôm qua"):
            asked_by_role(wrong)
