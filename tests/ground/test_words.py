"""Every word an operator says of the database arrives at each connection: Django's, the queue's, the verifier's."""

from pathlib import Path

import psycopg
import pytest
from django.db.utils import ConnectionHandler
from psycopg.conninfo import conninfo_to_dict

from lienthong.ground.database.servers import GivenServer
from lienthong.ground.database.words import UNLESS_SAID, environment_of, url_of, words_of
from lienthong.site.settings import database

SAID = {
    "host": "db1.example,db2.example",
    "port": "5432,6432",
    "sslmode": "verify-full",
    "sslrootcert": "/etc/lien thong/root&1.pem",
    "target_session_attrs": "primary",
    "connect_timeout": "3",
    "options": "-c statement_timeout=9s",
    "application_name": "Liên Thông",
}
LOGIN = {"user": "chủ máy", "password": "a@b:c/d?e%", "dbname": "postgres"}


def given(tmp_path: Path, dsn: str) -> GivenServer:
    return GivenServer(dsn, tmp_path)


@pytest.mark.parametrize("form", ["url", "words"])
def test_what_is_said_of_the_server_is_said_of_each_connection(tmp_path: Path, form: str) -> None:
    dsn = url_of(SAID | LOGIN) if form == "url" else psycopg.conninfo.make_conninfo(**(SAID | LOGIN))
    server = given(tmp_path, dsn)
    for role in ("owner", "app", "verifier"):
        words = words_of(server.url("lt_thu", role))
        assert {name: words[name] for name in SAID} == SAID, role
        assert (words["user"], words["dbname"]) == (f"lienthong_{role}", "lt_thu")
    assert words_of(server.admin_url()) == UNLESS_SAID | SAID | LOGIN
    assert words_of(server.admin_url("khác"))["dbname"] == "khác"


def test_hosts_before_the_database_are_kept(tmp_path: Path) -> None:
    server = given(tmp_path, "postgresql://u:p@one:5432,two:5433/x?sslmode=require")
    words = words_of(server.url("y", "app"))
    assert (words["host"], words["port"], words["sslmode"]) == ("one,two", "5432,5433", "require")


def test_django_and_the_queue_hear_all_of_it() -> None:
    """As psycopg is called: by Django, by the jobs (`connector_params` asks the same) and by a connection apart."""
    handler = ConnectionHandler({"default": database(url_of(SAID | LOGIN))})
    parameters = handler["default"].get_connection_params()
    heard = conninfo_to_dict("", **{name: parameters[name] for name in SAID | LOGIN})
    assert heard == SAID | LOGIN


def test_what_nobody_says_is_a_server_that_writes_and_is_given_up_soon(tmp_path: Path) -> None:
    words = words_of(given(tmp_path, "postgresql://u@one,two/x").admin_url())
    assert words["target_session_attrs"] == "read-write"
    assert int(words["connect_timeout"]) <= 10


def test_what_stands_in_libpqs_variables_travels_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our processes do not inherit them: without this, `PGSSLMODE=verify-full` would hold for the command only."""
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    monkeypatch.setenv("PGSSLROOTCERT", "/etc/root.pem")
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "7")
    words = words_of(given(tmp_path, "postgresql://u@one/x?connect_timeout=4").url("y", "app"))
    assert (words["sslmode"], words["sslrootcert"]) == ("verify-full", "/etc/root.pem")
    assert words["connect_timeout"] == "4", "the URL is nearer than the environment"


def test_a_service_speaks_for_itself(tmp_path: Path) -> None:
    words = words_of(given(tmp_path, "service=lienthong").url("y", "app"))
    assert words["service"] == "lienthong"
    assert "target_session_attrs" not in words


def test_programs_of_postgresql_hear_it_from_their_variables() -> None:
    heard = environment_of(url_of(SAID | LOGIN))
    assert heard["PGHOST"] == SAID["host"]
    assert heard["PGSSLMODE"] == "verify-full"
    assert heard["PGTARGETSESSIONATTRS"] == "primary"
    assert heard["PGOPTIONS"] == SAID["options"]
