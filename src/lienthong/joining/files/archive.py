"""The file a world travels in: a zip whose every member is known by name, size and digest before a row is believed."""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from lienthong.ground.files import LARGEST
from lienthong.joining.terms import FORMAT, TRAVELS, Manifest
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 * 1024 * 1024
LARGEST_MEMBER = 64 * 1024**3
MOST_SQUEEZED = 200
"""Text of tables shrinks ten to thirty times; a member that claims much more is made to fill a disk."""

CHUNK = 256 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def member_of(table: str) -> str:
    return f"tables/{table}.tsv"


def member_of_file(digest: str) -> str:
    return f"files/{digest}"


def damaged(member: str, what: str) -> Refusal:
    return Refusal(
        "file_damaged", f"Tệp hỏng ở «{member}»: {what}. Hãy chép lại hoặc xuất lại tệp.", status=422, field="file",
        member=member,
    )  # fmt: skip


class Writer:
    """Members are written one after the other, the manifest last; the file appears when it is whole, mode 0600."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise Refusal("file_exists", f"Đã có tệp {path}; hãy chọn tên khác.", status=422, field="out")
        self._path, self._part = path, path.with_name(path.name + ".dang-ghi")
        opened = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(opened, "wb")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        with self._zip.open(name, "w", force_zip64=True) as member:
            yield member

    def finish(self, manifest: Mapping[str, Any]) -> None:
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, default=str)
        self._zip.writestr(MANIFEST, text.encode())
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.replace(self._part, self._path)

    def give_up(self) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)


class Archive:
    """A file as it came: nothing in it is trusted. Refuses `file_damaged` naming the member."""

    def __init__(self, path: Path, called: str = "") -> None:
        """`called`: by the one who sent it, where it lies under another name."""
        self.path = path
        self.sha256 = _sha256(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except _UNREADABLE:
            raise damaged(called or path.name, "không phải tệp xuất của Liên Thông hoặc đã bị cắt") from None
        self._members = self._known_members()
        self.manifest = self._manifest()
        self._require_whole()

    def _known_members(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        tables = {member_of(table.name) for table in TRAVELS}
        for info in self._zip.infolist():
            name = info.filename
            is_file = name.startswith("files/") and _DIGEST.fullmatch(name.removeprefix("files/"))
            if not (name == MANIFEST or name in tables or is_file) or name in members:
                raise damaged(name, "không có trong dạng tệp này hoặc lặp lại")
            if info.file_size > _limit(name) or info.file_size > MOST_SQUEEZED * info.compress_size + CHUNK:
                raise damaged(name, "lớn quá mức cho phép")
            members[name] = info
        if MANIFEST not in members:
            raise damaged(MANIFEST, "thiếu bản kê")
        return members

    def _manifest(self) -> Manifest:
        text = b"".join(self.pieces(MANIFEST))
        try:
            fields = json.loads(text)
            if fields["format"] != FORMAT:
                raise Refusal(
                    "format_unknown", f"Dạng tệp {fields['format']} chưa đọc được ở đây; hãy cập nhật Liên Thông.",
                    status=422, field="file",
                )  # fmt: skip
            at = clock.local(datetime.fromisoformat(fields.pop("as_of")))
            return _plausible(Manifest(as_of=at, origins=tuple(fields.pop("origins")), **fields))
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise damaged(MANIFEST, "bản kê không đọc được") from wrong

    def _require_whole(self) -> None:
        manifest = self.manifest
        wanted = {MANIFEST, *map(member_of, manifest.tables), *map(member_of_file, manifest.files)}
        for name in sorted(wanted ^ set(self._members)):
            raise damaged(
                name, "có trong bản kê mà không có trong tệp" if name in wanted else "không có trong bản kê"
            )
        for table in TRAVELS:
            if table.name not in manifest.tables:
                raise damaged(member_of(table.name), "thiếu bảng")

    def pieces(self, name: str) -> Iterator[bytes]:
        """The member's bytes, no more than it said it has; its checksum is looked at at the end."""
        left = self._members[name].file_size
        try:
            with self._zip.open(name) as member:
                while piece := member.read(CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise damaged(name, "lớn hơn kích thước đã ghi")
                    yield piece
        except _UNREADABLE as wrong:
            raise damaged(name, "nội dung không đọc được") from wrong

    def file(self, digest: str, size: int) -> bytes:
        content = b"".join(self.pieces(member_of_file(digest)))
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            raise damaged(member_of_file(digest), "nội dung không khớp với mã SHA-256 của nó")
        return content

    def close(self) -> None:
        self._zip.close()


def _plausible(manifest: Manifest) -> Manifest:
    """Whatever is read from it later has the type it should have; else ValueError, TypeError or KeyError."""
    provinces = (manifest.origin, *manifest.origins)
    if manifest.origin not in manifest.origins or not all(type(o) is int and 0 < o < 97 for o in provinces):
        raise ValueError("provinces")
    texts = (
        manifest.name,
        manifest.kind,
        manifest.schema,
        *manifest.files,
        *manifest.tables,
        *manifest.sources,
    )
    numbers = (
        manifest.server,
        *manifest.files.values(),
        *(table["rows"] for table in manifest.tables.values()),
    )
    if not all(isinstance(t, str) for t in texts) or not all(type(n) is int for n in numbers):
        raise ValueError("types")
    if any(set(table) != {"rows", "bytes", "sha256", "columns"} for table in manifest.tables.values()):
        raise ValueError("tables")
    for unit, totals in manifest.sources.items():
        int(unit), totals["n"]
    return manifest


def _limit(name: str) -> int:
    if name == MANIFEST:
        return LARGEST_MANIFEST
    return LARGEST if name.startswith("files/") else LARGEST_MEMBER


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise Refusal("no_such_file", f"Không có tệp «{path}».", status=404, field="file") from None
