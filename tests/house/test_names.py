"""A name says what the thing is: whoever reads a line far from its assignment need not look it up."""

import ast
from collections.abc import Iterator

from tests.house.source import trees

RIDDLES = {"found", "given", "told", "one"}
"""Of a row, a letter, arguments, a sentence they say only how it came here, or how many there are."""


def _fields(tree: ast.Module) -> set[ast.AST]:
    """A field is the name of a column or of a keyword; it is never read without its owner beside it."""
    return {
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
    }


def _names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of all that is assigned, all that is gone through and every parameter."""
    fields = _fields(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in fields:
            yield node.lineno, node.id


def test_no_name_is_a_riddle() -> None:
    riddles = [
        f"{path}:{line}: {name}"
        for path, tree in trees().items()
        for line, name in _names(tree)
        if name in RIDDLES
    ]
    assert not riddles, f"say the field's word instead, row, letter, dossier, arguments: {riddles}"
