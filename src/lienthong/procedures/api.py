from typing import Any

from ninja import Router

from lienthong.personnel.doors import ActorRequest, in_public
from lienthong.procedures import queries

router = Router(tags=["procedures"])


@router.get("/public/procedures", summary="The catalogue, or what of it carries these words")
@in_public("catalogue", at_most=600)
def procedures(request: ActorRequest, q: str = "") -> dict[str, Any]:
    return {"procedures": [queries.entry(row) for row in queries.procedures(q)]}
