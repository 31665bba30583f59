"""The packaged catalogue: whole, and the core set over the records."""

import pytest

from lienthong.procedures.catalogue import packaged as catalogue
from lienthong.procedures.catalogue.packaged import ASSUMED_WORKING_DAYS, ProcedureRow, term_of
from lienthong.procedures.terms import Term


@pytest.fixture(scope="module")
def rows() -> dict[str, ProcedureRow]:
    return {row.code: row for row in catalogue.procedures()}


def test_every_recorded_and_every_core_procedure_is_there(rows: dict[str, ProcedureRow]) -> None:
    assert len(rows) == 318  # 316 recorded; two of the core set are not among them
    assert sum(row.is_core for row in rows.values()) == 30


def test_the_core_set_wins(rows: dict[str, ProcedureRow]) -> None:
    death = rows["1.000656"]
    assert (death.name, death.term_unit, death.components) == (
        "Đăng ký khai tử",
        "same_day",
        ["Tờ khai", "Giấy báo tử"],
    )
    assert death.full_name.startswith("Thủ tục đăng ký khai tử")
    assert (rows["1.004222"].competence, rows["1.004222"].field) == ("department", "Cư trú")


def test_building_permits_are_completed_once(rows: dict[str, ProcedureRow]) -> None:
    assert rows["1.013225"].supplement_once
    assert not rows["1.004873"].supplement_once


@pytest.mark.parametrize(
    ("direct", "online", "term", "assumed"),
    [
        (("7", "Ngày làm việc"), ("", ""), Term(7, "working_day"), False),
        (("40", "Ngày"), ("", ""), Term(40, "day"), False),
        (("1", ""), ("1", ""), Term(1, "working_day"), True),
        (("", ""), ("3", "Ngày làm việc"), Term(3, "working_day"), False),
        (("", ""), ("", ""), Term(ASSUMED_WORKING_DAYS, "working_day"), True),
        (("1", "Giờ"), ("1", "Giờ"), Term(1, "hour"), False),
        (("0", ""), ("0", ""), Term(ASSUMED_WORKING_DAYS, "working_day"), True),
    ],
)
def test_a_lost_time_is_ours_and_says_so(
    direct: tuple[str, str], online: tuple[str, str], term: Term, assumed: bool
) -> None:
    row = {
        "direct_time": direct[0],
        "direct_unit": direct[1],
        "online_time": online[0],
        "online_unit": online[1],
    }
    assert term_of(row) == (term, assumed)


def test_every_term_can_be_promised(rows: dict[str, ProcedureRow]) -> None:
    assert all(row.term > 0 or row.term_unit == "same_day" for row in rows.values())
