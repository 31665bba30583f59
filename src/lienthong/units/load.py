"""The national registry, loaded set-based by the owner when a world is made."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from psycopg import Connection, Cursor, sql

from lienthong.ground.sql import named
from lienthong.kernel.periods import Period
from lienthong.units import registry
from lienthong.units.terms import CITY, CITY_PROVINCE, FIRST_LATER, PARTS_FROM, TWO_TIERS_FROM, first_of

ROOM = "lienthong.units"

_NUMBERS = {
    "first_territory": registry.FIRST_TERRITORY,
    "first_seat": registry.FIRST_SEAT,
    "first_part": registry.FIRST_PART,
    "parts_from": PARTS_FROM,
    "divided_later": [registry.area_id(registry.OLD, "commune", code) for code in registry.DIVIDED_LATER],
}


def load_registry(connection: Connection[Any]) -> None:
    """Fill the empty tables of the registry, all or nothing; a few seconds. The connection is the owner's."""
    rows = registry.Registry()
    with connection.transaction(), connection.cursor() as cursor:
        copy_rows(cursor, "area", rows.areas())
        copy_rows(cursor, "area_heir", rows.heirs())
        copy_rows(cursor, "unit", rows.units())
        copy_rows(cursor, "boundary", rows.boundaries())
        cursor.execute("analyze area, area_heir, unit, boundary")
        with checked_at_once(cursor):
            copy_rows(cursor, "jurisdiction", rows.competences(), kind="competence")
            cursor.execute(named(ROOM, "load_jurisdictions"), _NUMBERS)
            cursor.execute("analyze jurisdiction")
            cursor.execute(named(ROOM, "load_holdings"), {"province": CITY_PROVINCE, "city": CITY})
            # Without figures on the new rows the checks below are planned as if the table were empty.
            cursor.execute("analyze holding")
        _count_from(cursor, FIRST_LATER)
    _make_room(connection)


def count_for(connection: Connection[Any], province: int) -> None:
    """From here on this installation numbers what it makes in its own province's range."""
    with connection.transaction(), connection.cursor() as cursor:
        _count_from(cursor, first_of(province))


def stand_before(connection: Connection[Any]) -> None:
    """Turn a fresh registry back to the eve of 1/7/2025, for worlds that rehearse the reorganisation itself."""
    day = TWO_TIERS_FROM.isoformat()
    with connection.transaction(), connection.cursor() as cursor, checked_at_once(cursor):
        # Client-side: several statements in one text take no server-side parameters.
        cursor.execute(
            sql.SQL(named(ROOM, "stand_before").replace("%(day)s", "{day}")).format(day=sql.Literal(day))
        )
    _make_room(connection)


def _make_room(connection: Connection[Any]) -> None:
    """Indexes leave the room they were told to only when they are built."""
    with connection.transaction(), connection.cursor() as cursor:
        for table in ("unit", "area"):
            cursor.execute(sql.SQL("reindex table {}").format(sql.Identifier(table)))


@contextmanager
def checked_at_once(cursor: Cursor[Any]) -> Iterator[None]:
    """Hold back the checks of holdings row by row and make them for the whole set: 3 s instead of 9."""
    for table in ("jurisdiction", "holding"):
        cursor.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table)))
    yield
    cursor.execute("set constraints all immediate")
    for table in ("jurisdiction", "holding"):
        cursor.execute(sql.SQL("alter table {} enable trigger user").format(sql.Identifier(table)))
    cursor.execute("set constraints all deferred")
    broken = cursor.execute("select array_agg(id) from broken_holdings() id").fetchone()
    if broken and broken[0]:
        raise ValueError(f"the packaged registry leaves jurisdictions without holder: {broken[0][:10]}")


def _count_from(cursor: Cursor[Any], first: int) -> None:
    for table in ("area", "unit", "jurisdiction"):
        restart = sql.SQL("alter table {} alter id restart with {}")
        cursor.execute(restart.format(sql.Identifier(table), sql.Literal(first)))


def copy_rows(cursor: Cursor[Any], table: str, rows: Iterable[Any], **constants: str) -> None:
    """COPY dataclass rows: their fields are the columns; `constants` are columns equal in every row."""
    listed = list(rows)
    names = [field.name for field in fields(listed[0])]
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, [*names, *constants]))
    )
    with cursor.copy(statement) as copy:
        for row in listed:
            copy.write_row([*(_column(getattr(row, name)) for name in names), *constants.values()])


def _column(value: Any) -> Any:
    if isinstance(value, Period):
        return f"[{value.start or ''},{value.end or ''})"
    return value
