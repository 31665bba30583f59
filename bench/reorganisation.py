"""The reorganisation of 1/7/2025 at the size of the city, in a process and a world of its own."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from lienthong.hosting import worlds

OPEN, CLOSED = 107_000, 1_000_000
FIGURES = (
    "commit_ratio", "plan_ratio", "fingerprint_ratio", "reader_wait_ms", "inbox_ratio", "board_ratio",
    "rules_100k_seconds",
    "commit_seconds", "plan_seconds", "fingerprint_seconds", "raw_update_seconds", "flip_seconds", "reverse_seconds",
)  # fmt: skip


def measured(server: Any) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "figures.json"
        words = ["reorganise", "demo", "--items", str(OPEN), "--closed", str(CLOSED), "--json", str(answer)]
        subprocess.run(
            [sys.executable, "-m", "lienthong", *words],
            env=worlds.plain_environment(server.home),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        figures = json.loads(answer.read_text("utf-8"))
    return {name: figures[name] for name in FIGURES}


def of_the_nation(server: Any) -> dict[str, float]:
    """Seconds, absolute: nothing in the run is like it."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.nation"],
        env=worlds.plain_environment(server.home),
        cwd=Path(__file__).resolve().parent.parent,
        check=True,
        stdout=subprocess.PIPE,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
