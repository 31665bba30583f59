"""A world written into one file, as it was at a single instant; nothing of it changes."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql
from psycopg.rows import namedtuple_row

from lienthong.ground.files import path_under
from lienthong.ground.sql import named
from lienthong.joining.files.archive import Writer, member_of, member_of_file
from lienthong.joining.terms import FORMAT, TRAVELS, Table
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.reconciliation.queries import ROOM as RECONCILIATION
from lienthong.reorganisation.reconciliation.rules import adds_up, lines_of, roll_up
from lienthong.reorganisation.reconciliation.terms import Sheet, Way

ROOM = "lienthong.joining"
Say = Callable[[str], None]
SHOWN_FROM_ROWS = 1000


def export_world(url: str, files_root: Path, out: Path, *, schema: str, say: Say) -> dict[str, Any]:
    """`url`: of a role that reads all. Answers the manifest."""
    writer = Writer(out)
    try:
        with psycopg.connect(url) as reader:
            reader.isolation_level = IsolationLevel.REPEATABLE_READ
            reader.read_only = True
            manifest = _written(reader, files_root, writer, schema, say)
        writer.finish(manifest)
    except BaseException:
        writer.give_up()
        raise
    return manifest


def _written(
    reader: psycopg.Connection[Any], files_root: Path, writer: Writer, schema: str, say: Say
) -> dict[str, Any]:
    cursor = reader.cursor(row_factory=namedtuple_row)
    world: Any = cursor.execute(named(ROOM, "world")).fetchone()
    tables = {table.name: _table(reader, table, writer, say) for table in TRAVELS}
    files = dict(reader.execute("select digest, size from stored_file order by digest").fetchall())
    for done, (digest, size) in enumerate(files.items(), 1):
        _file(path_under(files_root, digest), digest, size, writer)
        if done % SHOWN_FROM_ROWS == 0:
            say(f"  {done}/{len(files)} tệp…")
    sheet = _sheet(cursor)
    return {
        "format": FORMAT, "origin": world.origin, "origins": [world.origin, *world.joined], "name": world.name,
        "kind": world.kind, "as_of": world.at.isoformat(), "schema": schema, "server": world.server,
        "tables": tables, "files": files, "total": sheet.total.as_dict(),
        "sources": {str(unit): totals.as_dict() for unit, totals in sorted(sheet.sources.items())},
    }  # fmt: skip


def columns_of(connection: psycopg.Connection[Any], table: Table) -> list[str]:
    rows = connection.execute(named(ROOM, "columns"), {"table": table.name, "leaves": list(table.leaves)})
    return [name for (name,) in rows.fetchall()]


def _table(reader: psycopg.Connection[Any], table: Table, writer: Writer, say: Say) -> dict[str, Any]:
    names = columns_of(reader, table)
    digest, size, rows = hashlib.sha256(), 0, 0
    statement = sql.SQL("copy (select {} from {}) to stdout").format(
        sql.SQL(", ").join(map(sql.Identifier, names)), sql.Identifier(table.name)
    )
    with writer.member(member_of(table.name)) as member, reader.cursor().copy(statement) as copy:
        for piece in copy:
            member.write(piece)
            digest.update(piece)
            size += len(piece)
            rows += bytes(piece).count(b"\n")
    if rows >= SHOWN_FROM_ROWS:
        say(f"  {table.name}: {rows} dòng")
    return {"rows": rows, "bytes": size, "sha256": digest.hexdigest(), "columns": names}


def _file(path: Path, digest: str, size: int, writer: Writer) -> None:
    try:
        content = path.read_bytes()
    except OSError:
        raise Refusal(
            "stored_file_missing", f"Thiếu tệp {digest} trong thư mục của thế giới.", status=500
        ) from None
    if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
        raise Refusal("file_changed", f"Tệp {digest} không còn khớp với mã SHA-256 của nó.", status=500)
    with writer.member(member_of_file(digest)) as member:
        member.write(content)


def _sheet(cursor: psycopg.Cursor[Any]) -> Sheet:
    """The open work by the unit that holds it, as a reconciliation counts it."""
    lines = lines_of(
        cursor.execute(named(RECONCILIATION, "lines")).fetchall(),
        cursor.execute(named(RECONCILIATION, "papers")).fetchall(),
    )
    held = cursor.execute(
        "select b, holder_of(b, world_today()) as unit from unnest(%s::int[]) b",
        (sorted({line.jurisdiction for line in lines}),),
    ).fetchall()
    sheet = roll_up(lines, {row.b: Way(row.unit, row.unit) for row in held})
    if not adds_up(sheet):
        raise RuntimeError("the margins of the export do not sum to its total")
    return sheet
