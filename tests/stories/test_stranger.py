"""Strangers try every address with what is An Khánh's – items, papers, notices, webhooks, delegations, registers: page,
list, count, export, search, file and API alike. What they are refused is there, and opens to An Khánh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from lienthong.documents import actions
from lienthong.exchange.webhooks.actions import create_webhook
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.incidents.actions import report_incident
from lienthong.personnel.asking import begin_session
from lienthong.work.actions import attach_file
from tests import cast, sql
from tests.committed import CommittedWorld, committed_world
from tests.documents.letters import arrived, drafted
from tests.files import PDF
from tests.house.test_law2_reach import ASKS_NOBODY, _patterns
from tests.notices.test_telling import tell
from tests.personnel.delegating import asked, given

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


@dataclass(frozen=True)
class Theirs:
    """What is An Khánh's, by the name a variable of an address has."""

    items: dict[str, UUID]
    values: dict[str, object]

    def all(self) -> list[str]:
        own = [self.values[name] for name in ("paper", "webhook", "delegation")]
        return [str(one) for one in (*self.items.values(), *own)]


def _everything() -> Theirs:
    """Made by the acts, and told by the messenger."""
    an, items = cast.an(), _belongings()
    webhook = create_webhook(url="https://nhan.example.vn/", kinds=(), by=cast.officer("lanh_dao"))["id"]
    delegation = given(asked("pho_chu_tich"))
    tell()
    notice = cast.caller(an).get("/notices").json()["notices"][0]["id"]
    paper = _papers(an)[0]
    return Theirs(
        items,
        {
            "paper": paper, "attachment": paper, "webhook": webhook, "delegation": delegation, "notice": notice,
            "unit": an.unit, "code": cast.AN_KHANH, "register": "van-ban-den", "year": 2025, "ending": "csv",
        },
    )  # fmt: skip


VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
OWN = {"item", "paper", "attachment", "webhook", "delegation", "notice"}


def _addresses(theirs: Theirs) -> dict[str, bool]:
    """Every address of the site, its variables filled with what is An Khánh's; whether it leads to something of
    theirs.
    """
    found = {}
    for route, _ in _patterns(get_resolver()):
        if route in ASKS_NOBODY:
            continue
        names = set(VARIABLE.findall(route))
        is_own = bool(names & OWN) or ("register" in names)
        act = "tam-dung" if "webhook" in names else "register-delivery"
        for item in theirs.items.values() if "item" in names else [None]:
            values = {**theirs.values, "item": item, "act": act}
            found["/" + VARIABLE.sub(lambda name: str(values.get(name[1], 1)), route)] = is_own  # noqa: B023
    return found


def _papers(an: Actor) -> list[UUID]:
    with acts.opening(an):
        return [row.id for row in sql.rows("select id from attachment")]


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[CommittedWorld]:
    """The messenger tells of what was committed."""
    with django_db_blocker.unblock(), committed_world(worker_id) as here:
        yield here


def test_every_address_tells_strangers_nothing(world: CommittedWorld) -> None:
    """Chi, and the head of her ward, who may do there what the head of An Khánh may here."""
    theirs = _everything()
    addresses = _addresses(theirs)
    assert not [address for address in addresses if "<" in address]
    tried = 0
    for stranger in (cast.chi(), cast.officer("lanh_dao", cast.BINH_TRUNG)):
        session, token = _session(stranger), cast.caller(stranger).token
        for address, is_own in addresses.items():
            if address.startswith("/api/"):
                headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": address}
                answers = [
                    Client().get(address, headers=headers),
                    Client().post(address, {}, content_type="application/json", headers=headers),
                ]
            else:
                answers = [session.get(address), session.post(address, {"idempotency_key": address})]
            for answer in answers:
                tried += 1
                _tells_nothing(address, answer, theirs, is_own=is_own)
    assert tried > 240


def _tells_nothing(address: str, answer: Any, theirs: Theirs, *, is_own: bool) -> None:
    assert answer.status_code < 500, f"{address}: {answer.status_code}"
    content = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
    assert SUBJECT not in content, f"{address} shows the subject"
    if is_own:
        assert answer.status_code in {403, 404, 405, 409, 422}, f"{address}: {answer.status_code}"
        assert "Không tìm thấy" in content or answer.status_code != 404
    else:
        for one in theirs.all():
            assert one not in content, f"{address} names {one}"


OF_THE_HEAD = {
    "/webhook/{webhook}": None,
    "/webhook/{webhook}.csv": None,
    "/uy-quyen/{delegation}/rut": None,
    "/so-dang-ky/{unit}/van-ban-den/2025": None,
    "/so-dang-ky/{unit}/van-ban-den/2025.csv": None,
    "/api/v1/webhooks/{webhook}/deliveries": None,
    "/api/v1/webhooks/{webhook}/stop": {},
    "/api/v1/webhooks/{webhook}/resume": {},
    "/api/v1/delegations/{delegation}/withdraw": {"reason": "Đã có mặt tại cơ quan"},
}
OF_THE_CLERK = {
    "/thong-bao/{notice}": None,
    "/api/v1/notices/{notice}/read": {},
    "/viec/{item}": None,
    "/viec/{item}/giay-to/{paper}": None,
    "/api/v1/items/{item}/submit-draft": {},
}
"""Address → what is sent there, complete; None: it is read."""


@pytest.mark.parametrize(("role", "asks"), [("lanh_dao", OF_THE_HEAD), ("van_thu", OF_THE_CLERK)])
def test_the_same_right_elsewhere_finds_nothing_here(
    world: CommittedWorld, role: str, asks: dict[str, dict[str, str] | None]
) -> None:
    """Whoever may do it in Bình Trưng is answered as if it were not there; whoever may in An Khánh does it."""
    theirs = _everything()
    values = {**theirs.values, "item": theirs.items["draft"]}
    for code, statuses in ((cast.BINH_TRUNG, {404}), (cast.AN_KHANH, {200, 302})):
        by = cast.officer(role, code)
        for address, body in asks.items():
            answer = _asked(by, address.format_map(values), body)
            assert answer.status_code in statuses, (
                f"{code} {address}: {answer.status_code} {answer.content!r}"
            )


def _asked(by: Actor, address: str, body: dict[str, str] | None) -> Any:
    if not address.startswith("/api/"):
        return _session(by).get(address)
    caller, path = cast.caller(by), address.removeprefix("/api/v1")
    return caller.get(path) if body is None else caller.post(path, body, key=address)


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
    opened = an.get(f"/viec/{items['draft']}/giay-to/{paper}")
    assert opened.content == PDF
    assert (opened["Content-Type"], opened["Content-Disposition"]) == ("application/pdf", "attachment")
    assert opened["X-Content-Type-Options"] == "nosniff"
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
