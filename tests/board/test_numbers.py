"""What the board counts, against the rooms whose records it reads."""

from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.board import picture, queries
from lienthong.board.queries import Numbers
from lienthong.ground import acts, sql
from lienthong.incidents.actions import report_incident
from lienthong.rehearsal.terms import SYSTEMS
from lienthong.rehearsal.verifying.rates import rates_from_counts
from lienthong.units.queries import city_units
from tests import cast
from tests.board.rounds import as_owner, begun, begun_in_full, decide

LATE_ITEM = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section,
                       priority, field, received_at, due_at, closed_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'delivery', '', 'Mật danh ' || n, '', %(seat)s, array[%(seat)s::int], 'arrived', '',
       '', 0, '', world_now(), world_now() - interval '1 hour',
       case when %(closed)s then world_now() end, 1, 1, now()
from generate_series(1, %(n)s::int) n
"""


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.lately.forget()
    yield
    queries.lately.forget()


def count() -> Numbers:
    return queries.count()


def board(actor: Any = None) -> dict[str, Any]:
    numbers = count()
    opens: dict[str, str] = {}
    if actor is not None:
        with acts.opening(actor):
            listed = (*numbers.raw["stuck"], *numbers.raw["incidents"])
            opens = queries.openable(one["item"] for one in listed)
    return picture.board(numbers, city_units(numbers.now.date()), opens, lambda _: True)


def test_without_a_round_it_says_so(db: None) -> None:
    shown = board()
    assert shown["round_words"] == picture.NO_ROUND
    assert shown["headline"]["total"] == 0
    assert [system["parts"] for system in shown["systems"]] == [[], [], [], []]
    assert len(shown["units"]) == 168
    assert shown["worst"] == []
    assert not shown["frozen"]


def test_a_planned_round_has_its_whole_denominator_before_anything_passed(db: None) -> None:
    planned = begun()
    main = count().rounds[0]
    assert main.all.total == planned["expectations"]
    assert main.all.passed == 0
    assert {unit.state for unit in main.units} == {"waiting"}


def test_the_numbers_are_those_of_the_room_that_publishes_them(db: None) -> None:
    """The board and a snapshot count the same records by two ways."""
    planned = begun_in_full()
    decide(planned["id"], "PASS", codes=[cast.AN_KHANH])
    decide(planned["id"], "TIMEOUT", codes=[cast.BINH_TRUNG], system="documents")
    decide(planned["id"], "PASS", codes=[cast.BINH_TRUNG], system="reports")
    decide(planned["id"], "VOID", codes=[cast.BINH_TRUNG], system="reports", number=2)
    numbers = count()
    main = numbers.rounds[0]
    text = sql.named("lienthong.rehearsal", "standings")
    published = rates_from_counts(
        sql.row(text, {"round": planned["id"], "as_of": numbers.real, "systems": 4}), numbers.real
    )
    assert (main.complete, len(main.units)) == _pair(published["all_systems"]) == (1, 2)
    for system in SYSTEMS:
        steps, rates = main.steps_of(system), published["systems"][system]
        assert (steps.passed, steps.total) == _pair(rates["step_rate"])
        assert (main.complete_in(system), len(main.units)) == _pair(rates["unit_rate"])
    assert [unit.state for unit in main.units] == ["done", "wrong"]


def _pair(rate: dict[str, Any]) -> tuple[int, int]:
    return rate["passed"], rate["planned"]


def test_a_later_verdict_replaces_an_earlier_and_void_is_final(db: None) -> None:
    planned = begun()
    decide(planned["id"], "FAIL")
    assert count().rounds[0].all.failed == planned["expectations"]
    decide(planned["id"], "PASS", number=2)
    assert count().rounds[0].all.passed == planned["expectations"]
    decide(planned["id"], "VOID", number=3)
    decide(planned["id"], "PASS", number=4)
    assert count().rounds[0].all.void == planned["expectations"]


def test_human_and_virtual_stand_apart(db: None) -> None:
    begun("virtual")
    human = begun("human", units=[cast.AN_KHANH])
    decide(human["id"], "PASS", codes=[cast.AN_KHANH])
    shown = board()
    parts = {part["played_by"]: part for part in shown["systems"][0]["parts"]}
    assert parts["human"]["passed"] == parts["human"]["total"] == human["expectations"]
    assert parts["virtual"]["passed"] == 0
    assert shown["headline"]["total"] == 2
    assert [one["total"] for one in shown["apart"]] == [1]


def test_a_new_round_of_the_same_kind_replaces_the_old(db: None) -> None:
    begun()
    second = begun(units=[cast.AN_KHANH])
    assert [(one.number, len(one.units)) for one in count().rounds] == [(second["round"], 1)]


def test_what_lies_below_a_number_opens_by_the_readers_own_scope(db: None) -> None:
    an, chi = cast.officer("van_thu"), cast.chi()
    report_incident(severity="high", text="Máy quét của bà Ngọc hỏng", step="Vào sổ", by=an)
    with as_owner():
        sql.run(LATE_ITEM, {"seat": an.seat, "closed": False, "n": 1})
    mine, theirs = board(an), board(chi)
    for shown in (mine, theirs):
        assert (shown["stuck_total"], shown["incidents_open"]) == (1, 1)
        assert shown["stuck"][0]["unit_name"] == shown["incidents"][0]["unit_name"]
    assert mine["stuck"][0]["url"]
    assert mine["incidents"][0]["text"] == "Máy quét của bà Ngọc hỏng"
    assert theirs["stuck"][0]["url"] is theirs["incidents"][0]["url"] is None
    assert "Ngọc" not in str(theirs)


def test_the_function_tells_nothing_that_somebody_typed(db: None) -> None:
    an = cast.officer("van_thu")
    report_incident(severity="low", text="Chị Hồng Ngọc 0903 123 456", step="gọi chị Ngọc", by=an)
    with as_owner():
        sql.run(LATE_ITEM, {"seat": an.seat, "closed": False, "n": 2})
    told = str(count().raw) + str(queries.unit(an, cast.AN_KHANH))
    for typed in ("Ngọc", "0903", "Mật danh", an.name):
        assert typed not in told


def test_closed_history_costs_nothing(db: None) -> None:
    """Pages read are counted, not seconds: the same with and without forty thousand closed items."""
    seat = cast.an().seat
    before = _pages()
    with as_owner():
        sql.run(LATE_ITEM, {"seat": seat, "closed": True, "n": 40_000})
    assert _pages() - before < 60


def _pages() -> int:
    with as_owner():
        sql.run("analyze work_item")
    count()  # plans and catalogue pages are read once
    explained = sql.one("explain (analyze, buffers, format json) select board_numbers(6, 14)")
    plan = explained[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def test_a_round_that_ended_long_ago_does_not_freeze(db: None) -> None:
    planned = begun()
    with as_owner():
        sql.run(
            "update trial_round set starts_real_at = now() - interval '1 hour' where id = %s",
            (planned["id"],),
        )
    assert count().is_frozen
    with as_owner():
        sql.run("update trial_round set state = 'ended' where id = %s", (planned["id"],))
    assert not count().is_frozen


def test_a_second_look_within_the_second_asks_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = queries.lately()
    monkeypatch.setattr(sql, "one", None)
    assert queries.lately() is first


def test_where_no_plan_divides_anything_nothing_is_undecided(db: None) -> None:
    assert (count().raw["undecided_total"], count().raw["undecided"]) == (0, [])
