"""What citizens may ask without an account."""

from dataclasses import asdict
from typing import Any

from ninja import Router

from lienthong.notices.queries import citizen_notices
from lienthong.personnel.doors import ActorRequest, address_of, in_public
from lienthong.site.citizens import LookUp, case_of

router = Router(tags=["public"])


@router.post(
    "/public/lookup",
    summary="A dossier or report, by its code and secret",
    description="Asked by POST although nothing is changed: a secret in an address lies in everybody's logs.",
)
@in_public("lookup")
def lookup(request: ActorRequest, body: LookUp) -> dict[str, Any]:
    case = case_of(body.code, body.secret, address=address_of(request))
    return {**case, "notices": [asdict(notice) for notice in citizen_notices()]}
