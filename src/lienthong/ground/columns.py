"""Whether the columns a statement answers are the fields of the class they are read into."""

import types
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from psycopg import postgres

Columns = Sequence[tuple[str, int]]
"""Name and type (oid) of each column, in order."""

_PYTHON: dict[str, type] = {
    "bool": bool, "int2": int, "int4": int, "int8": int, "float4": float, "float8": float, "numeric": Decimal,
    "text": str, "varchar": str, "name": str, "bpchar": str, "bytea": bytes, "uuid": UUID, "date": date, "time": time,
    "timestamptz": datetime, "timestamp": datetime, "interval": timedelta,
}  # fmt: skip
"""What psycopg makes of each type. What is not here (json, ranges, types of extensions) is not compared."""


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
