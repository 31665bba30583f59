"""SQL kept in files, run through the transaction Django holds, answered as the class of the row that is asked for.

A row is a `NamedTuple`: its fields are the columns, by name and in order. The first time a text is read into a class
the two are compared, names and types; one that drifted from the other is an error that names room, text and column.
Results are binary: PostgreSQL hands integers, times and arrays over without a detour through text, which halves the
cost of a page of fifty rows. Statements are prepared (`database/wire.py`), so the text must be constant.
"""

import types
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from importlib import import_module, resources
from operator import itemgetter
from typing import Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, postgres
from psycopg.pq.abc import PGresult

from lienthong.ground.database.wire import Params as Params
from lienthong.ground.database.wire import Wire

Columns = Sequence[tuple[str, int]]
"""Name and type (oid) of each column, in order."""

_PYTHON: dict[str, type] = {
    "bool": bool, "int2": int, "int4": int, "int8": int, "float4": float, "float8": float, "numeric": Decimal,
    "text": str, "varchar": str, "name": str, "bpchar": str, "bytea": bytes, "uuid": UUID, "date": date, "time": time,
    "timestamptz": datetime, "timestamp": datetime, "interval": timedelta,
}  # fmt: skip
"""What psycopg makes of each type. What is not here (json, ranges, types of extensions) is not compared."""

Raw = Connection[Any]
"""A psycopg connection, whatever its rows are made into."""
Row = TypeVar("Row", bound=tuple[Any, ...])
Value = TypeVar("Value")

_names: dict[str, str] = {}
"""Text → «room/name», for what is said of a drift."""
_compared: set[tuple[object, str]] = set()
"""What was read into what, and found to fit: compared once in the life of a process."""


class Drift(TypeError):
    """A text and the class its rows are read into say different columns."""


@cache
def named(package: str, name: str) -> str:
    """The text of `<package>/sql/<name>.sql`; `package` is a room, e.g. "lienthong.work"."""
    text = resources.files(import_module(package)).joinpath("sql", f"{name}.sql").read_text("utf-8")
    _names[text] = f"{package}/sql/{name}.sql"
    return text


def raw() -> Raw:
    """The psycopg connection under Django's, in the transaction that is open."""
    wire = _wire()
    wire.begin()
    return wire.connection


def _wire() -> Wire:
    return cast("Wire", connections[DEFAULT_DB_ALIAS].wire)  # type: ignore[attr-defined]


def _execute(text: str, params: Params = None) -> tuple[Wire, PGresult]:
    wire = _wire()
    return wire, wire.execute(text, params)


def _check(row: type[Row], text: str, result: PGresult) -> None:
    if (row, text) not in _compared:
        _compare(row, text, drift_of_row(cast("type[NamedTuple]", row), _columns(result)))


def _columns(result: PGresult) -> Columns:
    return [((result.fname(i) or b"").decode(), result.ftype(i)) for i in range(result.nfields)]


def _compare(wanted: object, text: str, drift: str | None) -> None:
    if drift is not None:
        begin = " ".join(text.split())[:80]
        raise Drift(f"{_names.get(text) or f'«{begin}…»'}: {drift}")
    _compared.add((wanted, text))


def rows(row: type[Row], text: str, params: Params = None) -> list[Row]:
    wire, result = _execute(text, params)
    _check(row, text, result)
    return wire.rows(result, row._make)  # type: ignore[attr-defined]


def rows_under(row: type[Row], text: str, params: Params = None) -> tuple[Any, list[Row]]:
    """A page and what stands above it: the first column, the same in every row, and the rows of the others. A page of
    none is one row in which they are NULL.
    """
    wire, result = _execute(text, params)
    if (row, text) not in _compared:
        _compare(row, text, drift_of_row(cast("type[NamedTuple]", row), _columns(result)[1:]))
    answer: list[tuple[Any, ...]] = wire.rows(result, tuple)
    return answer[0][0], [row._make(values[1:]) for values in answer if values[1] is not None]  # type: ignore[attr-defined]


def row(row: type[Row], text: str, params: Params = None) -> Row | None:
    """The first row, or None."""
    wire, result = _execute(text, params)
    _check(row, text, result)
    return wire.first_row(result, row._make)  # type: ignore[attr-defined]


