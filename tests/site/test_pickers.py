"""Long lists of bodies in forms are filtered by the words every finder takes: old names, districts, addresses."""

import html

import pytest

from lienthong.ground import acts, sql
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
    from django.test import Client

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


def test_registers_are_found_by_old_names_too() -> None:
    centre = screen(cast.officer("quan_tri", cast.TTCDS))
    for words in ("P. Bến Nghé", "12 Lê Thánh Tôn, P. Bến Nghé, Q1"):
        page = html.unescape(centre.get("/so-dang-ky", {"q": words}).content.decode())
        assert "Ủy ban nhân dân phường Sài Gòn" in page, words
        sheet = centre.get("/so-dang-ky.csv", {"q": words}).content.decode("utf-8-sig")
        assert "Ủy ban nhân dân phường Sài Gòn" in sheet
        assert "An Khánh" not in sheet
