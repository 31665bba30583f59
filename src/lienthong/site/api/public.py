"""What citizens may ask without an account."""

from typing import Any

from ninja import Router

from lienthong.personnel.doors import ActorRequest, in_public
from lienthong.site.citizens import case_of

router = Router(tags=["public"])


@router.get("/public/lookup", summary="A dossier or report, by its code and secret")
@in_public("lookup", at_most=600, per_seconds=3600)
def lookup(request: ActorRequest, code: str, secret: str) -> dict[str, Any]:
    return {**case_of(code, secret)}
