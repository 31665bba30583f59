"""SQL goes down like imports: a room's statements read and write tables and functions of its own floor's room or below.

Who owns a table is said by its model; who owns a view or a function, by the folder of the file that creates it.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

from tests.house.source import SRC

HOUSE = SRC / "lienthong"
CREATED = re.compile(r"create (?:or replace )?(?:function|view|table|procedure) (?:public\.)?(\w+)", re.I)
READ = re.compile(r"\b(?:from|join|update|into|only|references)\s+(?:public\.)?([a-z_]+)\b(?!\.)", re.I)
CALLED = re.compile(r"\b([a-z_]+)\s*\(")
COMMENT = re.compile(r"--[^\n]*|'(?:[^']|'')*'")


@cache
def floors() -> dict[str, int]:
    contracts = tomllib.loads((SRC.parent / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(one["layers"] for one in contracts if one["containers"] == ["lienthong"])
    rooms = [[room.strip(" ()") for room in re.split(r"[|:]", layer)] for layer in reversed(layers)]
    return {room: floor for floor, names in enumerate(rooms) for room in names}


def files() -> Iterator[tuple[str, Path, str]]:
    """Room, file within it, and its text without comments and strings."""
    for path in sorted(HOUSE.rglob("*.sql")):
        room, *rest = path.relative_to(HOUSE).parts
        yield room, Path(*rest), COMMENT.sub(" ", path.read_text("utf-8"))


@cache
def owners() -> dict[str, str]:
    """Table, view or function → room."""
    owned = {}
    for room, _, text in files():
        owned.update(dict.fromkeys((name.lower() for name in CREATED.findall(text)), room))
    for model in apps.get_models():
        package = model.__module__.split(".")
        if package[0] == "lienthong":
            owned[model._meta.db_table] = package[1]
    return owned


def named_in(text: str) -> set[str]:
    return {name.lower() for name in (*READ.findall(text), *CALLED.findall(text))} & set(owners())


def may(room: str, other: str) -> bool:
    return room == other or floors()[other] < floors()[room]


def test_sql_reads_and_writes_what_is_below() -> None:
    climbs = {}
    for room, path, text in files():
        above = {name for name in named_in(text) if not may(room, owners()[name])}
        if above:
            climbs[f"{room}/{path}"] = {name: owners()[name] for name in sorted(above)}
    assert not climbs
