"""How what was made goes out: as a file with its name, whole or while it is made."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse

PDF = "application/pdf"
ZIP = "application/zip"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"


def file(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return HttpResponse(content, content_type, headers={"Content-Disposition": disposition})


def stream(pieces: Iterable[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """What is made while it is sent: never held whole."""
    disposition = f'attachment; filename="{name}"'
    return StreamingHttpResponse(
        pieces, content_type=content_type, headers={"Content-Disposition": disposition}
    )
