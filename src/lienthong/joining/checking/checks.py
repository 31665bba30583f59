"""What blocks: rows that refer to nothing, keys that are taken, chains that do not hold, a registry that differs."""

from typing import Any

import psycopg
from psycopg import sql

from lienthong.joining.terms import TRAVELS, Manifest, Table
from lienthong.work.queries import verify_chains

Owner = psycopg.Connection[Any]
Finding = dict[str, Any]

FOUND_HERE_TOO = {"registry", "catalogue", "dealt", "file"}
"""Rules of tables whose rows may stand here instead of in the file."""

SEVERAL = {"parties", "seats"}
"""Columns that hold several references."""

_TABLES = {table.name: table for table in TRAVELS}
_NAMED_AT_MOST = 100


def findings(owner: Owner, manifest: Manifest) -> list[Finding]:
    """{code, table, what, n} each; none, and the file can become part of this world."""
    return [*_unresolved(owner), *_taken(owner), *_broken(owner), *_different(owner)]


def _finding(code: str, table: str, what: str, n: int = 1) -> Finding:
    return {"code": code, "table": table, "what": what, "n": n}


def _unresolved(owner: Owner) -> list[Finding]:
    findings = []
    for table in TRAVELS:
        for column, target in table.refers.items():
            n = _count(owner, _dangling(owner, table, column, _TABLES[target]))
            if n:
                findings.append(_finding("unresolved_reference", table.name, column, n))
    return findings


def _dangling(owner: Owner, table: Table, column: str, target: Table) -> sql.Composed:
    value, rows = sql.Identifier("s", column), sql.SQL("joining.{} s").format(sql.Identifier(table.name))
    if column in SEVERAL:
        rows = sql.SQL("{}, unnest({}) one").format(rows, value)
        value = sql.Identifier("one")
    places = ["joining", "public"] if target.rule in FOUND_HERE_TOO else ["joining"]
    nowhere = [
        sql.SQL("not exists (select from {} t where t.{} = {})").format(
            sql.Identifier(place, target.name), sql.Identifier(target.key[0]), value
        )
        for place in places
    ]
    return sql.SQL("select count(*) from {} where {} is not null and {}").format(
        rows, value, sql.SQL(" and ").join(nowhere)
    )


def _taken(owner: Owner) -> list[Finding]:
    """A uuid7 or a dealt key that stands here already: impossible, therefore looked at."""
    findings = []
    for table in TRAVELS:
        if table.rule in {"theirs", "dealt"}:
            columns = sql.SQL(", ").join(map(sql.Identifier, table.key))
            text = sql.SQL("select count(*) from joining.{0} join public.{0} using ({1})")
            n = _count(owner, text.format(sql.Identifier(table.name), columns))
            if n:
                findings.append(_finding("key_taken", table.name, "", n))
    return findings


def _broken(owner: Owner) -> list[Finding]:
    """Every chain of the file, by the very statement that verifies ours: the search path points into the file."""
    chains = verify_chains(owner)
    broken = [_finding("broken_chain", "journal", "dòng", len(chains["broken"]))] if chains["broken"] else []
    headless = [_finding("broken_chain", "work_item", "không có dòng nào", chains["headless"])]
    return broken + (headless if chains["headless"] else [])


def _different(owner: Owner) -> list[Finding]:
    # The functions mean our tables by their bare names.
    owner.execute("set local search_path = public")
    rows = owner.execute("select tab, key, name from joining_differences()").fetchall()
    owner.execute("set local search_path = joining, public")
    shared = {table.name for table in TRAVELS if table.rule == "registry"}
    findings = [
        _finding("registry_differs" if tab in shared else "ids_out_of_range", tab, f"{name} ({key})".strip())
        for tab, key, name in rows[:_NAMED_AT_MOST]
    ]
    rest = len(rows) - _NAMED_AT_MOST
    return findings + (
        [_finding("registry_differs", "area", f"và {rest} dòng khác", rest)] if rest > 0 else []
    )


def _count(owner: Owner, text: sql.Composed) -> int:
    row = owner.execute(text).fetchone()
    assert row is not None
    return int(row[0])
