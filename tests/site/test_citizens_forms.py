"""What a citizen sent and was refused comes back on its form: everything typed, the sentence at its field. Every form
citizens have is tried, as the desks describe them.
"""

import html
import re
from typing import Any

import pytest
from django.test import Client

from lienthong.ground.limits import LIMITS
from lienthong.pages.forms import Form
from lienthong.site.views.citizens import LookUp
from lienthong.work.desks import registry
from tests import sql
from tests.limits import fill
from tests.procedures.dossiers import awaiting, of

pytestmark = pytest.mark.usefixtures("db")

TYPED = "Nguyễn Văn Tám"
NUL = f"{TYPED}\x00"


def forms() -> dict[str, tuple[type[Form], str]]:
    """Address → the form that stands there and the door whose tries are counted."""
    begun = {f"/{one.url}": (one.form, one.counter) for one in registry.begins() if one.door == "public"}
    own = {f"/{one.url}": (one.form, one.counter) for one in registry.citizen_acts()}
    return {**begun, **own, "/tra-cuu": (LookUp, "lookup")}


def sent(address: str, fields: dict[str, Any]) -> tuple[int, str]:
    answer = Client(raise_request_exception=False).post(address, fields)
    return answer.status_code, html.unescape(answer.content.decode())


def test_there_are_forms_to_try() -> None:
    assert {"/nop-ho-so", "/phan-anh", "/bo-sung", "/phan-anh/lai", "/tra-cuu"} <= set(forms())


@pytest.mark.parametrize("address", sorted(forms()))
def test_a_character_no_text_has_is_told_at_its_field(address: str) -> None:
    form, _ = forms()[address]
    for name, field in form.model_fields.items():
        sql.run("reset role")
        sql.run("delete from knock")
        sql.run("set local role lienthong_app")
        status, page = sent(address, {name: NUL, "idempotency_key": name})
        assert (status, f'name="{name}"' in page) == (422, True), f"{address} {name}"
        assert f"«{field.title}» có ký tự không dùng được" in page, f"{address} {name}"
        assert "\x00" not in page
    assert TYPED in sent(address, {next(iter(form.model_fields)): TYPED, "idempotency_key": "k"})[1] or (
        address == "/nop-ho-so"  # its first field is chosen, not typed
    )


@pytest.mark.parametrize("address", sorted(forms()))
def test_who_tried_too_often_keeps_what_was_typed(address: str) -> None:
    form, door = forms()[address]
    fill(door, "127.0.0.1")
    words = {name: TYPED for name in form.model_fields if name in ("code", "applicant", "text", "name")}
    answer = Client().post(address, {**words, "idempotency_key": "k"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 429
    assert re.search(r"Hãy thử lại sau \d+ phút\.", page)
    assert 0 < int(answer.headers["Retry-After"]) <= LIMITS[door].per_seconds
    assert all(f'name="{name}"' in page for name in words)
    assert TYPED in page


def test_u0000_outside_the_fields_of_the_form_stays_at_the_gate() -> None:
    for fields in ({"q": NUL}, {"text\x00": TYPED}, {"idempotency_key": NUL}):
        status, page = sent("/phan-anh", fields)
        assert (status, "<form" in page.split("<main")[1]) == (422, False), fields


def test_papers_ticked_by_a_citizen_all_arrive() -> None:
    answer = awaiting(missing=("Ảnh", "Bản sao", "Giấy tờ tùy thân"))
    own = {"code": answer["code"], "secret": answer["secret"]}
    ticked = ["Ảnh", "Bản sao"]
    status, page = sent("/bo-sung", {**own, "papers": ticked})
    assert status == 422, "no key"
    assert page.count(" checked") == 2
    assert "Idempotency-Key" in page
    status, page = sent("/bo-sung", {**own, "papers": ticked, "idempotency_key": "k"})
    assert status == 200
    sql.run("reset role")
    assert set(sql.one("select papers from dossier where item = %s", (of(answer),))) >= set(ticked)


def test_a_wrong_secret_keeps_the_words() -> None:
    answer = awaiting()
    wrong = {"code": answer["code"], "secret": "SAI", "papers": "Bản sao giấy khai sinh"}
    status, page = sent("/bo-sung", {**wrong, "idempotency_key": "k"})
    assert status == 404
    assert "Không có việc nào khớp với mã và số bí mật này" in page
    assert "Bản sao giấy khai sinh" in page
    assert answer["code"] in page


def test_a_refusal_of_the_act_stands_on_the_case() -> None:
    answer = awaiting()
    own = {"code": answer["code"], "secret": answer["secret"], "papers": ["Giấy tờ tùy thân"]}
    assert sent("/bo-sung", {**own, "idempotency_key": "1"})[0] == 200
    status, page = sent("/bo-sung", {**own, "idempotency_key": "2"})
    assert status == 409
    assert answer["code"] in page
    assert "Có điều cần sửa" in page
