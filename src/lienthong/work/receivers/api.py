"""What lies where nobody takes it up, over the API: the same as the page shows and does."""

from typing import Annotated
from uuid import UUID

from ninja import Query, Router

from lienthong.ground.acts import Answer
from lienthong.pages.lists import LAST_PAGE
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.work.kinds import KINDS, kind_label, state_label
from lienthong.work.receivers import queries
from lienthong.work.receivers.actions import move_on_unattended
from lienthong.work.receivers.forms import MoveOn
from lienthong.work.receivers.terms import Unattended, unknown_kind

router = Router(tags=["unattended work"])


@router.get(
    "/unattended-work", summary="Open work held by a body in which nobody takes it up, a page at a time"
)
@by_token
def unattended(
    request: ActorRequest,
    kind: str = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> dict[str, object]:
    if kind and kind not in KINDS:
        raise unknown_kind("kind")
    rows = queries.unattended(request.actor, kind=kind or None, page=page)
    counts = queries.counts(request.actor)
    total = counts.get(kind, 0) if kind else sum(counts.values())
    return {"as_of": request.actor.at, "total": total, "items": [_shown(row) for row in rows]}


def _shown(row: Unattended) -> dict[str, object]:
    said = {name: value for name, value in row._asdict().items() if name not in ("jurisdiction", "total")}
    return {**said, "kind_label": kind_label(row.kind), "state_label": state_label(row.kind, row.state)}


@router.post(
    "/unattended-work/{uuid:item}/move-on",
    summary="Hand it to a body in which somebody takes it up",
    operation_id="move_on_unattended",
)
@by_token
def move_on(request: ActorRequest, item: UUID, body: MoveOn) -> Answer:
    return move_on_unattended(item, **body.model_dump(), by=request.actor, key=require_key(request))
