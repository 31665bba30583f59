"""Whether a staffing list can be taken, cell by cell, and what a new body still lacks. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from lienthong.kernel import reading
from lienthong.kernel.text import fold, is_unusable
from lienthong.personnel.terms import ABILITIES
from lienthong.reorganisation.people.terms import (
    COLUMNS,
    HEADINGS,
    CellError,
    Known,
    Place,
)

YES = {"x", "1", "true", "có", "co"}
NO = {"", "0", "false", "không", "khong"}
LONGEST_CELL = 300
_READ = {"unit_code": reading.plain, "body": reading.plain, "role": reading.plain, "username": reading.plain}
"""Cells that are codes; the others are lines."""

REQUIRED = ("unit_code", "body", "role", "title", "name", "username")


def places(table: Sequence[Sequence[str]], known: Known) -> tuple[list[Place], list[CellError]]:
    """A table with its heading row as places; with any error nothing may be taken. Every error is named at once."""
    columns, errors = _columns(table[0] if table else ())
    if errors:
        return [], errors
    listed: list[Place] = []
    names: dict[str, str] = {}
    for number, row in enumerate(table[1:], 2):
        typed = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        cells = {name: _READ.get(name, reading.line)(cell) for name, cell in typed.items()}
        if not any(cells.values()):
            continue
        wrong = dict(_wrong(cells, known, names)) | dict(_unreadable(typed))
        inwards = sorted(wrong.items(), key=lambda entry: columns[entry[0]])
        errors += [CellError(f"{_letter(columns[name])}{number}", said) for name, said in inwards]
        if not wrong:
            names.setdefault(cells["username"].lower(), fold(cells["name"]))
            listed.append(_place(cells, known))
    if not listed and not errors:
        errors.append(CellError("A2", "danh sách chưa có dòng nào"))
    return listed, errors


def _columns(head: Sequence[str]) -> tuple[dict[str, int], list[CellError]]:
    """By the code of a column or its heading in Vietnamese, in any order."""
    spelt = {fold(words): name for name, words in HEADINGS.items()} | {name: name for name in COLUMNS}
    at = {spelt[fold(cell)]: n for n, cell in enumerate(head) if fold(cell) in spelt}
    at |= {cell.strip(): n for n, cell in enumerate(head) if cell.strip() in COLUMNS}
    missing = [HEADINGS[name] for name in REQUIRED if name not in at]
    return at, [CellError("A1", f"thiếu cột {', '.join(missing)}")] if missing else []


def _unreadable(typed: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, cell in typed.items():
        if is_unusable(cell):
            yield name, f"«{HEADINGS[name]}» có ký tự không dùng được"
        elif len(cell) > LONGEST_CELL:
            yield name, f"«{HEADINGS[name]}» dài quá {LONGEST_CELL} ký tự"


def _wrong(cells: Mapping[str, str], known: Known, names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in REQUIRED:
        if not cells[name]:
            yield name, f"chưa ghi «{HEADINGS[name]}»"
    if (
        cells["unit_code"]
        and cells["body"]
        and (cells["unit_code"], cells["body"].lower()) not in known.units
    ):
        yield "unit_code", f"kế hoạch không lập cơ quan «{cells['body']}» mang mã «{cells['unit_code']}»"
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
    if cells.get("temporary", "").lower() not in YES | NO:
        yield "temporary", "ghi «x» nếu tạm thời, để trống nếu đã có quyết định"


def _place(cells: Mapping[str, str], known: Known) -> Place:
    return Place(
        unit=known.units[cells["unit_code"], cells["body"].lower()],
        section=cells.get("section", ""), role=cells["role"], title=cells["title"],
        name=" ".join(cells["name"].split()), username=cells["username"].lower(),
        temporary=cells.get("temporary", "").lower() in YES, basis=cells.get("basis", ""),
    )  # fmt: skip


def _letter(column: int) -> str:
    """0 → A, 26 → AA: the name a spreadsheet gives a column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
