"""A round that is not valid says so, and no unit is shown late or failed: on the board, in the report, by the API."""

from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.board import picture
from lienthong.board import queries as board
from lienthong.rehearsal.conduct import Conduct
from lienthong.rehearsal.planning.actions import note_conduct
from lienthong.rehearsal.standing import UnitState
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.report import report_of
from lienthong.units.queries import city_units
from tests import cast, sql
from tests.board.rounds import administrator, begun_in_full, decide

SLOW = Conduct(480, lateness_p99_ms=90.0, answer_p99_ms=5000.0, machine_busy=0.99, cores=2, requests=9000, acts=3000,
               cpu_seconds={"web": 20.0, "postgres": 15.0})  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    board.lately.forget()
    yield
    board.lately.forget()


@pytest.fixture
def late(db: None) -> Any:
    """A round in which one ward ran out of time and the other passed everything."""
    planned = begun_in_full()
    decide(planned["id"], "TIMEOUT", codes=[cast.AN_KHANH])
    decide(planned["id"], "PASS", codes=[cast.BINH_TRUNG])
    return planned


def _states(number: int) -> dict[str, UnitState]:
    return {unit["code"]: unit["state"] for unit in queries.units_of(number)}


def test_before_anything_is_known_of_the_machine_a_late_unit_is_late(late: Any) -> None:
    assert _states(late["round"])[cast.AN_KHANH] is UnitState.WRONG
    assert [unit.code for unit in queries.worst_units(late["round"])] == [cast.AN_KHANH]


def test_an_overloaded_round_names_the_machine_and_no_unit(late: Any) -> None:
    rates = queries.rates_of(late["round"])
    noted = note_conduct(late["round"], SLOW, by=administrator())
    assert noted["validity"] == "overloaded"
    assert _states(late["round"]) == {cast.AN_KHANH: UnitState.WAITING, cast.BINH_TRUNG: UnitState.DONE}
    assert queries.worst_units(late["round"]) == []
    assert queries.failures_of(late["round"]) == []
    assert queries.stuck_steps(late["round"]) == []
    assert "TIMEOUT" not in queries.verdicts_of(late["round"])
    passed = [rates["systems"][name]["step_rate"]["passed"] for name in rates["systems"]]
    now = queries.rates_of(late["round"])
    assert [now["systems"][name]["step_rate"]["passed"] for name in now["systems"]] == passed

    shown = queries.board_of(late["round"])
    assert shown["valid"] is False
    assert "máy này không đủ nhanh" in shown["validity"]


def test_the_board_says_it_and_lists_nobody(late: Any) -> None:
    note_conduct(late["round"], SLOW, by=administrator())
    numbers = board.count()
    drawn = picture.board(numbers, city_units(numbers.now.date()), {}, lambda _: False)
    assert "không hợp lệ: máy không đủ nhanh" in drawn["round_words"]
    assert drawn["worst"] == []
    assert all(unit.all.not_passed == 0 for unit in numbers.rounds[0].units)
    raw = board.unit(administrator(), cast.AN_KHANH)
    assert picture.unit_page(raw, {}, lambda _: False)["attempts"] == []


def test_the_report_tells_what_it_cost(late: Any) -> None:
    note_conduct(late["round"], SLOW, by=administrator())
    facts = report_of(late["round"]).facts
    assert not facts["judges"]
    assert (facts["worst"], facts["failures"]) == ([], [])
    assert {one["label"]: one["seconds"] for one in facts["costs"]}["Tất cả"] == "35,0"


def test_a_round_that_recovers_judges_again(late: Any) -> None:
    note_conduct(late["round"], SLOW, by=administrator())
    note_conduct(late["round"], Conduct(480, lateness_p99_ms=9.0, answer_p99_ms=50.0), by=administrator())
    assert _states(late["round"])[cast.AN_KHANH] is UnitState.WRONG
    assert sql.one("select validity from trial_round where id = %s", (late["id"],)) == "valid"
