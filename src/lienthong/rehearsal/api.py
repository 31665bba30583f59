"""Rounds for machines: the driver reads its calls and instructions here, others the board."""

from typing import Annotated, Any

from ninja import Query, Router

from lienthong.kernel.refusals import NotFound
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.rehearsal.planning import playbook
from lienthong.rehearsal.planning.actions import ABILITY
from lienthong.rehearsal.telling import queries

router = Router(tags=["rehearsal"])


@router.get("/rehearsal/rounds/current", summary="Rounds that run, or the last one that ran")
@by_token
def current(request: ActorRequest) -> dict[str, Any]:
    rounds = queries.current_rounds()
    if not rounds:
        raise NotFound
    return {"as_of": request.actor.at, "rounds": [_round(trial) for trial in rounds]}


def _round(trial: queries.RoundRow) -> dict[str, Any]:
    return {
        "round": trial.number,
        "state": trial.state,
        "played_by": trial.played_by,
        "kind": trial.kind,
        "speed": trial.speed,
        "units": trial.units,
        "scenarios": trial.scenarios,
        "starts_at_real": trial.starts_real_at,
        "ended_at_real": trial.ended_real_at,
        "roster_sha256": trial.roster_sha256,
        "expectations_sha256": trial.expectations_sha256,
    }


@router.get(
    "/rehearsal/rounds/{int:number}/calls", summary="What the counterparts send; the driver's token only"
)
@by_token
def calls(
    request: ActorRequest,
    number: int,
    from_minute: Annotated[float, Query(ge=0)] = 0.0,
    to_minute: Annotated[float | None, Query(ge=0)] = None,
) -> dict[str, Any]:
    request.actor.require(ABILITY)
    return playbook.calls_of(number, from_minute=from_minute, to_minute=to_minute)


@router.get("/rehearsal/rounds/{int:number}/instructions", summary="What each role reads at each step")
@by_token
def instructions(request: ActorRequest, number: int) -> dict[str, Any]:
    return playbook.instructions_of(number)


@router.get("/rehearsal/rounds/{int:number}/board", summary="Rates with n/N, units, worst five, stuck")
@by_token
def board(request: ActorRequest, number: int) -> dict[str, Any]:
    request.actor.require("view_board")
    return {**queries.board_of(number)}
