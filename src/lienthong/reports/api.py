from typing import Any

from ninja import Router

from lienthong.personnel.doors import ActorRequest, by_token, in_public, require_key
from lienthong.reports import actions
from lienthong.reports.forms import RecordReport, ReopenReport, SubmitReport

router = Router(tags=["reports"])


@router.post("/public/reports", summary="Report to 1022; answers with code and secret")
@in_public("reports")
def submit_report(request: ActorRequest, body: SubmitReport) -> dict[str, Any]:
    return actions.submit_report(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/public/reports/reopen", summary="The reporter says that it was not fixed")
@in_public("reopenings")
def reopen_report(request: ActorRequest, body: ReopenReport) -> dict[str, Any]:
    return actions.reopen_report(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/reports", summary="The operator writes down what came by telephone or letter")
@by_token
def record_report(request: ActorRequest, body: RecordReport) -> dict[str, Any]:
    return actions.submit_report(**body.model_dump(), by=request.actor, key=require_key(request))
