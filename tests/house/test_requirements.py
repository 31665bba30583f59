"""What we claim to have is claimed by a test: it exists, it runs, it goes through a door, and carries few claims."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.house.source import SRC

ROOT = SRC.parent
PAGES = sorted((ROOT / "docs" / "requirements").glob("*.md"))
STATES = {"have", "partly", "no"}
MOST_CLAIMS = 3
TEST_ID = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
DOORS = {"Screen", "screen", "caller", "Client", "browser", "session"}
"""How a test becomes somebody at a page or at the API."""


class Row(NamedTuple):
    page: str
    no: str
    asked: str
    source: str
    confidence: str
    state: str
    proof: str


def _rows() -> Iterator[Row]:
    for page in PAGES:
        for line in page.read_text("utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("| ") and re.fullmatch(r"[A-Z]\d+", cells[0]):
                yield Row(page.name, *cells)


ROWS = list(_rows())
HAVE = [row for row in ROWS if row.state == "have"]


def _name(row: Row) -> str:
    return f"{row.page}-{row.no}"


def test_the_tables_are_read() -> None:
    assert Counter(row.page for row in ROWS) == {
        "conference.md": 11,
        "documents.md": 32,
        "reorganisation.md": 14,
        "security.md": 8,
    }
    assert len({_name(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_a_row_is_whole(row: Row) -> None:
    assert all(row), f"an empty cell: {row}"
    assert row.confidence in {"H", "M", "L"}
    assert row.state in STATES
    assert (row.state == "have") == bool(TEST_ID.search(row.proof)), "a claim names its test, a lack none"


@pytest.mark.parametrize("row", HAVE, ids=_name)
def test_what_we_have_is_shown_by_a_test_that_runs(row: Row) -> None:
    for path, name in TEST_ID.findall(row.proof):
        assert (ROOT / path).exists(), f"there is no {path}"
        functions = _functions(ROOT / path)
        assert name in functions, f"{path} has no {name}"
        assert not _is_skipped(functions[name], ROOT / path), f"{path}::{name} may be skipped"
        assert DOORS & _names_used(name, functions), f"{path}::{name} goes through no page and no API"


def test_no_test_carries_more_than_three_claims() -> None:
    claims = Counter(test for row in HAVE for test in TEST_ID.findall(row.proof))
    assert {test: n for test, n in claims.items() if n > MOST_CLAIMS} == {}


@cache
def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _is_skipped(function: ast.FunctionDef, path: Path) -> bool:
    marks = " ".join(ast.unparse(one) for one in function.decorator_list)
    calls = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    body = ast.parse(path.read_text("utf-8")).body
    whole = [ast.unparse(node) for node in body if isinstance(node, ast.Assign | ast.Expr)]
    return (
        any(re.search(r"\bskip", text) for text in whole if text.startswith(("pytestmark", "pytest.")))
        or "skip" in marks
        or "xfail" in marks
        or bool(calls & {"pytest.skip", "pytest.xfail"})
    )


def _names_used(
    name: str, functions: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()
) -> set[str]:
    """Every name a test uses, with those of the functions beside it that it calls."""
    used = {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)}
    beside = {one for one in used & set(functions) if one not in seen and one != name}
    return used.union(*(_names_used(one, functions, seen | {name}) for one in beside))
