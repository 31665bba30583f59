"""The queue of jobs: what a dead worker left is taken up again, a job runs three times at most, work of a day is given
out when somebody finds that it was not, finished jobs go, and the worker ends when it is asked to."""

import asyncio
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app

from lienthong.ground.jobs import daily
from lienthong.ground.jobs.running import RUNS
from lienthong.hosting.running import housekeeping, queue
from lienthong.hosting.worker import GONE_AFTER_SECONDS
from lienthong.kernel.clock import ZONE
from tests import sql
from tests.committed import CommittedWorld, committed_world
from tests.hosting.more_jobs import NEVER_FREE
from tests.hosting.serving import worker
from tests.running import soon

DEAD_LONG_AGO = "update procrastinate_workers set last_heartbeat = now() - interval '1 hour'"
STATUS = "select status::text from procrastinate_jobs where task_name = %s order by id desc limit 1"
RUNS_OF = "select attempts from procrastinate_jobs where task_name = %s order by id desc limit 1"


class Context:
    """What a job is told of its worker, as far as it is asked here."""

    app = app


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[CommittedWorld]:
    with (
        django_db_blocker.unblock(),
        committed_world(worker_id) as here,
        psycopg.connect(here.owner, autocommit=True) as holder,
    ):
        holder.execute("select pg_advisory_lock(%s)", (NEVER_FREE,))
        yield here


def give(task: str) -> None:
    """Into the queue, as a door does it."""
    lock = "hang" if task == "tests.hang" else None
    app.configure_task(task, queueing_lock=lock).defer()


def take_up(world: CommittedWorld) -> None:
    """The minute after which a worker is held for dead is over."""
    world.run(DEAD_LONG_AGO)
    async_to_sync(housekeeping.take_up_stalled.func)(Context(), 0)


def work_off() -> None:
    """What waits is done and gone."""
    sql.run("update procrastinate_jobs set status = 'doing'")
    sql.run("delete from procrastinate_jobs")


def killed(running: subprocess.Popen[bytes]) -> None:
    running.kill()
    running.wait(10)


def test_a_job_of_a_killed_worker_is_taken_up_again(world: CommittedWorld, tmp_path: Path) -> None:
    give("tests.hang")
    with worker(tmp_path, world.app) as running:
        soon(lambda: world.ask(STATUS, "tests.hang") == "doing", 60)
        killed(running)
    _end_statements(world)
    take_up(world)
    with worker(tmp_path, world.app) as running:
        soon(lambda: world.ask(RUNS_OF, "tests.hang") == 1, 60)
        soon(lambda: world.ask(STATUS, "tests.hang") == "doing", 60)
        killed(running)
    _end_statements(world)


def test_of_a_stalled_job_and_its_waiting_twin_one_runs(world: CommittedWorld, tmp_path: Path) -> None:
    """Its queueing lock is taken by the twin: before, the stalled one stayed `doing` for ever."""
    give("tests.hang")
    with worker(tmp_path, world.app) as running:
        soon(lambda: world.ask(STATUS, "tests.hang") == "doing", 60)
        killed(running)
    _end_statements(world)
    give("tests.hang")
    states = "select string_agg(status::text, ' ' order by id) from procrastinate_jobs where task_name = 'tests.hang'"
    assert world.ask(states) == "doing todo"
    take_up(world)
    assert world.ask(states) == "failed todo"


def test_a_job_that_kills_its_worker_runs_three_times_in_all(world: CommittedWorld, tmp_path: Path) -> None:
    give("tests.kill_worker")
    for run in range(RUNS):
        with worker(tmp_path, world.app) as running:
            soon(lambda running=running: running.poll() is not None, 60)
        assert world.ask(STATUS, "tests.kill_worker") == "doing"
        assert world.ask(RUNS_OF, "tests.kill_worker") == run
        take_up(world)
    assert world.ask(STATUS, "tests.kill_worker") == "failed"
    assert world.ask(RUNS_OF, "tests.kill_worker") == RUNS


def test_a_job_that_fails_runs_three_times_and_one_that_is_done_leaves_the_queue(
    world: CommittedWorld, tmp_path: Path
) -> None:
    give("tests.fail")
    with worker(tmp_path, world.app):
        soon(lambda: world.ask(STATUS, "tests.fail") == "failed", 60)
        soon(lambda: world.ask("select count(*) from procrastinate_periodic_defers where job_id is null"), 60)
    assert world.ask(RUNS_OF, "tests.fail") == RUNS
    assert world.ask("select count(*) from procrastinate_jobs where status = 'succeeded'") == 0


