"""The per-unit table to take away: one row a unit and round, n and N in columns of their own."""

from collections.abc import Iterator
from typing import Any

from lienthong.board import terms
from lienthong.board.queries import Numbers
from lienthong.board.rules import RoundStanding, UnitStanding
from lienthong.kernel.wording import vn_clock, vn_date
from lienthong.papers.sheets import Sheet, csv_of, xlsx_of
from lienthong.rehearsal.standing import UNIT_STATE_LABELS
from lienthong.rehearsal.terms import SYSTEM_LABELS, SYSTEMS
from lienthong.rehearsal.verifying.rates import DEFINITIONS

WIDTHS = (8, 14, 10, 32, 24)


def header() -> list[str]:
    counted = ("đạt", "theo kế hoạch", "không đạt", "bị chặn", "hủy", "chưa rõ", "máy làm")
    return [
        "Vòng", "Do ai làm", "Mã đơn vị", "Đơn vị", "Tình trạng",
        *(f"{SYSTEM_LABELS[system]}: {word}" for system in SYSTEMS for word in counted),
        "Trọn cả bốn hệ thống", "Số liệu lúc",
    ]  # fmt: skip


def lines(numbers: Numbers) -> Iterator[list[Any]]:
    as_of = f"{vn_clock(numbers.as_of)} {vn_date(numbers.as_of)}"
    for standing in numbers.rounds:
        for unit in standing.units:
            yield [*_line(standing, unit), as_of]


def _line(standing: RoundStanding, unit: UnitStanding) -> list[Any]:
    counts = [
        number
        for steps in map(unit.of, SYSTEMS)
        for number in (
            steps.passed,
            steps.total,
            steps.failed,
            steps.blocked,
            steps.void,
            steps.undecided,
            steps.machine,
        )
    ]
    return [
        standing.number, terms.PLAYED_BY[standing.played_by], unit.code, unit.name, UNIT_STATE_LABELS[unit.state],
        *counts, int(unit.is_complete),
    ]  # fmt: skip


def as_csv(numbers: Numbers) -> bytes:
    return csv_of([header(), *lines(numbers)])


def as_xlsx(numbers: Numbers) -> bytes:
    said = ([DEFINITIONS[name]] for name in ("all_systems", "unit_rate", "step_rate"))
    return xlsx_of(
        Sheet("Theo đơn vị", header(), lines(numbers), widths=WIDTHS, frozen="E2"),
        Sheet("Định nghĩa", (), said),
    )
