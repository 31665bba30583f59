"""Copies over the API: the same list as the page shows."""

from typing import Annotated, Any

from ninja import Query, Router

from lienthong.documents.copies import queries
from lienthong.documents.copies.terms import FORMS
from lienthong.documents.terms import DRAFT
from lienthong.kernel.refusals import Refusal
from lienthong.pages.lists import LAST_PAGE
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.work.kinds import state_label

router = Router(tags=["documents"])


@router.get("/letter-copies", summary="Copies of letters of a year, the newest first, a page at a time")
@by_token
def copies(
    request: ActorRequest,
    year: Annotated[int | None, Query(ge=1, le=9998)] = None,
    form: str = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> dict[str, Any]:
    if form and form not in FORMS:
        raise Refusal(
            "unknown_form_of_copy", "Danh sách bản sao lọc theo SY, SL hoặc TrS.", status=422, field="form"
        )
    actor = request.actor
    listed = year or actor.day.year
    counts = queries.counts(actor, listed)
    return {
        "as_of": actor.at,
        "year": listed,
        "total": counts.get(form, 0) if form else sum(counts.values()),
        "copies": [
            {**row._asdict(), "state_label": state_label(DRAFT, row.state)}
            for row in queries.copies(actor, listed, form, page)
        ],
    }
