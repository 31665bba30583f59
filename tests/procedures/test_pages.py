"""The same acts behind people's pages: the counter's form, the case, the slip, the citizen's own pages."""

import re
from typing import Any

from django.conf import settings
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.personnel.asking import begin_session
from tests import cast, sql
from tests.procedures.dossiers import MARRIAGE, of, reception, seen, submitted, taken_in


def _logged_in(actor: Actor) -> Client:
    account = sql.one("select id from account where person = %s", (actor.person,))
    client = Client()
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client


def _form(client: Client, path: str, **given: str) -> Any:
    """As the browser sends it: with the key the page carried."""
    shown = client.get(path)
    assert shown.status_code == 200, shown.content[:300]
    carried = re.search(r'name="idempotency_key" value="([^"]+)"', shown.content.decode())
    assert carried is not None
    return client.post(path, {"idempotency_key": carried[1], **given})


def test_the_clerk_receives_on_a_page(db: None) -> None:
    clerk = _logged_in(reception())
    done = _form(
        clerk, "/ho-so/moi", procedure=MARRIAGE, applicant="Lê Thị Nở", phone="0903 123 456",
        papers="Tờ khai\r\nGiấy tờ tùy thân\r\n", channel="3", area="", address="", note="", unit="",
    )  # fmt: skip
    assert done.status_code == 302, done.content.decode()[:2000]
    with acts.opening(reception()):
        found = sql.row("select papers, channel, code from dossier")
    assert (found.papers, found.channel) == (["Tờ khai", "Giấy tờ tùy thân"], 3)
    page = clerk.get(done["Location"]).content.decode()
    assert "27094-250701-0001" in page
    assert "phieu-hen" in page


def test_the_slip_is_printed_from_the_case(db: None) -> None:
    item = of(taken_in())
    printed = _logged_in(reception()).get(f"/viec/{item}/phieu-hen")
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    for stranger in (reception(cast.BINH_TRUNG), cast.an()):
        assert _logged_in(stranger).get(f"/viec/{item}/phieu-hen").status_code == 404
    assert Client().get(f"/viec/{item}/phieu-hen").status_code != 200


def test_the_specialist_says_for_or_against(db: None) -> None:
    """A finding left out is asked for, never taken for an approval."""
    specialist = _logged_in(cast.officer("chuyen_vien"))
    against, for_it = of(taken_in()), of(taken_in())
    path = f"/viec/{against}/assess-dossier"
    assert _form(specialist, path, note="Thiếu điều kiện").status_code == 422
    assert _form(specialist, path, approve="false", note="Thiếu điều kiện").status_code == 302
    assert seen(reception(), against)[1]["approved"] is False
    assert _form(specialist, f"/viec/{for_it}/assess-dossier", approve="true", note="").status_code == 302
    assert seen(reception(), for_it)[1]["approved"] is True


def test_papers_are_asked_for_on_a_page(db: None) -> None:
    item = of(taken_in())
    _form(_logged_in(reception()), f"/viec/{item}/request-supplement", missing="Ảnh\nBản sao", note="")
    assert seen(reception(), item)[1]["missing"] == ["Ảnh", "Bản sao"]


def test_a_citizen_hands_in_and_looks_it_up(db: None) -> None:
    client = Client()
    done = _form(
        client, "/nop-ho-so", procedure=MARRIAGE, unit=str(reception().unit), applicant="Lê Thị Nở",
        phone="0903 123 456", address="", area="", papers="Tờ khai", note="",
    )  # fmt: skip
    page = done.content.decode()
    code = re.search(r"HS-[0-9A-Z]{5}-[0-9A-Z]{5}", page)
    assert code is not None, page[:3000]
    answer = submitted()
    own = {"code": answer["code"], "secret": answer["secret"]}
    shown = client.post("/tra-cuu", own).content.decode()
    assert "Chờ tiếp nhận" in shown
    assert client.post("/tra-cuu", {**own, "secret": "sai"}).status_code == 404
