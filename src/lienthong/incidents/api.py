from typing import Any

from ninja import Router

from lienthong.incidents import actions, queries
from lienthong.incidents.forms import ReportIncident
from lienthong.personnel.doors import ActorRequest, by_token, require_key

router = Router(tags=["incidents"])


@router.post("/incidents", summary="Report that something does not work")
@by_token
def report_incident(request: ActorRequest, body: ReportIncident) -> dict[str, Any]:
    return actions.report_incident(**body.model_dump(), by=request.actor, key=require_key(request))


@router.get("/incidents", summary="Open incidents I may see, worst first, and the counts of the whole city")
@by_token
def open_incidents(request: ActorRequest, severity: str = "") -> dict[str, Any]:
    found = queries.open_incidents(request.actor, severity=severity or None)
    return {
        "as_of": request.actor.at,
        "items": [row._asdict() for row in found],
        "city": [row._asdict() for row in queries.open_incident_counts()],
    }
