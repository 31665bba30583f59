"""Figures of incoming letters over the API."""

from datetime import date
from typing import Any

from ninja import Router

from lienthong.documents.receiving import figures
from lienthong.personnel.doors import ActorRequest, by_token

router = Router(tags=["documents"])


@router.get(
    "/incoming-letters/figures", summary="Open incoming letters by state, section and person; of a period"
)
@by_token
def letter_figures(
    request: ActorRequest, since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    actor = request.actor
    first, last = since or actor.day.replace(day=1), until or actor.day
    return {
        "as_of": actor.at,
        "open": [row._asdict() for row in figures.open_figures(actor)],
        "since": first,
        "until": last,
        "period": [row._asdict() for row in figures.period_figures(actor, first, last)],
    }
