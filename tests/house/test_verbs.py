"""What stands in the journal is read by people: every verb that is written has its words."""

import ast

from lienthong.work.desks.registry import word_of
from tests.house.source import trees


def test_every_line_that_belongs_to_no_item_has_words() -> None:
    bare = sorted({verb for tree in trees().values() for verb in _verbs(tree) if word_of(verb) == verb})
    assert not bare, f"say it in the room's VERBS and add them to the registry: {bare}"


def _verbs(tree: ast.AST) -> set[str]:
    """Those handed to `append_line`, and those of the same family that reach it through a function of the file."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    arguments = [(ast.unparse(call.func), argument) for call in calls for argument in call.args]
    said = {
        (function, argument.value)
        for function, argument in arguments
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    written = {verb for function, verb in said if function == "append_line"}
    families = {verb.partition(".")[0] + "." for verb in written}
    return {verb for _, verb in said if any(verb.startswith(family) for family in families)}
