"""SQL kept in files, run through the transaction Django holds, answered as named tuples.

Binary cursors: PostgreSQL hands integers, times and arrays over without a detour through text, which halves the
cost of a page of fifty rows. Statements are prepared by psycopg, so the text must be constant.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module, resources
from typing import Any, cast

from django.db import connection
from psycopg import Connection, Cursor
from psycopg.rows import namedtuple_row, tuple_row

Params = Mapping[str, Any] | Sequence[Any] | None


@cache
def named(package: str, name: str) -> str:
    """The text of `<package>/sql/<name>.sql`; `package` is a room, e.g. "lienthong.work"."""
    text = resources.files(import_module(package)).joinpath("sql", f"{name}.sql").read_text("utf-8")
    return text


def raw() -> Connection[Any]:
    """The psycopg connection under Django's."""
    connection.ensure_connection()
    return cast("Connection[Any]", connection.connection)


def _execute(text: str, params: Params, shape: Any = namedtuple_row) -> Cursor[Any]:
    cursor = raw().cursor(binary=True, row_factory=shape)
    return cursor.execute(text, params)


def rows(text: str, params: Params = None) -> list[Any]:
    with _execute(text, params) as cursor:
        return cursor.fetchall()


def row(text: str, params: Params = None) -> Any:
    """The first row, or None."""
    with _execute(text, params) as cursor:
        return cursor.fetchone()


def one(text: str, params: Params = None) -> Any:
    """The first column of the first row, or None."""
    with _execute(text, params, tuple_row) as cursor:
        found = cursor.fetchone()
    return None if found is None else found[0]


def run(text: str, params: Params = None) -> int:
    """Execute; the number of rows touched."""
    with _execute(text, params, tuple_row) as cursor:
        return cursor.rowcount
