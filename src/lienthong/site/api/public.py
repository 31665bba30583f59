"""What citizens may ask without an account."""

from dataclasses import asdict
from typing import Any

from ninja import Router

from lienthong.notices.queries import citizen_notices
from lienthong.personnel.doors import ActorRequest, in_public
from lienthong.site.citizens import case_of

router = Router(tags=["public"])


@router.get("/public/lookup", summary="A dossier or report, by its code and secret")
@in_public("lookup")
def lookup(request: ActorRequest, code: str, secret: str) -> dict[str, Any]:
    return {**case_of(code, secret), "notices": [asdict(notice) for notice in citizen_notices()]}
