"""Notices over the API: the same as the page shows."""

from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from lienthong.notices import queries, reading
from lienthong.pages.forms import Form
from lienthong.personnel.doors import ActorRequest, by_token

router = Router(tags=["notices"])

LONGEST_PAGE = 500
LargeId = Annotated[int, Query(ge=1, le=2**63 - 1)]


class ReadUpTo(Form):
    up_to: int = Field(ge=1, le=2**63 - 1, description="The newest `id` that was seen")


@router.get("/notices", summary="What I am told, newest first, and how much of it is unread")
@by_token
def notices(
    request: ActorRequest,
    unread: bool = False,
    before: LargeId | None = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = queries.PAGE,
) -> dict[str, object]:
    rows = queries.notices_of(request.actor, unread=unread, before=before, limit=limit)
    return {
        "unread": queries.unread_count(request.actor),
        "notices": queries.as_dicts(rows),
        "next": rows[-1].id if len(rows) == limit else None,
    }


@router.post("/notices/read", summary="Mark as read what I have seen, up to a notice")
@by_token
def read_up_to(request: ActorRequest, body: ReadUpTo) -> dict[str, object]:
    reading.mark_all_read(up_to=body.up_to, by=request.actor)
    return {"unread": queries.unread_count(request.actor)}


@router.post("/notices/{int:notice}/read", summary="Mark one notice as read")
@by_token
def read_one(request: ActorRequest, notice: int) -> dict[str, object]:
    reading.mark_read(notice, by=request.actor)
    return {"unread": queries.unread_count(request.actor)}
