"""Rules applied by the worker: once, batch by batch, watched, come back to, gone on with after a kill."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.db.utils import Error as DatabaseError

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.acting import acting
from lienthong.reorganisation.divisions import actions, streets
from lienthong.reorganisation.divisions.running import runs, tasks
from lienthong.reorganisation.divisions.running.runs import Run
from lienthong.reorganisation.divisions.terms import Division
from lienthong.reorganisation.plans.actions import prepare_plan
from tests import sql
from tests.cast import officer
from tests.reorganisation.desks import (
    AN_KHANH,
    Screen,
    counter,
    division,
    dossiers,
    jurisdiction,
    lasting,
    part,
)
from tests.reorganisation.plans import drafted, planner, text
from tests.reorganisation.test_divisions import SPLIT, approve_and_wait, rule
from tests.reorganisation.test_killed import killed_before, real_url

__all__ = ["real_url"]

ADDRESSES = (
    "1 Nguyễn Hoàng", "2 Vũ Tông Phan", "Nguyễn Hoàng, Vũ Tông Phan", "xóm trên", "3 Nguyễn Hoàng",
    "4 Vũ Tông Phan", "5 Nguyễn Hoàng", "xóm dưới", "7 Nguyễn Hoàng",
)  # fmt: skip

BREAKS = (
    "create function break_decision() returns trigger language plpgsql as $$ begin raise 'out of order'; end $$",
    "create trigger breaks before insert on decision for each row execute function break_decision()",
)


@pytest.fixture
def split(eve: None) -> Division:
    made = drafted(text(SPLIT))
    prepare_plan(made["plan"], by=planner())
    return division(made["plan"])


@pytest.fixture
def items(split: Division, monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Nine items, two rules, batches of two."""
    monkeypatch.setitem(runs.go_on_applying.__wrapped__.__kwdefaults__, "at_most", 2)  # type: ignore[attr-defined]
    found = dossiers(*ADDRESSES)
    rule(split, "Đông", "Nguyễn Hoàng")
    rule(split, "Tây", "Vũ Tông Phan")
    return found


def begun(one: Division, by: Actor | None = None) -> int:
    return int(runs.start_rules(one.plan, one.undivided, by=by or counter())["run"])


def standing(one: Division) -> Run:
    found = runs.last_run(one.plan, one.undivided)
    assert found is not None
    return found


def one_batch(run: int) -> bool:
    mandate = runs.starter_of(run)
    assert mandate is not None
    with acting(mandate) as clerk:
        return bool(runs.go_on_applying(run, by=clerk)["goes_on"])


def waiting_jobs() -> list[Any]:
    sql.run("reset role")
    found = sql.rows(
        "select args from procrastinate_jobs where task_name like %s", ("%apply_division_rules",)
    )
    sql.run("set local role lienthong_app")
    return [row.args for row in found]


def test_a_run_decides_what_the_rules_agree_on_and_tells_by_which(split: Division, items: list[UUID]) -> None:
    before = lasting(*items)
    run = begun(split)
    assert (standing(split).total, standing(split).asked, standing(split).standing) == (9, 0, "running")
    assert tasks.apply_division_rules(run) == 5
    found = standing(split)
    assert (found.standing, found.asked, found.decided) == ("ended", 9, {1: 4, 2: 2})
    assert (found.conflict, found.unknown, found.left) == (1, 2, 3)
    assert [jurisdiction(item) == part(split, "Tây") for item in items] == [n in (1, 5) for n in range(9)]
    assert lasting(*items) == before
    with acts.opening(counter()):
        left = streets.standings(counter(), split).left
    assert left == found.left, "what the run tells is what the list shows"


def test_it_tells_how_far_it_is_while_it_runs(split: Division, items: list[UUID]) -> None:
    run = begun(split)
    assert one_batch(run)
    assert one_batch(run)
    found = standing(split)
    assert (found.asked, found.decided, found.conflict, found.unknown) == (4, {1: 1, 2: 1}, 1, 1)
    home = f"/sap-xep/{split.plan}/phan-chia/{split.undivided}"
    shown = Screen(counter()).text(f"{home}/ap-dung")
    assert "đã xét <strong>4/9</strong>" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert "Đang áp dụng: đã xét 4/9 việc" in Screen(counter()).text(home)
    tasks.apply_division_rules(run)
    shown = Screen(counter()).text(f"{home}/ap-dung")
    assert "đã xong" in shown
    assert "hx-" not in shown, "what has ended asks no more"
    assert "Quyết định 3 việc còn lại" in shown
    assert "quy tắc quyết định 6 việc, để lại 3" in Screen(counter()).text(home)


def test_two_starts_are_one_run(split: Division, items: list[UUID]) -> None:
    first = runs.start_rules(split.plan, split.undivided, by=counter())
    again = runs.start_rules(split.plan, split.undivided, by=officer("lanh_dao", split.code))
    assert (first["is_new"], again) == (True, {"run": first["run"], "is_new": False})
    tasks.apply_division_rules(first["run"])
    assert tasks.apply_division_rules(first["run"]) == 0
    with acts.opening(counter()):
        lines = sql.one("select count(*) from journal where verb = 'item.refined'")
    assert lines == 6, "each item once"
    assert begun(split) != first["run"], "after its end another may begin"


