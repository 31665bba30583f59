"""Files by content: kept under the digest of their bytes, opened only through the item they belong to."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal

LARGEST = 10 * 1024 * 1024

_SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


def content_type_of(content: bytes) -> str:
    """By the bytes themselves; the name and the sender's word do not count."""
    for signature, content_type in _SIGNATURES.items():
        if content.startswith(signature):
            return content_type
    raise Refusal(
        "file_type",
        "Chỉ nhận tệp PDF, PNG hoặc JPEG. Hãy chuyển tệp sang một trong các định dạng này.",
        status=422,
        field="file",
    )


def keep(content: bytes) -> str:
    """Keep the bytes; their digest (hex SHA-256). Keeping the same bytes again changes nothing."""
    if len(content) > LARGEST:
        raise Refusal("file_size", "Tệp lớn hơn 10 MB. Hãy nén hoặc tách tệp.", status=422, field="file")
    content_type = content_type_of(content)
    digest = hashlib.sha256(content).hexdigest()
    _write(_path(digest), content)
    sql.run(
        "insert into stored_file (digest, size, content_type, kept_at)"
        " values (%s, %s, %s, world_now()) on conflict do nothing",
        (digest, len(content), content_type),
    )
    return digest


def read(digest: str) -> bytes:
    content = _path(digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise RuntimeError(f"stored file {digest} does not match its digest")
    return content


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
    """Written beside and renamed, so a killed process leaves no half file under a digest."""
    if path.exists():
        return
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
