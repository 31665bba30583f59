"""Files of work over the API: the same list as the page shows."""

from typing import Annotated, Any

from ninja import Query, Router

from lienthong.documents.files_of_work import queries
from lienthong.documents.files_of_work.terms import FILE, STATES, retention_words
from lienthong.kernel.refusals import Refusal
from lienthong.pages.lists import LAST_PAGE
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.work.kinds import state_label

router = Router(tags=["files of work"])


@router.get(
    "/files-of-work", summary="Files of work of a year, in the order of their codes, a page at a time"
)
@by_token
def files_of_work(
    request: ActorRequest,
    year: Annotated[int | None, Query(ge=1, le=9999)] = None,
    state: str = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> dict[str, Any]:
    if state and state not in STATES:
        raise Refusal(
            "unknown_file_state", "Tình trạng hồ sơ không có trong danh mục.", status=422, field="state"
        )
    actor = request.actor
    listed = year or actor.day.year
    counts = queries.counts(actor, listed)
    return {
        "as_of": actor.at,
        "year": listed,
        "total": counts.get(state, 0) if state else sum(counts.values()),
        "files": [
            {
                **row._asdict(),
                "state_label": state_label(FILE, row.state),
                "retention": retention_words(row.years),
            }
            for row in queries.files(actor, listed, state, page)
        ],
    }
