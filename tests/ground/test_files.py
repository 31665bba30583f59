"""Files by content: whole under their digest or not there at all."""

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from lienthong.ground.files import path_under, put_under

CONTENT = b"%PDF-1.7"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Any) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            put_under(tmp_path, DIGEST, CONTENT)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    put_under(tmp_path, DIGEST, CONTENT)
    assert path_under(tmp_path, DIGEST).read_bytes() == CONTENT
