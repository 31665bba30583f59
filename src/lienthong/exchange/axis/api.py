"""The exchange over the API: the list as the pages show it, and the door other installations send to."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router

from lienthong.exchange.axis import actions, queries, showing
from lienthong.exchange.axis.carrying.arriving import take_in
from lienthong.exchange.axis.terms import BRING, CONTENT_TYPE, LARGEST, PAGE
from lienthong.ground.acts import Answer
from lienthong.kernel.refusals import Refusal
from lienthong.pages.lists import LAST_PAGE
from lienthong.personnel.doors import ActorRequest, by_token, require_key

router = Router(tags=["exchange"])

MOST_AT_ONCE = 500


@router.get(
    "/exchange/consignments",
    summary="What left for other installations and what came from them, newest first",
)
@by_token
def consignments(
    request: ActorRequest,
    direction: str = "",
    state: str = "",
    q: str = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = PAGE,
) -> dict[str, object]:
    asked = queries.check_asked(queries.Asked(direction, state, q[:100]))
    counts = queries.counts(request.actor, asked.words)
    rows = queries.consignments(request.actor, asked, offset=(page - 1) * limit, limit=limit)
    return {
        "as_of": request.actor.at,
        "counts": [count._asdict() for count in counts],
        "total": showing.total(counts, asked),
        "consignments": [row._asdict() for row in rows],
    }


@router.post(
    "/exchange/consignments/{int:consignment}/retry",
    summary="Send at once what was given up or waits for its next try",
    operation_id="retry_consignment",
)
@by_token
def retry_consignment(request: ActorRequest, consignment: int) -> Answer:
    return actions.retry_consignment(consignment, by=request.actor, key=require_key(request))


@router.post(
    "/exchange/edxml",
    summary="Bring a letter or a message of state in edXML; the answer to a letter is a message of state, 01 or 02",
    operation_id="bring_consignment",
)
@by_token
def bring_consignment(request: ActorRequest) -> HttpResponse:
    """The same once more changes nothing and is answered alike: what is brought names itself."""
    request.actor.require(BRING)
    data = request.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refusal(
            "consignment_too_large",
            f"Một bản gửi qua trục liên thông có dung lượng tối đa {LARGEST // 1_000_000} MB.",
            status=413,
            field="body",
        )
    came = take_in(data, way="api", access=request.actor.access)
    return HttpResponse(came.answer, content_type=CONTENT_TYPE)
