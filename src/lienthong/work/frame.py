"""What the pages of a room need to be drawn in the frame every officer sees."""

from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.personnel.doors import ActorRequest


@cache
def _world() -> tuple[str, str]:
    """The world of this process: name and kind never change while it runs."""
    name, kind = sql.row("select name, kind from world")
    return name, kind


def framed(
    request: ActorRequest, template: str, *, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    """The page, rendered inside the door's transaction; `now` is the world's."""
    name, kind = _world()
    now = request.actor.at
    frame = {
        "title": title,
        "actor": request.actor,
        "now": now,
        "world": {"name": name, "kind": kind, "now": now, "real_now": clock.local(clock.real())},
        "messages": [],
        "idempotency_key": str(uuid7()),
    }
    return render(request, template, {**frame, **context}, status=status)
