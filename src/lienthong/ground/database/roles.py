"""Roles and databases. Roles are per cluster, so what one may enter is said database by database.

owner: migrations; owns the tables, therefore above row security. app: owns nothing and cannot bypass row
security. verifier: reads everything; what it may insert is granted by the tables' own migrations. Each has a
login of its own: with `set role` from one login, the app could set it back.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

from lienthong.ground.database.passwords import known, password
from lienthong.kernel.refusals import Refusal

OWNER, APP, VERIFIER = "lienthong_owner", "lienthong_app", "lienthong_verifier"

ATTRIBUTES = {
    OWNER: SQL("login nosuperuser nobypassrls createdb"),
    APP: SQL("login nosuperuser nobypassrls nocreatedb nocreaterole"),
    VERIFIER: SQL("login nosuperuser bypassrls nocreatedb nocreaterole"),
}

Admin = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """Of a role's connections, wherever they come from; a connection may ask for less, and an act that is known to be
    long for more."""

    connections: int
    settings: Mapping[str, str]


LIMITS = {
    # Of 60 connections so many are left that the owner and an administrator always get in.
    APP: Limits(44, {
        "statement_timeout": "10min", "lock_timeout": "30s", "idle_in_transaction_session_timeout": "5min",
    }),
    VERIFIER: Limits(8, {"statement_timeout": "30min", "idle_in_transaction_session_timeout": "30min"}),
}  # fmt: skip
"""Ours. Longest statement measured as the application: a plan that is carried out, the joining of a world."""

ONE_MAKER = 7_411_852


def ensure_roles(admin: Admin, secrets: Path, *, is_ours: bool = False) -> None:
    """Make the roles that are absent, and bound them. `admin`: in autocommit, may make roles and databases. Of two
    commands that are the first of a home the second waits. `is_ours`: nobody else uses this cluster."""
    admin.execute("select pg_advisory_lock(%s)", (ONE_MAKER,))
    try:
        _make_absent(admin, secrets)
        if is_ours:
            _close_other_databases(admin)
    finally:
        admin.execute("select pg_advisory_unlock(%s)", (ONE_MAKER,))


def _make_absent(admin: Admin, secrets: Path) -> None:
    for role, attributes in ATTRIBUTES.items():
        if _exists(admin, "select 1 from pg_roles where rolname = %s", role):
            _refuse_unknown_password(role, secrets)
        else:
            secret = Literal(password(secrets, role))
            admin.execute(SQL("create role {} {} password {}").format(Identifier(role), attributes, secret))
        if role in LIMITS and not _is_limited(admin, role, LIMITS[role]):
            _limit(admin, role, LIMITS[role])
    if not admin.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()[0]:  # type: ignore[index]
        admin.execute(SQL("grant {} to current_user").format(Identifier(OWNER)))


def _is_limited(admin: Admin, role: str, limits: Limits) -> bool:
    row = admin.execute(
        "select r.rolconnlimit, coalesce(s.setconfig, '{}') from pg_roles r"
        " left join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = 0 where r.rolname = %s",
        (role,),
    ).fetchone()
    wanted = {f"{name}={value}" for name, value in limits.settings.items()}
    return row is not None and row[0] == limits.connections and wanted <= set(row[1])


def _limit(admin: Admin, role: str, limits: Limits) -> None:
    """Where the server is somebody else's and made the roles for us, its administrator sets them (docs/security.md)."""
    named = Identifier(role)
    with suppress(psycopg.errors.InsufficientPrivilege):
        admin.execute(SQL("alter role {} connection limit {}").format(named, Literal(limits.connections)))
        for name, value in limits.settings.items():
            admin.execute(SQL("alter role {} set {} = {}").format(named, Identifier(name), Literal(value)))


def _close_other_databases(admin: Admin) -> None:
    """Of a cluster that is ours alone: nobody but its administrator enters the databases PostgreSQL comes with."""
    for name in ("postgres", "template1"):
        if _exists(admin, "select 1 where has_database_privilege('public', %s, 'connect')", name):
            admin.execute(
                SQL("revoke connect, temporary on database {} from public").format(Identifier(name))
            )


def database_exists(admin: Admin, name: str) -> bool:
    return _exists(admin, "select 1 from pg_database where datname = %s", name)


def create_database(admin: Admin, name: str, template: str | None = None) -> None:
    """A database the owner owns and only our roles enter."""
    make = SQL("create database {} owner {} template {}").format(
        Identifier(name), Identifier(OWNER), Identifier(template or "template0")
    )
    admin.execute(make if template else make + _locale(admin))
    admin.execute(SQL("revoke all on database {} from public").format(Identifier(name)))
    entering = SQL(", ").join([Identifier(APP), Identifier(VERIFIER)])
    admin.execute(SQL("grant connect on database {} to {}").format(Identifier(name), entering))


def open_schema(owner: psycopg.Connection[Any]) -> None:
    """What the app and the verifier may do with tables the owner makes from now on, in this database.

    Rooms close what must be closed: the journal to changes, attempts to the app. A clone inherits all of it.
    """
    app, verifier, by = Identifier(APP), Identifier(VERIFIER), Identifier(OWNER)
    owner.execute(SQL("revoke create on schema public from public"))
    owner.execute(SQL("grant usage on schema public to {}, {}").format(app, verifier))
    to = SQL("alter default privileges for role {} in schema public grant {} on {} to {}")
    writing = SQL("select, insert, update, delete")
    for what, kind, role in [
        (writing, SQL("tables"), app),
        (SQL("usage, select"), SQL("sequences"), app),
        (SQL("select"), SQL("tables"), verifier),
        (SQL("select"), SQL("sequences"), verifier),
    ]:
        owner.execute(to.format(by, what, kind, role))


def seal_template(admin: Admin, name: str) -> None:
    """A database in use cannot be cloned: nobody connects to a template."""
    admin.execute(SQL("alter database {} is_template true allow_connections false").format(Identifier(name)))
    admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (name,))


def rename_database(admin: Admin, name: str, to: str) -> None:
    admin.execute(SQL("alter database {} rename to {}").format(Identifier(name), Identifier(to)))


def drop_database(admin: Admin, name: str) -> None:
    if database_exists(admin, name):
        admin.execute(SQL("alter database {} is_template false").format(Identifier(name)))
        admin.execute(SQL("drop database {} with (force)").format(Identifier(name)))


def _exists(admin: Admin, query: Any, name: str) -> bool:
    return admin.execute(query, (name,)).fetchone() is not None


def _refuse_unknown_password(role: str, secrets: Path) -> None:
    if not known(secrets, role):
        raise Refusal(
            "role_password_unknown",
            f"Vai trò {role} đã có trên máy chủ cơ sở dữ liệu nhưng không có mật khẩu tại {secrets / role}. "
            "Hãy chép tệp mật khẩu từ máy đã tạo vai trò này.",
            role=role,
        )


def _locale(admin: Admin) -> Composed:
    """PostgreSQL's own C.UTF-8 knows how to lower a Vietnamese capital and sorts alike on every machine."""
    provider = "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
    if admin.info.server_version < 170000:
        provider = "locale 'C.UTF-8'"
    return SQL(" encoding 'UTF8' {}").format(SQL(provider))
