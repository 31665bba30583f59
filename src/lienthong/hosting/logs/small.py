"""What the processes of a home say is kept as far as somebody reads back, and never fills the disk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from lienthong.ground.database.servers import Server

LARGEST_LOG = 10_000_000
"""Of each process, and as much again of what it said before."""


def keep_logs_small(server: Server, largest: int = LARGEST_LOG) -> None:
    for log in _logs(server):
        keep_small(log, largest)


def _logs(server: Server) -> Iterator[Path]:
    yield from (server.home / "logs").glob("*.log")
    if (own := server.log()) is not None:
        yield own


def keep_small(log: Path, largest: int = LARGEST_LOG) -> None:
    """A log past its size goes beside, in place of what lay there, and begins anew while its process goes on writing:
    each appends, so its next line is the first. A line written between the two is lost. Where there is no room to keep
    the old one it is not kept.
    """
    with suppress(FileNotFoundError):
        if log.stat().st_size <= largest:
            return
        with suppress(OSError):
            fresh = log.with_suffix(".log.new")
            shutil.copyfile(log, fresh)
            fresh.chmod(0o600)
            fresh.replace(log.with_suffix(".log.1"))
        os.truncate(log, 0)
