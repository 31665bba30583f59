"""The figures above an inbox are a recount of it, as far as they count."""

import re
from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.work import queries
from tests import cast, sql
from tests.board.rounds import as_owner, screen

FILL = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, due_at, paused_at, closed_at, chain_seq, version, changed_at)
select gen_random_uuid(), (array['dossier', 'delivery', 'report'])[1 + n %% 3], '', 'Việc ' || n, '', %(seat)s,
       array[%(seat)s::int], (array['received', 'assessed'])[1 + n %% 2], '', '', 0, '', world_now(),
       case when n %% 7 > 0 then world_now() + interval '1 hour' * (n %% 11 - 5) end,
       case when n %% 13 = 0 and n %% 5 > 0 then world_now() end, case when n %% 5 = 0 then world_now() end, 1, 1, now()
from generate_series(1, %(n)s::int) n
"""

RECOUNT = """
select w.kind, w.state, count(*) as n,
       count(*) filter (where is_late_here(w.due_at, w.paused_at, world_now(), h.since)) as overdue,
       count(*) filter (where is_late_before(w.due_at, w.paused_at, world_now(), h.since)) as late_before
from work_item w join held_now h on h.jurisdiction = w.jurisdiction
where w.closed_at is null and w.jurisdiction = any (%s)
group by w.kind, w.state order by w.kind, w.state
"""


def _fill(n: int, seat: int | None) -> None:
    with as_owner():
        sql.run(FILL, {"n": n, "seat": seat})


def _recounted(actor: Actor) -> list[Any]:
    with as_owner():
        return sql.rows(RECOUNT, (list(actor.scope),))


def test_they_are_a_recount(db: None) -> None:
    an = cast.an()
    _fill(400, an.seat)
    _fill(90, cast.chi().seat)
    recount = _recounted(an)
    with acts.opening(an):
        kinds = queries.counts(an)
        states = {kind.kind: queries.counts_of_kind(an, kind.kind) for kind in kinds}
    for kind in kinds:
        of_kind = [row for row in recount if row.kind == kind.kind]
        assert kind.n == sum(row.n for row in of_kind)
        assert kind.overdue == sum(row.overdue for row in of_kind)
        assert kind.late_before == sum(row.late_before for row in of_kind)
        assert [row[:4] for row in states[kind.kind]] == [tuple(row)[1:] for row in of_kind]
    assert not any(row.is_more or row.is_more_late for row in kinds)


def test_a_stranger_counts_nothing(db: None) -> None:
    """Not even by naming somebody else's jurisdiction: the scope decides."""
    an, chi = cast.an(), cast.chi()
    _fill(40, an.seat)
    with acts.opening(chi):
        assert queries.counts(chi) == []
        assert queries.counts(an) == []
        assert queries.counts_of_kind(an, "dossier") == []
        assert sql.one("select count(*) from open_work") == 0


def test_beyond_what_is_counted_they_say_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    an = cast.officer("van_thu")
    _fill(2600, an.seat)
    client = screen(an)
    exact = client.get("/hop-viec").content.decode()
    assert ">2.080</span>" in exact
    assert "50 trên 2.080</span>" in exact
    monkeypatch.setattr(queries, "MOST_COUNTED", 2050)
    least = client.get("/hop-viec").content.decode()
    assert ">2.000+</span>" in least
    assert "50 trên 2.000+</span>" in least
    assert "+" not in _late_figure(least)
    assert _late_figure(least) == _late_figure(exact)


def test_lateness_is_counted_whole_unless_it_fills_the_count(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    an = cast.officer("van_thu")
    _fill(900, an.seat)
    whole = {row.kind: (row.overdue, row.late_before) for row in _recounted_kinds(an)}
    for most in (10, 200, 310, 500, 5000):
        monkeypatch.setattr(queries, "MOST_COUNTED", most)
        with acts.opening(an):
            counted = queries.counts(an)
        if not any(row.is_more_late for row in counted):
            assert {row.kind: (row.overdue, row.late_before) for row in counted} == whole
        assert any(row.is_more_late for row in counted) == (most <= 200)


def _late_figure(page: str) -> str:
    found = re.search(r">Quá hạn\s*<span>([^<]*)</span>", page)
    assert found is not None
    return found[1]


def _recounted_kinds(actor: Actor) -> list[Any]:
    with as_owner():
        return sql.rows(
            f"select kind, sum(overdue)::int as overdue, sum(late_before)::int as late_before from ({RECOUNT}) r"
            " group by kind",
            (list(actor.scope),),
        )


def test_the_figures_cost_no_visit_to_the_work_itself(db: None) -> None:
    """By kind and due time: from the index alone. A state is read from its item."""
    an = cast.an()
    _fill(3000, an.seat)
    with as_owner():
        sql.run("analyze work_item")
    # What a transaction has just written is not known to be visible to all, which alone keeps the planner from it.
    sql.run("select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)")
    with acts.opening(an):
        text = sql.named("lienthong.work", "counts")
        plan = "\n".join(
            row[0] for row in sql.rows(f"explain {text}", {"held": list(an.scope), "most": 10_000})
        )
    assert re.search("Index Only Scan using work_item_(open|waiting)", plan), plan


def test_an_inbox_is_walked_in_order_whatever_it_is_asked(db: None) -> None:
    """With one plan for all values, as a server ends up with: fifty rows of a large inbox are read, not all sorted."""
    an = cast.an()
    _fill(6000, an.seat)
    for (seat,) in sql.rows(
        "select id from jurisdiction where kind = 'seat' and id <> %s limit 60", (an.seat,)
    ):
        _fill(30, seat)
    with as_owner():
        sql.run("analyze work_item")
    given = dict.fromkeys(("kind", "state", "section", "mine", "late", "after_due", "after_id"))
    types = {"held": "int[]", "mine": "int", "after_due": "timestamptz", "after_id": "uuid", "limit": "int"}
    text = sql.named("lienthong.work", "inbox_narrow")
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", text)))
    numbered = re.sub(r"%\((\w+)\)s", lambda found: f"${names.index(found[1]) + 1}", text)
    sql.run(f"prepare inbox ({', '.join(types.get(name, 'text') for name in names)}) as {numbered}")
    sql.run("select set_config('plan_cache_mode', 'force_generic_plan', true)")
    values = {**given, "held": f"'{{{an.seat}}}'", "limit": "51"}
    asked = ", ".join(values[name] or "null" for name in names)
    with acts.opening(an):
        plan = "\n".join(row[0] for row in sql.rows(f"explain (analyze, costs off) execute inbox ({asked})"))
    sql.run("deallocate inbox")
    assert re.search(r"Index Scan using work_item_open on work_item \(actual .*rows=51", plan), plan
