"""What is measured while rounds run: the driver's own figures, the machine, and CPU by process."""

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lienthong.ground.database.servers import Server
from lienthong.rehearsal.conduct import Conduct
from lienthong.rehearsal.terms import SCENARIO_MINUTES
from lienthong.trials.cpu import Meter

PEOPLES_DRIVER = "driver-people"

LABELS = {
    "web": "web",
    "worker": "worker",
    "intake": "worker",
    "verifier": "verifier",
    "driver": "clerks",
    PEOPLES_DRIVER: "clerks",
}
"""A supervised process → under which name its CPU is told."""


@dataclass
class Trial:
    """A round that was planned: what the hash covers, and where it stands."""

    number: int
    speed: float
    planned: dict[str, Any]
    driver: str
    begun_at: float = field(default_factory=time.monotonic)
    lasts_seconds: float = 0.0
    starts_at: float = 0.0
    stopped_at_minute: float | None = None
    overran: bool = False
    conduct: Conduct | None = None
    """As it was noted last."""
    goes_on: bool = False
    """It was begun by an earlier start of the program."""

    @classmethod
    def going_on(cls, number: int) -> "Trial":
        """A round people play, where they left it."""
        return cls(number, 1.0, {}, PEOPLES_DRIVER, goes_on=True)

    @property
    def was_stopped(self) -> bool:
        """By hand, before its clerks were done."""
        return self.stopped_at_minute is not None and not self.overran

    @property
    def is_virtual(self) -> bool:
        return self.driver == "driver"

    @property
    def minute(self) -> float:
        """Of the scenario, now."""
        return min(max(time.monotonic() - self.starts_at, 0.0) * self.speed / 60, float(SCENARIO_MINUTES))


class Observed:
    """`begin` with the rounds, `look` every few seconds while they run: what a look missed is lost."""

    def __init__(self, server: Server, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._meter: Meter | None = None

    def begin(self) -> None:
        self._meter = Meter(self._server, LABELS)

    def look(self) -> None:
        if self._meter is not None:
            self._meter.look()

    def conduct(self, trial: Trial) -> Conduct:
        """Of a round, as far as it is known now. CPU and machine are told once, with the virtual round."""
        said = _said(status_file(self._folder, trial))
        answers, waiting = said.get("answers", {}), said.get("waiting", {})
        meter = self._meter if trial.is_virtual else None
        cpu = meter.seconds if meter else {}
        busy = meter.busy if meter else None
        return Conduct(
            speed=trial.speed,
            lateness_p99_ms=said.get("lateness", {}).get("p99_ms"),
            answer_p50_ms=answers.get("p50_ms"),
            answer_p99_ms=answers.get("p99_ms"),
            waiting_p95=waiting.get("p95"),
            waiting_most=waiting.get("most"),
            requests=said.get("requests", 0),
            acts=sum(said.get("acts", {}).values()),
            machine_busy=round(busy.share, 3) if busy else None,
            machine_peak=round(busy.peak, 3) if busy else None,
            others_busy=round(busy.others, 3) if busy else None,
            cores=busy.cores if busy else 0,
            cpu_seconds=cpu,
            stopped_at_minute=trial.stopped_at_minute,
            overran=trial.overran,
        )


def status_file(folder: Path, trial: Trial) -> Path:
    return folder / f"driver-{trial.number}.json"


def _said(status: Path) -> dict[str, Any]:
    """What the driver wrote last; nothing when it never said."""
    try:
        figures: dict[str, Any] = json.loads(status.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return figures
