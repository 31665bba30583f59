"""What the application's login cannot do, asked of PostgreSQL with that login: whoever breaks into the web server's
process can run SQL as it does, and nothing more than this.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import errors

from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.asking import Unauthenticated, begin_session, mint_token, who_asks
from lienthong.personnel.login import hash_password, log_in
from tests import cast, sql
from tests.board.rounds import as_owner
from tests.committed import HOME, CommittedWorld, committed_world
from tests.personnel.test_login import PASSWORD

HIDDEN = {"account": {"password"}, "dossier": {"secret"}, "report": {"secret"}}
"""Columns the application does not read, of tables it reads."""

FIXED = {"account": None, "dossier": {"item", "secret", "lookup_code", "origin"},
         "report": {"item", "secret", "code", "origin"}}  # fmt: skip
"""Columns it does not change; None: it changes none."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[CommittedWorld]:
    with django_db_blocker.unblock(), committed_world(worker_id) as here:
        yield here


@pytest.fixture
def app(world: CommittedWorld) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(world.app) as login:
        assert login.execute("select current_user, session_user").fetchone() == (roles.APP, roles.APP)
        yield login
        login.rollback()


@pytest.mark.parametrize("statement", [
    "select password from account",
    "select * from account",
    "select secret from dossier",
    "select secret from report",
    "select digest from access",
    "select answer from answer",
    "select nonce from case_secret",
    "update account set password = 'x' where username = 'lanhdao.27094'",
    "update account set active = true",
    "insert into account (id, person, username) values (1, 1, 'x')",
    "delete from account",
    "insert into access (digest, kind, mandate, label, expires_at) values ('x', 'token', 1, '', now() + '1 day')",
    "update access set expires_at = now() + interval '9 years'",
    "update dossier set secret = sha256('x')",
    "update dossier set lookup_code = 'HS-00000-00000'",
    "update report set secret = sha256('x')",
    "delete from django_migrations",
    "insert into django_migrations (app, name, applied) values ('x', 'y', now())",
    "truncate procrastinate_jobs cascade",
    "truncate procrastinate_workers cascade",
    "delete from procrastinate_events",
    "update journal set verb = 'x'",
    "delete from journal",
    "update reading set door = 'x'",
    "delete from reading",
    "create table mine (n int)",
    "create function mine() returns int language sql as 'select 1'",
    "alter table account disable row level security",
    "set role lienthong_owner",
    "create role mine",
    "alter role lienthong_app bypassrls",
    "copy (select 1) to program 'true'",
    "select pg_read_file('PG_VERSION')",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user",
])  # fmt: skip
def test_it_is_refused(app: psycopg.Connection[Any], statement: Any) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute(statement)


