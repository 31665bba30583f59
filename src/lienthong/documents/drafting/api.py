"""The texts a draft had, over the API: the same as its page shows."""

from uuid import UUID

from ninja import Router

from lienthong.documents.drafting import queries
from lienthong.documents.readings.noting import note_letter
from lienthong.documents.terms import DRAFT
from lienthong.kernel.refusals import NotFound
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.work.queries import item_of

router = Router(tags=["documents"])


@router.get(
    "/items/{uuid:item}/versions",
    summary="Every text a draft had, oldest first, with who wrote it and to whom it went; the last stands",
)
@by_token
def versions(request: ActorRequest, item: UUID) -> dict[str, object]:
    row = item_of(request.actor, item)
    if row.kind != DRAFT:
        raise NotFound
    note_letter(request.actor, row)
    texts = queries.versions(item)
    return {"as_of": request.actor.at, "total": len(texts), "versions": [text._asdict() for text in texts]}
