"""python -m lienthong.hosting.intake FOLDER: reads the files of other installations that were put on the page.

Reading one needs the owner's login, which the web server does not have. This process has it and no door: it looks
into the world's folder of files (for which it needs neither Django nor the database: 12 MB), and each file is read by a
process of its own, so that one that breaks its reader breaks nothing else.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from lienthong.joining.files.waiting import ENDING, PART, offered_files
from lienthong.kernel import clock
from lienthong.kernel.machine import beating

LOOK_EVERY_SECONDS = 1.0
AGAIN_AFTER_SECONDS = 5.0
CUT_OFF_SECONDS = 3600
"""An upload that has not grown for so long was cut off with its web server."""

NOBODYS_SECONDS = 600
"""A whole file nobody has offered by then will not be offered: its form was refused, or answered before."""


def main(arguments: list[str]) -> int:
    root, *names = arguments
    if names:
        return _read(Path(root), names[0])
    tried: dict[str, float] = {}
    while True:
        for sha256 in _due(Path(root), tried):
            _have_read(root, sha256)
        beating.beat()
        time.sleep(LOOK_EVERY_SECONDS)


def _have_read(root: str, sha256: str) -> None:
    reader = subprocess.Popen([sys.executable, "-m", "lienthong.hosting.intake", root, sha256])
    while reader.poll() is None:
        beating.beat()
        with suppress(subprocess.TimeoutExpired):
            reader.wait(LOOK_EVERY_SECONDS)


def _due(root: Path, tried: dict[str, float]) -> Iterator[str]:
    for path in sorted(offered_files(root).glob("*")):
        idle = _idle_seconds(path)
        if path.suffix == PART and idle > CUT_OFF_SECONDS:
            path.unlink(missing_ok=True)
        if path.suffix == ENDING and time.monotonic() - tried.get(path.stem, -60) > AGAIN_AFTER_SECONDS:
            tried[path.stem] = time.monotonic()
            yield path.stem


def _idle_seconds(path: Path) -> float:
    try:
        return clock.real().timestamp() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _read(root: Path, sha256: str) -> int:
    from lienthong.hosting.template import schema_digest
    from lienthong.joining.checking.offered import answer_offered
    from lienthong.joining.files.waiting import offered_file

    done = answer_offered(os.environ["LIENTHONG_DB"], sha256, root, schema=schema_digest())
    path = offered_file(root, sha256)
    if not done and _idle_seconds(path) > NOBODYS_SECONDS:
        path.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
