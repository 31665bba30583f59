from typing import Any

from ninja import Router

from lienthong.conference import actions
from lienthong.conference.forms import ConveneMeeting
from lienthong.personnel.doors import ActorRequest, by_token, require_key

router = Router(tags=["conference"])


@router.post("/meetings", summary="Convene a meeting with a bridge point per unit")
@by_token
def convene_meeting(request: ActorRequest, body: ConveneMeeting) -> dict[str, Any]:
    return actions.convene_meeting(**body.model_dump(), by=request.actor, key=require_key(request))
