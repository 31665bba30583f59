"""What processes cost, read from outside."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from lienthong.trials.cpu import Machine, Meter

BURN = """
import time
until = time.process_time() + 0.3
while time.process_time() < until:
    pass
print("burnt", flush=True)
input()
"""

pytestmark = pytest.mark.skipif(not Path("/proc/stat").exists(), reason="no /proc on this system")


@dataclass
class Nowhere:
    """A server whose database runs where we cannot see it."""

    home: Path

    def process(self) -> int | None:
        return None


def test_a_child_costs_what_it_used_also_after_its_end(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    meter = Meter(Nowhere(tmp_path), {"driver": "clerks"})  # type: ignore[arg-type]
    child = subprocess.Popen(
        [sys.executable, "-c", BURN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
    )
    assert child.stdin is not None
    assert child.stdout is not None
    (tmp_path / "run" / "driver.pid").write_text(f"{child.pid}\n")
    assert child.stdout.readline() == b"burnt\n"
    meter.look()
    seen = meter.seconds["clerks"]
    child.communicate(b"\n")
    meter.look()
    assert seen >= 0.25
    assert meter.seconds["clerks"] == seen
    assert "postgres" not in meter.seconds
    assert meter.busy is None or 0 <= meter.busy.others <= meter.busy.share <= meter.busy.peak <= 1


def test_only_what_was_used_since_the_start_counts(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "web.pid").write_text(f"{os.getpid()}\n")
    meter = Meter(Nowhere(tmp_path), {"web": "web"})  # type: ignore[arg-type]
    assert meter.seconds["web"] < 1


def test_the_machine_counts_on() -> None:
    one, other = Machine.now(), Machine.now()
    assert one is not None
    assert other is not None
    assert one.busy <= other.busy <= other.total
