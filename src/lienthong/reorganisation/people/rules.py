"""Whether a staffing list can be taken, cell by cell, and what a new body still lacks. Pure."""

from collections.abc import Iterable, Mapping

from lienthong.kernel import reading
from lienthong.kernel.text import fold, is_unusable
from lienthong.papers.tables import CellError, Row, Table
from lienthong.personnel.terms import ABILITIES
from lienthong.reorganisation.people.terms import COLUMNS, HEADINGS, LIST, Known, Place
from lienthong.units.rules import same_name

LONGEST_CELL = 300
_READ = {"unit_code": reading.plain, "body": reading.plain, "role": reading.plain, "username": reading.plain}
"""Cells that are codes; the others are lines."""


def places(table: Table, known: Known) -> tuple[list[Place], list[CellError]]:
    """A list as places; with any error nothing may be taken. Every error is named at once, row by row."""
    listed: list[Place] = []
    errors = {error.cell: error for error in table.errors}
    names: dict[str, str] = {}
    for row in table.rows:
        cells = _cells(row)
        wrong = dict(_wrong(cells, known, names)) | dict(_unreadable(row.cells))
        for name in sorted(wrong, key=lambda column: table.head.at.get(column, 0)):
            place = table.place(row.number, name)
            errors.setdefault(place, CellError(place, wrong[name]))
        if not wrong and not errors:
            listed.append(_place(cells, known))
        if not wrong:
            names.setdefault(cells["username"].lower(), fold(cells["name"]))
    if not table.rows and not errors:
        place = table.place(table.head.row + 1, LIST.columns[0].name)
        errors[place] = CellError(place, "danh sách chưa có dòng nào")
    return listed, list(errors.values())


def _cells(row: Row) -> dict[str, str]:
    return {name: _READ.get(name, reading.line)(row.cells.get(name, "")) for name in COLUMNS}


def _unreadable(typed: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, cell in typed.items():
        if is_unusable(cell):
            yield name, f"«{HEADINGS[name]}» có ký tự không dùng được"
        elif len(cell) > LONGEST_CELL:
            yield name, f"«{HEADINGS[name]}» dài quá {LONGEST_CELL} ký tự"


def _wrong(cells: Mapping[str, str], known: Known, names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in LIST.required:
        if not cells[name]:
            yield name, f"chưa ghi «{HEADINGS[name]}»"
    if (
        cells["unit_code"]
        and cells["body"]
        and (cells["unit_code"], cells["body"].lower()) not in known.units
    ):
        yield "unit_code", f"kế hoạch không lập cơ quan «{cells['body']}» mang mã «{cells['unit_code']}»"
    if cells["unit_name"] and (called := _other_name(cells, known)):
        code = f"mã «{cells['unit_code']}» ({cells['body']})"
        yield "unit_name", f"{code} là {called}, danh sách ghi «{cells['unit_name']}»"
    if cells["role"] and cells["role"] not in ABILITIES:
        yield "role", f"không có vai trò «{cells['role']}»"
    username = cells["username"].lower()
    if username and not all(c.isascii() and (c.isalnum() or c in "._-") for c in username):
        yield "username", "tài khoản chỉ gồm chữ không dấu, số, dấu chấm và gạch"
    owner = known.accounts.get(username)
    if cells["name"] and owner is not None and fold(owner) != fold(cells["name"]):
        yield "name", f"tài khoản «{username}» là của {owner}"
    elif cells["name"] and names.get(username, fold(cells["name"])) != fold(cells["name"]):
        yield "name", f"tài khoản «{username}» đã ghi cho người khác ở dòng trên"


def _other_name(cells: Mapping[str, str], known: Known) -> str | None:
    """What the body of the code is called, where the list calls it something else."""
    names = known.names.get(known.units.get((cells["unit_code"], cells["body"].lower()), 0), ())
    return names[0] if names and not any(same_name(cells["unit_name"], name) for name in names) else None


def _place(cells: Mapping[str, str], known: Known) -> Place:
    return Place(
        unit=known.units[cells["unit_code"], cells["body"].lower()],
        section=cells["section"], role=cells["role"], title=cells["title"],
        name=" ".join(cells["name"].split()), username=cells["username"].lower(),
        temporary=bool(cells["temporary"]), basis=cells["basis"],
    )  # fmt: skip