@pytest.mark.parametrize("database", ["postgres", "template1"])
@pytest.mark.parametrize("role", ["app", "verifier"])
def test_it_enters_no_database_but_worlds(world: CommittedWorld, database: str, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(EmbeddedServer(HOME).url(database, role), connect_timeout=5)


def test_a_job_that_waits_is_not_deleted_and_one_that_is_over_may_be(world: CommittedWorld) -> None:
    put = "insert into procrastinate_jobs (queue_name, task_name, status) values ('x', 'x', %s) returning id"
    waiting, over = (world.ask(put, status) for status in ("todo", "succeeded"))
    with psycopg.connect(world.app, autocommit=True) as app:
        app.execute("delete from procrastinate_jobs where id = %s", (over,))
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("delete from procrastinate_jobs where id = %s", (waiting,))
    assert world.ask("select array_agg(id) from procrastinate_jobs where queue_name = 'x'") == [waiting]


def test_its_statements_and_its_idling_end(app: psycopg.Connection[Any]) -> None:
    for name, value in roles.LIMITS[roles.APP].settings.items():
        assert app.execute("select current_setting(%s)", (name,)).fetchone() == (value,)
    app.execute("set local statement_timeout = '50ms'")
    with pytest.raises(errors.QueryCanceled):
        app.execute("select count(*) from generate_series(1, 10000000000)")


def test_others_get_in_when_its_connections_are_used_up(world: CommittedWorld) -> None:
    limits = world.ask(
        "select jsonb_object_agg(rolname, rolconnlimit) from pg_roles where starts_with(rolname, 'lienthong')"
    )
    assert limits[roles.APP] == roles.LIMITS[roles.APP].connections
    most = int(world.ask("show max_connections")) - int(world.ask("show superuser_reserved_connections"))
    assert sum(limit.connections for limit in roles.LIMITS.values()) < most


def test_an_older_cluster_is_bounded_when_it_is_next_used(world: CommittedWorld) -> None:
    server = EmbeddedServer(HOME)
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        admin.execute("alter role lienthong_app connection limit -1")
        admin.execute("alter role lienthong_app reset all")
        admin.execute("grant connect on database postgres to public")
        roles.ensure_roles(admin, server.secrets, is_ours=True)
        assert roles._is_limited(admin, roles.APP, roles.LIMITS[roles.APP])
    test_it_enters_no_database_but_worlds(world, "postgres", "app")


def test_a_column_added_later_says_whether_it_is_read(db: None) -> None:
    """Where columns are granted one by one, each that is not hidden is: one that was forgotten would be found late."""
    for table, hidden in HIDDEN.items():
        columns = {row.name for row in sql.rows(
            "select attname::text as name from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " and not attisdropped", (table,))}  # fmt: skip
        may = {
            what: {column for column in columns if sql.one(
                "select has_column_privilege('lienthong_app', %s, %s, %s)", (table, column, what))}
            for what in ("select", "update")
        }  # fmt: skip
        assert columns - may["select"] == hidden, table
        fixed = FIXED[table]
        assert columns - may["update"] == (columns if fixed is None else fixed), table


def test_every_function_of_the_owner_keeps_to_its_schema(db: None) -> None:
    """One without a search_path of its own would run what its caller puts in the way."""
    loose = sql.rows(
        "select proname::text as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
        " and not coalesce(proconfig::text like '%%search_path=%%', false)"
    )
    assert loose == []


def test_access_is_given_out_by_the_owners_function_and_its_rules(db: None) -> None:
    an, chi = cast.an(), cast.chi()
    account = sql.one("select id from account where person = %s", (an.person,))
    assert who_asks(begin_session(account, an.mandate), "session")[0].mandate == an.mandate
    assert (
        who_asks(mint_token(an.mandate or 0, "thử", lasts=timedelta(hours=1)), "token")[0].mandate
        == an.mandate
    )
    row = (
        '{{"digest": "\\\\x00", "label": "", "kind": "{}", "account": {}, "mandate": {}, "expires_at": "{}"}}'
    )
    for kind, of_account, mandate, until in (
        ("session", account, chi.mandate, "2000-01-01"),  # somebody else's mandate
        ("session", "null", an.mandate, "2000-01-01"),
        ("session", account, an.mandate, "9999-01-01"),
        ("token", account, an.mandate, "2000-01-01"),
        ("guest", "null", an.mandate, "2000-01-01"),
        ("link", account, "null", "2000-01-01"),
    ):
        with pytest.raises(errors.InsufficientPrivilege), _savepoint():
            sql.run("select open_access(%s::jsonb)", (f"[{row.format(kind, of_account, mandate, until)}]",))


def test_in_the_live_world_a_machines_token_lasts_an_hour(db: None) -> None:
    mandate = cast.an().mandate or 0
    with as_owner():
        sql.run("update world set kind = 'live', clock_offset = '0'")
    mint_token(mandate, "thử", lasts=timedelta(minutes=5))
    with pytest.raises(errors.InsufficientPrivilege), _savepoint():
        mint_token(mandate, "thử", lasts=timedelta(days=7))


def test_a_password_is_compared_for_one_name_at_a_time(db: None) -> None:
    with as_owner():
        sql.run(
            "update account set password = %s where username = 'vanthu.27094'", (hash_password(PASSWORD),)
        )
    assert (
        who_asks(log_in("vanthu.27094", PASSWORD, address="127.0.0.1").secret, "session")[0].role == "van_thu"
    )
    with pytest.raises(Refusal, match="login_failed"):
        log_in("vanthu.27094", PASSWORD + "x", address="127.0.0.1")
    with pytest.raises(Unauthenticated):
        who_asks("không ai", "session")
    with as_owner():
        sql.run("update account set active = false where username = 'vanthu.27094'")
    assert sql.one("select count(*) from login_of('vanthu.27094')") == 0


def _savepoint() -> Any:
    from django.db import transaction

    return transaction.atomic()
