"""No statement reads all work to answer about some: in a big world every statement of the house is planned as a server
plans what it was asked before (one plan for all values), with the rights of a clerk.

Row security makes the planner read a table from end to end where a key comes out of anything but a column, and read all
items once where it cannot tell how few rows are asked about. Either costs nothing in a small world.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import namedtuple_row

from lienthong.ground import sql
from tests.cast import AN_KHANH
from tests.house.big_world import big_world
from tests.house.source import trees
from tests.house.test_typed_reads import _numbered

DETAILS_BEFORE = Path(__file__).parent.parent / "documents" / "details_before.sql"

MOST_ROWS = 5_000
"""Of one step over work, as the planner counts, unless a limit ends it: one in thirty of what the big world holds."""

OWNERS = {
    "lienthong.joining/": "two worlds side by side, asked by the owner's command",
    "lienthong.units/load_": "the loader of the registry",
    "lienthong.units/stand_before": "the loader of the registry",
    "lienthong.work/verify": "every chain there is, by the owner or the verifier",
}
"""Statements no clerk sends: how their names begin, and who does."""

READS_MUCH = {
    "lienthong.rehearsal/twins_of": "the copies of codes seen in trials: a handful, the planner reads them as they lie",
    "compare_snapshot()": "everything a reorganisation kept of open work, against what became of it",
    "fill_in_flight()": "the citizens' cases of a round that begins",
    "open_incidents()": "the open incidents of the city, with the small table of all that ever were",
    "pick_in_flight()": "the citizens' cases of a round that begins",
    "reconciliation_lines()": "all open work, at a reorganisation",
    "reconciliation_papers()": "all open work, at a reorganisation",
    "snapshot_fingerprints()": "everything a reorganisation kept of open work",
    "tail_waits()": "whether there is a line: the first ends it",
    "take_snapshot()": "all open work, at a reorganisation",
    "unread_letters()": "letters whose job was lost: the first of them, once an hour, by the worker",
    "work_in_hands()": "all open work of the bodies that end, at a reorganisation",
}
"""What reads much all the same, and why. What no longer does is struck out: the test asks for it."""

BEGIN = re.compile(r"(?:\s|--[^\n]*\n)*(?:select|with|insert|update|delete)\b")
READS = {f"sql.{way}": 1 for way in ("rows", "row", "only_row", "values", "value", "only_value")} | {
    "sql.run": 0
}
"""Which argument holds the text."""

FUNCTIONS = """
select p.proname as name, p.prosrc as body, p.proargnames as arguments, p.prosecdef as is_owners,
       array(select t::regtype::text from unnest(p.proargtypes) t) as types
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
join pg_language l on l.oid = p.prolang and l.lanname = 'sql'
where p.prokind = 'f' and p.prosrc <> ''
  and not exists (select from pg_type t where t.oid = any (p.proargtypes) and t.typtype = 'c')
  and has_function_privilege('lienthong_app', p.oid, 'execute')
order by 1
"""


@cache
def _statements() -> dict[str, str]:
    """What stands in files and is asked for by name, and what stands in the source as one text."""
    found: dict[str, str] = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= _texts_of(".".join(path.with_suffix("").parts), node)
    return {name: text for name, text in sorted(found.items()) if BEGIN.match(text)}


def _texts_of(module: str, call: ast.Call) -> dict[str, str]:
    function = ast.unparse(call.func)
    if function in {"named", "sql.named"}:
        room, name = call.args
        package = eval(ast.unparse(room), vars(import_module(module)).copy())  # noqa: S307 – our own source
        names = (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,)
        said = [
            each.value for each in names if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        return {f"{package}/{each}": sql.named(package, each) for each in said}
    if function in READS:
        text = call.args[READS[function]]
        value = text.value if isinstance(text, ast.Constant) else None
        if isinstance(text, ast.Name):
            value = vars(import_module(module)).get(text.id)
        if isinstance(value, str):
            return {f"{module}: {' '.join(value.split())[:60]}": value}
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


def test_every_statement_and_function_reads_by_key(clerk: psycopg.Connection[Any]) -> None:
    texts = _statements()
    for begin in OWNERS:
        assert any(name.startswith(begin) for name in texts), f"no statement begins {begin}"
    texts = {name: text for name, text in texts.items() if not name.startswith(tuple(OWNERS))}
    assert len(texts) > 300
    found = {name: _faults(clerk, _numbered(text)) for name, text in texts.items()}
    for function in clerk.cursor(row_factory=namedtuple_row).execute(FUNCTIONS).fetchall():
        with clerk.transaction():
            if function.is_owners:
                clerk.execute("set local role none")
            found[f"{function.name}()"] = _faults(clerk, _body(function))
    faults = {name: said for name, said in found.items() if said}
    new = {name: said for name, said in faults.items() if name not in READS_MUCH}
    assert not new, "\n".join(f"{name}: {', '.join(said)}" for name, said in new.items())
    assert not set(READS_MUCH) - set(faults), "what no longer reads much is struck out"


def test_a_key_inside_an_expression_is_seen(clerk: psycopg.Connection[Any]) -> None:
    """The letter's page as it was: `d.id = coalesce(v.document, …)`."""
    assert _faults(clerk, _numbered(DETAILS_BEFORE.read_text("utf-8"))) == ["reads all of document"]


