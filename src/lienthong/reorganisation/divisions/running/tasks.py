"""What the worker does by itself, in real time."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import opening
from lienthong.ground.jobs.running import has_to_end
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.acting import acting
from lienthong.reorganisation.divisions.queries import ROOM
from lienthong.reorganisation.divisions.running import runs
from lienthong.reorganisation.divisions.streets import read_addresses

AT_ONCE = 5_000

QUEUED_AS = "lienthong.reorganisation.tasks"
"""Jobs that wait since before an upgrade carry this name, wherever this file has moved to since."""


class DividedRow(NamedTuple):
    jurisdictions: list[int] | None
    """None when no plan divides anything."""
    at: datetime


@app.periodic(cron="* * * * *")
@app.task(name=f"{QUEUED_AS}.read_divided_addresses", queueing_lock="read_divided_addresses")
def read_divided_addresses(timestamp: int) -> int:
    """Read what addresses say of work that is to be divided: after a plan was prepared, and as new work comes in.

    How many. Each batch is a transaction of its own, whose scope is the divided jurisdictions and nothing else.
    """
    read = 0
    while not has_to_end() and (batch := _read_some()):
        read += batch
    return read


def _read_some() -> int:
    with transaction.atomic():
        row = sql.only_row(DividedRow, sql.named(ROOM, "divided_jurisdictions"))
        if not row.jurisdictions:
            return 0
        reader = Actor(
            "system", at=clock.local(row.at), scope=tuple(row.jurisdictions), door="read_divided_addresses"
        )
        with opening(reader):
            return read_addresses(row.jurisdictions, AT_ONCE)


@app.task(name=f"{QUEUED_AS}.apply_division_rules")
def apply_division_rules(run: int) -> int:
    """Go on with a run until it ends or somebody else has it in hand; how many batches.

    Each batch is a transaction under the mandate that began it, so a run ends when that person may no longer decide.
    """
    batches = 0
    while not has_to_end() and (mandate := runs.starter_of(run)) is not None:
        try:
            with acting(mandate, f"rule_run:{run}") as clerk:
                goes_on = runs.go_on_applying(run, by=clerk)["goes_on"]
        except NotFound:
            return _stopped(run, runs.MOVED_AWAY, batches)
        except Refusal as refusal:
            return _stopped(run, refusal.sentence, batches)
        batches += 1
        if not goes_on:
            break
    return batches


def _stopped(run: int, why: str, batches: int) -> int:
    with transaction.atomic():
        runs.stop_run(run, why)
    return batches


@app.periodic(cron="* * * * *")
@app.task(name=f"{QUEUED_AS}.resume_rule_runs", queueing_lock="resume_rule_runs")
def resume_rule_runs(timestamp: int) -> int:
    """Runs whose worker was killed go on; how many there were. What breaks one does not hold up the others."""
    with transaction.atomic():
        resumed = runs.resume_silent_runs()
    broken = []
    for run in resumed:
        try:
            apply_division_rules(run)
        except Exception as bug:  # raised below, with all of them
            broken.append(bug)
    if broken:
        raise ExceptionGroup("rule runs that could not go on", broken)
    return len(resumed)
