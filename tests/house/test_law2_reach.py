"""Law 2: one reaches a thing only through the person asking; every door asks who."""

import ast
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.source import calls, trees

ASKS_NOBODY = {
    "dang-nhap": "the login itself: it counts tries and tells nothing",
    "dang-nhap/ma": "asks by what the password alone opened, before there is a session",
    "dang-nhap/dang-ky-ma": "asks by what the password alone opened, before there is a session",
    "chon-phan-cong": "asks by the session's own secret, before there is a mandate",
    "dang-xuat": "ends the session whose cookie it is given",
    "api/v1/openapi.json": "the description of the API, the same for everybody",
    "api/v1/docs": "the description of the API, the same for everybody",
    "con-song": "says that the process lives, and nothing else",
    "san-sang": "says whether the database answers, and nothing else",
    "api/v1/": "the address the description is found under",
}


def test_models_declare_tables_and_nobody_reaches_rows_through_them() -> None:
    """Rows are read by SQL under the actor's scope; a model in somebody's hand would be a way past it."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if path.name == "models.py":
                continue  # a room's own, which gathers those of its sub-rooms
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert not (module or "").startswith("lienthong.") or not (module or "").endswith(".models"), path
        for line, name in calls(tree):
            assert ".objects." not in f".{name}.", f"{path}:{line} {name}"


def _patterns(resolver: Any, prefix: str = "") -> list[tuple[str, Any]]:
    found = []
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _patterns(pattern, route)
        elif isinstance(pattern, URLPattern):
            found.append((route, pattern.callback))
    return found


def _doors(view: Any) -> set[str]:
    """The doors a view stands behind: its own, or those of the API operations at its address."""
    path_view = getattr(view, "__self__", None) or getattr(
        getattr(view, "__wrapped__", None), "__self__", None
    )
    operations = getattr(path_view, "operations", None)
    if operations is None:
        closure = [cell.cell_contents for cell in (getattr(view, "__closure__", None) or ())]
        operations = next((c.operations for c in closure if hasattr(c, "operations")), None)
    if operations is not None:
        return {getattr(operation.view_func, "door", "none") for operation in operations}
    return {getattr(view, "door", "none")}


def test_every_address_is_behind_a_door() -> None:
    routes = _patterns(get_resolver())
    assert len(routes) > 30
    for route, view in routes:
        if route in ASKS_NOBODY:
            continue
        assert "none" not in _doors(view), f"/{route} asks nobody"


def test_cookies_open_no_api_and_tokens_no_page() -> None:
    for route, view in _patterns(get_resolver()):
        if route in ASKS_NOBODY:
            continue
        allowed = {"token", "public"} if route.startswith("api/") else {"session", "public"}
        assert _doors(view) <= allowed, f"/{route} is behind {_doors(view)}"


@pytest.mark.django_db
def test_tests_run_as_the_application(db: None) -> None:
    from tests import sql

    assert sql.one("select current_user::text") == "lienthong_app"
    assert not sql.one("select rolbypassrls or rolsuper from pg_roles where rolname = current_user")
