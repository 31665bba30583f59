"""Every field there is, with what no database keeps, no number reaches and no eye sees: a refusal with the field's
name, never a broken answer. Fields are read from the desks' forms, the OpenAPI schema and the source, so that new
ones are tried as they come.
"""

import ast
import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import get_resolver

from lienthong.ground.actor import Actor
from lienthong.ground.acts import opening
from lienthong.pages.forms import Form, _kind, parse
from lienthong.personnel.terms import ABILITIES, roles_that_can
from lienthong.site.api import api
from lienthong.site.middleware import within_limits
from lienthong.work.desks import registry
from lienthong.work.desks.terms import DeskAct
from lienthong.work.queries import item_if_seen
from tests import cast, sql
from tests.board.rounds import screen
from tests.house.belongings import of_every_kind, standing_at, with_a_paper
from tests.house.source import trees
from tests.house.test_law2_reach import ASKS_NOBODY, _patterns

NUL, UNSEEN, HUGE = "tên\x00", "\u200b\u202a\u2060\u3164", 2**70
HALF = "\ud800"
BAD: dict[str, Any] = {"nul": NUL, "escape": "\x1b[2J", "unseen": UNSEEN, "huge": HUGE}
LONGER = "a" * 20_001
"""Than any field."""
NOBODY = "01890000-0000-7000-8000-000000000000"
SCHEMA: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))