def test_a_hashed_policy_is_seen(clerk: psycopg.Connection[Any]) -> None:
    """The policies as they were, without `offset 0`."""
    with clerk.transaction(force_rollback=True):
        clerk.execute("set local role none")
        for policy in clerk.execute(
            "select format('alter policy %I on %I using (%s)', policyname, tablename, replace(qual, 'OFFSET 0', ''))"
            " from pg_policies where tablename in ('document', 'draft', 'delivery') and cmd = 'SELECT'"
        ).fetchall():
            clerk.execute(policy[0])
        clerk.execute("set local role lienthong_app")
        said = _faults(clerk, _numbered(DETAILS_BEFORE.read_text("utf-8")))
    assert {"hashes all of work_item", "reads all of work_item"} <= set(said)


def _body(function: Any) -> str:
    """With $1, $2 … for its arguments."""
    text = re.sub(r"--[^\n]*", "", function.body).strip().rstrip(";")
    for number, (argument, kind) in enumerate(zip(function.arguments or (), function.types, strict=False), 1):
        text = re.sub(rf"(?<![\w.]){argument}\b", f"${number}::{kind}", text)
    return text


def _faults(connection: psycopg.Connection[Any], text: str) -> list[str]:
    row = connection.execute(f"explain (generic_plan, format json) {text}".encode(), prepare=False).fetchone()
    assert row is not None
    plan = row[0][0]["Plan"]
    hashed = {f"SubPlan {number}" for number in re.findall(r"hashed SubPlan (\d+)", str(plan))}
    return sorted(set(_said(plan, _growing(connection), hashed, limited=False)))


def _said(
    node: dict[str, Any], growing: dict[str, float], hashed: set[str], *, limited: bool
) -> Iterator[str]:
    limited = limited or node["Node Type"] == "Limit"
    if (table := node.get("Relation Name")) in growing:
        if node["Node Type"] == "Seq Scan":
            yield f"reads all of {table}"
        elif (
            not limited
            and "Index Cond" not in node
            and growing.get(node.get("Index Name", ""), 0) > MOST_ROWS
        ):
            yield f"walks all of {node['Index Name']}"
        elif node["Plan Rows"] > MOST_ROWS and not limited:
            yield f"{node['Plan Rows']} rows of {table}"
    for child in node.get("Plans", ()):
        if child.get("Subplan Name") in hashed and child["Node Type"] != "Limit":
            yield from (f"hashes all of {name}" for name in _tables(child) if name in growing)
        yield from _said(child, growing, hashed, limited=limited)


def _tables(node: dict[str, Any]) -> Iterator[str]:
    if "Relation Name" in node:
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _tables(child)


@cache
def _growing(connection: psycopg.Connection[Any]) -> dict[str, float]:
    """Tables that grow with the work and their indexes: the rows in each."""
    found = connection.execute(
        "select c.relname, c.reltuples from pg_class t left join pg_index i on i.indrelid = t.oid"
        " join pg_class c on c.oid in (t.oid, i.indexrelid)"
        " where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and exists ("
        "   select from pg_attribute a where a.attrelid = t.oid and not a.attisdropped and a.atttypid = 'uuid'::regtype"
        "     and a.attname in ('item', 'document', 'meeting', 'parent', 'answers'))"
    ).fetchall()
    return dict(found)
