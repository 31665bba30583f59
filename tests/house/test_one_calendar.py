"""Deadlines are counted by the calendar of the transaction that promises them, never by the packaged one."""

import ast
from collections.abc import Iterator

from tests.house.source import functions, trees


def _counting() -> dict[str, int]:
    """Functions that count by a calendar, with the place of that parameter among the ordered ones."""
    places: dict[str, int] = {}
    for path, tree in trees().items():
        if path.name != "rules.py":
            continue
        for function in functions(tree):
            ordered = [arg.arg for arg in function.args.args]
            if "calendar" in ordered:
                places[function.name] = ordered.index("calendar")
    return places


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        function = node.func if isinstance(node, ast.Call) else None
        if isinstance(function, ast.Attribute) and ast.unparse(function.value) == "rules":
            assert isinstance(node, ast.Call)
            yield node, function.attr


def test_every_promise_says_by_which_calendar() -> None:
    counting, seen = _counting(), 0
    assert {"due_at", "register_due", "answer_due", "due"} <= set(counting)
    for path, tree in trees().items():
        if path.parts[0] != "lienthong":
            continue
        for call, name in _calls(tree):
            if name in counting:
                seen += 1
                said = {keyword.arg for keyword in call.keywords}
                assert "calendar" in said or len(call.args) > counting[name], f"{path}:{call.lineno} {name}"
    assert seen > 10


def test_nobody_names_the_packaged_calendar_but_as_a_default() -> None:
    named = set()
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Name)
                and node.id in {"VIETNAM", "LIBRARY"}
                and isinstance(node.ctx, ast.Load)
            ):
                named.add(path.as_posix())
    assert {path for path in named if not path.endswith("/rules.py")} <= {"lienthong/kernel/working_time.py"}
