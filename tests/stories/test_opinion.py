"""An officer of An Khánh asks the city's department for an opinion on a dossier, through the pages."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.personnel.asking import begin_session
from tests import cast, sql
from tests.procedures.dossiers import BUILDING, of, taken_in

SXD = "H29-SXD"
QUESTION = "Nhà này có nằm trong hành lang bảo vệ đường sắt không?"
ANSWER = "Không nằm trong hành lang bảo vệ."


def browser(actor: Actor) -> Client:
    client = Client()
    account = sql.one("select id from account where person = %s", (actor.person,))
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client


def submit(client: Client, path: str, **given: str) -> Any:
    """As a person does: look at the form, fill it in, send it with the key it carried."""
    shown = client.get(path)
    at = path if shown.status_code == 200 else path.rpartition("/")[0]
    page = shown if shown.status_code == 200 else client.get(at)
    carried = re.search(r'name="idempotency_key" value="([^"]+)"', page.content.decode())
    assert carried is not None, page.content.decode()[:500]
    return client.post(path, {"idempotency_key": carried[1], **given})


def text(client: Client, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200, f"{path}: {page.status_code}"
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def days_pass(days: int) -> None:
    sql.run("reset role")
    sql.run("update world set clock_offset = clock_offset + %s", (timedelta(days=days),))
    sql.run("set local role lienthong_app")


def test_the_department_answers_late_and_the_dossier_says_so(db: None) -> None:
    dossier = of(taken_in(procedure=BUILDING))
    asker, department = cast.officer("chuyen_vien"), cast.officer("chuyen_vien", SXD)
    ward, city = browser(asker), browser(department)
    page = f"/viec/{dossier}"
    before = text(ward, page)
    assert "Xin ý kiến" in before
    assert city.get(page).status_code == 404, "nobody asked the department yet"

    form = ward.get(f"{page}/ask-body").content.decode()
    assert "Sở Xây dựng" in form
    assert "phường Bình Trưng" in form
    assert f'value="{asker.unit}"' not in form
    done = submit(ward, f"{page}/ask-body", unit=str(department.unit), question=QUESTION, days="3")
    assert done.status_code == 302, done.content.decode()[:3000]
    question = done["Location"]

    asked = text(ward, page)
    assert "Xin ý kiến" in asked
    assert "Sở Xây dựng, hạn 17:00 4/7/2025" in asked
    assert "Chờ nhận trả lời" in asked
    _the_dossier_goes_on_as_before(dossier, asker)

    assert QUESTION in text(city, "/hop-viec")
    assert QUESTION in text(city, question)
    assert f'href="{page}"' in city.get(question).content.decode()
    assert "Chi tiết" in text(city, page)
    assert submit(city, f"{question}/accept-request").status_code == 302

    days_pass(7)
    assert "quá hạn 1 ngày" in text(ward, page)
    assert "quá hạn 1 ngày" in text(city, question)
    assert submit(city, f"{question}/answer-request", text=ANSWER).status_code == 302

    answered = text(ward, page)
    assert "Đã trả lời lúc" in answered
    assert "Trả lời ý kiến" in answered
    assert answered.count("trễ 1 ngày làm việc") >= 2, "in the list of opinions and in the timeline"
    assert ANSWER in answered
    assert ANSWER in text(ward, question)
    _the_dossier_goes_on_as_before(dossier, asker)

    assert city.get(page).status_code == 404, "answered: the department has no more part in it"
    kept = text(city, question)
    assert QUESTION in kept
    assert ANSWER in kept
    assert f'href="{page}"' not in city.get(question).content.decode()
    _chi_sees_nothing(dossier, UUID(question.rpartition("/")[2]))


def _the_dossier_goes_on_as_before(dossier: UUID, asker: Actor) -> None:
    with acts.opening(asker):
        row = sql.row("select state, step, paused_at, closed_at from work_item where id = %s", (dossier,))
    assert row == ("received", "assess", None, None)


def _chi_sees_nothing(dossier: UUID, question: UUID) -> None:
    chi = cast.officer("chuyen_vien", cast.BINH_TRUNG)
    client, token = browser(chi), cast.caller(chi)
    for item in (dossier, question):
        assert client.get(f"/viec/{item}").status_code == 404
        assert token.get(f"/items/{item}").status_code == 404
        for act in ("ask-body", "accept-request", "answer-request", "decline-request", "withdraw-request"):
            assert client.get(f"/viec/{item}/{act}").status_code == 404
            body = {"unit": chi.unit, "question": "Chuyện gì?", "text": "Có", "reason": "Không"}
            assert token.post(f"/items/{item}/{act}", body, key=f"{item}{act}").status_code in {404, 422}
    for path in ("/hop-viec", "/hop-viec.csv", f"/tim-kiem?q={QUESTION}", "/tim-kiem?q=27094-250701-0001"):
        shown = client.get(path)
        content = (shown.getvalue() if shown.streaming else shown.content).decode()
        assert str(question) not in content
        assert str(dossier) not in content
    for path in ("/items?kind=referral", "/items?q=hành lang bảo vệ", "/my-work"):
        assert str(question) not in token.get(path).content.decode()
