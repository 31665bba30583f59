"""What a test asks the database to see what an act left there: in its own transaction, rows by their columns' names."""

from typing import Any

from psycopg.rows import namedtuple_row, tuple_row

from lienthong.ground.sql import Params
from lienthong.ground.sql import named as named
from lienthong.ground.sql import raw as raw
from lienthong.ground.sql import run as run


def _cursor(shape: Any) -> Any:
    return raw().cursor(binary=True, row_factory=shape)


def rows(text: str, params: Params = None) -> list[Any]:
    with _cursor(namedtuple_row) as cursor:
        return cursor.execute(text, params).fetchall()


def row(text: str, params: Params = None) -> Any:
    """The first row, or None."""
    with _cursor(namedtuple_row) as cursor:
        return cursor.execute(text, params).fetchone()


def one(text: str, params: Params = None) -> Any:
    """The first column of the first row, or None."""
    with _cursor(tuple_row) as cursor:
        found = cursor.execute(text, params).fetchone()
    return None if found is None else found[0]
