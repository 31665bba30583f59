"""Through a real TLS proxy, as a city runs it: people at a browser log in, write, upload, report and look up; a city
behind one address is served, and who sweeps is stopped.
"""

import http.client
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.message import Message
from pathlib import Path
from typing import Any

import psycopg
import pypdf
import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.limits import LIMITS
from lienthong.hosting.worlds import database_of
from lienthong.personnel.login import hash_password
from tests import running
from tests.e2e.pages import Visitor
from tests.e2e.proxies import NAME, Proxy, documented, needed, proxy, unverified
from tests.files import PDF
from tests.running import Login

pytestmark = [pytest.mark.drill, pytest.mark.e2e]

WORLD = "sau-proxy"
CLERK = Login("vanthu.27094", "mat-khau-cua-van-thu")
RECEPTION = Login("tiepnhan.27094", "mat-khau-mot-cua")
REPORT = {"text": "Đèn đường hỏng đã ba đêm.", "name": "Hoa"}


@dataclass(frozen=True)
class City:
    """A world that is served, and the proxy before it."""

    proxy: Proxy
    server: EmbeddedServer

    @property
    def address(self) -> str:
        return self.proxy.address

    def post(self, path: str, body: Mapping[str, Any], **headers: str) -> tuple[int, Message, Any]:
        link = http.client.HTTPSConnection("localhost", self.proxy.port, context=unverified(), timeout=30)
        sent = {
            "Content-Type": "application/json",
            **{name.replace("_", "-"): said for name, said in headers.items()},
        }
        link.request("POST", path, json.dumps(body), sent)
        answer = link.getresponse()
        content = answer.read()
        link.close()
        return answer.status, answer.headers, json.loads(content) if content[:1] == b"{" else content

    def report(self, number: int, **headers: str) -> int:
        body = {**REPORT, "phone": f"0902{number:06}"}
        return self.post("/api/v1/public/reports", body, Idempotency_Key=f"k{number}", **headers)[0]

    def sql(self, text: str, *params: Any) -> list[Any]:
        with psycopg.connect(self.server.url(database_of(WORLD), "owner"), autocommit=True) as owner:
            done = owner.execute(text, params)
            return done.fetchall() if done.description else []

    def tried(self, door: str, count: int) -> None:
        """As if the address had tried so often in this window."""
        self.sql("update knock set count = %s where door = %s", count, door)


