"""How a page travels: compressed for whoever takes it so. See docs/decisions/0018-compressed-pages.md."""

import re
import secrets
import zlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

IN_THE_OFFICE, ON_THE_ROAD = 1, 6
"""Levels: an officer's page crosses a house, a citizen's a telephone's line. Measured: level 6 takes two to seven times
as long for an eighth to a fifth less."""

SHORTEST = 200
"""What is shorter grows."""

MOST_NOISE = 100
"""Bytes of noise in the header: the length of a page tells little about what stands in it (BREACH)."""

_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


def takes_gzip(request: HttpRequest) -> bool:
    return _ACCEPTED.search(request.headers.get("Accept-Encoding", "")) is not None


def gzipped(page: bytes, level: int = IN_THE_OFFICE) -> bytes:
    """RFC 1952, with a name of random length in the header."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(page) + deflate.flush()
    name = b"a" * secrets.randbelow(MOST_NOISE) + b"\0"
    sums = zlib.crc32(page).to_bytes(4, "little") + (len(page) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + name + body + sums


def is_page(response: HttpResponse) -> bool:
    """Whole, of HTML, and not compressed yet. Answers to machines stay as they are: they come from the next room."""
    return (
        not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "Content-Encoding" not in response.headers
        and len(response.content) >= SHORTEST
    )


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same response, its page compressed where the request takes it."""
    if is_page(response):
        patch_vary_headers(response, ("Accept-Encoding",))
        if takes_gzip(request):
            actor = getattr(request, "actor", None)
            is_office = actor is not None and actor.kind == "officer"
            response.content = gzipped(response.content, IN_THE_OFFICE if is_office else ON_THE_ROAD)
            response.headers["Content-Encoding"] = "gzip"
    return response
