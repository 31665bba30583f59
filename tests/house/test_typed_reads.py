"""Reads are typed: what a statement answers has a class, and the class says the statement's columns.

A misspelt field is then found by mypy, and a column that drifted from its field before anybody runs the statement.
"""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from psycopg import Connection
from psycopg.pq import ExecStatus

from lienthong.ground import sql
from lienthong.ground.sql import Columns, drift_of_row, drift_of_value
from tests.house.source import trees

ROWS = {"sql.rows", "sql.row", "sql.only_row"}
VALUES = {"sql.values", "sql.value", "sql.only_value"}

CHOSEN_WHILE_RUNNING = {
    "lienthong/reorganisation/plans/actions.py": "the name of the owner's function is the argument",
    "lienthong/work/citizens/opening.py": "each desk brings the text that opens its items; all answer one uuid",
}
"""Files with one read whose text no source says."""

PLANNED_WITH_VALUES = {
    "lienthong.work.items/sql/move_held.sql": "instants and ids have the types of the values they come with",
    "lienthong.work.items/sql/move_reached.sql": "as move_held",
}
"""Texts that cannot be described before they are run; every test of a move compares them."""


class Read(NamedTuple):
    where: str
    module: str
    function: str
    into: ast.expr
    text: ast.expr


def _reads() -> Iterator[Read]:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ROWS | VALUES:
                module = ".".join(path.with_suffix("").parts)
                where = f"{path}:{node.lineno}"
                assert len(node.args) >= 2, f"{where} reads without saying into what"
                yield Read(where, module, ast.unparse(node.func), *node.args[:2])


def test_no_read_answers_anything() -> None:
    for path, tree in trees().items():
        if path.name != "queries.py":
            continue
        for node in ast.walk(tree):
            named = (
                node.id if isinstance(node, ast.Name) else node.name if isinstance(node, ast.alias) else ""
            )
            assert named != "Any", f"{path}:{getattr(node, 'lineno', 1)} says Any"


def test_every_read_says_into_which_class() -> None:
    for read in _reads():
        name = ast.unparse(read.into).rpartition(".")[2]
        assert read.function in VALUES or name.isidentifier(), f"{read.where} reads rows into {name}"


def test_every_statement_answers_the_fields_of_its_class(db: None) -> None:
    """Asked of PostgreSQL without running anything, so also of statements no other test runs."""
    unsaid = []
    for read in _reads():
        module = vars(import_module(read.module)).copy()
        into = eval(ast.unparse(read.into), module)  # noqa: S307 – our own source
        texts = list(_texts(read.text, module))
        unsaid += [] if texts else [read.where.partition(":")[0]]
        for text in texts:
            if sql._names.get(text) in PLANNED_WITH_VALUES:
                continue
            columns = _columns(sql.raw(), text, read.where)
            said = drift_of_row(into, columns) if read.function in ROWS else drift_of_value(into, columns)
            assert said is None, f"{read.where}: {said}"
    assert sorted(unsaid) == sorted(CHOSEN_WHILE_RUNNING)


def _texts(node: ast.expr, module: dict[str, Any]) -> Iterator[str]:
    """The text or texts, where they stand in the source or in a file."""
    if isinstance(node, ast.Name) and node.id in module:
        yield module[node.id]
    elif isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "sql.named":
        room, name = node.args
        names = (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,)
        for each in names:
            yield sql.named(eval(ast.unparse(room), module), ast.literal_eval(each))  # noqa: S307
    elif isinstance(node, ast.Call) and "of_each" in module and ast.unparse(node.func).endswith(".text"):
        # A text on any of several views that have the same columns.
        yield from module["of_each"](ast.literal_eval(node.args[0])).values()


PLACEHOLDER = re.compile(r"%%|%s|%\((\w+)\)s")


def _numbered(text: str) -> str:
    """With $1, $2 … for its placeholders, one for each name."""
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        return f"${numbers.setdefault(match[1] or f'#{len(numbers)}', len(numbers) + 1)}"

    return PLACEHOLDER.sub(number, text)


def _columns(connection: Connection[Any], text: str, where: str) -> Columns:
    prepared = connection.pgconn.prepare(b"", _numbered(text).encode())
    assert prepared.status == ExecStatus.COMMAND_OK, f"{where}: {prepared.error_message!r}"
    described = connection.pgconn.describe_prepared(b"")
    return [((described.fname(i) or b"").decode(), described.ftype(i)) for i in range(described.nfields)]
