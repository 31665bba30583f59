"""This build beside another commit, in one run: the same worlds, the same requests, in turns (A B A B)."""

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import psycopg

from bench import footprint, frozen, homes, issuing, measure, requests, stages
from bench.builds import WORLD, Build, Side, checked_out, own, serving
from bench.measure import Measured
from bench.report import Row
from bench.requests import PATHS, Path, Request
from bench.staff import Staff, employ
from bench.stages import NOTHING, SMALL, Stage
from lienthong.kernel.refusals import Refusal

ROUNDS = 3
HOT_SECONDS, PAGE_SECONDS, WARM_SECONDS, ASK_SECONDS = 5.0, 1.5, 1.0, 2.0
EMPTY = "begin;\nselect 1;\ncommit;\n"
PAGE_CLIENTS = 2
IDLE_AFTER_SECONDS = 3.0
Say = Callable[[str], None]
Owners = list[psycopg.Connection[Any]]


@dataclass
class Outcome:
    """Rows measured, and in a sentence each what could not be."""

    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def compared(asked: str | None, largest: Stage, say: Say) -> Outcome:
    """`asked` None: this build alone, on the same axes."""
    outcome = Outcome()
    if asked is not None:
        try:
            say("Dựng bản trước trong thư mục riêng…")
            _measure([checked_out(asked), own()], largest, outcome, say)
            return outcome
        except (Refusal, RuntimeError, psycopg.Error) as failed:
            outcome.faults.append(sentence(failed))
            say(f"{outcome.faults[-1]} Chỉ đo bản này.")
        outcome.rows.clear()
    _measure([own()], largest, outcome, say)
    return outcome


def sentence(failed: Exception) -> str:
    """Why something was not measured."""
    return failed.sentence if isinstance(failed, Refusal) else str(failed).strip()


def _measure(builds: list[Build], largest: Stage, outcome: Outcome, say: Say) -> None:
    """The last build is this one; the first makes the world."""
    try:
        say("Dựng thế giới nhỏ…")
        homes.make_world(builds[0])
        with _owner(builds[0]) as owner:
            staff = employ(owner, WORLD)
            stages.fill(owner, staff, NOTHING, SMALL)
        small = _at_stage(builds, staff, SMALL, outcome, say, is_last=False)
        say("Dựng thế giới lớn…")
        with _owner(builds[0]) as owner:
            stages.fill(owner, staff, SMALL, largest)
        large = _at_stage(builds, staff, largest, outcome, say, is_last=True)
        outcome.rows[:0] = [_row(path.name, large[path.name], small[path.name]) for path in PATHS]
        outcome.rows += [_row(f"{name}_kb", _sizes(large[name])) for name in ("inbox_page", "letter_page")]
        outcome.rows.append(_row("waiting_of_inbox", [_over(large["waiting_page"], small["inbox_page"])]))
    finally:
        for build in builds:
            homes.forget(build.home)


def _owner(build: Build) -> psycopg.Connection[Any]:
    return psycopg.connect(build.server.url(homes.DATABASE, "owner"), autocommit=True)


Costs = dict[str, list[Measured | None]]
"""Of each path: one of each side."""


def _at_stage(
    builds: list[Build], staff: Staff, stage: Stage, outcome: Outcome, say: Say, *, is_last: bool
) -> Costs:
    if len(builds) > 1:
        homes.copy(builds[0], builds[1])
    for build in builds if is_last else ():
        # Once before: what the newer build migrates at its first start is not how long a start takes.
        with serving(build):
            pass
    with ExitStack() as stack:
        sides = [stack.enter_context(serving(build)) for build in builds]
        owners = [stack.enter_context(_owner(build)) for build in builds]
        for owner in owners:
            owner.execute("vacuum analyze")
        if is_last:
            _measure_once(sides, owners, staff, outcome, say)
        costs: Costs = {}
        for path in PATHS:
            say(f"{path.name}…")
            costs[path.name] = _in_turns(sides, path, staff, stage, outcome)
        return costs


def _measure_once(sides: list[Side], owners: Owners, staff: Staff, outcome: Outcome, say: Say) -> None:
    """What needs one world only; without the build before, what a run alone measures anyhow is left out."""
    time.sleep(IDLE_AFTER_SECONDS)
    tasks: dict[str, Callable[[], list[Row]]] = {
        "Bộ nhớ, gói cài, khởi động": lambda: _footprints(sides),
        "Hỏi ai đang làm việc (ask)": lambda: [_ask(sides, owners[0], staff)],
    }
    hot = {
        "receive": requests.receiving(staff),
        "move": requests.moving(staff),
        "inbox": requests.inboxes(staff),
    }
    if len(sides) > 1:
        tasks |= {name: partial(_hot, name, sides, owners, staff, asked) for name, asked in hot.items()}
        tasks["Văn bản gửi 168 và 3.321 đơn vị"] = lambda: [
            _row(name, values) for name, values in issuing.ratios(sides, owners, staff).items()
        ]
    for what, task in tasks.items():
        say(f"{what}…")
        try:
            outcome.rows += task()
        except RuntimeError as failed:
            outcome.faults.append(f"{what}: {failed}")