def only_row(row: type[Row], text: str, params: Params = None) -> Row:
    """The first row of a text that always answers one."""
    wire, result = _execute(text, params)
    _check(row, text, result)
    answer: Row | None = wire.first_row(result, row._make)  # type: ignore[attr-defined]
    assert answer is not None, f"{_names.get(text, text)} answered no row"
    return answer


def values(kind: type[Value], text: str, params: Params = None) -> list[Value]:
    """The first column of every row, which is never NULL."""
    wire, result = _execute(text, params)
    _check_value(kind, text, result)
    return wire.rows(result, itemgetter(0))


def value(kind: type[Value], text: str, params: Params = None) -> Value | None:
    """The first column of the first row, or None."""
    wire, result = _execute(text, params)
    _check_value(kind, text, result)
    return wire.first_row(result, itemgetter(0))


def only_value(kind: type[Value], text: str, params: Params = None) -> Value:
    """The first column of the first row of a text that always answers one, which is never NULL."""
    answer = value(kind, text, params)
    assert answer is not None, f"{_names.get(text, text)} answered nothing"
    return answer


def _check_value(kind: object, text: str, result: PGresult) -> None:
    if (kind, text) not in _compared:
        _compare(kind, text, drift_of_value(kind, _columns(result)))


def run(text: str, params: Params = None) -> int:
    """Execute; the number of rows touched."""
    return _execute(text, params)[1].command_tuples or 0


def run_at_commit(text: str, params: Params) -> None:
    """Execute it in the round trip of COMMIT, or of what else is asked before: nobody looks at what it answers. Its
    error is COMMIT's. Inside a savepoint at once.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block and not connection.savepoint_ids:
        _keep(text, params)
    else:
        _execute(text, params)


def only_reads() -> None:
    """Of the transaction that is open: nobody waits for its end. What writes all the same is waited for."""
    _wire().only_reads = True


def is_only_reading() -> bool:
    """Whether the transaction that is open was said to read only, and nothing in it has written yet."""
    return _wire().only_reads


def _keep(text: str, params: Params) -> None:
    _wire().keep(text, params)


def array(parts: Iterable[str]) -> str:
    """As PostgreSQL writes it: ids and codes need no quoting, and a text is bound in a tenth of a list's time."""
    return "{" + ",".join(parts) + "}"


# --- whether the columns a statement answers are the fields of the class they are read into


def drift_of_row(row: type[NamedTuple], columns: Columns) -> str | None:
    """What does not fit, in words; None when every column is the field of the same place, name and type."""
    fields = row._fields
    names = [name for name, _ in columns]
    if missing := _listed(field for field in fields if field not in names):
        return f"{row.__name__} has no column for its {missing}"
    if extra := _listed(name for name in names if name not in fields):
        return f"{row.__name__} has no field for column {extra}"
    if list(fields) != names:
        return f"{row.__name__} has its fields in another order than the columns {', '.join(names)}"
    hints = get_type_hints(row)
    for name, oid in columns:
        if (read := _misread(hints[name], oid)) is not None:
            return f"column {name} is {read}, {row.__name__}.{name} says otherwise"
    return None


def drift_of_value(kind: object, columns: Columns) -> str | None:
    name, oid = columns[0]
    read = _misread(kind, oid)
    return None if read is None else f"column {name} is {read}, not {getattr(kind, '__name__', kind)}"


def _misread(hint: object, oid: int) -> str | None:
    """The name of the column's type when the annotation says another."""
    info = postgres.types.get(oid)
    python = _PYTHON.get(info.name) if info is not None else None
    if info is None or python is None:
        return None
    said = set(_said(hint))
    if oid == info.array_oid:
        return None if list in said or object in said else f"{info.name}[]"
    return None if python in said or object in said else info.name


def _said(hint: object) -> Iterable[object]:
    """The classes an annotation allows: `Literal["a"] | None` → str."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        for part in get_args(hint):
            yield from _said(part)
    elif origin is Literal:
        yield from (type(part) for part in get_args(hint))
    else:
        yield origin or hint


def _listed(names: Iterable[Any]) -> str:
    return ", ".join(names)
