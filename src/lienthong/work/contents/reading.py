"""A stored file read or drawn by a child process: little memory, little time, nothing of ours in its hands."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from lienthong.ground.files import is_kept, path_under
from lienthong.kernel.machine.disk import room_of
from lienthong.work.contents.terms import PATIENCE_SECONDS, Contents

PICTURES = "trang"
"""Below the stored files: drawn again from them where they are lost, so no backup takes them."""

_WORDS = {"application/pdf": "pdf"}


def read(digest: str, content_type: str) -> Contents:
    """What a PDF or a DOCX holds. It never fails: of a file that cannot be read the fault is kept."""
    if not is_kept(digest):
        return Contents(None, "", "lost")
    answer = _ask(_WORDS.get(content_type, "docx"), _file(digest))
    if answer is None:
        return Contents(None, "", "unreadable")
    return Contents(answer["pages"], answer["text"], "")


def draw(digest: str, first: int, last: int) -> bool:
    """Pages of a PDF as pictures, in place when it returns; whether they are."""
    folder = picture_of(digest, first).parent
    if not is_kept(digest) or not room_of(Path(settings.FILES_ROOT)).takes((last - first + 1) * 2**20):
        return False
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder) as beside:
        answer = _ask("draw", _file(digest), str(first), str(last), beside)
        for drawn in Path(beside).glob("*.png"):
            os.replace(drawn, folder / drawn.name)
    return answer is not None


def picture_of(digest: str, page: int) -> Path:
    """Where the picture of a page lies, if it was drawn."""
    return path_under(Path(settings.FILES_ROOT) / PICTURES, digest) / f"{page}.png"


def _file(digest: str) -> str:
    return str(path_under(Path(settings.FILES_ROOT), digest))


def _ask(*words: str) -> dict[str, Any] | None:
    """None where the child was ended, by its bounds or by what it opened."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lienthong.work.contents.child", *words],
            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=PATIENCE_SECONDS,
            env={"LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout) if done.returncode == 0 else None
