"""Operations that begin an item, and citizens' own acts on one: made from what each desk says of them."""

from collections.abc import Callable
from typing import Any

from ninja import Router

from lienthong.pages.forms import Form
from lienthong.personnel.doors import ActorRequest, by_token, count_beside, in_public, require_key
from lienthong.site import rooms
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin

Operation = Callable[..., dict[str, Any]]


def _operation(name: str, perform: Operation, body: type[Form]) -> Operation:
    def operation(request: ActorRequest, body: Any) -> dict[str, Any]:
        return perform(**body.model_dump(), by=request.actor, key=require_key(request))

    operation.__name__ = name
    operation.__annotations__["body"] = body
    return operation


def _of_citizens(name: str, counter: str, perform: Operation, body: type[Form]) -> Operation:
    def operation(request: ActorRequest, body: Any) -> dict[str, Any]:
        fields = body.model_dump()
        count_beside(request, counter, fields)
        return perform(**fields, by=request.actor, key=require_key(request))

    operation.__name__ = name
    operation.__annotations__["body"] = body
    return in_public(counter)(operation)


def _begun(begin: Begin) -> Operation:
    body = begin.body or begin.form
    if begin.door == "public":
        return _of_citizens(begin.act, begin.counter, begin.perform, body)
    return by_token(_operation(begin.act, begin.perform, body))


def routers() -> list[Router]:
    """Each room's own operations, with those its desk describes beside them: one address may be read and begun at."""
    by_room: dict[str, Router] = rooms.brought("api", "router")
    for desk in registry.desks():
        router = by_room.setdefault(desk.name, Router(tags=[desk.name]))
        for begin in desk.begins:
            router.post(f"/{begin.path}", summary=begin.summary, operation_id=begin.act)(_begun(begin))
        for act in desk.citizen.acts if desk.citizen else ():
            operation = _of_citizens(act.act, act.counter, act.perform, act.form)
            router.post(f"/{act.path}", summary=act.summary, operation_id=act.act)(operation)
    return list(by_room.values())