@pytest.mark.slow
@pytest.mark.parametrize(("task", "left"), [("tests.hang", "doing"), ("tests.batches", None)])
def test_a_job_does_not_outlive_the_graceful_stop(
    world: CommittedWorld, tmp_path: Path, task: str, left: str | None
) -> None:
    """One that asks ends after its batch and is done; one that hangs is cut off and stays to be taken up."""
    give(task)
    with worker(tmp_path, world.app) as running:
        soon(lambda: world.ask(STATUS, task) == "doing", 60)
        running.send_signal(signal.SIGTERM)
        told = time.monotonic()
        assert running.wait(GONE_AFTER_SECONDS + 5) == 0
        print(f"{task}: ended after {time.monotonic() - told:.1f} s")
    assert world.ask(STATUS, task) == left
    _end_statements(world)


def _end_statements(world: CommittedWorld) -> None:
    """Of jobs that hang, whose process is gone."""
    world.run(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )


def at(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    return datetime(2025, 7, day, hour, minute, tzinfo=ZONE)


def midnight(day: int) -> int:
    return int(datetime(2025, 7, day, tzinfo=ZONE).timestamp())


def test_a_day_begins_at_midnight_here_not_at_seven() -> None:
    half_past_two = housekeeping_after()
    assert daily.last_due(half_past_two, at(2, 29)) == midnight(1)
    assert daily.last_due(half_past_two, at(2, 30)) == midnight(2)
    assert daily.last_due(half_past_two, at(6, 59)) == midnight(2), "still yesterday in UTC"
    assert daily.last_due(half_past_two, at(23, 59)) == midnight(2)


def housekeeping_after() -> Any:
    return daily._known["lienthong.hosting.running.housekeeping.sweep_jobs"].after


def given_out(now: datetime) -> list[str]:
    found: list[str] = async_to_sync(daily.give_out)(app.job_manager, now)
    return found


def test_the_days_work_is_given_out_once_however_late_somebody_looks(db: None) -> None:
    name = "lienthong.hosting.running.housekeeping.sweep_jobs"
    assert name in given_out(at(3))
    assert name not in given_out(at(3, 10))
    assert name not in given_out(at(23, 50))
    work_off()
    assert name not in given_out(at(23, 50)), "done and gone"
    assert name not in given_out(at(2, 20, day=3)), "before its hour yesterday's is the last"
    assert name in given_out(at(17, 45, day=3)), "the machine was off at half past two"
    assert sql.one("select (args ->> 'timestamp')::bigint from procrastinate_jobs") == midnight(3)


def test_while_yesterdays_waits_todays_is_not_lost(world: CommittedWorld) -> None:
    name = "lienthong.hosting.running.housekeeping.sweep_jobs"
    assert name in given_out(at(3))
    assert name not in given_out(at(3, day=3)), "its queueing lock is taken"
    world.run("delete from procrastinate_jobs")
    assert name in given_out(at(3, 10, day=3))


FINISHED_AND_NOT = [
    ("succeeded", "2 days"), ("succeeded", "1 hour"), ("failed", "2 days"), ("failed", "40 days"), ("doing", "2 days"),
    ("todo", "2 days"),
]  # fmt: skip


def test_finished_jobs_of_before_are_swept(db: None) -> None:
    work_off()
    for status, age in FINISHED_AND_NOT:
        name = f"{status} {age}"
        sql.run("insert into procrastinate_jobs (task_name, queue_name) values (%s, 'x')", (name,))
        sql.run(
            "update procrastinate_jobs set status = %s::procrastinate_job_status where task_name = %s",
            (status, name),
        )
        sql.run(
            "update procrastinate_events e set at = now() - %s::interval from procrastinate_jobs j"
            " where j.id = e.job_id and j.task_name = %s",
            (age, name),
        )
    async_to_sync(housekeeping.sweep_jobs.func)(Context(), 0)
    left = {name for (name,) in sql.rows("select task_name from procrastinate_jobs")}
    assert left == {"succeeded 1 hour", "failed 2 days", "doing 2 days", "todo 2 days"}


def test_a_connection_to_a_server_that_only_reads_is_not_used_again(world: CommittedWorld) -> None:
    async def asked() -> None:
        async with await psycopg.AsyncConnection.connect(world.app, autocommit=True) as connection:
            await queue._check_writes(connection)
            await connection.execute("set default_transaction_read_only = on")
            with pytest.raises(psycopg.OperationalError, match="only reads"):
                await queue._check_writes(connection)

    asyncio.run(asked())


def test_nobody_counts_repetitions_instead_of_runs() -> None:
    app.perform_import_paths()
    for task in app.tasks.values():
        assert task.retry_strategy is None or isinstance(task.retry_strategy, daily_again()), task.name


def daily_again() -> type:
    from lienthong.ground.jobs.running import Again

    return Again


def test_a_missed_day_is_one_day(db: None) -> None:
    given_out(at(3))
    work_off()
    later = at(3) + timedelta(days=9)
    assert len(given_out(later)) == 1, "not nine times"
    assert given_out(later) == []
