"""What the processes of a home cost and how busy the machine is, read from Linux's /proc; nothing elsewhere.

A tree of processes costs what its living members used and what they inherited from children they buried: exact,
however many came and went. Who asks now and then also keeps what a killed tree had used when it was last seen.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lienthong.ground.database.servers import Server
from lienthong.hosting.supervisor import alive

PROC = Path("/proc")
OURSELVES = "others"
POSTGRES = "postgres"
STRETCH_SECONDS = 3.0
"""Shorter ones say nothing of how busy a machine is."""


@dataclass(frozen=True, slots=True)
class _Process:
    pid: int
    parent: int
    group: int
    own: float
    inherited: float
    """Of the children it has buried."""
    began: str


@dataclass(frozen=True, slots=True)
class Machine:
    """Seconds of all cores since the machine began."""

    busy: float
    total: float

    @classmethod
    def now(cls) -> "Machine | None":
        try:
            words = (PROC / "stat").read_text("ascii").split("\n", 1)[0].split()[1:]
        except OSError:
            return None
        # user nice system idle iowait irq softirq steal; guests stand in user already.
        ticks = [int(word) / _ticks_a_second() for word in words[:8]]
        return cls(busy=sum(ticks) - ticks[3] - ticks[4], total=sum(ticks))


@dataclass(frozen=True, slots=True)
class Busy:
    share: float
    """Of all cores."""
    peak: float
    """Of the busiest stretch between two looks."""
    others: float
    """The part of `share` that programs took which are not ours."""
    cores: int


class Meter:
    """`look` now and then, and once at the end; `seconds` is what each kind of process has cost since the start."""

    def __init__(self, server: Server, labels: Mapping[str, str]) -> None:
        """`labels`: a supervised child → what its cost is called; no others are counted."""
        self._server, self._labels = server, labels
        self._trees: dict[tuple[str, int, str], float] = {}
        self._base: dict[tuple[str, int, str], float] = {}
        self._machine = self._seen = Machine.now()
        self._peak = 0.0
        self.look()
        self._base = dict(self._trees)

    def look(self) -> None:
        processes = {process.pid: process for process in _processes()}
        for name, leader, members in self._named(processes):
            key = (name, leader.pid, leader.began)
            self._trees[key] = sum(member.own + member.inherited for member in members)

        self._look_at_machine()

    def _look_at_machine(self) -> None:
        then, now = self._seen, Machine.now()
        if then and now and now.total - then.total >= STRETCH_SECONDS * (os.cpu_count() or 1):
            self._peak = max(self._peak, (now.busy - then.busy) / (now.total - then.total))
            self._seen = now

    @property
    def seconds(self) -> dict[str, float]:
        cost: dict[str, float] = {}
        for key, used in self._trees.items():
            cost[key[0]] = cost.get(key[0], 0.0) + used - self._base.get(key, 0.0)
        return {name: round(used, 2) for name, used in sorted(cost.items())}

    @property
    def busy(self) -> "Busy | None":
        """Since the start."""
        then, now = self._machine, Machine.now()
        if then is None or now is None or now.total <= then.total:
            return None
        busy, whole = now.busy - then.busy, now.total - then.total
        others = max(busy - sum(self.seconds.values()), 0.0)
        share = min(busy / whole, 1.0)
        return Busy(share, max(share, self._peak), min(others / whole, 1.0), os.cpu_count() or 1)

    def _named(self, processes: Mapping[int, _Process]) -> Iterator[tuple[str, _Process, list[_Process]]]:
        for child, label in self._labels.items():
            if leader := processes.get(alive(self._server.home / "run", child) or 0):
                yield label, leader, [member for member in processes.values() if member.group == leader.group]
        if leader := processes.get(self._server.process() or 0):
            yield (
                POSTGRES,
                leader,
                [leader, *(member for member in processes.values() if member.parent == leader.pid)],
            )
        if us := processes.get(os.getpid()):
            # Buried children are counted under their own names.
            yield OURSELVES, us, [_Process(us.pid, us.parent, us.group, us.own, 0.0, us.began)]


def _processes() -> Iterator[_Process]:
    tick = _ticks_a_second()
    for path in PROC.glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name in brackets may hold anything; what follows the last bracket does not.
            words = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            own, inherited = int(words[11]) + int(words[12]), int(words[13]) + int(words[14])
            yield _Process(
                int(path.parent.name), int(words[1]), int(words[2]), own / tick, inherited / tick, words[19]
            )


def _ticks_a_second() -> float:
    return float(os.sysconf("SC_CLK_TCK"))
