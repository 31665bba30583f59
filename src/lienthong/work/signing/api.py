"""Who may sign for the head, over the API."""

from typing import Any
from uuid import UUID

from ninja import Router

from lienthong.kernel.refusals import Refusal
from lienthong.personnel.delegations import actions, queries
from lienthong.personnel.delegations.terms import FORMS, STANDINGS
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.work.signing.forms import DelegateAuthority, WithdrawDelegation

router = Router(tags=["work"])


@router.get("/delegations", summary="Who may sign for the head of my unit, newest first; `standing` filters")
@by_token
def delegations(request: ActorRequest, standing: str = "") -> dict[str, Any]:
    if standing and standing not in STANDINGS:
        raise Refusal(
            "unknown_standing", "Tình trạng giao ký không có trong danh mục.", status=422, field="standing"
        )
    return {
        "as_of": request.actor.at,
        "delegations": [
            _body(delegation) for delegation in queries.delegations(request.actor, which=standing)
        ],
    }


def _body(delegation: queries.Given) -> dict[str, Any]:
    return {
        "id": delegation.id,
        "form": delegation.form,
        "form_label": FORMS[delegation.form],
        "covers": delegation.covers,
        "since": delegation.since,
        "until": delegation.until,
        "is_away": delegation.is_away,
        "paper": {"title": delegation.paper.title, "sign": delegation.paper.sign, "on": delegation.paper.on},
        "giver": {"name": delegation.giver, "title": delegation.giver_title},
        "delegate": {"name": delegation.taker, "title": delegation.taker_title},
        "standing": delegation.standing,
        "standing_label": STANDINGS[delegation.standing],
        "withdrawn_reason": delegation.withdrawn_reason,
    }


@router.post("/delegations", summary="Let a deputy or a head of section sign for the head")
@by_token
def delegate_authority(request: ActorRequest, body: DelegateAuthority) -> dict[str, Any]:
    return actions.delegate_authority(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/delegations/{uuid:delegation}/withdraw", summary="Take back what was given")
@by_token
def withdraw_delegation(request: ActorRequest, delegation: UUID, body: WithdrawDelegation) -> dict[str, Any]:
    return actions.withdraw_delegation(
        delegation, **body.model_dump(), by=request.actor, key=require_key(request)
    )