def test_a_start_at_the_page_is_a_job_for_the_worker(split: Division, items: list[UUID]) -> None:
    clerk, home = Screen(counter()), f"/sap-xep/{split.plan}/phan-chia/{split.undivided}/ap-dung"
    assert clerk.client.get(home).status_code == 302, "nothing has ever run"
    sent = [clerk.send(home, key=key) for key in ("a", "b")]
    assert {answer.headers["Location"] for answer in sent} == {home}
    jobs = waiting_jobs()
    assert {job["run"] for job in jobs} == {standing(split).id}
    for job in jobs:
        tasks.apply_division_rules(**job)
    assert standing(split).decided == {1: 4, 2: 2}


def test_a_run_whose_worker_died_goes_on_behind_the_last_batch(split: Division, items: list[UUID]) -> None:
    run = begun(split)
    one_batch(run)
    assert tasks.resume_rule_runs(0) == 0, "somebody is at it"
    sql.run("update rule_run set moved_at = now() - interval '2 minutes'")
    assert standing(split).standing == "silent"
    assert "Tiếp tục ngay từ việc thứ 3" in Screen(counter()).text(
        f"/sap-xep/{split.plan}/phan-chia/{split.undivided}/ap-dung"
    )
    assert tasks.resume_rule_runs(0) == 1
    found = standing(split)
    assert (found.standing, found.asked, found.decided) == ("ended", 9, {1: 4, 2: 2})


def test_a_run_that_never_gets_further_is_given_up_and_says_so(split: Division, items: list[UUID]) -> None:
    run = begun(split)
    sql.run("reset role")
    for statement in BREAKS:
        sql.run(statement)
    sql.run("set local role lienthong_app")
    for _ in range(runs.RESUMES):
        sql.run("update rule_run set moved_at = now() - interval '2 minutes'")
        with pytest.raises(ExceptionGroup):
            tasks.resume_rule_runs(0)
        assert standing(split).is_running
    assert tasks.resume_rule_runs(0) == 0
    found = standing(split)
    assert (found.id, found.standing, found.asked, found.why) == (run, "stopped", 0, runs.GIVES_UP)
    assert "báo bộ phận kỹ thuật" in Screen(counter()).text(
        f"/sap-xep/{split.plan}/phan-chia/{split.undivided}/ap-dung"
    )


def test_other_rules_end_it(split: Division, items: list[UUID]) -> None:
    run = begun(split)
    one_batch(run)
    rule(split, "Tây", "xóm trên")
    tasks.apply_division_rules(run)
    found = standing(split)
    assert (found.standing, found.asked, found.why) == ("stopped", 2, runs.CHANGED)
    assert "Quy tắc đã thay đổi" in Screen(counter()).text(
        f"/sap-xep/{split.plan}/phan-chia/{split.undivided}/ap-dung"
    )


def test_who_may_no_longer_decide_ends_it(split: Division, items: list[UUID]) -> None:
    """The starter's mandate ended: nothing more is decided in their name."""
    run = begun(split)
    one_batch(run)
    approve_and_wait(split)
    tasks.apply_division_rules(run)
    found = standing(split)
    assert (found.standing, found.asked) == ("stopped", 2)
    assert "kết thúc" in found.why


def test_what_comes_in_meanwhile_is_asked_too(split: Division, items: list[UUID]) -> None:
    run = begun(split)
    one_batch(run)
    dossiers("9 Nguyễn Hoàng")
    tasks.apply_division_rules(run)
    found = standing(split)
    assert (found.total, found.asked, found.whole, found.decided[1]) == (9, 10, 10, 5)


def test_a_stranger_starts_and_sees_nothing(split: Division, items: list[UUID]) -> None:
    begun(split)
    chi, home = Screen(counter(AN_KHANH)), f"/sap-xep/{split.plan}/phan-chia/{split.undivided}/ap-dung"
    assert chi.client.get(home).status_code == 404
    assert chi.send(home).status_code == 404
    with pytest.raises(NotFound):
        runs.start_rules(split.plan, split.undivided, by=counter(AN_KHANH))
    with pytest.raises(Refusal, match="not_allowed"):
        runs.start_rules(split.plan, split.undivided, by=planner())


def test_without_rules_there_is_nothing_to_apply(split: Division) -> None:
    dossiers("1 Nguyễn Hoàng")
    with pytest.raises(Refusal, match="no_rules"):
        begun(split)


def test_a_withdrawn_rule_is_named_in_what_a_run_came_to(split: Division, items: list[UUID]) -> None:
    tasks.apply_division_rules(begun(split))
    actions.withdraw_rule(split.plan, split.undivided, 1, by=counter())
    shown = Screen(counter()).text(f"/sap-xep/{split.plan}/phan-chia/{split.undivided}/ap-dung")
    assert "quy tắc 1, đã bỏ" in shown


TOLD = """
select (select asked from rule_run), (select count(*) from journal where verb = 'item.refined'),
       (select count(*) from decision)
"""


def test_a_worker_killed_in_a_batch_leaves_nothing_half_told(real_url: str) -> None:
    made = drafted(text(SPLIT))
    prepare_plan(made["plan"], by=planner())
    one = division(made["plan"])
    dossiers("1 Nguyễn Hoàng", "2 Vũ Tông Phan")
    rule(one, "Đông", "Nguyễn Hoàng")
    run, statement = begun(one), 0
    while True:
        try:
            with killed_before(statement):
                tasks.apply_division_rules(run)
            break
        except (DatabaseError, psycopg.Error):
            connection.close()
            with psycopg.connect(real_url) as beside:
                told = beside.execute(TOLD).fetchone()
            assert told in ((0, 0, 0), (2, 1, 1)), f"killed before statement {statement}"
        statement += 1
    assert statement > 8
    assert (standing(one).asked, standing(one).decided, standing(one).unknown) == (2, {1: 1}, 1)
