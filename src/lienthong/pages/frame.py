"""The frame of every page, rendered inside the door's transaction; the way back after an act."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import officer_asking


class WorldRow(NamedTuple):
    name: str
    kind: str


@cache
def _world() -> tuple[str, str]:
    """The world of this process: name and kind never change while it runs."""
    name, kind = sql.only_row(WorldRow, "select name, kind from world")
    return name, kind


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render inside the door's transaction; `now` is the world's."""
    actor = getattr(request, "actor", None)
    now = actor.at if actor else clock.local(sql.only_value(datetime, "select world_now()"))
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


def say_when(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    """With `Retry-After`, where the refusal says how long to wait: its sentence tells people, the header programs."""
    if seconds := refusal.facts.get("retry_after_seconds"):
        response.headers["Retry-After"] = str(seconds)
    return response


def back(home: str, *parts: object, said: str = "") -> HttpResponseRedirect:
    """To a page below `home` after an act; `said` is shown there once."""
    path = "/".join([home, *map(str, parts)])
    return HttpResponseRedirect(f"{path}?xong={said}" if said else path)
