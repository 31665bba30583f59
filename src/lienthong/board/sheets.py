"""The per-unit table to take away: one row a unit and round, n and N in columns of their own."""

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.writer.excel import save_workbook as write_workbook

from lienthong.board import terms
from lienthong.board.queries import Numbers
from lienthong.board.rules import RoundStanding, UnitStanding
from lienthong.ground.sheets import csv_of
from lienthong.kernel.wording import vn_clock, vn_date
from lienthong.rehearsal.terms import SYSTEM_LABELS, SYSTEMS
from lienthong.rehearsal.verifying.rates import DEFINITIONS

WIDTHS = {1: 8, 2: 14, 3: 10, 4: 32, 5: 24}


def header() -> list[str]:
    counted = ("đạt", "theo kế hoạch", "không đạt", "bị chặn", "hủy", "chưa rõ")
    return [
        "Vòng", "Do ai làm", "Mã đơn vị", "Đơn vị", "Tình trạng",
        *(f"{SYSTEM_LABELS[system]}: {word}" for system in SYSTEMS for word in counted),
        "Trọn cả bốn hệ thống", "Số liệu lúc",
    ]  # fmt: skip


def lines(numbers: Numbers) -> Iterator[list[Any]]:
    as_of = f"{vn_clock(numbers.as_of)} {vn_date(numbers.as_of)}"
    for one in numbers.rounds:
        for unit in one.units:
            yield [*_line(one, unit), as_of]


def _line(one: RoundStanding, unit: UnitStanding) -> list[Any]:
    counts = [
        number
        for steps in map(unit.of, SYSTEMS)
        for number in (steps.passed, steps.total, steps.failed, steps.blocked, steps.void, steps.undecided)
    ]
    return [
        one.number, terms.PLAYED_BY[one.played_by], unit.code, unit.name, terms.STATE_LABELS[unit.state],
        *counts, int(unit.is_complete),
    ]  # fmt: skip


def as_csv(numbers: Numbers) -> bytes:
    return csv_of([header(), *lines(numbers)])


def as_xlsx(numbers: Numbers) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Theo đơn vị"
    sheet.append(header())
    for line in lines(numbers):
        sheet.append(line)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in WIDTHS.items():
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    sheet.freeze_panes = "E2"
    said = book.create_sheet("Định nghĩa")
    for name in ("all_systems", "unit_rate", "step_rate"):
        said.append([DEFINITIONS[name]])
    written = io.BytesIO()
    write_workbook(book, written)
    return written.getvalue()
