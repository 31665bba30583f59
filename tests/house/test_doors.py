"""One table says how often each public door may be tried: every door names a row, every row has a door."""

import ast
from collections import defaultdict

from lienthong.ground.limits import LIMITS
from lienthong.work.desks.registry import desks
from tests.house.source import trees

ASK = {
    "in_public", "count_attempt", "count_attempts", "count_attempts_lastingly", "take_back_attempts", "attempts",
    "Opening",
}  # fmt: skip
BESIDE = ("phone", "code")
"""What is counted besides the address (`count_beside`), where the form asks for it."""
HOME = "lienthong/ground/limits.py"
DECORATOR = "lienthong/personnel/doors.py"


def _doors() -> dict[str, set[str]]:
    """Door → the files that try it, by the literal it is named with."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ASK:
                firsts = [one.elts[0] if isinstance(one, ast.Tuple) else one for one in node.args]
                for text in (one.value for one in firsts if isinstance(one, ast.Constant)):
                    if isinstance(text, str) and " " not in text:
                        found[text].add(path.as_posix())
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
                # A try that is counted and may be taken back: the door and who.
                door = getattr(node.elts[0], "value", None)
                if door in LIMITS and not isinstance(node.elts[1], ast.Constant):
                    found[door].add(path.as_posix())
    for desk in desks():
        begins = [(begin.counter, begin.form) for begin in desk.begins if begin.door == "public"]
        acts = desk.citizen.acts if desk.citizen else ()
        for counter, form in begins + [(act.counter, act.form) for act in acts]:
            found[counter].add(f"lienthong/{desk.name}/desk.py")
            for name in BESIDE:
                if name in form.model_fields:
                    found[f"{counter}-{name}"].add(f"lienthong/{desk.name}/desk.py")
    return found


def test_every_door_has_a_row_and_every_row_a_door() -> None:
    assert set(_doors()) == set(LIMITS)


def test_a_door_gives_no_numbers_of_its_own() -> None:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if (
                path.as_posix() not in {HOME, DECORATOR}
                and isinstance(node, ast.Call)
                and ast.unparse(node.func).split(".")[-1] in ASK - {"Opening"}
            ):
                words = [one for one in node.args if not isinstance(getattr(one, "value", ""), int)]
                assert [*words, *node.keywords] == node.args, f"{path}:{node.lineno}: {ast.unparse(node)}"


def test_public_views_name_their_door_with_a_word() -> None:
    """A name that is computed could be no row of the table. What a desk describes names its counter there."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "in_public":
                described = ast.unparse(node).endswith(".counter)") and path.parts[1] == "site"
                word = [type(one) for one in node.args] == [ast.Constant]
                assert word or described, f"{path}:{node.lineno}"
