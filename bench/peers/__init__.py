"""This build beside another program that does the same three things, in one run and in turns.

The peer is installed from its package, by its lock, into a folder outside the project; it is served by the same granian
settings and keeps its tickets in a database of its own in the same PostgreSQL.
"""

import base64
import hashlib
import json
import os
import secrets
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg

from bench import homes, measure, requests, stages
from bench.against import Outcome, sentence
from bench.builds import KEPT, WORLD, Build, cache, own, serving
from bench.measure import Served, free_port
from bench.report import Row
from bench.requests import Request
from bench.staff import Staff, employ
from bench.stages import NOTHING, Stage
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.words import environment_of
from lienthong.kernel.refusals import Refusal

HERE = Path(__file__).parent
LOCK = HERE / "lock.txt"
PROJECT = HERE / "helpdesk"
DATABASE = "ban_helpdesk"
TICKETS = 100_000
ROUNDS, SECONDS, WARM_SECONDS = 3, 4.0, 1.0
Say = Callable[[str], None]


def compared(say: Say) -> Outcome:
    """CPU of one request of each operation; without the peer, a sentence that says why."""
    outcome = Outcome()
    build = own()
    try:
        say("Cài django-helpdesk trong thư mục riêng…")
        python = installed()
        say("Dựng thế giới 100.000 việc…")
        homes.make_world(build)
        with psycopg.connect(build.server.url(homes.DATABASE, "owner"), autocommit=True) as owner:
            staff = employ(owner, WORLD)
            stages.fill(owner, staff, NOTHING, _as_many(staff))
        say("Dựng 100.000 phiếu của django-helpdesk…")
        environment = _environment(build.server)
        peer = _prepared(python, environment)
        with serving(build) as side, _served(python, environment) as at:
            outcome.rows += _rows(build, (at, side.at), _operations(peer, staff), say)
    except (Refusal, RuntimeError, psycopg.Error) as failed:
        outcome.faults.append(sentence(failed))
    finally:
        homes.forget(build.home)
    return outcome


def installed() -> Path:
    """The interpreter of the peer's environment; made once for each lock."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = cache() / f"django-helpdesk-{digest}"
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r",
             str(LOCK)],
        ):  # fmt: skip
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                said = done.stderr.strip()[-400:]
                raise Refusal("peer_absent", f"Không cài được django-helpdesk (cần mạng): {said}")
        (folder / "made").touch()
    return python


def _as_many(staff: Staff) -> Stage:
    """As many items as the peer has tickets, the open ones counted."""
    return Stage(TICKETS - stages.OPEN_A_WARD * len(staff.seats), stages.OPEN_A_WARD, 0, 0)


def _environment(server: EmbeddedServer) -> dict[str, str]:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute(f"drop database if exists {DATABASE}")
        connection.execute(f"create database {DATABASE}")
    variables = {name: os.environ[name] for name in KEPT if name in os.environ}
    variables |= environment_of(server.admin_url(DATABASE))
    return variables | {
        "PYTHONPATH": str(PROJECT),
        "PEER_SECRET_KEY": secrets.token_urlsafe(32),
        "PYTHONUTF8": "1",
    }


def _prepared(python: Path, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [str(python), str(PROJECT / "prepare.py"), str(TICKETS)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise Refusal(
            "peer_not_made", f"django-helpdesk không dựng được dữ liệu: {done.stderr.strip()[-600:]}"
        )
    prepared: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return prepared


@contextmanager
def _served(python: Path, environment: dict[str, str]) -> Iterator[Served]:
    """Workers and threads as ours are served."""
    port = free_port()
    process = subprocess.Popen(
        [
            str(python), "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4",
            "--workers-kill-timeout", "10s", "--no-access-log", "--host", "127.0.0.1", "--port", str(port),
            "--log-level", "error", "wsgi:application",
        ],
        env=environment,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 40
        while not _answers(f"{base}/login/"):
            if process.poll() is not None or time.monotonic() > until:
                raise Refusal("peer_not_started", "django-helpdesk không khởi động được.")
            time.sleep(0.1)
        yield Served(base, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        urlopen(url, timeout=5).read()  # noqa: S310 – our own address
    except OSError:
        return False
    return True


Operations = dict[str, tuple[list[Request], list[Request]]]


def _operations(peer: dict[str, Any], staff: Staff) -> Operations:
    """The same operation at the peer and here."""
    headers = {"Cookie": peer["cookies"], "X-CSRFToken": "a" * 32}
    listed = base64.b64encode(
        json.dumps({"filtering": {"status__in": [1, 2]}, "sorting": "created"}).encode()
    )
    ticket = {"queue": peer["queue"], "title": "Trích lục hộ tịch", "description": "Nội dung", "priority": 3}
    create = {"method": "POST", "path": "/api/tickets/", "headers": headers, "body": ticket}
    path = f"/datatables_ticket_list/{listed.decode()}?draw=1&start=0&length=50"
    return {
        "create": ([create], requests.receiving(staff)),
        "move": (
            [_move(headers, item, status) for status in (2, 1) for item in peer["tickets"]],
            requests.moving(staff),
        ),
        "list": (
            [{"method": "GET", "path": path, "headers": headers}],
            requests.inboxes(staff),
        ),
    }


def _move(headers: dict[str, str], ticket: int, status: int) -> Request:
    body = {"ticket": ticket, "title": "Chuyển bước", "comment": "", "public": False, "new_status": status}
    return {"method": "POST", "path": "/api/followups/", "headers": headers, "body": body}


def _rows(build: Build, both: tuple[Served, Served], operations: Operations, say: Say) -> Iterator[Row]:
    for name, asked in operations.items():
        say(f"{name}…")
        cost: tuple[list[float], list[float]] = ([], [])
        for turn in range(ROUNDS + 1):
            with psycopg.connect(build.server.url(homes.DATABASE, "owner"), autocommit=True) as owner:
                stages.reset_drafts(owner)
            for n in (0, 1):
                seconds = SECONDS if turn else WARM_SECONDS
                got = measure.over_http(build.server, both[n], asked[n], seconds)
                if turn:
                    cost[n].append(got.cpu_ms)
        yield Row(name, statistics.median(cost[0]), statistics.median(cost[1]))
