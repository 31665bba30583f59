"""Whom the demo lets in: every role people play, with the same password at the next start, on a page of its own."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from lienthong.personnel.accounts.passwords import matches
from lienthong.personnel.believable.logins import DemoLogin, keep_logins, kept_logins
from lienthong.rehearsal.scripts.catalogue import shipped
from lienthong.rehearsal.terms import CITIZEN, OBSERVER
from lienthong.trials.guests import _given_out, roles_people_play
from tests import cast, sql
from tests.board.rounds import screen


def _given(before: dict[str, DemoLogin] | None = None) -> list[DemoLogin]:
    """As the owner, in the test's own transaction."""
    sql.run("reset role")
    logins = list(_given_out(sql.raw(), before or {}))
    sql.run("set local role lienthong_app")
    return logins


def _by_name(logins: list[DemoLogin]) -> dict[str, DemoLogin]:
    return {login.username: login for login in logins}


def test_every_role_of_every_step_has_a_login(db: None) -> None:
    roles = {step.role for pin in shipped().values() for step in pin.scenario.steps} - {CITIZEN, OBSERVER}
    logins = _given()
    assert {login.role for login in logins} >= roles
    assert len(logins) == len({login.username for login in logins}) >= 12
    for role in roles_people_play()[0]:
        login = next(login for login in logins if login.role == role)
        first = cast.officer(role, cast.AN_KHANH)
        assert sql.one("select username from account where person = %s", (first.person,)) == login.username


def test_a_password_is_the_same_at_the_next_start(db: None) -> None:
    first = _given()
    again = _given(_by_name(first))
    assert again == first


def test_who_changed_it_gets_it_back_and_who_was_stopped_comes_in_again(db: None) -> None:
    first = _given()
    sql.run("reset role")
    sql.run("update account set password = 'x' where username = %s", (first[0].username,))
    sql.run("update account set active = false where username = %s", (first[1].username,))
    sql.run("set local role lienthong_app")
    again = _given(_by_name(first))
    assert [login.password for login in again] == [login.password for login in first]
    stored = sql.rows("select username, password, active from account where username = any (%s)", (
        [login.username for login in first],
    ))  # fmt: skip
    assert all(row.active and matches(row.password, _by_name(first)[row.username].password) for row in stored)


@pytest.fixture
def kept(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[DemoLogin]:
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    logins = _given()
    keep_logins(tmp_path, logins)
    assert kept_logins(tmp_path) == logins
    assert (tmp_path / "logins.json").stat().st_mode & 0o077 == 0
    return logins


def test_whoever_sits_at_the_machine_presses_a_role_and_plays_it(kept: list[DemoLogin]) -> None:
    client = Client()
    page = client.get("/dang-nhap/thu").content.decode()
    assert all(login.username in page and login.password in page for login in kept)
    assert "/dang-nhap/thu" in client.get("/dang-nhap").content.decode()
    for login in kept:
        answer = Client().post("/dang-nhap", {"username": login.username, "password": login.password})
        assert answer.status_code == 302, login


AWAY: list[dict[str, Any]] = [
    {"REMOTE_ADDR": "10.1.2.3"},
    {"HTTP_X_FORWARDED_FOR": "10.1.2.3"},
    {"HTTP_FORWARDED": "for=10.1.2.3"},
]


@pytest.mark.parametrize("away", AWAY)
def test_from_another_machine_only_who_is_logged_in_sees_them(
    kept: list[DemoLogin], away: dict[str, Any]
) -> None:
    stranger = Client(**away)
    assert stranger.get("/dang-nhap/thu").status_code == 404
    assert "/dang-nhap/thu" not in stranger.get("/dang-nhap").content.decode()
    officer = Client(**away)
    officer.cookies = screen(cast.an()).cookies
    assert kept[0].password in officer.get("/dang-nhap/thu").content.decode()


def test_no_world_but_a_trial_has_the_page(kept: list[DemoLogin]) -> None:
    sql.run("reset role")
    sql.run("update world set kind = 'live'")
    sql.run("set local role lienthong_app")
    assert Client().get("/dang-nhap/thu").status_code == 404


def test_where_nobody_gave_any_there_is_no_page(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    assert Client().get("/dang-nhap/thu").status_code == 404
