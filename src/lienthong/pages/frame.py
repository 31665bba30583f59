"""The frame of every page, rendered inside the door's transaction, and how files and redirects go out."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.personnel.doors import officer_asking

PDF = "application/pdf"
ZIP = "application/zip"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"


@cache
def _world() -> tuple[str, str]:
    """The world of this process: name and kind never change while it runs."""
    name, kind = sql.row("select name, kind from world")
    return name, kind


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render inside the door's transaction; `now` is the world's."""
    actor = getattr(request, "actor", None)
    now = actor.at if actor else clock.local(sql.one("select world_now()"))
    name, kind = _world()
    frame: dict[str, Any] = {
        "actor": actor if actor and actor.kind == "officer" else None,
        "now": now,
        "world": {"name": name, "kind": kind, "now": now, "real_now": clock.local(clock.real())},
        "messages": [],
        "idempotency_key": str(uuid7()),
        "status": status,
    }
    return render(request, template, {**frame, **context}, status=status)


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Outside any door's transaction, which was rolled back."""
    if hasattr(request, "actor"):
        return page(request, "error.html", status=status, **context)
    try:
        with transaction.atomic():
            if officer := officer_asking(request):
                request.actor = officer  # type: ignore[attr-defined]
            return page(request, "error.html", status=status, **context)
    except Exception:  # the database may be what is broken; the page must still come
        return render(
            request, "error.html", {"status": status, "actor": None, "world": None, **context}, status=status
        )


def back(home: str, *parts: object, said: str = "") -> HttpResponseRedirect:
    """To a page below `home` after an act; `said` is shown there once."""
    path = "/".join([home, *map(str, parts)])
    return HttpResponseRedirect(f"{path}?xong={said}" if said else path)


def stream(pieces: Iterable[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """What is made while it is sent: never held whole."""
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=content_type, headers=told)


def file(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return HttpResponse(content, content_type, headers={"Content-Disposition": disposition})
