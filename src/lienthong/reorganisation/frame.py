"""What every page of a reorganisation has in common, and how its papers go out."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.personnel.doors import ActorRequest

HOME = "/sap-xep"
PDF = "application/pdf"
ZIP = "application/zip"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"


class WorldRow(NamedTuple):
    name: str
    kind: str


def page(request: ActorRequest, template: str, *, title: str, **context: Any) -> HttpResponse:
    name, kind = sql.only_row(WorldRow, "select name, kind from world")
    now = request.actor.at
    frame = {
        "title": title,
        "nav": "reorganisation",
        "actor": request.actor,
        "now": now,
        "world": {"name": name, "kind": kind, "now": now, "real_now": clock.local(clock.real())},
        "messages": [],
        "idempotency_key": str(uuid7()),
    }
    return render(request, f"reorganisation/{template}", {**frame, **context})


def back(*parts: object, said: str = "") -> HttpResponseRedirect:
    """To a page of this room after an act; `said` is shown there once."""
    path = "/".join([HOME, *map(str, parts)])
    return HttpResponseRedirect(f"{path}?xong={said}" if said else path)


def stream(pieces: Iterable[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """What is made while it is sent: never held whole."""
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=content_type, headers=told)


def file(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return HttpResponse(content, content_type, headers={"Content-Disposition": disposition})
