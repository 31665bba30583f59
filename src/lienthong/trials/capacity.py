"""What a round in which other provinces take part needs of the machine, asked before anything is made.

A round of the city alone is never refused: it is short, and on a machine that is too slow it ends as not valid.
The nation's makes a world for minutes and plays for the better part of an hour; who waits for that wants to know
beforehand. The figures were measured on two cores (`docs/decisions/0021-several-provinces.md`).
"""

import math
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots
from lienthong.rehearsal.planning.asked import Asked
from lienthong.rehearsal.terms import SCENARIO_MINUTES

BASE_MB, UNIT_MB = 900, 0.9
"""Memory: the city's round takes 890 MB in all; driver, verifier and PostgreSQL grow with each unit."""

DISK_BASE_MB, DISK_WORLD_MB, DISK_ROUND_MB = 600, 0.15, 1.2
"""Disk: templates and logs of the database; a unit's bodies, staff and old dossiers; its work in a round."""

ACTS_A_UNIT = 105
CPU_MS_AN_ACT = 8.0
"""Of all processes; what a round of 168 units is held to (`bench/budgets.toml`)."""

FILLED = 0.85
"""A machine busier than this answers late (`rehearsal.conduct.BUSY`)."""


@dataclass(frozen=True)
class Machine:
    memory_mb: float
    disk_mb: float
    cores: int


@dataclass(frozen=True)
class Needs:
    memory_mb: float
    disk_mb: float
    cores: int


def needs(units: int, speed: float, *, is_made: bool) -> Needs:
    """`is_made`: the world is there already, only the round's work is still to be written."""
    seconds = SCENARIO_MINUTES * 60 / speed
    cpu_seconds = units * ACTS_A_UNIT * CPU_MS_AN_ACT / 1000
    world = 0.0 if is_made else DISK_WORLD_MB * units + DISK_BASE_MB
    return Needs(
        BASE_MB + UNIT_MB * units, world + DISK_ROUND_MB * units, math.ceil(cpu_seconds / seconds / FILLED)
    )


def fastest(units: int, cores: int) -> float:
    """The speed at which this many cores still hold a round of so many units."""
    return SCENARIO_MINUTES * 60 * cores * FILLED / (units * ACTS_A_UNIT * CPU_MS_AN_ACT / 1000)


def require_machine(home: Path, wanted: Asked, speed: float, *, is_made: bool) -> None:
    """Refuses `machine_too_small`, saying what is needed, what is there, and at which speed it would do."""
    if wanted.besides:
        check(machine(home), needs(wanted.units, speed, is_made=is_made), wanted.units, speed)


def check(have: Machine, need: Needs, units: int, speed: float) -> None:
    short = [
        f"{what} cần {dots(math.ceil(needed))} {unit}, có {dots(math.floor(there))} {unit}"
        for what, unit, needed, there in (
            ("bộ nhớ", "MB", need.memory_mb, have.memory_mb),
            ("đĩa", "MB", need.disk_mb, have.disk_mb),
            ("bộ xử lý", "lõi", need.cores, have.cores),
        )
        if there < needed
    ]
    if not short:
        return
    slower = fastest(units, have.cores)
    advice = (
        f" Với {have.cores} lõi, tốc độ lớn nhất là {math.floor(slower * 10) / 10:g}."
        if slower < speed
        else ""
    )
    raise Refusal(
        "machine_too_small",
        f"Máy này không đủ cho {dots(units)} đơn vị ở tốc độ {speed:g}: {'; '.join(short)}.{advice}",
        status=422, field="units", units=units, memory_mb=math.ceil(need.memory_mb),
        disk_mb=math.ceil(need.disk_mb), cores=need.cores,
    )  # fmt: skip


def machine(home: Path) -> Machine:
    """What is free here now: memory that can be had without swapping, disk where the home is, cores we may use."""
    there = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    return Machine(_memory_mb(), shutil.disk_usage(there).free / 1e6, len(os.sched_getaffinity(0)))


def _memory_mb() -> float:
    """Unlimited where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return math.inf
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return float(kilobytes) / 1000 if kilobytes else math.inf
