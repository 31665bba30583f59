"""Divisions for machines: the same list, suggestions and acts as at the screen, with the same refusals."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router

from lienthong.pages.lists import PAGE
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.reorganisation.divisions import actions, queries, streets
from lienthong.reorganisation.divisions.forms import (
    ApplyRules,
    DecideItems,
    DecideStreet,
    TakeBack,
    WriteRule,
)
from lienthong.reorganisation.divisions.streets import Pending
from lienthong.reorganisation.divisions.terms import Division, Match, Rule, Street, Suggestion
from lienthong.units.addresses.spelling import bare_phrase

router = Router(tags=["reorganisations"])
HERE = "/reorganisations/{int:plan}/divisions/{int:undivided}"


@router.get(
    "/reorganisations/{int:plan}/divisions", summary="Divided jurisdictions I see, with what waits in each"
)
@by_token
def divisions(request: ActorRequest, plan: int) -> dict[str, Any]:
    seen = queries.divisions_seen(request.actor, plan)
    waiting = queries.waiting(request.actor, seen)
    return {"as_of": request.actor.at, "divisions": [_division(division, waiting) for division in seen]}


def _division(division: Division, waiting: dict[int, int]) -> dict[str, Any]:
    left, total = (
        waiting.get(division.undivided, 0),
        sum(waiting.get(jurisdiction, 0) for jurisdiction in division.jurisdictions),
    )
    parts = [
        {
            "part": part.id, "name": part.name, "area": part.area, "field": part.field, "unit": part.unit,
            "items": waiting.get(part.id, 0),
        }
        for part in division.parts
    ]  # fmt: skip
    return {
        "undivided": division.undivided, "name": division.name, "code": division.code,
        "effective_on": division.effective_on, "default_unit": division.heir, "left": left, "total": total,
        "parts": parts,
    }  # fmt: skip


@router.get(f"{HERE}/streets", summary="Streets with undecided work, and where their neighbours went")
@by_token
def street_list(request: ActorRequest, plan: int, undivided: int, words: str = "") -> dict[str, Any]:
    division = queries.seen_division(request.actor, plan, undivided)
    standings = streets.standings(request.actor, division, words)
    return {
        "as_of": request.actor.at, "left": standings.left, "total": standings.total, "unread": standings.unread,
        "parts": standings.parts, "streets": [_street(street) for street in standings.streets],
    }  # fmt: skip


def _street(street: Street) -> dict[str, Any]:
    return {"street": street.key, "spelt": street.spelt, "items": street.n, "decided": street.decided}


@router.get(
    f"{HERE}/pending",
    summary="Undecided items with suggestions and their reasons, a page at a time; `street` narrows",
)
@by_token
def pending(
    request: ActorRequest, plan: int, undivided: int, street: str | None = None,
    words: str = "", page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> dict[str, Any]:  # fmt: skip
    division = queries.seen_division(request.actor, plan, undivided)
    standings, page = streets.standings(request.actor, division, words), max(page, 1)
    chosen = [row for row in standings.streets if street is None or row.key in (street, bare_phrase(street))]
    shown = streets.pending(request.actor, division, chosen, words=words, page=page)
    total = sum(row.n for row in chosen)
    return {
        "as_of": request.actor.at, "left": standings.left, "in_list": total,
        "next_page": page + 1 if page * PAGE < total else None,
        "items": [_pending(row) for row in shown],
    }  # fmt: skip


def _pending(row: Pending) -> dict[str, Any]:
    item = row.item
    return {
        "id": item.id, "kind": item.kind, "reference": item.reference, "subject": item.subject,
        "state": item.state, "address": item.address, "street": row.street, "due_at": item.due_at,
        "standing": row.verdict.standing, "matches": [_match(match) for match in row.verdict.matches],
        "doubts": [_match(doubt) for doubt in row.verdict.doubts],
        "suggestions": [_suggestion(suggestion) for suggestion in row.suggested],
    }  # fmt: skip


def _match(match: Match) -> dict[str, Any]:
    return {"rule": match.rule, "part": match.part, "reason": match.reason}


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {"part": suggestion.part, "reason": suggestion.reason, "votes": suggestion.votes}


@router.post(f"{HERE}/decisions", summary="Decide items: each goes to the part")
@by_token
def decide_items(request: ActorRequest, plan: int, undivided: int, body: DecideItems) -> dict[str, Any]:
    return actions.decide_items(
        plan, undivided, **body.model_dump(), by=request.actor, key=require_key(request)
    )


@router.post(f"{HERE}/street-decisions", summary="Decide all that is undecided in a street")
@by_token
def decide_street(request: ActorRequest, plan: int, undivided: int, body: DecideStreet) -> dict[str, Any]:
    return actions.decide_street(
        plan, undivided, **body.model_dump(), by=request.actor, key=require_key(request)
    )


@router.post(f"{HERE}/taken-back", summary="Take decisions back: the items wait again")
@by_token
def take_back_items(request: ActorRequest, plan: int, undivided: int, body: TakeBack) -> dict[str, Any]:
    return actions.take_back_items(
        plan, undivided, **body.model_dump(), by=request.actor, key=require_key(request)
    )


@router.get(f"{HERE}/rules", summary="The rules, and what they would decide now; nothing is written")
@by_token
def rules(request: ActorRequest, plan: int, undivided: int) -> dict[str, Any]:
    division = queries.seen_division(request.actor, plan, undivided)
    trial = queries.trial_of(request.actor, division)
    return {
        "as_of": request.actor.at,
        "rules": [_rule(rule, trial.by_rule) for rule in queries.rules_of(plan, undivided)],
        "trial": {
            "total": trial.total, "decided": trial.decided, "conflict": trial.conflict, "unknown": trial.unknown
        },
    }  # fmt: skip


def _rule(rule: Rule, matched: Any) -> dict[str, Any]:
    return {
        "no": rule.no, "kind": rule.kind, "pattern": rule.pattern, "part": rule.part, "items": matched.get(rule.no, 0)
    }  # fmt: skip


@router.post(f"{HERE}/rules", summary="Add a rule")
@by_token
def write_rule(request: ActorRequest, plan: int, undivided: int, body: WriteRule) -> dict[str, Any]:
    return actions.write_rule(
        plan, undivided, **body.model_dump(), by=request.actor, key=require_key(request)
    )


@router.post(f"{HERE}/rules/apply", summary="Refine what the rules agree on, a batch at a time")
@by_token
def apply_rules(request: ActorRequest, plan: int, undivided: int, body: ApplyRules) -> dict[str, Any]:
    return actions.apply_rules(
        plan, undivided, **body.model_dump(), by=request.actor, key=require_key(request)
    )


@router.post(f"{HERE}/rules/{{int:no}}/withdraw", summary="Withdraw a rule; what it decided stays decided")
@by_token
def withdraw_rule(request: ActorRequest, plan: int, undivided: int, no: int) -> dict[str, Any]:
    return actions.withdraw_rule(plan, undivided, no, by=request.actor, key=require_key(request))


@router.get(f"{HERE}/sample", summary="Decisions of people drawn for a second pair of eyes")
@by_token
def sample(request: ActorRequest, plan: int, undivided: int) -> dict[str, Any]:
    division = queries.seen_division(request.actor, plan, undivided)
    drawn = queries.people_decisions(request.actor, division, drawn_only=True)
    return {
        "as_of": request.actor.at,
        "decided_by_people": queries.decided_by_people(request.actor, division),
        "sample": [
            {
                "item": row.item, "part": row.part, "reference": row.reference, "address": row.address,
                "reason": row.reason, "at": row.at, "decided_by": row.who, "looked": row.second_by is not None,
                "mine": row.first_person == request.actor.person,
            }
            for row in drawn
        ],
    }  # fmt: skip


@router.post(f"{HERE}/sample/{{uuid:item}}/second", summary="A second person looked and agrees")
@by_token
def second_decision(request: ActorRequest, plan: int, undivided: int, item: UUID) -> dict[str, Any]:
    return actions.second_decision(plan, undivided, item, by=request.actor, key=require_key(request))
