"""python -m bench.backup [--items N]: what a backup costs those who work meanwhile, and what a restore costs beside
`pg_restore` alone.

Receive and move are asked at half the rate the machine holds, without a backup and while `lienthong backup` runs, in
turns; the restore takes its own snapshot's dump. Exit code: 0 the budgets of `budgets.toml` are kept, 1 one is not.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from bench import measure, report, world
from bench.measure import Served
from bench.paths import BODY, reset_drafts
from bench.world import Counter
from lienthong.cli.words import count
from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import admin, running_server
from lienthong.hosting import worlds
from lienthong.hosting.keeping.backup import run_tool
from lienthong.hosting.keeping.manifest import read_manifest

TURNS = 3
ALONE_SECONDS = 10.0
COPIES = world.HOME.parent / "bench-copies"
TRIED = "lt_bench_restore"
Requests = dict[str, list[dict[str, Any]]]


class Turn(NamedTuple):
    """95th percentiles in ms, by kind of request, and the seconds a backup took."""

    alone: dict[str, float]
    during: dict[str, float]
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.backup")
    parser.add_argument("--items", type=count, default=1_000_000, help="closed work in the world")
    items = parser.parse_args().items
    shutil.rmtree(COPIES, ignore_errors=True)
    server = world.prepare()
    import django

    django.setup()
    world.fill(server, 1, world.OPEN, is_open=True)
    world.fill(server, world.OPEN + 1, world.OPEN + items)
    counters = world.counters(8)
    world.fill_drafts(server, [counter.seat for counter in counters])
    try:
        with measure.served(server, world.NAME) as at:
            turns = _turns(server, at, _requests(counters))
        figures = _figures(turns) | _restored(server)
    finally:
        server.stop()
        shutil.rmtree(COPIES, ignore_errors=True)
    print(json.dumps({"items": items, **figures}, indent=1))
    limits = report.budgets("backup")
    return int(any(not report.is_kept(figures[name], limit["now"]) for name, limit in limits.items()))


def _requests(counters: list[Counter]) -> Requests:
    """Receiving at the counters; every draft to its leader, then every draft back."""

    def asked(path: str, token: str, body: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        return {"method": "POST", "path": f"/api/v1{path}", "headers": headers, "body": body}

    drafts = [(UUID(int=n), counters[n % len(counters)]) for n in range(1, world.DRAFTS + 1)]
    there = [asked(f"/items/{item}/submit-draft", by.specialist, {}) for item, by in drafts]
    back = [asked(f"/items/{item}/send-back-draft", by.leader, {"note": "làm lại"}) for item, by in drafts]
    return {"receive": [asked("/dossiers", each.reception, BODY) for each in counters], "move": there + back}


def _turns(server: EmbeddedServer, at: Served, requests: Requests) -> list[Turn]:
    both = [request for pair in zip(cycle(requests["receive"]), requests["move"]) for request in pair]
    rate = measure.over_http(server, at, both).rate / 2
    turns = []
    for number in range(TURNS):
        reset_drafts(server)
        with _asked(at, requests, rate, f"alone-{number}") as alone:
            time.sleep(ALONE_SECONDS)
        reset_drafts(server)
        began = time.monotonic()
        with _asked(at, requests, rate, f"during-{number}") as during:
            _lienthong(server.home, "backup", str(COPIES / str(number)), "--world", world.NAME)
            seconds = time.monotonic() - began
        turns.append(Turn(alone["p95_ms"], during["p95_ms"], seconds))
    return turns


@contextmanager
def _asked(at: Served, requests: Requests, rate: float, run: str) -> Iterator[dict[str, Any]]:
    """What is asked while the block runs; the answer stands in the yielded words behind it."""
    plan = {"base": at.base, "run": f"{time.time_ns()}-{run}", "rate": rate, "kinds": requests}
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.paced"], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    answer: dict[str, Any] = {}
    try:
        process.stdin.write(json.dumps(plan) + "\n")
        process.stdin.flush()
        yield answer
        said, _ = process.communicate(timeout=120)
        answer.update(json.loads(said))
    finally:
        process.kill()
        process.wait()
    if answer["failed"]:
        raise RuntimeError(f"{answer['failed']} of {answer['done']} failed: {answer['first_failure']}")


def _figures(turns: list[Turn]) -> dict[str, float]:
    """The median of the turns, each during a backup over its own without."""
    figures = {"backup_s": statistics.median(turn.seconds for turn in turns)}
    for kind in turns[0].alone:
        figures[f"{kind}_p95_ms"] = statistics.median(turn.alone[kind] for turn in turns)
        ratios = [turn.during[kind] / turn.alone[kind] for turn in turns]
        figures[f"{kind}_ratio"] = statistics.median(ratios)
    return figures


def _restored(server: EmbeddedServer) -> dict[str, float]:
    """The last backup, into a home of its own; its dump alone, into an empty database beside."""
    copy, home = COPIES / str(TURNS - 1), COPIES / "home"
    (taken,) = read_manifest(copy).worlds
    with admin(server) as connection:
        roles.create_database(connection, TRIED)
        try:
            began = time.monotonic()
            run_tool(
                server.url(TRIED, "owner"), "pg_restore", "--exit-on-error", "--jobs=2", str(copy / taken.dump.path),
                failed="not_restored",
            )  # fmt: skip
            alone = time.monotonic() - began
        finally:
            roles.drop_database(connection, TRIED)
    # Its cluster is made first: an empty home is no part of what a restore costs.
    other = running_server(home)
    try:
        began = time.monotonic()
        _lienthong(home, "restore", str(copy))
        whole = time.monotonic() - began
    finally:
        other.stop()
    return {
        "pg_restore_s": alone,
        "restore_s": whole,
        "restore_ratio": whole / alone,
        "dump_mb": taken.dump.size / 1e6,
    }


def _lienthong(home: Path, *words: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    done = subprocess.run(
        [sys.executable, "-m", "lienthong.cli", *words], env=kept | worlds.plain_environment(home), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"lienthong {words[0]}: {done.stdout[-500:]}{done.stderr[-500:]}")


if __name__ == "__main__":
    raise SystemExit(main())
