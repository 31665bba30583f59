"""Chi tries every address with An Khánh's items: page, list, count, export, search, file and API alike."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from lienthong.documents import actions
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.incidents.actions import report_incident
from lienthong.personnel.asking import begin_session
from lienthong.work.actions import attach_file
from tests import cast, sql
from tests.documents.letters import arrived, drafted
from tests.house.test_law2_reach import ASKS_NOBODY, _patterns

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
SUBJECT = "Chuyện riêng của An Khánh"


def _belongings() -> dict[str, UUID]:
    """An item of each kind that An Khánh has, made by the acts."""
    an = cast.an()
    letter = arrived(cast.AN_KHANH)
    actions.register_delivery(letter, by=an)
    draft = drafted(an, cast.dung().unit or 0, subject=SUBJECT)
    incident = UUID(
        report_incident(severity="high", step="vào sổ", text=SUBJECT, by=cast.officer("ky_thuat"))["id"]
    )
    attach_file(draft, name="giay.pdf", content=PDF, by=an)
    return {"delivery": letter, "draft": draft, "incident": incident}


def _session(actor: Actor) -> Client:
    client = Client()
    account = sql.one(
        "select a.id from account a join mandate m on m.person = a.person where m.id = %s", (actor.mandate,)
    )
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client


def _addresses(items: dict[str, UUID], papers: list[UUID]) -> list[str]:
    """Every address of the site, its variables filled with An Khánh's ids."""
    found = []
    for route, _ in _patterns(get_resolver()):
        if route in ASKS_NOBODY:
            continue
        for item in items.values():
            path = re.sub(r"<uuid:(paper|attachment)>", str(papers[0]), route)
            path = re.sub(r"<uuid:\w+>|<item>", str(item), path)
            path = re.sub(r"<(slug|str):act>", "register-delivery", path)
            path = re.sub(r"<(str:|slug:)?code>", cast.AN_KHANH, path)
            path = re.sub(r"<(int:)?\w+>", "1", path)
            found.append("/" + path.lstrip("^").rstrip("$"))
    return sorted(set(found))


def _papers(an: Actor) -> list[UUID]:
    with acts.opening(an):
        return [row.id for row in sql.rows("select id from attachment")]


def test_every_address_tells_chi_nothing(db: None) -> None:
    items = _belongings()
    papers = _papers(cast.an())
    chi, token = _session(cast.chi()), cast.caller(cast.chi()).token
    tried = 0
    for address in _addresses(items, papers):
        if address.startswith("/api/"):
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": address}
            answers = [
                Client().get(address, headers=headers),
                Client().post(address, {}, content_type="application/json", headers=headers),
            ]
        else:
            answers = [chi.get(address), chi.post(address, {"idempotency_key": address})]
        for answer in answers:
            tried += 1
            _tells_nothing(address, answer, items)
    assert tried > 120


def _tells_nothing(address: str, answer: Any, items: dict[str, UUID]) -> None:
    assert answer.status_code < 500, f"{address}: {answer.status_code}"
    content = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
    assert SUBJECT not in content, f"{address} shows the subject"
    if any(str(item) in address for item in items.values()):
        assert answer.status_code in {403, 404, 405, 409, 422}, f"{address}: {answer.status_code}"
        assert "Không tìm thấy" in content or answer.status_code != 404
    else:
        for item in items.values():
            assert str(item) not in content, f"{address} names {item}"


@pytest.mark.parametrize("kind", ["delivery", "draft", "incident"])
def test_an_finds_what_chi_does_not(db: None, kind: str) -> None:
    item = _belongings()[kind]
    assert _session(cast.an()).get(f"/viec/{item}").status_code == 200
    assert _session(cast.chi()).get(f"/viec/{item}").status_code == 404


def test_nothing_changed_by_chis_tries(db: None) -> None:
    items = _belongings()
    chi = cast.caller(cast.chi())
    for item in items.values():
        for act in (
            "register-delivery",
            "return-delivery",
            "direct-delivery",
            "submit-draft",
            "take-incident",
        ):
            answer = chi.post(
                f"/items/{item}/{act}", {"reason": "không"} if act == "return-delivery" else {}, key=act
            )
            assert answer.status_code in {403, 404, 422}, f"{act}: {answer.status_code}"
    with acts.opening(cast.an()):
        states = {row.id: row.state for row in sql.rows("select id, state from work_item")}
    assert states[items["delivery"]] == "registered"
    assert states[items["draft"]] == "drafting"


def test_a_paper_opens_through_its_item_only(db: None) -> None:
    items = _belongings()
    paper = _papers(cast.an())[0]
    an = _session(cast.an())
    assert an.get(f"/viec/{items['draft']}/giay-to/{paper}").content == PDF
    assert an.get(f"/viec/{items['delivery']}/giay-to/{paper}").status_code == 404
    assert _session(cast.chi()).get(f"/viec/{items['draft']}/giay-to/{paper}").status_code == 404


def test_without_a_session_every_page_leads_to_the_login(db: None) -> None:
    for address in ("/hop-viec", "/tim-kiem?q=a", "/don-vi", "/su-co", "/hop-viec.csv"):
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/dang-nhap")


def test_a_token_opens_no_page_and_a_cookie_no_api(db: None) -> None:
    token = cast.caller(cast.an()).token
    assert Client().get("/hop-viec", headers={"Authorization": f"Bearer {token}"}).status_code == 302
    assert _session(cast.an()).get("/api/v1/my-work").status_code == 401
