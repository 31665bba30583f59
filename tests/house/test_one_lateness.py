"""Whether work is overdue is asked of one rule, `work/lateness`: in what runs, nobody else compares a due time."""

import ast
import re

from tests import sql
from tests.house.source import SRC, trees

ROOM = "lienthong/work/lateness/"

COMPARED = re.compile(r"\bdue_at\s*(<|>)|(<|>)=?\s*(\w+\.)?due_at\b|'infinity'\)\s*,\s*id\)\s*>")
IN_FUNCTIONS = (
    "select proname as name, prosrc as text from pg_proc where pronamespace = 'public'::regnamespace"
)
IN_VIEWS = "select viewname as name, definition as text from pg_views where schemaname = 'public'"

PLACES = {
    "lienthong/work/sql/inbox_narrow.sql": "where the next page of a list in the order of due times begins",
    "lienthong/work/sql/inbox_wide.sql": "where the next page of a list in the order of due times begins",
}
WORDS = {
    "lienthong/kernel/wording.py": "how a bare due time reads; a floor below work, and no holder or pause in it",
}


def _run_by_migrations() -> set[str]:
    """Files whose functions the database holds; the newest text of each is read there."""
    named: set[str] = set()
    for path in (SRC / "lienthong").rglob("migrations/0*.py"):
        room = path.parent.parent
        for name in re.findall(r"""["']([\w./-]+\.sql)["']""", path.read_text("utf-8")):
            named.add((room / "sql" / name).resolve().relative_to(SRC).as_posix())
    owned = (SRC / "lienthong").rglob("sql/owner/*.sql")
    return named | {path.relative_to(SRC).as_posix() for path in owned}


def test_no_text_that_is_asked_compares_a_due_time() -> None:
    skipped = _run_by_migrations()
    assert "lienthong/work/lateness/sql/lateness.sql" in skipped
    for path in sorted((SRC / "lienthong").rglob("*.sql")):
        name = path.relative_to(SRC).as_posix()
        if name not in skipped and name not in PLACES:
            assert not COMPARED.search(path.read_text("utf-8")), f"{name}: ask is_overdue, is_late_here, …"


def test_the_listed_places_compare_nothing_else() -> None:
    for name in PLACES:
        found = [m.group() for m in COMPARED.finditer((SRC / name).read_text("utf-8"))]
        assert found == ["'infinity'), id) >"], name


def test_no_function_or_view_of_the_database_compares_a_due_time(db: None) -> None:
    for text in (IN_FUNCTIONS, IN_VIEWS):
        for row in sql.rows(text):
            assert not COMPARED.search(row.text), f"{row.name}: ask is_overdue, is_late_here, is_late_before"


def test_no_python_compares_a_due_time() -> None:
    found = set()
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and _orders(node) and _names_a_due_time(node):
                found.add(path.as_posix())
    assert found - {f"{ROOM}rules.py"} == set(WORDS)


def _orders(node: ast.Compare) -> bool:
    return any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)


def _names_a_due_time(node: ast.Compare) -> bool:
    """`due_at` itself on a side; a span counted from it is another matter."""
    sides = (node.left, *node.comparators)
    return any(ast.unparse(side).split(".")[-1] == "due_at" for side in sides)
