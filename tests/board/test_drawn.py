"""A board is drawn once for all who see the same, and never shows one reader what another may open."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from lienthong.board import queries, views
from lienthong.incidents.actions import report_incident
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.board.test_numbers import LATE_ITEM

PATHS = ("/dieu-hanh", "/dieu-hanh/so-lieu")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.lately.forget()
    yield
    queries.lately.forget()


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    draw = views.render_to_string

    def counted(template: str, context: Any) -> str:
        made.append(template)
        return draw(template, context)

    monkeypatch.setattr(views, "render_to_string", counted)
    # The figures stay those of one second, however slow the test.
    monkeypatch.setattr(queries.lately, "_seconds", 60.0)
    return made


def test_two_roles_of_two_units_in_one_second(db: None, drawings: list[str]) -> None:
    an, chi, leader = cast.an(), cast.chi(), cast.officer("lanh_dao")
    report_incident(severity="high", text="Máy quét của bà Ngọc hỏng", step="Vào sổ", by=an)
    with as_owner():
        sql.run(LATE_ITEM, {"seat": an.seat, "closed": False, "n": 1})
    mine, theirs, of_mine = screen(an), screen(chi), screen(leader)
    for path in PATHS:
        queries.lately.forget()
        drawings.clear()
        for _ in range(2):
            assert "Ngọc" in mine.get(path).content.decode()
            assert "Ngọc" not in theirs.get(path).content.decode()
            assert "/viec/" not in theirs.get(path).content.decode()
            assert "Ngọc" in of_mine.get(path).content.decode()
        assert len(drawings) == 2, "one for the unit's two people, one for the stranger"


def test_what_changes_is_drawn_with_the_next_figures(db: None, drawings: list[str]) -> None:
    client = screen(cast.an())
    assert "Không có việc nào tắc" in client.get("/dieu-hanh/so-lieu").content.decode()
    with as_owner():
        sql.run(LATE_ITEM, {"seat": cast.an().seat, "closed": False, "n": 1})
    queries.lately.forget()
    assert "Không có việc nào tắc" not in client.get("/dieu-hanh/so-lieu").content.decode()


def test_compressed_or_not_it_is_one_page(db: None, drawings: list[str]) -> None:
    client = screen(cast.an())
    for path in PATHS:
        plain = client.get(path)
        packed = client.get(path, headers={"accept-encoding": "gzip"})
        assert gzip.decompress(packed.content) == plain.content
        assert [each.headers["Vary"] for each in (plain, packed)] == ["Accept-Encoding"] * 2
    assert len(drawings) == len(PATHS)


def test_it_names_nobody_and_asks_for_nothing(db: None) -> None:
    """What is kept for all may hold no name of its reader and no token."""
    an = cast.officer("van_thu")
    client = screen(an)
    for path in PATHS:
        text = client.get(path).content.decode()
        for own in (an.name, "csrfmiddlewaretoken", "data-who", an.unit_code + "?"):
            assert own not in text


def test_a_session_that_ended_sees_nothing_of_what_is_kept(db: None) -> None:
    screen(cast.an()).get("/dieu-hanh/so-lieu")
    assert Client().get("/dieu-hanh/so-lieu").content == b""