@pytest.fixture(scope="module", params=["caddy", "nginx"])
def city(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[City]:
    needed(request.param)
    home = running.CACHE / "served-home"
    running.fresh_world(home, WORLD, date(2025, 7, 1))
    port = running._free_port()
    said = {"LIENTHONG_ADDRESS": f"https://localhost:{port}", "LIENTHONG_PROXY": "127.0.0.1"}
    folder: Path = tmp_path_factory.mktemp(request.param)
    with running.serving(home, WORLD, said) as served:
        assert f"https://localhost:{port}" in served.said
        with proxy(request.param, folder, port, served.port) as before:
            here = City(before, EmbeddedServer(home))
            for login in (CLERK, RECEPTION):
                here.sql(
                    "update account set password = %s, active = true where username = %s",
                    hash_password(login.password), login.username,
                )  # fmt: skip
            yield here


@pytest.fixture
def clerk(browser: Any, city: City) -> Iterator[Visitor]:
    with Visitor.of(browser, city.address, width=1366, height=768, ignore_https_errors=True) as visitor:
        visitor.log_in(CLERK)
        yield visitor


@pytest.fixture
def citizen(browser: Any, city: City) -> Iterator[Visitor]:
    with Visitor.of(browser, city.address, width=390, height=844, ignore_https_errors=True) as visitor:
        yield visitor


def test_an_officer_logs_in_writes_and_uploads(clerk: Visitor, city: City) -> None:
    page = clerk.page
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert all(cookie["secure"] for cookie in cookies.values()), cookies
    clerk.goto("/van-ban/moi")
    page.fill("[name=subject]", "Mời họp qua TLS")
    page.fill("[name=body]", "Nội dung thư.")
    page.locator("select[name=type]").select_option("CV")
    _choose_addressee(page)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/viec/**")
    assert "Mời họp qua TLS" in page.locator("h1").inner_text()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("form[enctype='multipart/form-data'] button[type=submit]").first.click()
    page.get_by_text("giay.pdf").first.wait_for()
    assert clerk.complaints == []


def _choose_addressee(page: Any) -> None:
    """The first body of the list, however the form offers it."""
    page.evaluate(
        """() => {
          const field = document.querySelector("[name=to]");
          if (field.tagName === "SELECT") {
            const option = [...field.options].find((one) => one.value && !one.disabled);
            option.selected = true;
            field.dispatchEvent(new Event("change", { bubbles: true }));
          } else {
            field.click();
          }
        }"""
    )


def test_a_citizen_reports_and_follows_it(citizen: Visitor, city: City) -> None:
    page = citizen.page
    answer = citizen.goto("/phan-anh")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    page.fill("[name=text]", REPORT["text"])
    page.fill("[name=name]", "Nguyễn Thị Hoa")
    page.fill("[name=phone]", "0901 234 567")
    page.get_by_role("button", name="Gửi phản ánh").click()
    receipt = page.locator(".note--proof")
    receipt.wait_for()
    code, secret = receipt.locator(".code").all_inner_texts()
    # By hand, and as from a QR code: the secret stays out of every address that is sent.
    for path in ("/tra-cuu", f"/tra-cuu#ma={code}&bi-mat={secret}"):
        citizen.goto("/")
        citizen.goto(path)
        if "#" not in path:
            page.fill("[name=code]", code)
            page.fill("[name=secret]", secret)
            page.get_by_role("button", name="Xem").click()
        page.wait_for_function("title => document.title.startsWith(title)", arg=code)
    assert secret not in page.url
    assert citizen.complaints == []
    assert city.proxy.log.stat().st_size > 0
    assert secret not in city.proxy.log.read_text("utf-8")


def test_without_javascript_code_and_secret_are_typed(browser: Any, city: City) -> None:
    status, _, slip = city.post(
        "/api/v1/public/reports", {**REPORT, "phone": "0908888888"}, Idempotency_Key="no-script"
    )
    assert status == 200
    with Visitor.of(
        browser, city.address, width=390, height=844, ignore_https_errors=True, java_script_enabled=False
    ) as plain:
        plain.goto("/tra-cuu")
        plain.page.fill("[name=code]", slip["code"])
        plain.page.fill("[name=secret]", slip["secret"])
        plain.page.click("main form button")
        assert slip["code"] in plain.page.inner_text("main")


def test_a_slip_names_the_public_address(browser: Any, city: City) -> None:
    """Printed at the counter, and again by the citizen from their case."""
    with Visitor.of(browser, city.address, width=1366, height=768, ignore_https_errors=True) as counter:
        counter.log_in(RECEPTION)
        page = counter.page
        counter.goto("/ho-so/moi")
        _take_in(page)
        page.wait_for_url("**/viec/**")
        item = page.url.split("/viec/")[1].split("?")[0]
        printed = page.context.request.get(f"{city.address}/viec/{item}/phieu-hen")
        words = _words(printed.body())
        assert f"{city.address}/tra-cuu" in words
        assert NAME not in words
    lookup_code, secret = re.search(r"HS-\w{5}-\w{5}", words), re.search(r"\w{5}-\w{5}-\w{5}-\w{5}", words)
    assert lookup_code is not None
    assert secret is not None
    with Visitor.of(browser, city.address, width=390, height=844, ignore_https_errors=True) as citizen:
        citizen.goto(f"/tra-cuu#ma={lookup_code[0]}&bi-mat={secret[0]}")
        form = citizen.page.locator("form[action='/tra-cuu/phieu-hen']")
        form.wait_for()
        fields = {
            name: form.locator(f"[name={name}]").input_value()
            for name in ("csrfmiddlewaretoken", "code", "secret")
        }
        again = citizen.page.context.request.post(
            f"{city.address}/tra-cuu/phieu-hen", form=fields, headers={"Origin": city.address}
        )
        assert again.headers["content-type"] == "application/pdf"
        assert _words(again.body()) == words
    assert secret[0] not in city.proxy.log.read_text("utf-8")


def _take_in(page: Any) -> None:
    page.evaluate(
        """() => {
          const field = document.querySelector("[name=procedure]");
          if (field.tagName === "SELECT") {
            field.value = [...field.options].find((one) => one.value).value;
            field.dispatchEvent(new Event("change", { bubbles: true }));
          } else {
            field.click();
          }
        }"""
    )
    page.fill("[name=applicant]", "Nguyễn Thị Mai")
    page.fill("[name=phone]", "0903 123 456")
    page.locator("main form button[type=submit]").last.click()


def _words(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


def test_a_city_behind_one_address_is_served_and_each_telephone_counted(city: City) -> None:
    """The 61st, 600th and 2,000th citizen of an hour."""
    for number in range(61):
        assert city.report(number) == 200
    for earlier in (599, 1_999):
        city.tried("reports", earlier)
        assert city.report(earlier) == 200
    limit = LIMITS["reports-phone"].at_most
    body = {**REPORT, "phone": "0902000000"}
    answers = [
        city.post("/api/v1/public/reports", body, Idempotency_Key=f"p{number}") for number in range(limit)
    ]
    status, headers, refusal = answers[-1]
    assert [answer[0] for answer in answers[:-1]] == [200] * (limit - 1)
    assert (status, refusal["code"]) == (429, "too_often")
    assert re.search(r"thử lại sau \d+ phút", refusal["message"])
    assert 0 < int(headers["Retry-After"]) <= 3600


def test_a_header_of_the_one_who_asks_is_not_believed(city: City) -> None:
    """Whoever names another address is counted under their own, and cannot count others."""
    city.sql("delete from knock where door = 'reports'")
    for number in range(3):
        assert city.report(700_000 + number, X_Forwarded_For=f"6.6.6.{number}", X_Real_Ip="6.6.6.6") == 200
    assert city.sql("select count(*), max(count) from knock where door = 'reports'") == [(1, 3)]


def test_a_sweep_over_codes_with_one_tail_is_stopped(city: City) -> None:
    limit = LIMITS["dossier-by-phone-end"].at_most
    statuses = [
        city.post("/api/v1/public/lookup", {"code": f"27094-250701-{number:04}", "secret": "3456"})[0]
        for number in range(limit + 3)
    ]
    assert statuses == [404] * limit + [429] * 3


def test_a_locked_name_stays_locked_under_any_spelling(browser: Any, city: City) -> None:
    with Visitor.of(browser, city.address, width=390, height=844, ignore_https_errors=True) as visitor:
        page = visitor.page
        for spelling in ("LanhDao.27094", " lanhdao.27094", "lanhdao.27094 ") * 4:
            visitor.goto("/dang-nhap")
            page.fill("[name=username]", spelling)
            page.fill("[name=password]", "doan-mo-doan-mo")
            page.get_by_role("button", name="Đăng nhập").click()
            page.locator(".errors").wait_for()
        assert re.search(r"thử lại sau \d+ phút", page.inner_text("main"))


def test_the_documented_blocks_set_what_is_believed() -> None:
    assert "X-Forwarded-For $remote_addr" in documented("nginx")
    assert "reverse_proxy" in documented("caddyfile")
