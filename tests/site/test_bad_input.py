"""Bad input at the doors: each has its Vietnamese sentence and its stable code, and nothing is half written.

What the command line is told wrongly stands in `test_cli`, scenario files in `tests/rehearsal/test_catalogue`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lienthong.ground.limits import LIMITS, attempts
from lienthong.personnel.asking import mint_token
from tests import cast, limits, sql
from tests.documents.letters import arrived
from tests.procedures import dossiers

VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
LETTER = {"side": "government", "type": "CV", "subject": "Thử", "body": "Nội dung"}
OLD_WARD = "27091"
HEIR = "Ủy ban nhân dân phường Bình Trưng"


def records() -> tuple[int, ...]:
    """How much is written, whoever may see it."""
    sql.run("reset role")
    tables = ("work_item", "journal", "answer", "book", "delivery", "dossier", "bridge_point")
    found = tuple(sql.one(f"select count(*) from {table}") for table in tables)
    sql.run("set local role lienthong_app")
    return found


@contextmanager
def nothing_written() -> Iterator[None]:
    before = records()
    yield
    assert records() == before


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert VIETNAMESE & set(body["message"].lower()), body["message"]
    assert body["message"].endswith(".")
    return body


def public(path: str, body: dict[str, Any], key: str) -> Any:
    return Client().post(
        f"/api/v1/public{path}", body, content_type="application/json", headers={"Idempotency-Key": key}
    )


def old_office() -> int:
    found: int = sql.one("select id from unit where code = %s and body = 'ubnd'", (OLD_WARD,))
    return found


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/documents", {**LETTER, "to": [424242]}),
        ("/meetings", {"subject": "Họp", "units": [424242], "starts_at": "2025-07-02T08:00:00"}),
    ],
)
def test_a_unit_nobody_knows(db: None, path: str, body: dict[str, Any]) -> None:
    with nothing_written():
        answer = cast.caller(cast.dung()).post(path, body, key="b1")
        assert refused(answer, 422, "unknown_addressee")["facts"] == {"units": [424242]}


def test_a_unit_that_has_ended_is_not_convened_and_names_its_successor(db: None) -> None:
    body = {"subject": "Họp", "units": [old_office()], "starts_at": "2025-07-02T08:00:00"}
    with nothing_written():
        answer = refused(cast.caller(cast.dung()).post("/meetings", body, key="b2"), 409, "unit_ended")
    assert HEIR in answer["message"]
    assert HEIR in [heir["name"] for heir in answer["facts"]["heirs"]]


def test_a_letter_to_a_unit_that_has_ended_is_taken_and_the_sender_told_who_receives_it(db: None) -> None:
    body = {**LETTER, "to": [cast.an().unit, old_office()]}
    answer = cast.caller(cast.dung()).post("/documents", body, key="b2").json()
    heir = sql.one("select id from unit where name = %s and during @> world_today()", (HEIR,))
    assert answer["forwarded"] == [{"unit": old_office(), "to": heir}]


def test_who_still_acts_for_an_ended_office_writes_nothing(db: None) -> None:
    old = sql.one(
        "select m.id from mandate m join post p on p.id = m.post join unit u on u.id = p.unit"
        " where u.id = %s and p.role = 'tiep_nhan'",
        (old_office(),),
    )
    stale = cast.Caller(mint_token(old, "test", lasts=timedelta(hours=1)))
    with nothing_written():
        given = {
            "procedure": dossiers.MARRIAGE,
            "applicant": "Lê Thị Nở",
            "phone": "0903123456",
            "papers": [],
        }
        body = refused(stale.post("/dossiers", given, key="b3"), 409, "unit_ended")
    assert HEIR in body["message"]


def test_an_ended_mandate(db: None) -> None:
    an = cast.an()
    item = arrived(cast.AN_KHANH)
    clerk = cast.caller(an)
    sql.run("reset role")
    sql.run("update mandate set during = '[2025-06-10, 2025-06-30)' where id = %s", (an.mandate,))
    sql.run("set local role lienthong_app")
    with nothing_written():
        refused(clerk.post(f"/items/{item}/register-delivery", key="b4"), 403, "mandate_ended")


def test_a_second_submission_with_the_same_key(db: None) -> None:
    given = {"procedure": dossiers.COPY, "unit": dossiers.reception().unit, "applicant": "Lê Thị Nở",
             "phone": "0903123456", "papers": ["Bản chính"]}  # fmt: skip
    first = public("/dossiers", given, "b5")
    with nothing_written():
        assert public("/dossiers", given, "b5").json() == first.json()
        refused(public("/dossiers", {**given, "applicant": "Người khác"}, "b5"), 422, "key_reused")


def test_a_wrong_move(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    clerk = cast.caller(cast.an())
    assert clerk.post(f"/items/{item}/register-delivery", key="b6").status_code == 200
    with nothing_written():
        refused(clerk.post(f"/items/{item}/register-delivery", key="b7"), 409, "wrong_state")
        refused(clerk.post(f"/items/{item}/sign-dossier", key="b8"), 403, "not_allowed")


def test_another_wards_item_is_as_unknown_as_none(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    stranger = cast.caller(cast.chi())
    with nothing_written():
        theirs = refused(stranger.post(f"/items/{item}/register-delivery", key="b9"), 404, "not_found")
        nobodys = f"/items/{'0' * 8}-0000-7000-8000-{'0' * 12}/register-delivery"
        assert refused(stranger.post(nobodys, key="b10"), 404, "not_found") == theirs


def _looked_up(code: str, secret: str) -> Any:
    asked = {"code": code, "secret": secret}
    return Client().post("/api/v1/public/lookup", asked, content_type="application/json")


def test_a_guessed_secret_is_told_nothing_and_counts(db: None) -> None:
    slip = dossiers.submitted()
    before = attempts("lookup", "127.0.0.1")
    with nothing_written():
        for code in (slip["code"], "HS-00000-00000"):
            answer = _looked_up(code, "doan-mo")
            assert refused(answer, 404, "not_found")["message"] == "Không tìm thấy."
    assert attempts("lookup", "127.0.0.1") == before + 3
    limits.fill("lookup", "127.0.0.1")
    too_often = _looked_up(slip["code"], slip["secret"])
    refused(too_often, 429, "too_often")
    assert 0 < int(too_often.headers["Retry-After"]) <= LIMITS["lookup"].per_seconds
