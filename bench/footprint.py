"""What a build takes up: memory of its processes, bytes of its environment."""

import subprocess
from pathlib import Path

from bench.builds import Build, Side
from bench.machine import family

MEGABYTE = 2**20
"""As `du -m` counts."""

INSTALLED = """
import re, sys
from importlib.metadata import PackageNotFoundError, distribution
locked = "\\n".join(open(path, encoding="utf-8").read() for path in sys.argv[1:])
total = 0
for name in {"pip", *re.findall(r"^([A-Za-z0-9._-]+)==", locked, re.M)}:
    try:
        files = distribution(name).files or ()
    except PackageNotFoundError:
        continue
    total += sum(at.stat().st_blocks * 512 for file in files if (at := file.locate()).is_file())
print(total)
"""
"""Of the packages `make run` installs, bytecode included: an environment may hold a developer's besides."""


def environment_mb(build: Build) -> float:
    locks = [str(build.source / "lock" / name) for name in ("run.txt", "build.txt")]
    done = subprocess.run(
        [str(build.python), "-c", INSTALLED, *locks],
        capture_output=True, text=True, check=True, env=build.environment(),
    )  # fmt: skip
    return int(done.stdout) / MEGABYTE


def idle_mb(side: Side) -> float:
    """Proportional memory of `serve` and all it started; its database is counted apart."""
    return sum(pss_kb(pid) for pid in family(side.supervisor)) * 1024 / MEGABYTE


def pss_kb(pid: int) -> int:
    """0 of a process that has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
