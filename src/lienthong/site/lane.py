"""The short way to an operation of the API. Cookies, forms, static files and the pages' own errors are none of its
business, and Django looks for an address by going down a list of all of them: twice what the operation itself costs.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from lienthong.site.middleware import Handler, hardened, machine_readable, refused_at_once

ROOT = "/api/v1/"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SOME = "00000000-0000-7000-8000-000000000000"
"""Stands for any id."""


class Operation(NamedTuple):
    view: Callable[..., HttpResponse]
    names: tuple[str, ...]
    """Of the ids in its address, in order."""


def api_lane(handler: Handler) -> Handler:
    """First in the row of middleware; what it does not know goes the long way."""

    def respond(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not path.startswith(ROOT):
            return handler(request)
        ids = _ID.findall(path)
        operation = _operation(_ID.sub(_SOME, path), len(ids))
        if operation is None:
            return handler(request)
        kwargs = dict(zip(operation.names, ids, strict=True))
        refused = refused_at_once(request, operation.view, kwargs)
        return hardened(
            machine_readable(request, operation.view(request, **kwargs)) if refused is None else refused
        )

    return respond


@lru_cache(500)
def _operation(path: str, ids: int) -> Operation | None:
    """Where Django finds it: addresses that differ only in their ids lead to the same operation. None where something
    else than ids is read from the address, or the long way guards it.
    """
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if [*match.kwargs.values()] != [_SOME] * ids:
        return None
    return Operation(match.func, tuple(match.kwargs)) if getattr(match.func, "csrf_exempt", False) else None
