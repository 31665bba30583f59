"""Dates are read where the work is read: the day a letter bears, when it came, by when, and what is left."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.wording import vn_date, vn_datetime, vn_due
from lienthong.personnel.asking import begin_session
from lienthong.procedures.actions import request_supplement
from tests import cast, sql
from tests.documents.letters import arrived
from tests.procedures.dossiers import of, reception, taken_in

pytestmark = pytest.mark.usefixtures("db")


def logged_in(actor: Actor) -> Client:
    client = Client()
    account = sql.one("select id from account where person = %s", (actor.person,))
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client


def text_of(client: Client, path: str, sent: dict[str, Any] | None = None) -> str:
    """What is read on a page: its words, without marks or doubled blanks."""
    answer = client.get(path) if sent is None else client.post(path, sent)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def dates_of(actor: Actor, item: object) -> tuple[datetime, datetime]:
    with acts.opening(actor):
        row = sql.row("select received_at, due_at from work_item where id = %s", (item,))
    return row.received_at, row.due_at


def test_a_letter_shows_its_day_and_its_due_time() -> None:
    item = arrived(cast.AN_KHANH)
    received, due = dates_of(cast.an(), item)
    page = text_of(logged_in(cast.an()), f"/viec/{item}")
    assert f"Đến lúc {vn_datetime(received)}" in page
    assert f"Hạn: {vn_due(due)} · còn " in page
    assert f"Ngày ban hành {vn_date(received)}" in page
    assert f"Ký lúc {vn_datetime(received)}" in page


def test_a_row_shows_the_due_time_itself() -> None:
    item = arrived(cast.AN_KHANH)
    received, due = dates_of(cast.an(), item)
    clerk = logged_in(cast.an())
    for path in ("/hop-viec", "/tim-kiem?q=thu nghiem"):
        row = re.search(
            rf"<tr data-row>(?:(?!</tr>).)*{item}.*?</tr>", clerk.get(path).content.decode(), re.S
        )
        assert row is not None, path
        words = " ".join(re.sub(r"<[^>]+>", " ", row[0]).split())
        assert vn_due(due) in words
        assert f"ngày {vn_date(received)}" in words


def test_a_dossier_says_when_the_result_is_promised_and_since_when_it_waits() -> None:
    answer = taken_in()
    item = of(answer)
    _, due = dates_of(reception(), item)
    counter, citizen = logged_in(reception()), Client()
    own = ("/tra-cuu", {"code": answer["code"], "secret": answer["secret"]})
    assert f"Hẹn trả kết quả {vn_due(due)}" in text_of(counter, f"/viec/{item}")
    assert f"Hẹn trả kết quả {vn_due(due)} · còn " in text_of(citizen, *own)
    request_supplement(item, missing=["Giấy khai sinh"], by=reception())
    assert "tạm dừng tính thời hạn từ " in text_of(counter, f"/viec/{item}")
    paused = text_of(citizen, *own)
    assert "Hẹn trả kết quả tạm dừng tính cho đến khi bạn nộp đủ giấy tờ" in paused
    assert vn_due(due) not in paused
