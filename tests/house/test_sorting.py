"""Names are sorted by one key, in Python and in SQL: the database sorts by code points, a folded form by no tones."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import SRC, trees

ORDER_BY = re.compile(r"order by\s((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)", re.IGNORECASE)
END = re.compile(r"\b(?:limit|offset|from|where|group|union)\b|;", re.IGNORECASE)
ASIDE = re.compile(r"\b(sort_key|length|spells)\((?:[^()]|\([^()]*\))*\)")
"""What sorts by the key, or by something else about a name than its letters."""
NAME = re.compile(r"\b(name|full_name|short_name|folded|fold|title)\b")
PARTITION = re.compile(r"over \(partition by [^()]*\)")


def _statements() -> Iterator[tuple[str, str]]:
    for path in sorted((SRC / "lienthong").glob("**/*.sql")):
        yield path.relative_to(SRC).as_posix(), re.sub(r"--.*", "", path.read_text("utf-8"))
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.as_posix(), node.value


def test_sql_sorts_names_by_the_key() -> None:
    for where, text in _statements():
        for by in ORDER_BY.findall(text):
            by = END.split(PARTITION.sub("", ASIDE.sub("", by)))[0]
            assert not NAME.search(by), f"{where}: «order by {by.strip()}» wants sort_key(…)"


def test_python_sorts_names_by_the_key() -> None:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and re.search(r"(^|\.)sort(ed)?$", ast.unparse(node.func)):
                for key in (ast.unparse(word.value) for word in node.keywords):
                    assert not NAME.search(ASIDE.sub("", key)), (
                        f"{path}:{node.lineno}: «{key}» wants sort_key(…)"
                    )
