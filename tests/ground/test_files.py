"""Files by content: whole under their digest or not there at all."""

import errno
import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from lienthong.ground import files
from lienthong.ground.files import path_under, put_under
from lienthong.ground.incoming.rules import kind_of
from lienthong.kernel.refusals import Refusal

CONTENT = b"%PDF-1.7"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"<html><script>alert(1)</script>", "file_type"), (b"MZ\x90\x00", "file_type"),
     (b"PK\x03\x04", "office_damaged"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type"),
     (b"", "file_empty"), (b" %PDF-1.7", "file_type"), (b"GIF89a", "file_type")],
)  # fmt: skip
def test_a_file_is_judged_by_its_bytes(content: bytes, code: str) -> None:
    """Whatever it is called, and whatever its sender says that it is."""
    with pytest.raises(Refusal) as refused:
        kind_of(content)
    assert (refused.value.code, refused.value.field) == (code, "file")
    assert kind_of(b"\xff\xd8\xff\xe0JFIF").content_type == "image/jpeg"
    assert kind_of(CONTENT).content_type == "application/pdf"


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


@pytest.mark.parametrize(
    "harm", [Path.unlink, lambda path: path.write_bytes(b"%PDF-1.8")], ids=["lost", "altered"]
)
def test_a_harmed_file_is_a_sentence_and_keeping_it_again_heals(
    tmp_path: Path, settings: Settings, db: None, harm: Any
) -> None:
    settings.FILES_ROOT = str(tmp_path)
    assert files.keep(CONTENT) == DIGEST
    harm(path_under(tmp_path, DIGEST))
    with pytest.raises(Refusal) as refused:
        files.read(DIGEST)
    assert (refused.value.code, refused.value.status) == ("file_lost", 410)
    assert files.keep(CONTENT) == DIGEST
    assert files.read(DIGEST) == CONTENT


def test_the_name_of_a_kept_file_is_settled_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled = []
    fsync = os.fsync

    def noted(there: int) -> None:
        settled.append(Path(os.readlink(f"/proc/self/fd/{there}")))
        fsync(there)

    monkeypatch.setattr(os, "fsync", noted)
    put_under(tmp_path, DIGEST, CONTENT)
    assert settled[1:] == [tmp_path / DIGEST[:2], tmp_path]
    assert settled[0].parent == tmp_path / DIGEST[:2]


def test_uploads_end_before_the_disk_does(
    tmp_path: Path, settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_ROOT = str(tmp_path)
    free_mb = shutil.disk_usage(tmp_path).free // 2**20
    monkeypatch.setenv("LIENTHONG_DISK_REFUSES_MB", str(free_mb + 1024))
    with pytest.raises(Refusal) as refused:
        files.keep(CONTENT)
    assert (refused.value.code, refused.value.status) == ("no_room", 507)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("LIENTHONG_DISK_REFUSES_MB", "1")
    assert files.keep(CONTENT) == DIGEST


def test_a_disk_that_fills_while_a_file_is_written_is_a_sentence(
    tmp_path: Path, settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_ROOT = str(tmp_path)

    def full(_: Any) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal) as refused:
        files.keep(CONTENT)
    assert refused.value.code == "no_room"