def _footprints(sides: list[Side]) -> list[Row]:
    return [
        _row("serve_pss_mb", [footprint.idle_mb(side) for side in sides]),
        _row("environment_mb", [footprint.environment_mb(side.build) for side in sides]),
        _row("first_page_s", [side.first_page_s for side in sides]),
    ]


def _ask(sides: list[Side], owner: psycopg.Connection[Any], staff: Staff) -> Row:
    """The database's CPU of the one statement that every request begins with; an empty transaction's is taken off."""
    script = frozen.scripts("ask", owner, staff)[0]
    costs: list[tuple[list[float], list[float]]] = [([], []) for _ in sides]
    for _ in range(ROUNDS):
        for side, (asking, empty) in zip(sides, costs, strict=True):
            asking.append(measure.pgbench_cpu_ms(side.server, WORLD, script, ASK_SECONDS))
            empty.append(measure.pgbench_cpu_ms(side.server, WORLD, EMPTY, ASK_SECONDS))
    # The least of each: whatever else the server does meanwhile only adds.
    return _row("ask_db", [min(asking) - min(empty) for asking, empty in costs])


def _hot(name: str, sides: list[Side], owners: Owners, staff: Staff, asked: list[Request]) -> list[Row]:
    """CPU of one request, and the rate over that of pgbench with the older build's statements in its database."""
    scripts = frozen.scripts(name, owners[0], staff)
    turns: list[list[Measured]] = [[] for _ in sides]
    limits = []
    for turn in range(ROUNDS + 1):
        seconds = HOT_SECONDS if turn else WARM_SECONDS
        for owner in owners if name == "move" else ():
            stages.reset_drafts(owner)
        for n, side in enumerate(sides):
            got = measure.over_http(side.server, side.at, asked, seconds)
            turns[n] += [got] if turn else []
        if turn:
            limits.append(measure.over_pgbench(sides[0].server, WORLD, scripts, seconds))
    limit = statistics.median(limits)
    rates = [statistics.median(one.rate for one in side) for side in turns]
    return [
        _row(f"{name}_cpu", [_middle(side) for side in turns]),
        _row(f"{name}_of_pgbench", [rate / limit for rate in rates]),
    ]


def _in_turns(
    sides: Sequence[Side], path: Path, staff: Staff, stage: Stage, outcome: Outcome
) -> list[Measured | None]:
    """Medians of three turns; None of a side that does not answer as it should."""
    asked = [path.ask(staff, stage)]
    turns: list[list[Measured]] = [[] for _ in sides]
    broken: set[int] = set(range(len(sides) - 1)) if path.is_new else set()
    for turn in range(ROUNDS + 1):
        for n, side in enumerate(sides):
            if n in broken:
                continue
            try:
                seconds = PAGE_SECONDS if turn else WARM_SECONDS
                got = measure.over_http(side.server, side.at, asked, seconds, PAGE_CLIENTS)
            except RuntimeError as failed:
                broken.add(n)
                outcome.faults.append(f"{path.name}, bản {side.build.label}: {failed}")
                continue
            if turn:
                turns[n].append(got)
    return [None if n in broken else _middle(turn) for n, turn in enumerate(turns)]


def _middle(turns: list[Measured]) -> Measured:
    return sorted(turns, key=lambda one: one.cpu_ms)[len(turns) // 2]


def _over(costs: list[Measured | None], others: list[Measured | None]) -> float | None:
    """Of this build."""
    cost, other = costs[-1], others[-1]
    return cost.cpu_ms / other.cpu_ms if cost and other else None


def _sizes(costs: list[Measured | None]) -> list[float | None]:
    return [None if cost is None else cost.bytes / 1000 for cost in costs]


def _row(
    name: str, values: Sequence[Measured | float | None], small: Sequence[Measured | None] | None = None
) -> Row:
    """From one value of each side, the newer build's last."""
    figures = [one.cpu_ms if isinstance(one, Measured) else one for one in values]
    now, base = figures[-1], small[-1] if small else None
    flat = now / base.cpu_ms if now is not None and base is not None else None
    parts = [one.parts() for one in values if isinstance(one, Measured)]
    return Row(name, figures[0] if len(figures) > 1 else None, now, flat, {"sides": parts} if parts else {})
