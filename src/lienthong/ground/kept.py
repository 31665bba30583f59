"""What is counted once and kept, beside what is counted again: both must be equal, whatever happened meanwhile.

A room says it in `sql/kept/<table>.<column>.sql`: the sentence a person reads in its first line, then a query of every
row with its `row` (where it stands), `kept` and `counted`. A line «-- Không sửa được: …» says why the kept one is not
put right: history is never edited. `<table>.<column>.before.sql` makes the rows that must be there first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.db import migrations
from psycopg.rows import class_row

PACKAGE = Path(__file__).resolve().parent.parent

COMPARE = """
select count(*) as rows, count(*) filter (where kept is distinct from counted) as wrong,
       coalesce(sum(kept), 0)::bigint as kept, coalesce(sum(counted), 0)::bigint as counted
from ({text}) k
"""
MEND = """
update {table} set {column} = k.counted from ({text}) k
where {table}.ctid = k.row and k.kept is distinct from k.counted
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A column that keeps a count, and how it is counted again."""

    room: str
    table: str
    column: str
    label: str
    text: str
    before: str
    """Makes rows that are missing altogether; empty: none can be."""
    why_not: str
    """Why the kept one is not put right; empty: it is."""

    def mending(self) -> list[str]:
        """The statements that put it right, in order."""
        if self.why_not:
            return []
        whole = MEND.format(table=self.table, column=self.column, text=self.text)
        return [self.before, whole] if self.before else [whole]


class Recount(NamedTuple):
    """One kept count: over how many rows, of these how many wrong, and both sums."""

    rows: int
    wrong: int
    kept: int
    counted: int


def kept_counts(room: str = "") -> Iterator[Kept]:
    """Every room's, or one's; by room and name."""
    for path in sorted(PACKAGE.glob("**/sql/kept/*.sql")):
        owner = path.relative_to(PACKAGE).parts[0]
        if path.name.endswith(".before.sql") or room not in ("", owner):
            continue
        table, column = path.stem.split(".")
        text = path.read_text("utf-8")
        before = path.with_suffix(".before.sql")
        refusals = [line[3:] for line in text.splitlines() if line.startswith("-- Không sửa được")]
        yield Kept(
            owner, table, column, label=text.partition("\n")[0].removeprefix("-- "), text=text.strip(),
            before=before.read_text("utf-8") if before.exists() else "", why_not="".join(refusals),
        )  # fmt: skip


def recount(connection: psycopg.Connection[Any], kept: Kept) -> Recount:
    """Both in one statement, so of one instant: an act changes a count and what is counted together or not at all."""
    with connection.cursor(row_factory=class_row(Recount)) as cursor:
        return cursor.execute(_plain(COMPARE.format(text=kept.text))).fetchone() or Recount(0, 0, 0, 0)


def put_right(connection: psycopg.Connection[Any], kept: Kept) -> None:
    """As the owner. Who counts there meanwhile waits, so that nothing is counted between reading and writing."""
    with connection.transaction():
        connection.execute(_plain(f"lock table {kept.table} in share row exclusive mode"))
        for statement in kept.mending():
            connection.execute(_plain(statement))


def mend(room: str) -> list[migrations.RunSQL]:
    """For a migration: what stood there before it was counted."""
    return [
        migrations.RunSQL([(statement, None)], migrations.RunSQL.noop)
        for kept in kept_counts(room)
        for statement in kept.mending()
    ]


def _plain(text: str) -> Any:
    """Our own files, not what somebody typed."""
    return text.encode()
