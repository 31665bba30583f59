"""Counting before and after: the report, its papers, what became of each item, who confirms."""

import io
import json

import pytest
from openpyxl import load_workbook

from lienthong.ground import acts
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.terms import ABILITIES
from lienthong.procedures.actions import request_supplement
from lienthong.reorganisation.minutes import papers as minutes_papers
from lienthong.reorganisation.minutes import queries as minutes
from lienthong.reorganisation.plans.actions import approve_plan, prepare_plan
from lienthong.reorganisation.reconciliation import actions, papers, queries
from lienthong.reorganisation.reconciliation.rules import seal
from tests import sql
from tests.cast import officer
from tests.papers.reading import assert_says
from tests.reorganisation.desks import AN_PHU, dossiers
from tests.reorganisation.plans import DAY, drafted, merge, planner, real_plan_approved, signers, text, today

OLD, OTHER, NEW = "27088", "27115", "99001"


@pytest.fixture
def plan(eve: None) -> int:
    made = drafted(text(merge(OLD, OTHER, into=NEW, name="Phường Thử Nghiệm")))
    prepare_plan(made["plan"], by=planner())
    return int(made["plan"])


def approve(plan: int) -> None:
    digest = sql.one("select digest from plan where id = %s", (plan,))
    for signer in signers():
        approve_plan(plan, digest=digest, by=signer)


def unit(code: str) -> int:
    found: int = sql.one(
        "select id from unit where code = %s and body = 'ubnd' order by id desc limit 1", (code,)
    )
    return found


def rows_of_work() -> list[str]:
    sql.run("reset role")
    found = [row.line for row in sql.rows("select w::text as line from work_item w order by id")]
    sql.run("set local role lienthong_app")
    return found


def test_the_report_counts_everything_once(plan: int) -> None:
    dossiers("a", "b", code=OLD)
    dossiers("c", code=OTHER)
    dossiers("d", code=AN_PHU)
    report = queries.numbers(plan, is_live=False)
    assert (report["total"]["n"], report["moving"], report["staying"]) == (4, 3, 1)
    pairs = {(p["source"], p["target"]): p["n"] for p in report["pairs"]}
    assert pairs == {(unit(OLD), unit(NEW)): 2, (unit(OTHER), unit(NEW)): 1}
    assert sum(n for *_, n in report["matrix"]) == 4


def test_a_dry_run_touches_nothing(plan: int) -> None:
    (item,) = dossiers("a", code=OLD)
    before = rows_of_work()
    kept = actions.reconcile(plan, keep_items=True, by=planner())
    assert rows_of_work() == before
    assert kept["kept"] == 1
    stored = queries.latest(plan)
    assert stored.sha256 == seal(stored.numbers) == kept["sha256"]
    assert str(item) in before[0]


def test_old_units_without_any_work_are_named(plan: int) -> None:
    dossiers("a", code=OLD)
    assert queries.without_sources(plan) == [unit(OTHER)]


def test_work_that_finds_nobody_is_named(plan: int) -> None:
    dossiers("a", code=OLD)
    (gap,) = queries.numbers(plan, is_live=False)["no_recipient"]
    assert (gap["unit"], gap["kind"], gap["n"]) == (unit(NEW), "dossier", 1)


def test_after_the_flip_every_item_is_accounted_for(plan: int) -> None:
    first, _ = dossiers("a", "b", code=OLD)
    kept = actions.reconcile(plan, keep_items=True, by=planner())
    approve(plan)
    today(DAY)
    found = queries.outcome(kept["id"])
    zero = ("missing", "moved", "due_changed", "codes_changed", "unexplained", "by_acts")
    assert {name: found[name] for name in zero} == dict.fromkeys(zero, 0)
    assert (found["items"], found["sources_differing"]) == (2, [])
    assert first is not None


def test_an_act_explains_a_change_and_silence_does_not(plan: int) -> None:
    worked, tampered, quiet = dossiers("a", "b", "c", code=AN_PHU)
    kept = actions.reconcile(plan, keep_items=True, by=planner())
    sql.run("reset role")
    sql.run("update work_item set due_at = due_at + interval '1 day' where id = %s", (tampered,))
    sql.run("update work_item set received_at = received_at - interval '1 hour' where id = %s", (quiet,))
    sql.run("set local role lienthong_app")
    request_supplement(worked, missing=["Tờ khai"], note="Nộp lại.", by=officer("tiep_nhan", AN_PHU))
    found = queries.outcome(kept["id"])
    assert (found["due_changed"], found["unexplained"], found["by_acts"]) == (1, 1, 1)
    assert [one["unit"] for one in found["sources_differing"]] == [unit(AN_PHU)]


