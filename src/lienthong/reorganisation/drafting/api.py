"""Plans for machines: the list, and drafts with the screen's own acts and refusals; sentences as in a plan's JSON."""

from datetime import date
from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from lienthong.pages.forms import Form
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.reorganisation.drafting import actions
from lienthong.reorganisation.plans.actions import draft_plan, faults_of
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.plans.queries import plan_text
from lienthong.reorganisation.plans.queries import plans as all_plans
from lienthong.reorganisation.plans.texts.files import document_of, text_of, transition_of, typed

router = Router(tags=["reorganisations"])
HERE = "/reorganisations/{int:plan}"
Digest = Annotated[
    str,
    Field(max_length=64, description="Of the text read: another one there since → `plan_edited_meanwhile`"),
]
Sentence = Annotated[
    dict[str, Any],
    Field(
        description="{kind, source: [{code, rank, part, default, unit, key}], target: [{code, name, …}], field, basis}"
    ),
]


class DraftPlan(Form):
    name: str = Field(max_length=300)
    effective_on: date
    basis: str = Field("", max_length=300)
    point_of_no_return: date | None = Field(None, description="None: the effective date itself")
    transitions: list[Sentence] = Field(default_factory=list, max_length=10_000)


class ReplaceText(DraftPlan):
    digest: Digest


class WriteTransition(Form):
    digest: Digest
    transition: Sentence


class OfText(Form):
    digest: Digest


@router.get("/reorganisations", summary="Plans of reorganisation, newest first")
@by_token
def reorganisations(request: ActorRequest) -> dict[str, Any]:
    plans = all_plans()
    return {
        "as_of": request.actor.at,
        "reorganisations": [
            {"plan": plan.id, "name": plan.name, "effective_on": plan.effective_on, "state": plan.state}
            for plan in plans
        ],
    }


@router.post("/reorganisations", summary="A new draft from its document; empty is fine")
@by_token
def new_draft(request: ActorRequest, body: DraftPlan) -> dict[str, Any]:
    return draft_plan(text_of(typed(body.model_dump())), by=request.actor, key=require_key(request))


@router.get(HERE, summary="A plan's document with its digest; of a draft, its faults")
@by_token
def reorganisation(request: ActorRequest, plan: int) -> dict[str, Any]:
    view, text = plan_view(plan), plan_text(plan)
    faults = [fault.answer() for fault in faults_of(text)] if view.state == "draft" else []
    return {
        "as_of": request.actor.at, "plan": plan, "state": view.state, "digest": view.digest,
        "signers": len(view.signers), **document_of(text), "holes": faults,
    }  # fmt: skip


@router.post(f"{HERE}/text", summary="Another text in place of a draft's; its signatures fall")
@by_token
def replace_text(request: ActorRequest, plan: int, body: ReplaceText) -> dict[str, Any]:
    plan_view(plan)
    text = text_of(typed(body.model_dump(exclude={"digest"})))
    return draft_plan(text, plan=plan, digest=body.digest, by=request.actor, key=require_key(request))


@router.post(f"{HERE}/transitions", summary="Add a sentence at the end")
@by_token
def add_transition(request: ActorRequest, plan: int, body: WriteTransition) -> dict[str, Any]:
    sentence = transition_of(0, typed(body.transition))
    return actions.add_transition(
        plan, sentence, digest=body.digest, by=request.actor, key=require_key(request)
    )


@router.post(f"{HERE}/transitions/{{int:no}}/change", summary="Another sentence in place of one")
@by_token
def change_transition(request: ActorRequest, plan: int, no: int, body: WriteTransition) -> dict[str, Any]:
    sentence = transition_of(no, typed(body.transition))
    return actions.change_transition(
        plan, no, sentence, digest=body.digest, by=request.actor, key=require_key(request)
    )


@router.post(f"{HERE}/transitions/{{int:no}}/remove", summary="Take a sentence out; those after it move up")
@by_token
def remove_transition(request: ActorRequest, plan: int, no: int, body: OfText) -> dict[str, Any]:
    return actions.remove_transition(plan, no, digest=body.digest, by=request.actor, key=require_key(request))
