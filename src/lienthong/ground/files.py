"""Files by content: kept under the digest of their bytes, opened only through the item they belong to."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from django.conf import settings

from lienthong.ground import sql
from lienthong.ground.incoming.rules import check_incoming, kind_of, with_ending
from lienthong.ground.incoming.scanning import scan
from lienthong.kernel.machine.disk import FULL, no_room, room_of
from lienthong.kernel.refusals import Refusal

LARGEST = 10 * 1024 * 1024


class Kept(NamedTuple):
    """A file that came in, and the name under which it is known."""

    digest: str
    name: str


def keep_incoming(name: str, content: bytes) -> Kept:
    """Keep a file somebody sent, if it may come in (`incoming.rules.check_incoming`) and the scanner, where there is
    one, says nothing against it."""
    kind = check_incoming(name, content)
    scan(content)
    return Kept(_keep(content, kind.content_type), with_ending(name, kind))


def keep(content: bytes) -> str:
    """Keep bytes of our own making; their digest (hex SHA-256). Keeping the same bytes again changes nothing, but for
    one that was lost or altered on the disk, which is whole again. Refuses `file_type`, and `no_room` before the disk
    is full."""
    return _keep(content, kind_of(content).content_type)


def _keep(content: bytes, content_type: str) -> str:
    digest = hashlib.sha256(content).hexdigest()
    _keep_bytes(digest, content)
    sql.run(
        "insert into stored_file (digest, size, content_type, kept_at)"
        " values (%s, %s, %s, world_now()) on conflict do nothing",
        (digest, len(content), content_type),
    )
    return digest


def _keep_bytes(digest: str, content: bytes) -> None:
    if not room_of(Path(settings.FILES_ROOT)).takes(len(content)):
        raise no_room()
    try:
        _write(_path(digest), content)
    except OSError as failed:
        if failed.errno in FULL:
            raise no_room() from failed
        raise


def read(digest: str) -> bytes:
    """Refuses `file_lost` where the disk no longer holds the bytes that were kept."""
    try:
        content = _path(digest).read_bytes()
    except OSError as failed:
        raise _lost(digest) from failed
    if hashlib.sha256(content).hexdigest() != digest:
        raise _lost(digest)
    return content


def _lost(digest: str) -> Refusal:
    return Refusal(
        "file_lost",
        "Tệp này không còn nguyên trong kho của máy chủ. Hãy báo người vận hành; nộp lại đúng tệp ấy thì kho lành lại.",
        status=410, digest=digest,
    )  # fmt: skip


def is_kept(digest: str) -> bool:
    return _path(digest).exists()


def path_under(root: Path, digest: str) -> Path:
    return root / digest[:2] / digest[2:]


def put_under(root: Path, digest: str, content: bytes) -> None:
    """Bytes whose digest has been checked, into a world's folder."""
    _write(path_under(root, digest), content)


def _path(digest: str) -> Path:
    return path_under(Path(settings.FILES_ROOT), digest)


def _write(path: Path, content: bytes) -> None:
    """Written beside and renamed, so a killed process leaves no half file under a digest; then the folder, so that the
    name outlives a loss of power as the bytes do."""
    if is_whole(path, content):
        return
    is_new_folder = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            os.replace(part.name, path)
        except BaseException:
            os.unlink(part.name)
            raise
    settle(path.parent)
    if is_new_folder:
        settle(path.parent.parent)


def is_whole(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def settle(folder: Path) -> None:
    """Names put into the folder are on the disk."""
    there = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(there)
    finally:
        os.close(there)
