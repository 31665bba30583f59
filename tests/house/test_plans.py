"""No statement reads all work to answer about some: in a big world every statement of the house is planned as a server
plans what it was asked before (one plan for all values), with the rights of a clerk.

Row security makes the planner read a table from end to end where a key comes out of anything but a column, and reads all
items once where it cannot tell how few rows are asked about. Either costs nothing in a small world.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from psycopg import errors

from lienthong.ground import sql
from tests.cast import AN_KHANH
from tests.house.big_world import big_world
from tests.house.source import trees
from tests.house.test_typed_reads import _numbered

DETAILS_BEFORE = Path(__file__).parent.parent / "documents" / "details_before.sql"

MOST_ROWS = 5_000
"""Of any step over work, as the planner counts: a fraction of what the big world holds."""

NOT_A_CLERKS = {}
"""Statements that only the owner or the verifier may run, and why they may read much."""

READS_MUCH: dict[str, str] = {}
"""Statements that a clerk's request sends and that read much all the same, and why. One that no longer does is struck
out: the test asks for it.
"""

TYPES = {"now": "timestamptz", "act": "uuid", "unit": "int", "mandate": "int"}
"""Of values whose type no statement says: psycopg sends it along."""


class Statement(NamedTuple):
    name: str
    text: str


@cache
def _statements() -> list[Statement]:
    """What stands in files and is asked for by name, and what stands in the source as one text."""
    found: dict[str, str] = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= _texts_of(".".join(path.with_suffix("").parts), node)
    return [Statement(name, text) for name, text in sorted(found.items())]


def _texts_of(module: str, call: ast.Call) -> dict[str, str]:
    function = ast.unparse(call.func)
    if function.rpartition(".")[2] == "named" and len(call.args) == 2:
        room = eval(ast.unparse(call.args[0]), vars(import_module(module)).copy())  # noqa: S307 – our own source
        name = call.args[1]
        names = (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,)
        return {f"{room}/{each.value}": sql.named(room, each.value) for each in names if isinstance(each, ast.Constant)}
    if function in {"sql.rows", "sql.row", "sql.only_row", "sql.values", "sql.value", "sql.only_value", "sql.run"}:
        text = call.args[0 if function == "sql.run" else 1]
        said = text.value if isinstance(text, ast.Constant) else None
        if isinstance(text, ast.Name):
            said = vars(import_module(module)).get(text.id)
        if isinstance(said, str):
            return {f"{module}: {' '.join(said.split())[:60]}": said}
    return {}


@pytest.fixture(scope="module")
def clerk(worker_id: str) -> Iterator[psycopg.Connection[Any]]:
    """A big world as the application sees it for the clerk of one ward; whoever wants more resets the role."""
    with big_world(worker_id) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set role lienthong_app")
        connection.execute(
            "select set_config('lt.scope', held_by(id, world_today())::text, false), set_config('lt.item', '', false),"
            " set_config('lt.archive', '{}', false) from unit where code = %s and body = 'ubnd'"
            " and during @> world_today()",
            (AN_KHANH,),
        )
        yield connection


def test_every_statement_reads_by_key(clerk: psycopg.Connection[Any]) -> None:
    found, shut = {}, set()
    for statement in _statements():
        try:
            faults = _faults(clerk, statement.text)
        except errors.InsufficientPrivilege:
            shut.add(statement.name)
            continue
        if faults:
            found[statement.name] = faults
    unknown = {name: faults for name, faults in found.items() if name not in READS_MUCH}
    assert not unknown, "\n".join(f"{name}: {', '.join(faults)}" for name, faults in unknown.items())
    assert not set(READS_MUCH) - set(found), "no longer read much: strike them out"
    assert shut == set(NOT_A_CLERKS)


def test_a_key_inside_an_expression_is_seen(clerk: psycopg.Connection[Any]) -> None:
    """The letter's page as it was: `d.id = coalesce(v.document, …)`."""
    assert "reads all of document" in _faults(clerk, DETAILS_BEFORE.read_text("utf-8"))


def test_a_hashed_policy_is_seen(clerk: psycopg.Connection[Any]) -> None:
    """The policies as they were, without `offset 0`."""
    with clerk.transaction(force_rollback=True):
        clerk.execute("reset role")
        clerk.execute(
            "alter policy draft_follows_item on draft using (exists (select from work_item w where w.id = item))"
        )
        clerk.execute("set local role lienthong_app")
        assert "hashes all of work_item" in _faults(clerk, "select item from draft where document = any (%(documents)s)")


def _faults(connection: psycopg.Connection[Any], text: str) -> list[str]:
    asked = f"explain (generic_plan, format json) {_numbered(text)}"
    row = psycopg.Cursor(connection).execute(asked.encode(), prepare=False).fetchone()
    assert row is not None
    plan = row[0][0]["Plan"]
    hashed = set(re.findall(r"hashed SubPlan (\d+)", str(plan)))
    return sorted(set(_said(plan, _grows(connection), hashed, limited=False)))


def _said(node: dict[str, Any], grows: frozenset[str], hashed: set[str], *, limited: bool) -> Iterator[str]:
    kind, table = node["Node Type"], node.get("Relation Name")
    limited = limited or kind == "Limit"
    if table in grows:
        if kind == "Seq Scan":
            yield f"reads all of {table}"
        elif kind.startswith("Index") and "Index Cond" not in node and not limited:
            yield f"walks all of {node['Index Name']}"
        elif node["Plan Rows"] > MOST_ROWS and not limited:
            yield f"{node['Plan Rows']} rows of {table}"
    for child in node.get("Plans", ()):
        if any(child.get("Subplan Name") == f"SubPlan {number}" for number in hashed):
            yield from (f"hashes all of {name}" for name in _tables(child) if name in grows)
        yield from _said(child, grows, hashed, limited=limited)


def _tables(node: dict[str, Any]) -> Iterator[str]:
    if "Relation Name" in node:
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _tables(child)


@cache
def _grows(connection: psycopg.Connection[Any]) -> frozenset[str]:
    """Tables that grow with the work: of more rows here than a city has units."""
    found = connection.execute(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'"
        " where c.relkind = 'r' and exists (select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped"
        "   and a.atttypid = 'uuid'::regtype and a.attname in ('item', 'document', 'meeting', 'parent'))"
        " union select 'document'"
    ).fetchall()
    return frozenset(name for (name,) in found)
