"""The worker forgets what is over, and nothing else."""

from datetime import timedelta

from procrastinate.contrib.django import app

from lienthong.ground import sql
from lienthong.personnel.asking import mint_token, who_asks
from lienthong.personnel.tasks import sweep_answers, sweep_expired
from tests import cast


def test_expired_secrets_are_forgotten_and_live_ones_stay(db: None) -> None:
    mandate = cast.an().mandate or 0
    live = mint_token(mandate, "live", lasts=timedelta(hours=1))
    for days in (2, 3):
        mint_token(mandate, "old", lasts=timedelta(days=-days))
    mint_token(mandate, "just expired", lasts=timedelta(minutes=-1))
    assert sweep_expired(0) == 2
    assert sweep_expired(0) == 0
    assert who_asks(live, "token")[0].mandate == mandate


def test_old_attempts_are_forgotten(db: None) -> None:
    sql.run("reset role")
    sql.run("insert into knock values ('login', 'x', now() - interval '2 days', 3), ('login', 'x', now(), 3)")
    sql.run("set local role lienthong_app")
    assert sweep_expired(0) == 1


def test_answers_are_kept_for_a_month_and_secrets_in_them_for_a_day(db: None) -> None:
    sql.run("reset role")
    for age in ("31 days", "29 days", "2 days", "1 hour"):
        sql.run(
            "insert into answer (actor, act, key, asked, answer, at)"
            " values ('x', 'report_problem', %s, '', '{\"code\": \"A\", \"secret\": \"B\"}', now() - %s::interval)",
            (age, age),
        )
    sql.run("set local role lienthong_app")
    assert sweep_answers(0) == 1
    sql.run("reset role")
    with_secret = sql.values(str, "select key from answer where actor = 'x' and answer ? 'secret'")
    assert set(with_secret) == {"29 days", "1 hour"}
    assert sql.values(str, "select key from answer where actor = 'x' and not answer ? 'secret'") == ["2 days"]


def test_the_worker_knows_the_task_and_its_hours() -> None:
    known = app.periodic_registry.periodic_tasks.values()
    assert {
        ("*/10 * * * *", "lienthong.personnel.tasks.sweep_expired"),
        ("37 * * * *", "lienthong.personnel.tasks.sweep_answers"),
    } <= {(task.cron, task.task.name) for task in known}
