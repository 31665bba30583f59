"""One rule of lateness: what Python says of one item, the database says of many."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.work import queries
from lienthong.work.lateness.rules import is_overdue, lateness
from tests import cast, sql
from tests.board.rounds import as_owner

NOON = datetime(2025, 7, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)

instants = st.integers(-3, 3).map(lambda hours: NOON + hours * HOUR)
items = st.tuples(st.none() | instants, st.none() | instants, instants, st.none() | instants)


def test_what_each_standing_means() -> None:
    assert lateness(None, at=NOON) == "undated"
    assert lateness(NOON, at=NOON) == "in_time"
    assert lateness(NOON - HOUR, NOON - HOUR, at=NOON) == "paused"
    assert lateness(NOON - HOUR, at=NOON) == "late_here"
    assert lateness(NOON - HOUR, at=NOON, held_since=NOON - HOUR) == "late_here"
    assert lateness(NOON - 2 * HOUR, at=NOON, held_since=NOON - HOUR) == "late_before"
    assert lateness(NOON + HOUR, at=NOON, held_since=NOON + 2 * HOUR) == "in_time"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(items, min_size=1, max_size=40))
def test_the_database_says_the_same(db: None, several: list[tuple[datetime | None, ...]]) -> None:
    rows = sql.rows(
        "select coalesce(is_overdue(due, paused, at), false) as overdue,"
        " coalesce(is_late_here(due, paused, at, since), false) as here,"
        " coalesce(is_late_before(due, paused, at, since), false) as before"
        " from unnest(%s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])"
        " with ordinality as t(due, paused, at, since, n) order by n",
        tuple(list(column) for column in zip(*several, strict=True)),
    )
    for row, (due, paused, at, since) in zip(rows, several, strict=True):
        assert at is not None
        standing = lateness(due, paused, at=at, held_since=since)
        assert row.overdue == is_overdue(due, paused, at=at)
        assert (row.here, row.before) == (standing == "late_here", standing == "late_before")


def _plan(text: str, params: Any) -> str:
    with as_owner():
        return "\n".join(row[0] for row in sql.rows(f"explain (verbose, costs off) {text}", params))


def test_the_planner_puts_the_rule_in_place_of_its_calls(db: None) -> None:
    """A call left standing would be made once a row, and keep an index on the due time from being used."""
    an = cast.an()
    given = {
        "held": list(an.scope), "kind": None, "state": None, "section": None, "mine": None, "after_due": None,
        "after_id": None, "limit": 50, "seen": list(an.scope), "most": 5000,
    }  # fmt: skip
    for name in ("inbox_narrow", "inbox_wide", "counts", "counts_of_kind", "loads"):
        for late in (None, "own", "before"):
            plan = _plan(sql.named(queries.ROOM, name), {**given, "late": late})
            assert "is_late" not in plan, name
            assert "is_overdue" not in plan, name


def test_an_index_on_the_due_time_serves_the_rule(db: None) -> None:
    with as_owner():
        sql.run(
            "create temp table t as select now() + n * interval '1 hour' as due from generate_series(-9, 9999) n"
        )
        sql.run("create index on t (due)")
        sql.run("analyze t")
    plan = _plan("select * from t where is_overdue(due, null, now())", ())
    assert "Index Cond: (t.due < now())" in plan
