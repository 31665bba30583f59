"""`kill -9` of the worker while it delivers: each change arrives, and once by its id; each notice is there once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from lienthong.exchange.webhooks import actions
from lienthong.ground import acts
from lienthong.notices import queries
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import issued
from tests.exchange.receivers import receiver
from tests.running import soon

LETTERS_A_LIFE = 12
LIVES = 3
CHANGES = """
select count(*) from journal j join work_item w on w.id = j.item
where w.kind = 'delivery' and w.jurisdiction = %s and j.verb = 'delivery.arrived'
"""


@contextmanager
def worker(world: CommittedWorld, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process that `lienthong serve` starts beside the web server."""
    environment = {
        **os.environ, "LIENTHONG_DB": world.app, "LIENTHONG_SECRET_KEY": "key of this test",
        "LIENTHONG_WEBHOOK_ALLOW": "127.0.0.1", "LIENTHONG_HOME": str(folder), "LIENTHONG_POOL": "0",
        "LIENTHONG_ADDRESS": "http://127.0.0.1:8000",
    }  # fmt: skip
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "lienthong.hosting.die_with_parent", str(os.getpid()), sys.executable, "-m",
             "lienthong.hosting.worker"],
            env=environment, stdout=log, stderr=log, process_group=0,
        )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


def kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


@pytest.mark.drill
def test_each_change_once_while_the_worker_is_killed(
    world: CommittedWorld, settings: Settings, tmp_path: Path
) -> None:
    settings.WEBHOOK_ALLOW = "127.0.0.1"
    an, leader = cast.an(), cast.officer("lanh_dao")
    with receiver(seconds=0.05) as kept:
        actions.create_webhook(url=kept.url, kinds=["delivery"], by=leader)
        for life in range(LIVES):
            with worker(world, tmp_path) as process:
                for _ in range(LETTERS_A_LIFE):
                    issued(cast.dung(), an.unit or 0)
                soon(lambda wanted=life * LETTERS_A_LIFE + 3: len(set(kept.ids)) >= wanted, 60)
                kill(process)
        with worker(world, tmp_path):
            soon(lambda: len(set(kept.ids)) == LIVES * LETTERS_A_LIFE, 60)
            soon(
                lambda: world.ask("select count(*) from webhook_delivery where state <> 'delivered'") == 0, 60
            )
    sent = world.ask("select count(distinct event ->> 'id') from webhook_delivery")
    assert sent == world.ask(CHANGES, an.seat) == LIVES * LETTERS_A_LIFE
    assert len(kept.ids) - sent <= LIVES * 4, "only what was in the air when it was killed came twice"
    bodies = {each.event["id"]: each.body for each in kept.received}
    assert all(bodies[each.event["id"]] == each.body for each in kept.received), "a repeat is the same"
    with acts.opening(an):
        assert queries.unread_count(an) == LIVES * LETTERS_A_LIFE
    print(
        f"{len(kept.ids)} requests for {sent} changes, {LIVES} kills; {(tmp_path / 'worker.log').stat().st_size} B log"
    )


def test_it_ends_when_it_is_asked_to(world: CommittedWorld, tmp_path: Path) -> None:
    an = cast.an()
    with worker(world, tmp_path) as process:
        issued(cast.dung(), an.unit or 0)

        def told() -> bool:
            with acts.opening(an):
                return queries.unread_count(an) == 1

        soon(told, 60)
        # The jobs run beside it: the minute's own are deferred when a worker begins, and leave the queue when done.
        soon(lambda: world.ask("select count(*) from procrastinate_periodic_defers where job_id is null"), 60)
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(15) in {0, -signal.SIGTERM}
    assert "Traceback" not in (tmp_path / "worker.log").read_text("utf-8")
