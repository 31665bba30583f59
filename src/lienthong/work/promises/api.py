"""The calendar and its decisions, over the API."""

from collections import Counter
from typing import Any
from uuid import UUID

from ninja import Router

from lienthong.personnel.decided import actions
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.work.promises import queries
from lienthong.work.promises.actions import move_promises
from lienthong.work.promises.forms import EnterDecision, WithdrawDecision
from lienthong.work.promises.showing import COUNTS, STANDINGS, ShownDays, calendar_of_year, year_of
from lienthong.work.promises.terms import MOST_COUNTED

router = Router(tags=["calendar"])


@router.get(
    "/calendar", summary="Days off and worked of a year: decided with their basis, or guessed («dự kiến»)"
)
@by_token
def calendar(request: ActorRequest, year: str = "") -> dict[str, Any]:
    number = year_of(year, request.actor.day)
    rows = calendar_of_year(number, request.actor)
    return {"year": number, "as_of": request.actor.at, "days": [_body(row) for row in rows]}


def _body(row: ShownDays) -> dict[str, Any]:
    return {
        **row._asdict(),
        "standing_label": STANDINGS[row.standing],
        "is_guess": row.standing == "guess",
        "counts": row.standing in COUNTS,
    }


@router.get("/decisions/{uuid:decision}", summary="A decision, and how many promised dates it moves, by kind")
@by_token
def decision(request: ActorRequest, decision: UUID) -> dict[str, Any]:
    row = queries.decision_of(decision)
    moving = queries.moving(decision, request.actor, at_most=MOST_COUNTED)
    return {
        **row._asdict(),
        "moves": len(moving),
        "moves_more": len(moving) == MOST_COUNTED,
        "moves_by_kind": dict(Counter(row.promise.kind for row in moving)),
    }


@router.post("/decisions", summary="Write down a decision; it counts when a second person has approved it")
@by_token
def enter_decision(request: ActorRequest, body: EnterDecision) -> dict[str, Any]:
    return actions.enter_decision(**body.model_dump(), by=request.actor, key=require_key(request))


@router.post("/decisions/{uuid:decision}/approve", summary="Let a decision count, as the second person")
@by_token
def approve_decision(request: ActorRequest, decision: UUID) -> dict[str, Any]:
    return actions.approve_decision(decision, by=request.actor, key=require_key(request))


@router.post("/decisions/{uuid:decision}/withdraw", summary="Let a decision count no longer")
@by_token
def withdraw_decision(request: ActorRequest, decision: UUID, body: WithdrawDecision) -> dict[str, Any]:
    return actions.withdraw_decision(
        decision, **body.model_dump(), by=request.actor, key=require_key(request)
    )


@router.post("/decisions/{uuid:decision}/move-promises", summary="Move the promised dates a decision touches")
@by_token
def move(request: ActorRequest, decision: UUID) -> dict[str, Any]:
    return move_promises(decision, by=request.actor, key=require_key(request))
