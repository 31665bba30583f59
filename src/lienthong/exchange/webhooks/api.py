"""Webhooks over the API: the same as the pages show and do."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from ninja import Query, Router
from pydantic import Field

from lienthong.exchange.webhooks import actions, queries
from lienthong.exchange.webhooks.rules import secret_of
from lienthong.ground.acts import Answer
from lienthong.pages.forms import Form
from lienthong.personnel.doors import ActorRequest, by_token, require_key

router = Router(tags=["webhooks"])

LONGEST_PAGE = 500


class CreateWebhook(Form):
    url: str = Field(max_length=500)
    kinds: list[str] = Field(default_factory=list, max_length=50, description="Of work; none named: all")


@router.get("/webhooks", summary="The webhooks of my unit")
@by_token
def webhooks(request: ActorRequest) -> dict[str, object]:
    return {"webhooks": [row._asdict() for row in queries.webhooks_of(request.actor)]}


@router.post(
    "/webhooks", summary="Tell an address what happens to my unit's work", operation_id="create_webhook"
)
@by_token
def create_webhook(request: ActorRequest, body: CreateWebhook) -> Answer:
    made = actions.create_webhook(**body.model_dump(), by=request.actor, key=require_key(request))
    return {**made, "secret": secret_of(UUID(made["id"]), settings.SECRET_KEY)}


@router.post("/webhooks/{uuid:webhook}/stop", summary="Send nothing for now", operation_id="stop_webhook")
@by_token
def stop_webhook(request: ActorRequest, webhook: UUID) -> Answer:
    return actions.stop_webhook(webhook, by=request.actor, key=require_key(request))


@router.post("/webhooks/{uuid:webhook}/resume", summary="Send what waits", operation_id="resume_webhook")
@by_token
def resume_webhook(request: ActorRequest, webhook: UUID) -> Answer:
    return actions.resume_webhook(webhook, by=request.actor, key=require_key(request))


@router.post(
    "/webhooks/{uuid:webhook}/delete", summary="Send nothing any more", operation_id="delete_webhook"
)
@by_token
def delete_webhook(request: ActorRequest, webhook: UUID) -> Answer:
    return actions.delete_webhook(webhook, by=request.actor, key=require_key(request))


@router.get("/webhooks/{uuid:webhook}/deliveries", summary="What was sent and what waits, newest first")
@by_token
def deliveries(
    request: ActorRequest,
    webhook: UUID,
    state: str = "",
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = queries.PAGE,
) -> dict[str, object]:
    queries.webhook_of(request.actor, webhook)
    rows = queries.deliveries_of(request.actor, webhook, state=state or None, before=before, limit=limit)
    return {
        "counts": queries.delivery_counts(webhook),
        "deliveries": [row._asdict() for row in rows],
        "next": rows[-1].id if len(rows) == limit else None,
    }
