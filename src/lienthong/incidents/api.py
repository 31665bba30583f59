from typing import Any

from ninja import Router

from lienthong.incidents import queries
from lienthong.personnel.doors import ActorRequest, by_token

router = Router(tags=["incidents"])


@router.get("/incidents", summary="Open incidents I may see, worst first, and the counts of the whole city")
@by_token
def open_incidents(request: ActorRequest, severity: str = "") -> dict[str, Any]:
    rows = queries.open_incidents(request.actor, severity=severity)
    counts = queries.visible_counts(request.actor)
    return {
        "as_of": request.actor.at,
        "total": counts.get(severity, 0) if severity else sum(counts.values()),
        "items": [row._asdict() for row in rows],
        "city": [row._asdict() for row in queries.open_incident_counts()],
    }
