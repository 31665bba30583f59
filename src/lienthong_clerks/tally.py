"""What the driver did and how fast, and the status file that tells it to others every second."""

import asyncio
import json
import os
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lienthong_clerks.plan import Case
from lienthong_clerks.timing import LATENESS_LIMIT_MS, Spread

REMEMBERED_COMPLAINTS = 20


@dataclass
class Tally:
    requests: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    retries: int = 0
    duplicates: int = 0
    held_up: int = 0
    cases: set[Case] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    lateness: Spread = field(default_factory=Spread)
    answers: Spread = field(default_factory=Spread)
    waiting: Spread = field(default_factory=Spread)
    cpu_before: float = 0.0
    latency: dict[str, Spread] = field(default_factory=lambda: defaultdict(Spread))
    citizens: Counter[str] = field(default_factory=Counter)

    def acted(self, act: str, seconds: float) -> None:
        """`seconds` from the planned instant, not from the moment a busy driver got round to it."""
        self.acts[act] += 1
        self.latency[act].add(seconds * 1000)

    def answered(self, kind: str, seconds: float) -> None:
        """`seconds` from the instant somebody wanted to ask, waiting in line included."""
        self.asked[kind] += 1
        self.answers.add(seconds * 1000)

    def carry_on(self, earlier: dict[str, Any]) -> None:
        """The counts of a killed driver, from its last status file."""
        self.requests += int(earlier.get("requests", 0))
        self.retries += int(earlier.get("retries", 0))
        self.duplicates += int(earlier.get("duplicates", 0))
        self.cpu_before = float(earlier.get("cpu_seconds", 0.0))
        self.asked.update(earlier.get("asked", {}))
        self.acts.update(earlier.get("acts", {}))
        self.errors.update(earlier.get("errors", {}))
        self.complaints.extend(earlier.get("complaints", []))

    def complain(self, code: str, sentence: str) -> None:
        self.errors[code] += 1
        if len(self.complaints) < REMEMBERED_COMPLAINTS:
            self.complaints.append(sentence)

    @property
    def valid(self) -> bool:
        return self.lateness.percentile(99) <= LATENESS_LIMIT_MS

    def as_dict(self) -> dict[str, Any]:
        return {
            "requests": self.requests,
            "asked": dict(sorted(self.asked.items())),
            "retries": self.retries,
            "cases_begun": len(self.cases),
            "acts": dict(sorted(self.acts.items())),
            "errors": dict(sorted(self.errors.items())),
            "complaints": self.complaints,
            "duplicates": self.duplicates,
            "lateness": self.lateness.summary(50, 99),
            "held_up_by_restart": self.held_up,
            "valid": self.valid,
            "answers": self.answers.summary(50, 95, 99),
            "waiting": {"p95": self.waiting.percentile(95), "most": self.waiting.percentile(100)},
            "cpu_seconds": round(self.cpu_before + time.process_time(), 2),
            "latency": {act: spread.summary(50, 95, 99) for act, spread in sorted(self.latency.items())},
            "citizens": dict(sorted(self.citizens.items())),
        }

    def sentence(self) -> str:
        late = self.lateness.percentile(99)
        verdict = "valid" if self.valid else f"INVALID, the limit is {LATENESS_LIMIT_MS:.0f} ms"
        held = f", {self.held_up} calls held up by a restart" if self.held_up else ""
        return (
            f"{len(self.cases)} cases begun, {sum(self.acts.values())} acts in {self.requests} requests, "
            f"{sum(self.errors.values())} errors, start lateness p99 {late:.0f} ms{held}: {verdict}."
        )


def write_status(path: Path, facts: dict[str, Any]) -> None:
    """A reader sees the old file or the new one, never half of one."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(fresh, path)


async def report_each_second(path: Path, tally: Tally, standing: dict[str, Any]) -> None:
    """`standing` is what the driver knows of itself besides: round, phase, open work."""
    while True:
        write_status(path, {**standing, "written_at": time.time(), **tally.as_dict()})
        _sign_of_life()
        await asyncio.sleep(1)


def _sign_of_life() -> None:
    """To whoever started this program and gave it a pipe for that; who hangs gives none and is replaced."""
    if pipe := os.environ.get("LIENTHONG_BEAT"):
        with suppress(OSError):
            os.write(int(pipe), b"%d\n" % os.getpid())
