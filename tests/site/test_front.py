"""On every way in: the host that was asked, the proxy that is believed, TLS that stays, forms that work behind it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from lienthong.ground.limits import LIMITS, attempts
from lienthong.kernel.front import front_of
from lienthong.personnel.login import hash_password
from tests import cast, sql
from tests.board.rounds import as_owner
from tests.limits import fill, fill_for_good

pytestmark = pytest.mark.usefixtures("db")

NAME = "lienthong.example.gov.vn"
PUBLIC = f"https://{NAME}"
CITIZEN = "203.0.113.7"
PASSWORD = "một mật khẩu đủ dài"


@pytest.fixture
def behind_a_proxy() -> Iterator[None]:
    """As settings read what an operator says."""
    front = front_of({"LIENTHONG_ADDRESS": PUBLIC, "LIENTHONG_PROXY": "127.0.0.1"})
    with override_settings(
        FRONT=front, ADDRESS=PUBLIC, ALLOWED_HOSTS=list(front.hosts), CSRF_TRUSTED_ORIGINS=list(front.origins),
        COOKIES_SECURE=True, CSRF_COOKIE_SECURE=True,
    ):  # fmt: skip
        yield


def browser(who: str = CITIZEN, **more: Any) -> Client:
    """What arrives at the program when somebody opens the public address."""
    said = {
        "host": NAME, "x-forwarded-for": who, "x-forwarded-proto": "https", "x-forwarded-host": NAME,
    }  # fmt: skip
    return Client(enforce_csrf_checks=True, headers={**said, **more})


def token_in(page: bytes) -> str:
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1].decode()


def sent(client: Client, path: str, fields: dict[str, Any]) -> Any:
    """A form as a browser sends it: opened first, with its token and the origin."""
    token = token_in(client.get(path).content)
    return client.post(path, {**fields, "csrfmiddlewaretoken": token}, headers={"origin": PUBLIC})


@pytest.mark.parametrize(
    "path", ["/", "/tra-cuu", "/static/tokens.css", "/api/v1/items", "/api/v1/openapi.json", "/khong-co"]
)
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_a_name_that_is_not_ours_is_answered_nothing(path: str, method: str) -> None:
    answer = getattr(Client(headers={"host": "evil.example"}), method)(path)
    assert answer.status_code == 400
    if path.startswith("/api/") and method != "head":
        assert answer.json()["code"] == "unknown_host"
    assert "evil.example" not in answer.content.decode()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "LOCALHOST:8000"])
def test_this_machine_is_always_answered(host: str) -> None:
    assert Client(headers={"host": host}).get("/").status_code == 200


@pytest.mark.parametrize(
    "host", ["127.0.0.1.evil.example", "localhost@evil.example", "127.0.0.1,evil.example", "x y"]
)
def test_a_name_that_only_looks_like_ours_is_not(host: str) -> None:
    assert Client(headers={"host": host}).get("/").status_code == 400


def test_somebody_logs_in_behind_tls(behind_a_proxy: None) -> None:
    with as_owner():
        sql.run(
            "update account set password = %s where username = 'vanthu.27094'", (hash_password(PASSWORD),)
        )
    client = browser()
    done = sent(client, "/dang-nhap", {"username": "vanthu.27094", "password": PASSWORD})
    assert (done.status_code, done.headers["Location"]) == (302, "/viec-cho-toi")
    assert client.cookies[settings.SESSION_COOKIE]["secure"]
    assert client.cookies[settings.CSRF_COOKIE_NAME]["secure"]
    assert client.get("/hop-viec").status_code == 200


def test_a_form_of_another_site_is_refused_behind_tls(behind_a_proxy: None) -> None:
    client = browser()
    token = token_in(client.get("/dang-nhap").content)
    fields = {"username": "x", "password": "y", "csrfmiddlewaretoken": token}
    for origin in ("https://evil.example", f"http://{NAME}", "null"):
        assert client.post("/dang-nhap", fields, headers={"origin": origin}).status_code == 403


def test_tls_stays_and_is_promised_over_tls_only(behind_a_proxy: None) -> None:
    client = browser()
    for path in ("/", "/api/v1/items", "/static/tokens.css"):
        assert client.get(path).headers["Strict-Transport-Security"] == "max-age=31536000"
    plain = Client(headers={"host": "127.0.0.1:8000"}).get("/")
    assert "Strict-Transport-Security" not in plain.headers


def test_who_is_no_proxy_is_not_believed(behind_a_proxy: None) -> None:
    client = browser()
    before = attempts("home", "198.51.100.9")
    answer = client.get("/", REMOTE_ADDR="198.51.100.9")
    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers
    assert attempts("home", "198.51.100.9") == before + 2
    assert attempts("home", CITIZEN) == 1
    stranger = Client(headers={"host": "evil.example", "x-forwarded-host": NAME})
    assert stranger.get("/", REMOTE_ADDR="198.51.100.9").status_code == 400


def test_citizens_behind_one_proxy_are_many(behind_a_proxy: None) -> None:
    fill("reports", CITIZEN)
    report = {
        "text": "Đèn đường hỏng đã ba đêm.",
        "name": "Hoa",
        "phone": "0901234567",
        "idempotency_key": "k",
    }
    assert sent(browser(), "/phan-anh", report).status_code == 429
    assert sent(browser("203.0.113.8"), "/phan-anh", report).status_code == 200


@pytest.mark.parametrize("earlier", [60, 599, 1_999])
def test_a_city_behind_one_address_is_served(behind_a_proxy: None, earlier: int) -> None:
    """The 61st, 600th and 2,000th citizen of an hour hands in a report, and is counted for oneself."""
    fill("reports", CITIZEN, but=LIMITS["reports"].at_most - earlier)
    fill("home", CITIZEN, but=LIMITS["home"].at_most - 5 * earlier)
    report = {
        "text": "Đèn đường hỏng đã ba đêm.", "name": "Hoa", "phone": f"0901{earlier:06}",
        "idempotency_key": f"k{earlier}",
    }  # fmt: skip
    page = sent(browser(), "/phan-anh", report)
    assert page.status_code == 200
    assert "Số bí mật" in page.content.decode()


def test_one_telephone_reports_so_often_and_no_more(behind_a_proxy: None) -> None:
    """From wherever: the twenty-first of an hour is told how long to wait; another telephone is served."""
    limit = LIMITS["reports-phone"].at_most
    fill("reports-phone", "0901234567", but=1)
    report = {"text": "Đèn đường hỏng đã ba đêm.", "name": "Hoa", "phone": "+84 901 234 567"}
    assert sent(browser("203.0.113.1"), "/phan-anh", {**report, "idempotency_key": "1"}).status_code == 200
    refused = sent(
        browser("203.0.113.2"), "/phan-anh", {**report, "phone": "0901.234.567", "idempotency_key": "2"}
    )
    assert refused.status_code == 429
    said = refused.content.decode()
    assert f"Với số điện thoại này chỉ nhận {limit} lần" in said
    assert re.search(r"thử lại sau \d+ phút", said)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    other = sent(
        browser("203.0.113.2"), "/phan-anh", {**report, "phone": "0907654321", "idempotency_key": "3"}
    )
    assert other.status_code == 200


def test_what_is_refused_for_its_words_uses_up_nobodys_tries(behind_a_proxy: None) -> None:
    fill("reports-phone", "0901234567", but=1)
    report = {"text": "ngắn", "name": "Hoa", "phone": "0901234567", "idempotency_key": "1"}
    for _ in range(3):
        assert sent(browser(), "/phan-anh", report).status_code == 422
    assert sent(browser(), "/phan-anh", {**report, "text": "Đèn đường hỏng đã ba đêm."}).status_code == 200


def test_a_form_that_is_only_looked_at_makes_no_work(behind_a_proxy: None) -> None:
    before = attempts("reports", CITIZEN)
    browser().get("/phan-anh")
    assert attempts("reports", CITIZEN) == before + 1


def test_telephones_tried_from_one_address_are_counted_too(behind_a_proxy: None) -> None:
    fill_for_good("phone-lookup", CITIZEN)
    guess = {"code": "HS-00000-00000", "secret": "1234"}
    refused = sent(browser(), "/tra-cuu", guess)
    assert refused.status_code == 429
    assert "Từ địa chỉ mạng này chỉ nhận" in refused.content.decode()
    assert "Retry-After" in refused.headers
    assert sent(browser("203.0.113.8"), "/tra-cuu", guess).status_code == 404


def test_over_the_api_too_a_telephone_is_counted_and_a_rounds_guests_are_not() -> None:
    fill("reports-phone", "0901234567")
    body = {"text": "Đèn đường hỏng đã ba đêm.", "name": "Hoa", "phone": "0901234567"}
    refused = Client().post(
        "/api/v1/public/reports", body, content_type="application/json", headers={"Idempotency-Key": "1"}
    )
    assert (refused.status_code, refused.json()["code"]) == (429, "too_often")
    assert int(refused.headers["Retry-After"]) > 0
    assert cast.an() is not None


def test_the_trusted_proxy_itself_is_counted_when_it_says_nothing(behind_a_proxy: None) -> None:
    before = attempts("home", "127.0.0.1")
    Client(headers={"host": NAME}).get("/")
    assert attempts("home", "127.0.0.1") == before + 2
