"""Letters by all that is known of them, and the searches one keeps, over the API: the same as the page shows."""

from datetime import date
from uuid import UUID

from ninja import Router
from pydantic import Field

from lienthong.documents.finding import keeping, queries
from lienthong.documents.finding.rules import LONGEST, bad_day, is_empty, query_of
from lienthong.documents.finding.terms import LONGEST_NAME, SHOWN, STATES, WAYS, Sought
from lienthong.documents.terms import TYPES
from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.pages.forms import Form
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.work.kinds import state_label

router = Router(tags=["documents"])

KINDS = {kind: way for way, kind in WAYS.items()}


class KeepSearch(Form):
    """A search with its name; what is left out asks nothing."""

    name: str = Field(title="Tên tìm kiếm", max_length=LONGEST_NAME)
    q: str = Field("", title="Số, từ, chữ trong tệp", max_length=LONGEST)
    kind: str = Field("", title="Văn bản đến hoặc đi", max_length=20)
    type: str = Field("", title="Loại văn bản", max_length=20)
    state: str = Field("", title="Tình trạng", max_length=60)
    sender: str = Field("", title="Nơi gửi", max_length=LONGEST)
    person: str = Field("", title="Người ký, người xử lý", max_length=LONGEST)
    since: date | None = Field(None, title="Đến từ ngày")
    until: date | None = Field(None, title="Đến hết ngày")


def _asked(
    q: str, kind: str, type: str, state: str, sender: str, person: str, since: date | None, until: date | None
) -> Sought:
    """As an address of the page asks it. Refuses what no list of the page has."""
    for field, value, known in (("kind", kind, KINDS), ("type", type, TYPES), ("state", state, STATES)):
        if value and value not in known:
            raise Refusal(
                "filter_not_listed", "Giá trị lọc này không có trong danh mục.", status=422, field=field
            )
    for field, day in (("since", since), ("until", until)):
        if day is not None and not reading.is_in_calendar(day):
            raise bad_day(field)
    words, sender, person = (reading.sought(text)[:LONGEST] for text in (q, sender, person))
    return Sought(words, KINDS.get(kind, ""), type, state, sender, person, since, until)


@router.get(
    "/letters",
    summary="Letters by number, words (also inside their files), sender, days, state and person, the newest first",
)
@by_token
def letters(
    request: ActorRequest, q: str = "", kind: str = "", type: str = "", state: str = "", sender: str = "",
    person: str = "", since: date | None = None, until: date | None = None,
) -> dict[str, object]:  # fmt: skip
    sought = _asked(q, kind, type, state, sender, person, since, until)
    rows = [] if is_empty(sought) else queries.letters(request.actor, sought)
    return {
        "as_of": request.actor.at,
        "total": len(rows),
        "is_more": len(rows) == SHOWN,
        "letters": [{**row._asdict(), "state_label": state_label(row.kind, row.state)} for row in rows],
    }


@router.get("/saved-searches", summary="Searches I keep, by name, each as the page's address asks it")
@by_token
def saved_searches(request: ActorRequest) -> dict[str, object]:
    return {"searches": [row._asdict() for row in queries.saved_searches(request.actor)]}


@router.post("/saved-searches", summary="Keep a search; under a name I have it replaces that")
@by_token
def save_search(request: ActorRequest, body: KeepSearch) -> dict[str, object]:
    name = reading.short_line(body.name, field="name", label="Tên tìm kiếm", longest=LONGEST_NAME)
    asked = body.model_dump(exclude={"name"})
    query = query_of(_asked(**asked))
    return {"id": keeping.save_search(name, query, by=request.actor, field="name"), "query": query}


@router.post("/saved-searches/{uuid:search}/remove", summary="Keep a search no longer")
@by_token
def remove_search(request: ActorRequest, search: UUID) -> dict[str, object]:
    keeping.remove_search(search, by=request.actor)
    return {"removed": search}
