"""The gate before the doors: what it refuses is counted at the door it was sent to, and the API is answered in JSON
whatever goes wrong.
"""

import json
from typing import Any

import pytest
from django.test import Client

from lienthong.ground.limits import LIMITS, attempts
from lienthong.site import tries
from lienthong.work.desks import registry
from tests import cast, sql

pytestmark = pytest.mark.usefixtures("db")

HERE = "127.0.0.1"
NUL = "a\x00b"


def doors() -> dict[str, str]:
    tries._doors.cache_clear()
    return dict(tries._doors())


def counted(door: str) -> int:
    """Tries so far, this look not included."""
    return attempts(door, HERE) - 1


def forget() -> None:
    sql.run("reset role")
    sql.run("delete from knock")
    sql.run("set local role lienthong_app")


def test_every_public_door_is_known_to_the_gate() -> None:
    public = {begin.counter for begin in registry.begins() if begin.door == "public"}
    own = {act.counter for act in registry.citizen_acts()}
    assert public | own | {"lookup", "catalogue", "login", "addresses"} == set(doors().values())
    assert set(doors().values()) <= set(LIMITS)


@pytest.mark.parametrize("content", [b"{", b"[1]", b'"x"', b"\xff", b"[" * 5_000, b'{"a": 1e999}', b"null"])
def test_a_body_nobody_can_read_is_counted_at_its_door(content: bytes) -> None:
    client = Client(raise_request_exception=False)
    for address, door in doors().items():
        if not address.startswith("/api/") or address.endswith(("/lookup", "/procedures", "/addresses")):
            continue
        forget()
        before = counted(door)
        answer = client.post(
            address, content, content_type="application/json", headers={"Idempotency-Key": "k"}
        )
        said = answer.json()
        assert answer.status_code in (400, 422), (address, answer.content)
        assert said["code"] in ("bad_json", "invalid"), said
        assert said["message"].endswith(".")
        assert "None" not in said["message"]
        assert counted(door) == before + 2, address


def test_what_lies_too_deep_is_refused_at_its_field() -> None:
    deep: Any = "a"
    for _ in range(400):
        deep = {"a": [deep]}
    sentence = {"digest": "d", "transition": {"kind": deep}}
    token = cast.caller(cast.officer("quan_tri", cast.TTCDS)).token
    answer = Client(raise_request_exception=False).post(
        "/api/v1/reorganisations/1/transitions", sentence, content_type="application/json",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "deep"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["field"]) == (422, "transition")


def test_what_the_gate_refuses_is_counted_at_its_door() -> None:
    client, strict = Client(raise_request_exception=False), Client(enforce_csrf_checks=True)
    for address, door in doors().items():
        forget()
        asked = [client.get(address, {"x": NUL})]
        if not address.startswith("/api/"):
            asked += [client.post(address, {"x": NUL}), strict.post(address, {"text": "a"})]
        assert [answer.status_code for answer in asked] == [422, 422, 403][: len(asked)], address
        assert counted(door) >= len(asked), address


def test_past_its_limit_the_gate_says_when_to_come_back() -> None:
    door = "reports"
    for _ in range(LIMITS[door].at_most):
        attempts(door, HERE)
    answer = Client().post("/api/v1/public/reports", "{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_often")
    assert Client().post("/phan-anh", {"x": NUL}).status_code == 429


def answered(method: str, path: str, **more: Any) -> Any:
    token = cast.caller(cast.an()).token
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
    return getattr(client, method)(f"/api/v1{path}", **more)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/khong-co", 404, "not_found"),
        ("get", "/items/khong-phai-id", 404, "not_found"),
        ("delete", "/items", 405, "method_not_allowed"),
        ("put", "/public/reports", 405, "method_not_allowed"),
        ("get", "/items/00000000-0000-7000-8000-000000000000/submit-draft", 405, "method_not_allowed"),
        ("get", "/items?q=%00", 422, "bad_character"),
    ],
)
def test_the_api_says_in_json_what_is_wrong(method: str, path: str, status: int, code: str) -> None:
    answer = answered(method, path)
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (status, "application/json")
    assert set(answer.json()) == {"code", "message", "field", "facts"}
    assert answer.json()["code"] == code
    assert answer["X-Content-Type-Options"] == "nosniff"
    if status == 405:
        assert answer["Allow"]


def test_a_body_larger_than_memory_may_hold_is_told_in_json(settings: Any) -> None:
    large = json.dumps({"text": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    answer = answered("post", "/documents", data=large, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_bug_is_told_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("lienthong.work.queries.inbox", broken)
    answer = answered("get", "/items")
    assert (answer.status_code, answer.json()["code"]) == (500, "broken")


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=b"])
def test_a_form_that_is_none_is_no_server_error(kind: str) -> None:
    client = Client(raise_request_exception=False)
    for path in ("/phan-anh", "/dang-nhap", "/viec/00000000-0000-7000-8000-000000000000/giay-to"):
        answer = client.post(path, b"--b\r\nContent-Dis", content_type=kind)
        assert answer.status_code < 500, path
    answer = client.post("/api/v1/public/reports", b"--b\r\nContent-Dis", content_type=kind)
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("unreadable_request", "bad_json", "invalid")


def test_a_form_with_more_fields_than_any_is_refused(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
    answer = Client(raise_request_exception=False).post("/phan-anh", {f"f{n}": "x" for n in range(51)})
    assert (answer.status_code, "body_too_large" in answer.content.decode()) == (413, True)


def test_a_form_sent_to_the_api_is_no_json() -> None:
    for fields in ({"text": "a"}, {"text": NUL}):
        answer = Client(raise_request_exception=False).post("/api/v1/public/reports", fields)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_json")


def test_a_name_of_a_file_breaks_nothing() -> None:
    head = 'Content-Disposition: form-data; name="file"; filename="a\x00b.pdf"'
    content = f"--b\r\n{head}\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n".encode()
    answer = Client(raise_request_exception=False).post(
        "/viec/00000000-0000-7000-8000-000000000000/giay-to",
        content,
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code in (302, 422), "Django takes what cannot be printed out of it"


def test_a_mandate_nobody_has_is_no_server_error() -> None:
    """The page to choose one lies behind no door, so the house's other tests pass it by."""
    from lienthong.personnel.asking import begin_session

    an = cast.an()
    account = sql.one("select id from account where person = %s", (an.person,))
    client = Client(raise_request_exception=False)
    from django.conf import settings

    client.cookies[settings.SESSION_COOKIE] = begin_session(account, None)
    for typed in ("½", str(2**70), "-1", "", "\u200b", "9" * 5000):
        assert client.post("/chon-phan-cong", {"mandate": typed}).status_code == 200, typed
