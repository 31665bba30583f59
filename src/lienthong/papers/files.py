"""How what was made goes out: as a file with its name, whole or while it is made."""

from collections.abc import Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
ZIP = "application/zip"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"

HELD = 1 << 20
"""Bytes of a file that are held in memory at once."""


def file(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """Under a name in any letters: «01-QĐ-UBND.pdf»."""
    disposition = content_disposition_header(not inline, name) or "inline"
    return HttpResponse(content, content_type, headers={"Content-Disposition": disposition})


def written(
    write: Callable[[IO[bytes]], None], content_type: str, name: str
) -> HttpResponse | StreamingHttpResponse:
    """A file however long: written now, while the door's transaction reads for it, and sent from the disk after it."""
    out = SpooledTemporaryFile(HELD)  # noqa: SIM115 – the answer closes it
    write(cast("IO[bytes]", out))
    length = out.tell()
    out.seek(0)
    if not out._rolled:  # type: ignore[attr-defined]
        return file(out.read(), content_type, name)
    answer = stream(_pieces(cast("IO[bytes]", out)), content_type, name)
    answer.headers["Content-Length"] = str(length)
    return answer


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(HELD):
            yield piece


def stream(pieces: Iterable[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """What is made while it is sent: never held whole. Only for what shows by itself that its end is missing, as a zip
    does: an answer without a length that breaks off looks to its reader like a whole one.
    """
    disposition = f'attachment; filename="{name}"'
    return StreamingHttpResponse(
        pieces, content_type=content_type, headers={"Content-Disposition": disposition}
    )