def test_an_item_that_vanished_is_missing(plan: int) -> None:
    items = dossiers("a", "b", code=OLD)
    kept = actions.reconcile(plan, keep_items=True, by=planner())
    sql.run("reset role")
    sql.run("delete from dossier where item = %s", (items[0],))
    sql.run("delete from work_item where id = %s", (items[0],))
    sql.run("set local role lienthong_app")
    found = queries.outcome(kept["id"])
    assert (found["missing"], found["unexplained"]) == (1, 1)
    assert found["sources_differing"][0]["before"].startswith("2:")
    assert found["sources_differing"][0]["after"].startswith("1:")


def test_the_papers_say_what_the_report_says(plan: int) -> None:
    dossiers("a", code=OLD)
    kept = actions.reconcile(plan, by=planner())
    report = queries.latest(plan).numbers
    said = [kept["sha256"], report["plan"]["name"], *(check[:3] for check in papers.checks_of(report))]
    assert_says(papers.as_pdf(report, kept["sha256"]), said)
    book = load_workbook(io.BytesIO(papers.as_xlsx(report, kept["sha256"])))
    cells = list(book["Ma trận"].iter_rows(min_row=2, values_only=True))
    assert sum(int(row[-1]) for row in cells) == report["total"]["n"]
    assert json.loads(json.dumps(report)) == report


def test_only_the_planner_reconciles(plan: int) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        actions.reconcile(plan, by=officer("tiep_nhan", AN_PHU))


def test_a_snapshot_is_not_for_reading(plan: int) -> None:
    dossiers("a", code=OLD)
    actions.reconcile(plan, keep_items=True, by=planner())
    chi = officer("tiep_nhan", AN_PHU)
    with acts.opening(chi):
        assert sql.one("select count(*) from reconciled_item") == 0


def test_minutes_list_the_pairs_work_and_seal_the_list(plan: int) -> None:
    dossiers("1 Lê Văn Miến", "2 Lê Văn Miến", code=OLD)
    pair = minutes.pair_of(plan, unit(OLD), unit(NEW))
    giver = officer("tiep_nhan", OLD)
    with acts.opening(giver):
        given = minutes.hand_over(pair, DAY)
        assert given.kinds == {"dossier": 2}
        assert len(given.sha256) == 64
        said = [given.sha256, given.giver, pair.source_name, pair.target_name]
        said += [item.reference for item in given.items]
        assert_says(minutes_papers.as_pdf(given, queries.plan_row(plan)), said)
    with acts.opening(officer("tiep_nhan", AN_PHU)):
        assert minutes.hand_over(pair, DAY).items == []


def test_a_receiving_unit_confirms_what_it_sees_once(real: None) -> None:
    dossiers("a", code=OLD)
    plan = real_plan_approved()
    today(DAY)
    leader = officer("lanh_dao", "27094")
    assert leader.unit is not None
    seen = queries.totals_of(plan, leader.unit)["counts"]
    assert sum(seen.values()) == 1
    with pytest.raises(Refusal, match="totals_changed"):
        actions.confirm_totals(plan, seen={}, by=leader)
    actions.confirm_totals(plan, seen=seen, by=leader)
    with pytest.raises(Refusal, match="already_confirmed"):
        actions.confirm_totals(plan, seen=seen, by=leader)
    assert [one.unit for one in queries.confirmations(plan)] == [leader.unit]


def test_the_real_plan_leaves_no_work_without_somebody_who_may_do_it(real: None) -> None:
    """The city bodies that take over fields of the districts have people who assess and people who sign."""
    plan = real_plan_approved()
    targets = {
        row.unit for row in sql.rows("select distinct unit from planned_holding where plan = %s", (plan,))
    }
    given = {"on": DAY, "units": sorted(targets)}
    roles = {row.unit: row.roles for row in sql.rows(sql.named(queries.ROOM, "roles"), given)}
    bodies = sql.rows(
        "select id, code from unit where id = any (%s) and body = 'ubnd' or agency is not null and id = any (%s)",
        (list(targets), list(targets)),
    )
    for body in bodies:
        able = {ability for role in roles.get(body.id, ()) for ability in ABILITIES[role]}
        assert {"assess_dossier", "sign_dossier"} <= able, body.code
