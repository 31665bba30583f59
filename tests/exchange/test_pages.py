"""An administrator makes, watches, stops and deletes an address on the pages; nobody else finds it."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from lienthong.exchange.webhooks.terms import MOST_OF_A_UNIT
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import issued
from tests.exchange.receivers import receiver
from tests.exchange.test_webhooks import deliver, leader
from tests.notices.test_pages import browser


@pytest.fixture(autouse=True)
def _allowed(settings: Settings) -> None:
    settings.WEBHOOK_ALLOW = "127.0.0.1"


def made(page: Client, url: str, **more: object) -> str:
    """The address of its page."""
    answer = page.post("/webhook", {"url": url, "idempotency_key": str(uuid4()), **more})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "whsec_" in text
    found = re.search(r"/webhook/[0-9a-f-]{36}", text)
    assert found is not None
    return found[0]


def do(page: Client, here: str, act: str) -> int:
    return page.post(f"{here}/{act}", {"idempotency_key": str(uuid4())}).status_code


def test_from_the_first_form_to_the_last_button(world: CommittedWorld) -> None:
    page = browser(leader())
    with receiver() as good, receiver(status=503) as bad:
        here, failing = made(page, good.url), made(page, bad.url, kinds=["delivery"])
        assert "whsec_" not in page.get("/webhook").content.decode(), "the key is shown once"
        issued(cast.dung(), cast.an().unit or 0)
        deliver()
        shown = page.get(here).content.decode()
        assert "vn.lienthong.delivery.arrived" in shown
        assert "Đã gửi" in shown
        shown = page.get(f"{failing}?trang-thai=waiting").content.decode()
        assert "503" in shown
        assert "lần 1" in shown
        sheet = page.get(f"{failing}.csv?trang-thai=waiting").content.decode("utf-8-sig").strip().splitlines()
        api = cast.caller(leader()).get(f"/webhooks/{failing[9:]}/deliveries?state=waiting").json()
        assert (
            len(sheet) - 1
            == len(api["deliveries"])
            == api["counts"]["waiting"]
            == shown.count("data-row")
            == 1
        )
        assert do(page, failing, "tam-dung") == 302
        assert "Tạm dừng" in page.get("/webhook").content.decode()
        assert do(page, failing, "gui-tiep") == 302
        assert do(page, failing, "xoa") == 302
        assert page.get(failing).status_code == 404


def test_strangers_and_colleagues_without_the_right(world: CommittedWorld) -> None:
    here = made(browser(leader()), "https://nhan.example.vn/a")
    stranger, colleague = browser(leader(cast.BINH_TRUNG)), browser(cast.an())
    assert stranger.get(here).status_code == 404
    assert stranger.get(f"{here}.csv").status_code == 404
    assert do(stranger, here, "xoa") == 404
    assert "nhan.example.vn" not in stranger.get("/webhook").content.decode()
    assert colleague.get("/webhook").status_code == 403
    assert do(colleague, here, "xoa") == 403
    assert cast.caller(leader(cast.BINH_TRUNG)).get(f"/webhooks/{here[9:]}/deliveries").status_code == 404


def test_what_is_wrong_stands_beside_the_field(world: CommittedWorld) -> None:
    page = browser(leader())
    for url, word in (("http://192.168.1.1/", "mạng nội bộ"), ("ftp://a.vn", "https://"), ("", "https://")):
        answer = page.post("/webhook", {"url": url, "idempotency_key": str(uuid4())})
        assert answer.status_code == 422, url
        assert word in answer.content.decode()
        assert url in answer.content.decode()
    for query in ("trang-thai=x", "trang-thai=%00"):
        here = made(page, "https://nhan.example.vn/b")
        assert page.get(f"{here}?{query}").status_code == 422
    assert do(page, here, "lam-gi") == 404
    assert page.get(f"/webhook/{UUID(int=1)}").status_code == 404


def test_a_unit_has_so_many_and_no_more(world: CommittedWorld) -> None:
    page = browser(leader())
    for n in range(MOST_OF_A_UNIT):
        made(page, f"https://nhan.example.vn/{n}")
    answer = page.post("/webhook", {"url": "https://nhan.example.vn/x", "idempotency_key": str(uuid4())})
    assert answer.status_code == 409
