"""What people begin on a page of their own: letters and meetings, typed the way they type them."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.personnel.asking import begin_session
from tests import cast, sql


def session(actor: Actor) -> Client:
    client = Client()
    account = sql.one(
        "select a.id from account a join mandate m on m.person = a.person where m.id = %s", (actor.mandate,)
    )
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client


def opened(actor: Actor, kind: str) -> Any:
    with acts.opening(actor):
        return sql.row("select * from work_item where kind = %s order by id desc limit 1", (kind,))


def test_an_urgent_letter_is_written_on_the_page(db: None) -> None:
    an = cast.an()
    letter = {"side": "government", "type": "CV", "subject": "Việc gấp", "body": "Nội dung", "urgency": "1"}
    answer = session(an).post(
        "/van-ban/moi", {**letter, "to": str(cast.dung().unit), "idempotency_key": "letter-1"}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert opened(an, "draft").priority == 1


@pytest.mark.parametrize(
    ("starts_at", "ticked", "points"),
    [("08:00 2/7/2025", [], 168), ("2/7/2025 08:00", [cast.AN_KHANH, cast.BINH_TRUNG], 2)],
)
def test_a_meeting_is_called_on_the_page(db: None, starts_at: str, ticked: list[str], points: int) -> None:
    dung = cast.dung()
    units = [str(cast.officer("van_thu", code).unit) for code in ticked]
    sent = {"subject": "Giao ban", "starts_at": starts_at, "units": units, "idempotency_key": "meeting-1"}
    answer = session(dung).post("/hop/moi", sent)
    assert answer.status_code == 302, answer.content.decode()
    meeting = opened(dung, "meeting")
    assert answer.headers["Location"] == f"/viec/{meeting.id}"
    assert sql.one("select count(*) from bridge_point where meeting = %s", (meeting.id,)) == points
    assert sql.one(
        "select to_char(starts_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY') from meeting"
        " where item = %s", (meeting.id,),
    ) == "08:00 02/07/2025"  # fmt: skip


@pytest.mark.parametrize("starts_at", ["", "mai", "25:00 1/7/2025", "08:00 1/6/2025"])
def test_a_time_that_is_none_keeps_what_was_typed(db: None, starts_at: str) -> None:
    dung = cast.dung()
    sent = {"subject": "Giao ban tuần", "starts_at": starts_at, "idempotency_key": "meeting-2"}
    answer = session(dung).post("/hop/moi", sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "error-starts_at" in shown
    assert "Giao ban tuần" in shown
    assert opened(dung, "meeting") is None


def test_who_may_not_convene_is_not_offered_it(db: None) -> None:
    assert "/hop/moi" in session(cast.dung()).get("/hop-viec").content.decode()
    clerk = session(cast.an())
    assert "/hop/moi" not in clerk.get("/hop-viec").content.decode()
    assert clerk.get("/hop/moi").status_code == 403
