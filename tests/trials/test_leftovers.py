"""A round whose program was killed is closed and named when the next one starts."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import psycopg
import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import running_server
from lienthong.hosting import serve
from lienthong.hosting.serve import Service
from lienthong.hosting.worlds import create_world, database_of, drop_world
from lienthong.kernel.refusals import Refusal
from lienthong.trials.leftovers import end_cut_rounds
from tests.cli.command import HOME

NAME = f"cat-ngang-{os.getpid()}"
PLAN = """
import os, sys
from lienthong.ground.database.servers import home_folder, server_at
from lienthong.hosting.inside import enter
enter(server_at(home_folder()), sys.argv[1])
from lienthong.rehearsal.planning import actions
from lienthong.trials.rounds import Plan, _campaign, _planned
from lienthong.trials.acting import as_centre
for _ in range(2):
    trial = _planned(_campaign(), Plan(["27094"], None, 60.0, 1), "virtual")
    with as_centre() as centre:
        actions.start_round(trial.number, in_seconds=0, by=centre)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(HOME)
    running_server(HOME)
    create_world(server, NAME, date(2025, 7, 1))
    try:
        yield server
    finally:
        drop_world(server, NAME)


@pytest.mark.drill
def test_rounds_that_were_cut_are_closed_and_named_once(server: EmbeddedServer) -> None:
    subprocess.run(
        [sys.executable, "-c", PLAN, NAME], check=True, env={**os.environ, "LIENTHONG_HOME": str(HOME)}
    )
    said: list[str] = []
    end_cut_rounds(server, NAME, said.append)
    assert [sentence.split(" bị cắt ngang")[0] for sentence in said] == ["Vòng 1", "Vòng 2"]
    with psycopg.connect(server.url(database_of(NAME), "verifier")) as reader:
        assert reader.execute("select distinct state from trial_round").fetchall() == [("ended",)]
    end_cut_rounds(server, NAME, said.append)
    assert len(said) == 2


@pytest.mark.drill
def test_a_clock_behind_the_journal_is_waited_for_or_refused(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(serve.time, "sleep", waited.append)
    service = Service(server, NAME, "127.0.0.1", 8000)
    with psycopg.connect(server.url(database_of(NAME), "owner"), autocommit=True) as owner:

        def set_back(step: timedelta) -> None:
            """As a machine's clock that was set back: the world's follows it."""
            owner.execute(
                "update world set clock_offset = (select at from journal order by id desc limit 1) - now() - %s",
                (step,),
            )

        kept = owner.execute("select clock_offset from world").fetchone()
        assert kept is not None
        try:
            set_back(timedelta(seconds=5))
            serve._wait_for_time(service)
            assert 0 < waited.pop() <= 5
            set_back(timedelta(minutes=20))
            with pytest.raises(Refusal) as refused:
                serve._wait_for_time(service)
            assert refused.value.code == "time_behind"
            assert "20 phút" in refused.value.sentence
        finally:
            owner.execute("update world set clock_offset = %s", (kept[0],))
    serve._wait_for_time(service)
    assert waited in ([], [0.0])
