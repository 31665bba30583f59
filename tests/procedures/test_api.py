"""Dossiers through the API: the counter's token, the public door, and how many statements it takes."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lienthong.ground import acts, sql
from tests import cast
from tests import sql as asked
from tests.procedures.dossiers import MARRIAGE, reception


def _handed(**more: Any) -> dict[str, Any]:
    return {
        "procedure": MARRIAGE,
        "applicant": "Lê Thị Nở",
        "phone": "0903123456",
        "papers": ["Tờ khai"],
        **more,
    }


def _public(path: str, body: dict[str, Any], key: str | None) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return Client().post(f"/api/v1/public{path}", body, content_type="application/json", headers=headers)


def test_the_counter_receives_in_one_request(db: None) -> None:
    clerk = cast.caller(reception())
    answer = clerk.post("/dossiers", _handed(), key="1")
    assert answer.status_code == 200, answer.content
    assert answer.json()["code"] == "27094-250701-0001"
    item = clerk.get(f"/items/{answer.json()['id']}").json()
    assert (item["state"], item["desk"]["procedure"]["code"]) == ("received", MARRIAGE)
    assert {act["act"] for act in item["acts"]} == {"request-supplement", "refuse-dossier", "void-dossier"}
    assert clerk.post("/dossiers", _handed(), key="1").json() == answer.json()


def test_a_citizen_hands_in_and_brings_papers(db: None) -> None:
    slip = _public("/dossiers", _handed(unit=reception().unit, note="Mã DT-1"), "1").json()
    assert slip["state"] == "submitted"
    clerk = cast.caller(reception())
    assert clerk.post(f"/items/{slip['id']}/receive-dossier", key="2").status_code == 200
    asked = clerk.post(f"/items/{slip['id']}/request-supplement", {"missing": ["Giấy tờ tùy thân"]}, key="3")
    assert asked.json()["state"] == "awaiting_supplement"
    brought = {"code": slip["code"], "secret": slip["secret"], "papers": ["Giấy tờ tùy thân"]}
    assert _public("/dossiers/supplement", brought, "4").json()["state"] == "received"
    assert _public("/dossiers/supplement", {**brought, "secret": "x"}, "5").status_code == 404
    own = {"code": slip["code"], "secret": slip["secret"]}
    seen = Client().post("/api/v1/public/lookup", own, content_type="application/json")
    assert seen.json()["state"] == "received"


def test_a_submission_repeated_is_one_dossier(db: None) -> None:
    body = _handed(unit=reception().unit)
    first, second = _public("/dossiers", body, "1"), _public("/dossiers", body, "1")
    assert first.json() == second.json()
    assert _public("/dossiers", {**body, "applicant": "Khác"}, "1").json()["code"] == "key_reused"
    with acts.opening(reception()):
        assert asked.one("select count(*) from dossier") == 1


def test_a_submission_without_a_key_is_refused(db: None) -> None:
    answer = _public("/dossiers", _handed(unit=reception().unit), None)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_missing")


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"procedure": None}, 422),
        ({"papers": "một\n\nhai"}, 200),
        ({"papers": [1]}, 422),
        ({"surprise": 1}, 422),
    ],
)
def test_the_body_is_checked(db: None, wrong: dict[str, Any], status: int) -> None:
    assert _public("/dossiers", {**_handed(unit=reception().unit), **wrong}, "1").status_code == status


def test_another_wards_clerk_finds_nothing(db: None) -> None:
    item = cast.caller(reception()).post("/dossiers", _handed(), key="1").json()["id"]
    stranger = cast.caller(reception(cast.BINH_TRUNG))
    assert stranger.get(f"/items/{item}").status_code == 404
    for act in ("receive-dossier", "sign-dossier", "return-dossier"):
        assert stranger.post(f"/items/{item}/{act}", key=act).status_code in (403, 404)


def test_the_catalogue_is_open_and_searched_without_marks(db: None) -> None:
    found = Client().get("/api/v1/public/procedures", {"q": "dang ky ket hon"}).json()["procedures"]
    assert (found[0]["code"], found[0]["term"]) == ("1.000894", "trong ngày")
    assert len(found) < 20
    assert len(Client().get("/api/v1/public/procedures").json()["procedures"]) == 318


def test_receiving_takes_few_statements(db: None) -> None:
    """Ask · facts · the writing statement · the kept answer; BEGIN and COMMIT make six."""
    clerk = cast.caller(reception())
    clerk.post("/dossiers", _handed(), key="warm")
    counted = _statements(lambda: clerk.post("/dossiers", _handed(), key="1"))
    assert len(counted) == 4, counted


def test_receiving_what_came_online_takes_as_few(db: None) -> None:
    clerk = cast.caller(reception())
    slip = _public("/dossiers", _handed(unit=reception().unit), "1").json()
    counted = _statements(lambda: clerk.post(f"/items/{slip['id']}/receive-dossier", key="2"))
    assert len(counted) == 4, counted


def _statements(request: Any) -> list[str]:
    """What went over the raw connection, savepoints of the test's own transaction left out."""
    texts: list[str] = []
    original = sql._execute

    def counting(text: str, *args: Any, **kwargs: Any) -> Any:
        texts.append(" ".join(text.split())[:60])
        return original(text, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as captured:
        patch.setattr(sql, "_execute", counting)
        assert request().status_code == 200
    return texts + [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
