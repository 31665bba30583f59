"""Where a file of another installation lies before it counts: while it waits to be read, and its papers while two sign.

Both beside the world's own papers, so that several machines of one city see them, and never among them.
"""

import os
import shutil
from pathlib import Path

OFFERED = "incoming"
WAITING = "waiting"
ENDING, PART = ".ltw", ".part"
BEGINS = b"PK\x03\x04"


def offered_files(files_root: Path) -> Path:
    return files_root / OFFERED


def offered_file(files_root: Path, sha256: str) -> Path:
    return offered_files(files_root) / f"{sha256}{ENDING}"


def waiting_files(files_root: Path) -> Path:
    return files_root / WAITING


def clear_waiting_files(files_root: Path) -> None:
    shutil.rmtree(waiting_files(files_root), ignore_errors=True)


def take_over_file(files_root: Path, digest: str) -> bool:
    """From among the waiting to the world's own; whether it lies there now. Doing it again changes nothing."""
    from lienthong.ground.files import (
        path_under,  # with Django, which who only looks at the folder does without
    )

    own = path_under(files_root, digest)
    if not own.exists():
        own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.replace(path_under(waiting_files(files_root), digest), own)
        except FileNotFoundError:
            return False
    return True
