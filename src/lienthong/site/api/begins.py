"""Operations that begin an item, and citizens' own acts on one: made from what each desk says of them."""

from collections.abc import Callable
from typing import Any

from ninja import Router

from lienthong.pages.forms import Form
from lienthong.personnel.doors import ActorRequest, by_token, count_beside, in_public, require_key
from lienthong.site import rooms
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin, CitizenAct

Operation = Callable[..., dict[str, Any]]


def _operation(name: str, perform: Operation, body: type[Form], counter: str = "") -> Operation:
    """`counter`: the public door at which it is counted by telephone and code."""

    def operation(request: ActorRequest, body: Any) -> dict[str, Any]:
        fields = dict(body)
        if counter:
            count_beside(request, counter, fields)
        return perform(**fields, by=request.actor, key=require_key(request))

    operation.__name__ = name
    operation.__annotations__["body"] = body
    return operation


def _begun(begin: Begin) -> Operation:
    operation = _operation(begin.act, begin.perform, begin.body or begin.form, begin.counter)
    return in_public(begin.counter)(operation) if begin.door == "public" else by_token(operation)


def _by_citizens(act: CitizenAct) -> Operation:
    return in_public(act.counter)(_operation(act.act, act.perform, act.form, act.counter))


def routers() -> list[Router]:
    """Each room's own operations, with those its desk describes beside them: one address may be read and begun at."""
    by_room: dict[str, Router] = rooms.brought("api", "router")
    for desk in registry.desks():
        router = by_room.setdefault(desk.name, Router(tags=[desk.name]))
        for begin in desk.begins:
            router.post(f"/{begin.path}", summary=begin.summary, operation_id=begin.act)(_begun(begin))
        for many in desk.many:
            operation = by_token(_operation(many.act, many.perform, many.form))
            router.post(f"/{many.path}", summary=many.summary, operation_id=many.act)(operation)
        for act in desk.citizen.acts if desk.citizen else ():
            router.post(f"/{act.path}", summary=act.summary, operation_id=act.act)(_by_citizens(act))
    return list(by_room.values())
