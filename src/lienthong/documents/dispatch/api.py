"""The table of addressees over the API, the letters beside a letter, the texts it had: the same as the pages show."""

from typing import Annotated
from uuid import UUID

from ninja import Query, Router

from lienthong.documents.dispatch import queries, showing
from lienthong.documents.dispatch.terms import PAGE
from lienthong.documents.drafting import queries as drafting
from lienthong.documents.following.queries import letters_beside
from lienthong.documents.readings.noting import note_letter
from lienthong.documents.terms import DRAFT
from lienthong.kernel.refusals import NotFound
from lienthong.pages.lists import LAST_PAGE
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.work.queries import item_of

router = Router(tags=["documents"])

MOST_AT_ONCE = 4000


@router.get(
    "/letters/{uuid:item}/addressees",
    summary="What became of an issued letter at each addressee, by its draft; `state`: one of the counts, open, late",
)
@by_token
def addressees(
    request: ActorRequest,
    item: UUID,
    state: str = "",
    q: str = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = PAGE,
) -> dict[str, object]:
    letter = queries.letter_sent(request.actor, item)
    shown = queries.addressees(
        request.actor,
        letter.document,
        state=queries.check_state(state),
        words=q[:100],
        offset=(page - 1) * limit,
        limit=limit,
    )
    return {
        "as_of": request.actor.at,
        "sign": letter.sign,
        "issued_at": letter.issued_at,
        "counts": {name: count.n for name, count in shown.counts.items()},
        "late": sum(count.late for count in shown.counts.values()),
        "total": shown.total,
        "addressees": [{**row._asdict(), "name": showing.name_of(row)} for row in shown.rows],
    }


@router.get(
    "/letters/{uuid:item}/beside", summary="Letters that a letter answers, corrects or replaces, and back"
)
@by_token
def beside(request: ActorRequest, item: UUID) -> dict[str, object]:
    item_of(request.actor, item)
    return {"letters": [{**row._asdict(), "label": row.label} for row in letters_beside(item)]}


@router.get(
    "/items/{uuid:item}/versions",
    summary="Every text a draft had, oldest first, with who wrote it and to whom it went; the last stands",
)
@by_token
def versions(request: ActorRequest, item: UUID) -> dict[str, object]:
    row = item_of(request.actor, item)
    if row.kind != DRAFT:
        raise NotFound
    note_letter(request.actor, row)
    texts = drafting.versions(item)
    return {"as_of": request.actor.at, "total": len(texts), "versions": [text._asdict() for text in texts]}
