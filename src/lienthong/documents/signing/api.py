"""Signatures of letters over the API."""

from typing import Any
from uuid import UUID

from ninja import Router

from lienthong.documents.signing import queries, rules
from lienthong.documents.signing.letters.steps import prepare_signature
from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.signing.views import as_json
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.work.queries import item_of

router = Router(tags=["documents"])


@router.post("/items/{uuid:item}/signing/{place}", summary="What is to be signed at a place of a letter")
@by_token
def prepare(request: ActorRequest, item: UUID, place: Place) -> dict[str, Any]:
    return as_json(prepare_signature(item, place, by=request.actor))


@router.get("/items/{uuid:item}/signatures", summary="The signatures of a letter, and whether they hold")
@by_token
def signatures(request: ActorRequest, item: UUID) -> dict[str, Any]:
    item_of(request.actor, item)
    rows = queries.signatures_behind(item)
    finished = [row.digest for row in rows if row.standing == "finished"]
    outcome = queries.known_outcome(finished[-1], request.actor.at) if finished else None
    checked = outcome and [rules.told(signature, request.actor.at) for signature in outcome.signatures]
    return {
        "signatures": [
            {"place": row.place, "standing": row.standing, "name": row.name, "title": row.title, "at": row.at,
             "digest": row.digest, "is_trial": row.is_trial}
            for row in rows if row.standing != "begun"
        ],
        "checked": checked,
    }  # fmt: skip
