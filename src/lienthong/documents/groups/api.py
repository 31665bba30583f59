"""Saved groups of addressees over the API: the same as the page shows and does."""

from uuid import UUID

from ninja import Router

from lienthong.documents.groups import actions, forms, queries
from lienthong.ground.acts import Answer
from lienthong.personnel.doors import ActorRequest, by_token, require_key

router = Router(tags=["documents"])


@router.get("/addressee-groups", summary="Groups of addressees of my body and those for everybody")
@by_token
def groups(request: ActorRequest) -> dict[str, object]:
    return {
        "groups": [row._asdict() for row in queries.groups(request.actor)],
        "outside": [row._asdict() for row in queries.outside_bodies(request.actor)],
    }


@router.post("/addressee-groups", summary="Make a group of addressees", operation_id="make_group")
@by_token
def make(request: ActorRequest, body: forms.KeepGroup) -> Answer:
    return actions.make_group(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/addressee-groups/{uuid:group}", summary="Change a group", operation_id="change_group")
@by_token
def change(request: ActorRequest, group: UUID, body: forms.KeepGroup) -> Answer:
    return actions.change_group(group, **body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/addressee-groups/{uuid:group}/remove", summary="Remove a group", operation_id="remove_group")
@by_token
def remove(request: ActorRequest, group: UUID) -> Answer:
    return actions.remove_group(group, by=request.actor, key=require_key(request))


@router.post("/outside-bodies", summary="Keep a body outside on the list", operation_id="keep_outside_body")
@by_token
def keep_outside(request: ActorRequest, body: forms.KeepOutside) -> Answer:
    return actions.keep_outside_body(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post(
    "/outside-bodies/{uuid:body_id}/remove",
    summary="Take it off the list",
    operation_id="remove_outside_body",
)
@by_token
def remove_outside(request: ActorRequest, body_id: UUID) -> Answer:
    return actions.remove_outside_body(body_id, by=request.actor, key=require_key(request))
