from typing import Any

from ninja import Router

from lienthong.personnel.doors import ActorRequest, by_token, in_public, require_key
from lienthong.procedures import actions, queries
from lienthong.procedures.forms import SubmitDossier, SupplementDossier, TakeInDossier

router = Router(tags=["procedures"])


@router.post("/dossiers", summary="Take a dossier in at the counter")
@by_token
def take_in_dossier(request: ActorRequest, body: TakeInDossier) -> dict[str, Any]:
    return actions.take_in_dossier(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/public/dossiers", summary="Hand a dossier in online")
@in_public("dossiers")
def submit_dossier(request: ActorRequest, body: SubmitDossier) -> dict[str, Any]:
    return actions.submit_dossier(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/public/dossiers/supplement", summary="Bring the papers that were asked for")
@in_public("supplements")
def supplement_dossier(request: ActorRequest, body: SupplementDossier) -> dict[str, Any]:
    return actions.supplement_dossier(**body.model_dump(), by=request.actor, key=require_key(request))


@router.get("/public/procedures", summary="The catalogue, or what of it carries these words")
@in_public("catalogue")
def procedures(request: ActorRequest, q: str = "") -> dict[str, Any]:
    return {"procedures": [queries.entry(row) for row in queries.procedures(q)]}
