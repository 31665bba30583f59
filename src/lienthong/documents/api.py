from typing import Any

from ninja import Router

from lienthong.documents import actions
from lienthong.documents.forms import DraftDocument
from lienthong.personnel.doors import ActorRequest, by_token, require_key

router = Router(tags=["documents"])


@router.post("/documents", summary="Draft a letter")
@by_token
def draft_document(request: ActorRequest, body: DraftDocument) -> dict[str, Any]:
    return actions.draft_document(**body.model_dump(), by=request.actor, key=require_key(request))
