"""Answers as large as an export, and what was sent."""

import hashlib
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from lienthong.papers.files import ZIP, stream, written
from lienthong.site.urls import urlpatterns as own

MEGABYTE = bytes(range(256)) * 4096
LARGE = 24


def spooled(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """As registers and lists go out: from a temporary file."""

    def write(out: IO[bytes]) -> None:
        for _ in range(LARGE):
            out.write(MEGABYTE)

    return written(write, ZIP, "lon.zip")


def breaking(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The disk fails under a file that is being sent."""
    answer = spooled(request)

    def pieces() -> Iterator[bytes]:
        yield from [MEGABYTE, MEGABYTE]
        raise OSError("the disk is gone")

    answer.streaming_content = pieces()  # type: ignore[union-attr]
    return answer


def made_on_the_way(request: HttpRequest) -> StreamingHttpResponse:
    """As all minutes of a plan go out: each piece is made when the one before has left."""
    return stream((MEGABYTE for _ in range(LARGE)), ZIP, "lon.zip")


@csrf_exempt
def taken_in(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"length": len(request.body), "sha256": hashlib.sha256(request.body).hexdigest()})


@csrf_exempt
def taken_in_large(request: HttpRequest) -> JsonResponse:
    """As the file of another installation: longer than a form may be, and read while it comes."""
    digest, length = hashlib.sha256(), 0
    while piece := request.read(65_536):
        digest.update(piece)
        length += len(piece)
    return JsonResponse({"length": length, "sha256": digest.hexdigest()})


taken_in_large.takes_large_bodies = True  # type: ignore[attr-defined]

urlpatterns = [
    path("thu/gui-lon", taken_in_large),
    path("thu/tep", spooled),
    path("thu/hong", breaking),
    path("thu/dan", made_on_the_way),
    path("thu/gui", taken_in),
    *own,
]
