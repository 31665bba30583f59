"""Who has read a letter, and what one has read oneself, over the API: the same as the pages show."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Query, Router

from lienthong.documents.readings.queries import Sought, own_readings, readers_of
from lienthong.pages.lists import LAST_PAGE, PAGE
from lienthong.personnel.doors import ActorRequest, by_token

router = Router(tags=["documents"])

MOST_AT_ONCE = 1000


@router.get("/letter-readings", summary="Letters I have opened, a line a letter and day, the newest first")
@by_token
def letter_readings(
    request: ActorRequest,
    q: str = "",
    since: date | None = None,
    until: date | None = None,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = PAGE,
) -> dict[str, object]:
    rows = own_readings(request.actor, page, Sought(q[:100], since, until), size=limit)
    return {
        "as_of": request.actor.at,
        "total": rows[0].total if rows else 0,
        "readings": [
            {name: value for name, value in row._asdict().items() if name != "total"} for row in rows
        ],
    }


@router.get(
    "/items/{uuid:item}/readers",
    summary="Who has opened a letter, for who leads the body that holds it or keeps its letters",
)
@by_token
def readers(request: ActorRequest, item: UUID) -> dict[str, object]:
    rows = readers_of(request.actor, item)
    return {"as_of": request.actor.at, "total": len(rows), "readers": [row._asdict() for row in rows]}
