"""Board, report and API say the same of every step and unit, whatever the verdicts are."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.board import queries as board
from lienthong.papers.city_map import city_map_svg_paths
from lienthong.rehearsal.standing import (
    STEP_STATES,
    UNIT_STATE_LABELS,
    StepState,
    Tally,
    UnitState,
    standing_verdict,
    step_state,
    unit_state,
)
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.report import map_svg
from lienthong.rehearsal.terms import PASSING, SYSTEMS, Verdict
from tests import sql
from tests.board.rounds import as_owner, begun_in_full, decide

WRITE = """
insert into attempt (expectation, round, number, verdict, actor_kind, decided_at, on_time, conforming, evidence)
select id, %(round)s, number, verdict, 'human', now(), true, true, '{}'
from unnest(%(ids)s::bigint[], %(numbers)s::int[], %(verdicts)s::text[]) as t(id, number, verdict)
"""

tries = st.lists(st.sampled_from(Verdict), max_size=3)


def test_every_verdict_makes_something_of_its_step() -> None:
    assert set(STEP_STATES) == set(Verdict)
    assert {verdict for verdict, state in STEP_STATES.items() if state is StepState.PASSED} == PASSING


@given(tries)
def test_the_last_verdict_counts_and_void_is_final(verdicts: list[Verdict]) -> None:
    found = standing_verdict(enumerate(verdicts, 1))
    if Verdict.VOID in verdicts:
        assert found is Verdict.VOID
    else:
        assert found is (verdicts[-1] if verdicts else None)


def test_the_words_of_each_state_of_a_unit() -> None:
    assert set(UNIT_STATE_LABELS) == set(UnitState)
    everything = dict.fromkeys(SYSTEMS, Tally(2, 2))
    assert unit_state(everything, is_withdrawn=False) is UnitState.DONE
    assert unit_state(everything, is_withdrawn=True) is UnitState.AWAY
    assert unit_state({"reports": Tally(2, 2)}, is_withdrawn=False) is UnitState.GOING
    assert unit_state({"reports": Tally(2, 1, 0, 0, 0, 1)}, is_withdrawn=False) is UnitState.GOING
    assert unit_state({"reports": Tally(2, 0, 0, 0, 0, 2)}, is_withdrawn=False) is UnitState.WAITING
    for wrong in (Tally(2, 1, 1), Tally(2, 1, 0, 1), Tally(2, 1, 0, 0, 1)):
        assert unit_state({"reports": wrong}, is_withdrawn=False) is UnitState.WRONG


@pytest.fixture
def planned(db: None) -> Any:
    return begun_in_full()


def _expectations(round_id: int) -> list[Any]:
    text = "select id, unit, system, mandatory from expectation where round = %s order by id"
    return sql.rows(text, (round_id,))


def _write(round_id: int, verdicts: dict[int, Sequence[Verdict]]) -> None:
    lines = [(one, n, verdict) for one, several in verdicts.items() for n, verdict in enumerate(several, 1)]
    ids, numbers, words = zip(*lines, strict=True) if lines else ((), (), ())
    with as_owner():
        sql.run("delete from attempt where round = %s", (round_id,))
        given = {"round": round_id, "ids": list(ids), "numbers": list(numbers), "verdicts": list(words)}
        sql.run(WRITE, given)


def _said(planned: Any) -> tuple[dict[str, UnitState], dict[str, UnitState], dict[str, str]]:
    """By code of unit: what the board says, what API and report say, and the words of the report's map."""
    main = board.count().rounds[0]
    units = queries.units_of(planned["round"])
    titles = dict(re.findall(r"<title>([^:<]+): ([^<]+)</title>", map_svg(units)))
    names = {shape.code: shape.name for shape in city_map_svg_paths().units}
    return (
        {unit.code: unit.state for unit in main.units},
        {unit["code"]: unit["state"] for unit in units},
        {unit["code"]: titles[names[unit["code"]]] for unit in units},
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_board_report_and_rule_agree(planned: Any, data: st.DataObject) -> None:
    expected = _expectations(planned["id"])
    usual = data.draw(st.sampled_from([[], [Verdict.PASS]]))
    odd = data.draw(st.dictionaries(st.sampled_from([one.id for one in expected]), tries, max_size=6))
    verdicts: dict[int, Sequence[Verdict]] = {one.id: odd.get(one.id, usual) for one in expected}
    _write(planned["id"], verdicts)

    stands = {id_: step_state(standing_verdict(enumerate(of, 1))) for id_, of in verdicts.items()}
    rows = sql.rows("select * from expectation_standing(%s, 'infinity')", (planned["id"],))
    assert {row.expectation: row.state for row in rows} == stands
    assert all(row.passed == (row.state == "passed") for row in rows)

    by_rule = {
        unit: unit_state(_tallies(expected, stands, unit), is_withdrawn=False)
        for unit in {e.unit for e in expected}
    }
    codes = {
        row.unit: row.code
        for row in sql.rows("select unit, code from round_unit where round = %s", (planned["id"],))
    }
    rule = {codes[unit]: state for unit, state in by_rule.items()}
    on_board, in_report, on_map = _said(planned)
    assert on_board == in_report == rule
    assert on_map == {code: UNIT_STATE_LABELS[state] for code, state in rule.items()}


def _tallies(expected: list[Any], stands: dict[int, StepState], unit: int) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for one in expected:
        if one.unit == unit and one.mandatory:
            step = Tally(1, **{str(stands[one.id]): 1})
            found[one.system] = found.get(one.system, Tally()) + step
    return found


def test_one_step_nobody_began_is_a_step_that_did_not_pass(planned: Any) -> None:
    decide(planned["id"], "PASS")
    last = max(one.id for one in _expectations(planned["id"]) if one.mandatory)
    decided = {one.id: [Verdict.PASS] for one in _expectations(planned["id"])}
    _write(planned["id"], {**decided, last: [Verdict.NOT_STARTED]})
    on_board, in_report, on_map = _said(planned)
    assert on_board == in_report
    assert sorted(on_board.values()) == [UnitState.DONE, UnitState.WRONG]
    assert sorted(on_map.values()) == ["có bước không đạt", "xong cả bốn hệ thống"]
