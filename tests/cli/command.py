"""The command line as a process, in a home of its own: its `serve` claims a home's supervisor and its worlds come and
go, which other tests of this run must neither meet nor wait for."""

import os
import subprocess
import sys
from pathlib import Path

from lienthong.ground.database.embedded import EmbeddedServer
from tests.database import hurried
from tests.running import CACHE

HOME = CACHE / "command-home"


def server() -> EmbeddedServer:
    """Running, and not started by a command, which would take it with it."""
    return hurried(HOME)


def lienthong(*words: str, home: Path = HOME, **said: str) -> subprocess.CompletedProcess[str]:
    """`said`: what its operator sets besides."""
    return subprocess.run(
        [sys.executable, "-m", "lienthong.cli", *words],
        capture_output=True, text=True, check=False, env=os.environ | {"LIENTHONG_HOME": str(home)} | said,
    )  # fmt: skip
