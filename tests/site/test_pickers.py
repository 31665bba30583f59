"""Long lists of bodies in forms are filtered by the words every finder takes: old names, districts, addresses."""

import html
from typing import Any

import pytest
from django.test import Client

from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.ground.limits import LIMITS
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin
from tests import cast
from tests.board.rounds import screen
from tests.procedures.dossiers import BUILDING, of, taken_in

pytestmark = pytest.mark.usefixtures("db")


def _found(words: str, what: str = "unit") -> list[str]:
    """The names of what a form's list shows for the words, the best first."""
    an = cast.an()
    ids = screen(an).get("/don-vi/tim", {"cho": what, "q": words}).json()["ids"]
    with acts.opening(an):
        return [
            sql.only_value(str, f"select name from {what} where id = %s", (int(number),)) for number in ids
        ]


@pytest.mark.parametrize(
    "words",
    ["P. Bến Nghé", "phường bến nghé, quận 1", "12 Lê Thánh Tôn, P. Bến Nghé, Q1", "Sài Gòn", "sai gon"],
)
def test_an_old_ward_is_found_under_what_took_it_over(words: str) -> None:
    assert "Ủy ban nhân dân phường Sài Gòn" in _found(words)
    assert _found(words, "area")[0] == "Phường Sài Gòn"


def test_in_every_spelling_and_by_district() -> None:
    assert _found("Tân Quí", "area")[0] == _found("Tân Quý", "area")[0]
    assert {"Phường Sài Gòn", "Phường Tân Định", "Phường Bến Thành"} <= set(_found("Quận 1", "area"))
    assert _found("") == _found("khong co noi nao nhu vay") == []


def test_a_stranger_is_led_to_the_login() -> None:
    assert Client().get("/don-vi/tim", {"q": "Sài Gòn"}).status_code in (204, 302)


def test_forms_that_offer_bodies_say_by_what_their_lists_are_found() -> None:
    item = of(taken_in(procedure=BUILDING))
    for client, address in (
        (screen(cast.officer("chuyen_vien")), "/van-ban/moi"),
        (screen(cast.officer("chuyen_vien")), f"/viec/{item}/ask-body"),
        (screen(cast.officer("tiep_nhan")), "/ho-so/moi"),
    ):
        page = html.unescape(client.get(address).content.decode())
        assert "/don-vi/tim?cho=" in page, address
        assert "picker.js" in page, address


@pytest.mark.parametrize("begin", registry.begins(), ids=lambda begin: begin.act)
def test_no_form_offers_wards_by_their_names_of_today_alone(begin: Begin) -> None:
    """Whoever fills it in, citizens too."""
    for name, options in begin.choices(_who(begin)).items():
        if any("phường sài gòn" in str(option[1]).lower() for option in options):
            extra: Any = begin.form.model_fields[name].json_schema_extra
            assert (extra or {}).get("finds") in ("unit", "area"), f"{begin.act}: «{name}»"


def _who(begin: Begin) -> Actor:
    roles = ("chuyen_vien", "tiep_nhan", "tong_dai_1022", "lanh_dao")
    officers = [
        cast.officer(role, cast.TTCDS if role == "tong_dai_1022" else cast.AN_KHANH) for role in roles
    ]
    return next((actor for actor in officers if not begin.ability or actor.can(begin.ability)), officers[0])


@pytest.mark.parametrize("address", ["/nop-ho-so", "/phan-anh"])
def test_citizens_lists_are_found_by_the_same_words(address: str) -> None:
    page = html.unescape(Client().get(address).content.decode())
    assert "/dia-chi/tim?cho=area&q=" in page
    assert "picker.js" in page
    assert "/don-vi/tim" not in page, "a citizen is not led to the login of officers"


@pytest.mark.parametrize("what", ["unit", "area"])
@pytest.mark.parametrize(
    "words", ["P. Bến Nghé", "12 Lê Thánh Tôn, P. Bến Nghé, Q1", "Tân Quí", "", "không có nơi nào"]
)
def test_a_citizen_and_an_officer_find_the_same(words: str, what: str) -> None:
    answer = Client().get("/dia-chi/tim", {"cho": what, "q": words})
    asked = screen(cast.an()).get("/don-vi/tim", {"cho": what, "q": words})
    assert answer.status_code == 200
    assert answer.json() == asked.json()
    assert bool(answer.json()["ids"]) == (words not in ("", "không có nơi nào"))


def test_what_citizens_look_for_is_counted_at_the_door_of_addresses() -> None:
    Client().get("/dia-chi/tim", {"q": "Sài Gòn"})
    sql.run("reset role")
    assert sql.value(int, "select sum(count)::int from knock where door = 'addresses'") == 1
    assert LIMITS["addresses"].at_most > 1_000, "typed into letter by letter"


def test_registers_are_found_by_old_names_too() -> None:
    centre = screen(cast.officer("quan_tri", cast.TTCDS))
    for words in ("P. Bến Nghé", "12 Lê Thánh Tôn, P. Bến Nghé, Q1"):
        page = html.unescape(centre.get("/so-dang-ky", {"q": words}).content.decode())
        assert "Ủy ban nhân dân phường Sài Gòn" in page, words
        sheet = centre.get("/so-dang-ky.csv", {"q": words}).content.decode("utf-8-sig")
        assert "Ủy ban nhân dân phường Sài Gòn" in sheet
        assert "An Khánh" not in sheet