# The bodies and queries of the API, by its own description.


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _resolved(SCHEMA["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    if "anyOf" in schema:
        return _resolved(next(one for one in schema["anyOf"] if one.get("type") != "null"))
    return schema


def _sample(schema: dict[str, Any]) -> Any:
    """Something the schema takes."""
    schema = _resolved(schema)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "integer" | "number":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return True
        case "array":
            return [_sample(schema.get("items", {}))]
        case "object":
            return {}
    texts = {"uuid": NOBODY, "date": "2025-07-01", "date-time": "2025-07-01T08:00:00+07:00"}
    is_code = "pattern" in schema
    return "123456" if is_code else texts.get(schema.get("format", ""), "a" * schema.get("minLength", 3))


def _operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, operations in SCHEMA["paths"].items():
        for method, operation in operations.items():
            yield method, path, operation


def _filled(path: str, operation: dict[str, Any]) -> str:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            is_number = parameter["schema"].get("type") == "integer"
            path = path.replace(f"{{{parameter['name']}}}", "1" if is_number else NOBODY)
    return path


def _bodies() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Address, field, and a body that is right but for this field."""
    for _, path, operation in _operations():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = _resolved(content["schema"])
            right = {name: _sample(field) for name, field in schema.get("properties", {}).items()}
            for name, field in schema.get("properties", {}).items():
                for bad in BAD.values():
                    yield _filled(path, operation), name, {**right, name: _in_place(field, bad)}


def _in_place(field: dict[str, Any], bad: Any) -> Any:
    field = _resolved(field)
    kind = field.get("type")
    if kind == "object" or _resolved(field.get("items", {})).get("type") == "object":
        # Free JSON: numbers in it are its reader's, words are not.
        inner = {"deep": [NUL if bad == HUGE else bad]}
        return [inner] if kind == "array" else inner
    return [bad] if kind == "array" else bad


def test_no_field_of_a_body_breaks_the_api(db: None) -> None:
    tried, wrong = 0, []
    for address, name, body in _bodies():
        tried += 1
        answer = _posted(address, body)
        said = answer.json() if answer["Content-Type"].startswith("application/json") else {}
        if answer.status_code != 422 or (said.get("field") or "").split(".")[0] != name:
            wrong.append(f"{address} {name} {body[name]!r}: {answer.status_code} {said}")
    assert not wrong, "\n".join(wrong)
    assert tried > 250


def test_no_half_of_a_character_no_length_and_no_day_breaks_the_api(db: None) -> None:
    """What JSON can carry and UTF-8 cannot, what is longer than any field, and days beyond the calendar."""
    wrong, tried = [], 0
    for _, path, operation in _operations():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = _resolved(content["schema"])
            right = {name: _sample(field) for name, field in schema.get("properties", {}).items()}
            for name, field in schema.get("properties", {}).items():
                for bad in (
                    HALF,
                    LONGER,
                    "0001-01-01",
                    "9999-12-31T23:59:59+00:00",
                    "0001-01-01T00:00:00+14:00",
                ):
                    kind = _resolved(field)
                    is_day = kind.get("format") in ("date", "date-time")
                    if kind.get("type") != "string" or ("-" in bad and not is_day):
                        continue
                    tried += 1
                    answer = _posted(_filled(path, operation), {**right, name: bad})
                    if answer.status_code != 422 or answer.json()["field"] != name:
                        wrong.append(
                            f"{path} {name} {bad[:30]!r}: {answer.status_code} {answer.content[:90]!r}"
                        )
    assert not wrong, "\n".join(wrong)
    assert tried > 80


def _posted(address: str, body: dict[str, Any]) -> Any:
    client = Client(raise_request_exception=False)
    headers = {"Idempotency-Key": "bad"}
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


@pytest.mark.parametrize(("role", "unit"), [("quan_tri", cast.TTCDS), ("lanh_dao", cast.AN_KHANH)])
def test_no_query_breaks_the_api(db: None, role: str, unit: str) -> None:
    token = cast.caller(cast.officer(role, unit)).token
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
    wrong, tried = [], 0
    for method, path, operation in _operations():
        queries = [p for p in operation.get("parameters", []) if p["in"] == "query"]
        others = {p["name"]: _sample(p["schema"]) for p in queries if p.get("required")}
        for parameter in queries:
            for word, bad in BAD.items():
                tried += 1
                query = {**others, parameter["name"]: bad}
                answer = getattr(client, method)(_filled(path, operation), query)
                is_number = _resolved(parameter["schema"]).get("type") == "integer"
                refused = answer.status_code == 422 and answer.json()["field"] == parameter["name"]
                must = word == "nul" or is_number
                if answer.status_code >= 500 or (must and not refused):
                    wrong.append(
                        f"{path}?{parameter['name']}={word}: {answer.status_code} {answer.content[:90]!r}"
                    )
    assert not wrong, "\n".join(wrong)
    assert tried > 60


def test_no_number_in_a_path_breaks_the_api(db: None) -> None:
    client = Client(raise_request_exception=False, headers={"Idempotency-Key": "bad"})
    token = cast.caller(cast.officer("quan_tri", cast.TTCDS)).token
    wrong = []
    for method, path, operation in _operations():
        if any(p["in"] == "path" and p["schema"].get("type") == "integer" for p in operation["parameters"]):
            address = re.sub(r"\{\w+\}", str(HUGE), path)
            answer = getattr(client, method)(address, headers={"Authorization": f"Bearer {token}"})
            if answer.status_code not in (404, 422):
                wrong.append(f"{address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


# The forms of pages, as the desks describe them.


def _forms() -> dict[str, type[Form]]:
    begun = {f"begin {begin.act}": begin.form for begin in registry.begins()}
    done = {f"act {act.move.act}": act.form for act in registry.all_acts()}
    own = {f"citizen {act.act}": act.form for act in registry.citizen_acts()}
    return {**begun, **done, **own}


def _expected(form: type[Form], name: str, word: str) -> bool:
    """Whether a page must refuse it. Digits are words too, and a tick is there or not."""
    kind = _kind(form.model_fields[name], ())
    said = str(form.model_fields[name].annotation)
    return kind != "checkbox" and (word != "huge" or ("int" in said and "Literal" not in said))


@pytest.mark.parametrize("which", sorted(_forms()))
def test_every_field_of_a_form_refuses_them(which: str) -> None:
    form = _forms()[which]
    for name in form.model_fields:
        for word, bad in BAD.items():
            post = HttpRequest().POST.copy()
            post[name] = str(bad)
            parsed, errors = parse(form, post)
            if _expected(form, name, word):
                assert parsed is None, f"{which}: {name} takes {word}"
                assert name in errors, f"{which}: {name} takes {word}"
                assert form.model_fields[name].title in errors[name], errors[name]


def _pages() -> Iterator[tuple[Client, str, type[Form]]]:
    for begin in registry.begins():
        yield _able(begin.ability) if begin.ability else Client(), f"/{begin.url}", begin.form
    for citizen_act in registry.citizen_acts():
        yield Client(), f"/{citizen_act.url}", citizen_act.form
    for kind, item in of_every_kind().items():
        with_a_paper(item)
        for act in registry.acts_on(kind):
            if not act.form.model_fields:
                continue
            reader = _offered_to(item, act)
            assert (reader is None) == (act.path in UNREACHED), act.path
            if reader is not None:
                yield screen(reader), f"/viec/{item}/{act.path}", act.form


UNREACHED = {
    "cancel-number": "the letter must have come from outside",
    "correct-paper-letter": "the letter must have been issued on paper",
    "rename-enclosure": "there must be one",
    "place-enclosure": "there must be one",
    "remove-enclosure": "there must be one",
    "recall-document": "somebody must still work on what was issued",
    "remind-addressees": "somebody must still work on what was issued",
    "enter-receipt": "what was issued must have gone outside",
    "refuse-recall": "its sender must have asked for it",
    "seal-with-certificate": "the section of signatures draws it, with the organisation's own device",
    "sign-with-certificate": "the section of signatures draws it, with the signer's own device",
    "withdraw-question": "a question is asked whose page does not open",
}
"""Acts that ask for something and that no state alone makes an item offer."""


def _offered_to(item: UUID, act: DeskAct) -> Actor | None:
    """Somebody to whom the item offers the act, at a state it is put at and with a paper; it lies with their body, or
    came to it.
    """
    for reader in _readers():
        for state in sorted(act.move.states):
            for lies_with in (reader.seat, cast.chi().seat):
                standing_at(
                    item, state, act.move.act, reader.section, lies_with=lies_with, came_to=reader.seat
                )
                with opening(reader):
                    row = item_if_seen(item)
                    if row is not None and act.offered(reader, row):
                        return reader
    return None


def _readers() -> list[Actor]:
    roles = ("lanh_dao", "van_thu", "tiep_nhan", "chuyen_vien", "ky_thuat", "chanh_van_phong", "truong_phong")
    of_city = ("tong_dai_1022", "trung_tam_cds")
    return [cast.officer(role) for role in roles] + [cast.officer(role, cast.TTCDS) for role in of_city]


def _able(ability: str) -> Client:
    role = roles_that_can(ability)[0]
    unit = cast.TTCDS if role in ("trung_tam_cds", "quan_tri", "tong_dai_1022") else cast.AN_KHANH
    return screen(cast.officer(role, unit))


def test_no_field_of_a_page_breaks_it(db: None) -> None:
    """What is told at the field stands on the form, which is drawn again."""
    tried, wrong = 0, []
    for client, address, form in _pages():
        client.raise_request_exception = False
        _forget_tries()
        for name in form.model_fields:
            for word, bad in BAD.items():
                if word == "huge" and not _expected(form, name, word):
                    continue  # digits are words too, and the act is done
                tried += 1
                before = transaction.savepoint()
                answer = client.post(address, {name: str(bad), "idempotency_key": f"{address}{name}"[:190]})
                transaction.savepoint_rollback(before)  # a form of one tick is whole without one
                said = html.unescape(answer.content.decode())
                named = (form.model_fields[name].title or name) in said or f"«{name}»" in said
                is_strangers = answer.status_code == 404 and "code" in form.model_fields
                must = word == "nul" or (_expected(form, name, word) and not is_strangers)
                drawn = f'name="{name}"' in said or word != "nul"
                if answer.status_code >= 500 or (
                    must and not (answer.status_code == 422 and named and drawn)
                ):
                    wrong.append(f"{address} {name}={word}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert tried > 200


def _forget_tries() -> None:
    """What is tried here is not tried by a stranger."""
    sql.run("reset role")
    sql.run("delete from knock")
    sql.run("set local role lienthong_app")


# What pages read without a form, by the source.


def _names_read(bag: str) -> set[str]:
    """Every word a page looks for in its query (`GET`) or its form (`POST`)."""
    found = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                f"request.{bag}.get", f"request.{bag}.getlist", "asked.get", "post.get", "post.getlist", "words_of",
            }:  # fmt: skip
                found |= {str(a.value) for a in node.args if isinstance(a, ast.Constant) and a.value}
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == f"request.{bag}":
                found |= {str(node.slice.value)} if isinstance(node.slice, ast.Constant) else set()
    return found


def _addresses() -> Iterator[tuple[str, Any]]:
    for route, view in _patterns(get_resolver()):
        if not route.startswith("api/") and route not in set(ASKS_NOBODY) - {"dang-nhap"}:
            path = re.sub(r"<int:\w+>", "1", re.sub(r"<str:ending>", "csv", route))
            path = re.sub(r"<uuid:\w+>", NOBODY, path)
            yield "/" + re.sub(r"<(\w+:)?\w+>", "x", path), view


def test_no_page_is_broken_by_what_it_is_asked(db: None) -> None:
    clients = [screen(cast.officer("quan_tri", cast.TTCDS)), screen(cast.officer("lanh_dao"))]
    asked, sent = _names_read("GET"), _names_read("POST")
    assert len(asked) > 15, asked
    assert len(sent) > 15, sent
    wrong = []
    for client in clients:
        client.raise_request_exception = False
        _forget_tries()
        for address, _ in _addresses():
            for bad in (UNSEEN, str(HUGE), "\x1b"):
                key = {"idempotency_key": address[:90]}
                answers = [
                    client.get(address, dict.fromkeys(asked, bad)),
                    client.post(address, {**dict.fromkeys(sent, bad), **key}),
                ]
                wrong += [f"{address} {bad!r}" for answer in answers if answer.status_code >= 500]
    assert not wrong, "\n".join(wrong)


def test_u0000_is_refused_before_any_page(db: None) -> None:
    """At every address, in query, path and form, whatever the page reads of it. In the fields of a `Form` that the page
    draws again it is told there.
    """
    client, wrong = Client(raise_request_exception=False), []
    for address, view in _addresses():
        answers = [client.get(address, {"q": NUL})]
        if not getattr(view, "takes_large_bodies", False):
            answers.append(client.post(address, {"q": NUL}))
        for answer in answers:
            said = html.unescape(answer.content.decode())
            if answer.status_code != 422 or "«q» có ký tự không dùng được" not in said:
                wrong.append(f"{address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    for address in ("/don-vi/27%00094", "/viec/" + NOBODY + "/" + quote(NUL)):
        assert client.get(address).status_code in (404, 422), address
    assert client.get("/don-vi/27%00094").status_code == 422


def test_the_gate_stands_where_requests_come_in() -> None:
    from django.conf import settings

    assert f"{within_limits.__module__}.{within_limits.__name__}" in settings.MIDDLEWARE
    assert ABILITIES
