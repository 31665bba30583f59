"""Law 1: an official act is one function that takes the actor as `by=` and writes the journal."""

import ast
from pathlib import Path

from tests.house.source import SRC, calls, decorators, functions, trees

WRITES_THE_JOURNAL = (
    "move_item",
    "move_items",
    "open_item",
    "open_items",
    "append_line",
    "undo",
    "put_signature",
    "ask_back_copies",
)
"""`undo` is `move_item` with the reason (`work/reversing`), `put_signature` with who signed (`documents/signing`);
`ask_back_copies` is an act itself, for letters that came by exchange (`documents/recalling`)."""


def _acts() -> list[tuple[Path, ast.FunctionDef]]:
    return [
        (path, function)
        for path, tree in trees().items()
        for function in functions(tree)
        if any(name.endswith("official_act") for name in decorators(function))
        and isinstance(function, ast.FunctionDef)
    ]


def test_there_are_acts_and_each_takes_the_actor_by_name() -> None:
    acts = _acts()
    assert len(acts) > 20
    for path, act in acts:
        assert "by" in [argument.arg for argument in act.args.kwonlyargs], f"{path}: {act.name} has no by="


def test_public_functions_of_an_actions_module_that_take_by_are_acts() -> None:
    helpers = {"open_item", "open_items", "move_item", "move_items"}
    for path, tree in trees().items():
        if path.name != "actions.py":
            continue
        for function in tree.body:
            if (
                not isinstance(function, ast.FunctionDef)
                or function.name.startswith("_")
                or function.name in helpers
            ):
                continue
            if "by" in [argument.arg for argument in function.args.kwonlyargs]:
                assert decorators(function), f"{path}: {function.name} takes by= and is no official act"


def test_every_act_reaches_the_journal() -> None:
    """Through `work` (move, open), a unit's line, or SQL of its own room that inserts into the journal."""
    for path, act in _acts():
        module = trees()[path]
        text = "\n".join(ast.unparse(node) for node in _reached(module, act))
        room = SRC / path.parts[0] / path.parts[1]
        own_sql = [
            sql.stem
            for sql in room.rglob("sql/*.sql")
            if "insert into journal" in sql.read_text("utf-8") or "append_line(" in sql.read_text("utf-8")
        ]
        written = [name for name in WRITES_THE_JOURNAL if f"{name}(" in text] + [
            n for n in own_sql if f"'{n}'" in text
        ]
        assert written, f"{path}: {act.name} writes no journal line"


def _reached(module: ast.Module, act: ast.FunctionDef) -> list[ast.FunctionDef]:
    """The act and the private functions of its module it calls, however deep."""
    own = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    found, waiting = {act.name: act}, [act]
    while waiting:
        for _, name in calls(waiting.pop()):
            if name in own and name not in found:
                found[name] = own[name]
                waiting.append(own[name])
    return list(found.values())
