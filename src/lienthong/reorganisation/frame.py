"""What every page of a reorganisation has in common."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.personnel.doors import ActorRequest

HOME = "/sap-xep"


def page(request: ActorRequest, template: str, *, title: str, **context: Any) -> HttpResponse:
    name, kind = sql.row("select name, kind from world")
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
