"""A large file on its way in: written to disk as it comes, never held in memory, gone unless somebody takes it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest

from lienthong.kernel.ids import uuid7
from lienthong.kernel.machine.disk import no_room, room_of
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots

FIELD = "file"
BESIDE = 64 * 1024
"""What a form carries beside its file."""

MEGABYTE = 1024 * 1024


if TYPE_CHECKING:
    _UploadedFile = UploadedFile[bytes]
else:
    _UploadedFile = UploadedFile


class Spooled(_UploadedFile):
    """A file that arrived whole, with the digest of its bytes. It is deleted unless `keep_as` gives it a name."""

    def __init__(self, path: Path, name: str, size: int, sha256: str) -> None:
        super().__init__(None, name, "application/octet-stream", size)
        self.path, self.sha256 = path, sha256

    def keep_as(self, path: Path) -> None:
        os.replace(self.path, path)


class Spool(FileUploadHandler):
    """Takes the one file of a form. `begins`: the bytes a file of this kind starts with."""

    def __init__(self, folder: Path, largest: int, begins: bytes) -> None:
        super().__init__()
        self._folder, self._largest, self._begins = folder, largest, begins
        self._path = folder / f"{uuid7()}.part"
        self._out: BinaryIO | None = None
        self._digest = hashlib.sha256()

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, *args, **kwargs)
        if field_name != FIELD or self._out is not None:
            raise SkipFile
        self._out = os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._out is not None
        if start == 0 and not raw_data.startswith(self._begins):
            raise _refused("file_unknown", "Tệp này không phải tệp xuất của Liên Thông (.ltw).")
        if start + len(raw_data) > self._largest:
            raise _too_large(self._largest)
        try:
            self._out.write(raw_data)
        except OSError as full:
            raise no_room() from full
        self._digest.update(raw_data)

    def file_complete(self, file_size: int) -> Spooled | None:
        if self._out is None or self._out.closed:
            return None
        self._out.close()
        return Spooled(self._path, self.file_name or "", file_size, self._digest.hexdigest())

    def clear(self) -> None:
        """Nothing stays of a file that was cut off, refused, or not taken."""
        if self._out is not None:
            self._out.close()
        self._path.unlink(missing_ok=True)


@contextmanager
def spooling(request: HttpRequest, folder: Path, *, largest: int, begins: bytes) -> Iterator[None]:
    """The request's file goes to `folder` while its form is read. What it says of itself is asked before a byte of it
    is taken in. Refuses `form_expected`, `file_too_large`, `no_room`; `file_unknown` at the first bytes."""
    declared = str(request.META.get("CONTENT_LENGTH") or "")
    is_chunked = "HTTP_TRANSFER_ENCODING" in request.META  # received already, and cut off where it was long
    if request.content_type != "multipart/form-data" or not declared.isdigit() or is_chunked:
        raise _refused("form_expected", "Hãy nộp tệp bằng biểu mẫu trên trang này.")
    if int(declared) > largest + BESIDE:
        raise _too_large(largest)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not room_of(folder).takes(int(declared)):
        raise no_room()
    spool = Spool(folder, largest, begins)
    request.upload_handlers = [spool]
    try:
        yield
    finally:
        spool.clear()


def _refused(code: str, sentence: str, status: int = 422) -> Refusal:
    return Refusal(code, sentence, status=status, field=FIELD)


def _too_large(largest: int) -> Refusal:
    return _refused("file_too_large", f"Tệp lớn hơn {dots(largest // MEGABYTE)} MB cho phép ở đây.", 413)
