"""One code, one sentence: who reads a refusal's code knows what was said, and the other way round."""

import ast
from collections import defaultdict

from tests.house.source import trees

SEVERAL: dict[str, str] = {}
"""Codes that rightly have several sentences."""


def _sentences() -> dict[str, dict[str, str]]:
    """Code → sentence with its facts left open → where it is said. Codes and sentences out of tables are not read
    here: a table has one sentence a code by being one."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).split(".")[-1] == "Refusal"
                and len(node.args) > 1
            ):
                code, sentence = node.args[:2]
                if isinstance(code, ast.Constant) and isinstance(sentence, ast.Constant | ast.JoinedStr):
                    found[code.value].setdefault(_template(sentence), f"{path}:{node.lineno}")
    return found


def _template(sentence: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(sentence, ast.Constant):
        return str(sentence.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in sentence.values)


def test_a_code_has_one_sentence() -> None:
    found = _sentences()
    assert len(found) > 120
    for code, said in found.items():
        if code not in SEVERAL:
            assert len(said) == 1, f"{code}: {said}"


def test_the_listed_codes_have_several() -> None:
    assert {code for code, said in _sentences().items() if len(said) > 1} == set(SEVERAL)


def test_a_sentence_has_one_code() -> None:
    codes: dict[str, set[str]] = defaultdict(set)
    for code, said in _sentences().items():
        for sentence in said:
            codes[sentence].add(code)
    twice = {sentence: names for sentence, names in codes.items() if len(names) > 1}
    assert not twice
