"""The package stands alone: public API only, nothing of the server, no database."""

import ast
from pathlib import Path

import lienthong_clerks

ROOT = Path(lienthong_clerks.__file__).parent
ALLOWED_OUTSIDE = {"aiohttp", "lienthong_clerks"}
FORBIDDEN = {"lienthong", "django", "psycopg", "sqlite3"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            found.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Name):
            assert node.id not in {"__import__", "exec", "eval"}, path.name
    return found


def test_imports_nothing_of_the_server() -> None:
    import sys

    files = sorted(ROOT.rglob("*.py"))
    assert len(files) > 5
    for path in files:
        names = imported(path)
        assert not names & FORBIDDEN, path.name
        assert names - set(sys.stdlib_module_names) <= ALLOWED_OUTSIDE, path.name


def test_knows_no_database_address() -> None:
    for path in ROOT.rglob("*.py"):
        assert "LIENTHONG_DB" not in path.read_text(encoding="utf-8")
