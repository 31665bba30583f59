"""Items over the API: read one, list, and do any desk's act on one."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router

from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.site.api.next import after_act, body_of
from lienthong.site.linked import linked_items, note_of
from lienthong.work import queries
from lienthong.work.desks.registry import acts_offered, all_acts, asides_offered, hands_offered, verb_label
from lienthong.work.desks.terms import DeskAct
from lienthong.work.persons.searching import Hit, search
from lienthong.work.persons.showing import of_item
from lienthong.work.requests.queries import requests_on
from lienthong.work.sealing.queries import withdrawn_papers
from lienthong.work.waiting import queries as waiting

router = Router(tags=["items"])

LONGEST_PAGE = 500


def shown_body(actor: Actor, item: queries.Item) -> dict[str, Any]:
    """What the item is and what its desk knows of it, as this person may see it."""
    shown = of_item(actor, item, "api")
    return body_of(item, shown.details, item.papers if shown.knows else None)


def item_body(actor: Actor, item: queries.Item) -> dict[str, Any]:
    """Everything a person sees on the item's page."""
    lines = queries.timeline(item.id)
    return {
        **shown_body(actor, item),
        "requests": requests_on(item),
        "acts": [
            {"act": act.path, "label": act.move.label, "key": act.move.letter, "help": act.says(actor)}
            for act in (*acts_offered(actor, item), *asides_offered(actor, item))
        ],
        "hands": [{"act": act.path, "label": act.move.label} for act in hands_offered(actor, item)],
        "links": linked_items(item.id, lines),
        "withdrawn_papers": [paper._asdict() for paper in withdrawn_papers(actor, item)],
        "timeline": [
            {
                "at": line.at,
                "verb": line.verb,
                "label": verb_label(item.kind, line.verb),
                "who": line.who,
                "title": line.title,
                "unit": line.unit,
                "note": note_of(item.kind, line),
                "reason": line.reason,
                "seq": line.seq,
            }
            for line in lines
        ],
    }


@router.get("/items", summary="Open work of my unit, soonest due first; `q` searches all I may see")
@by_token
def items(
    request: ActorRequest,
    kind: str = "",
    state: str = "",
    q: str = "",
    mine: bool = False,
    late: str = "",
    whose: Annotated[
        str, Query(description="`me`: what waits for this mandate; `section`: of its section; else all")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = queries.PAGE,
    after: Annotated[str, Query(description="`next` of the page before")] = "",
) -> dict[str, Any]:
    actor = request.actor
    if q:
        return _page_of(actor, search(actor, q, limit=limit), next_place=None)
    place = queries.place_after(after)
    if after and place is None:
        raise Refusal(
            "bad_cursor", "Mốc «after» không phải «next» của trang trước.", status=422, field="after"
        )
    if whose in ("", "office"):
        rows = queries.inbox(
            actor,
            kind=kind or None,
            state=state or None,
            mine=mine,
            late=_late(late),
            after=place,
            limit=limit,
        )
    else:
        narrowed = bool(state or mine or late)
        rows = waiting.rows(actor, _whose(whose, narrowed), kind=kind, after=place, limit=limit)
    return _page_of(actor, rows, queries.place_of(rows[-1]) if len(rows) == limit else None)


def _whose(asked: str, narrowed: bool) -> waiting.Whose:
    if narrowed or asked not in ("me", "section"):
        raise Refusal(
            "bad_whose",
            "«whose» nhận «me», «section» hoặc «office»; «state», «mine», «late» chỉ đi với «office».",
            status=422,
            field="whose",
        )
    return "me" if asked == "me" else "section"


def _page_of(actor: Actor, rows: Sequence[queries.InboxRow | Hit], next_place: str | None) -> dict[str, Any]:
    return {"as_of": actor.at, "items": [row._asdict() for row in rows], "next": next_place}


def _late(asked: str) -> queries.Late | None:
    """`own`: overdue with this unit; `before`: overdue already when it took over."""
    match asked:
        case "":
            return None
        case "own" | "before":
            return asked
    raise Refusal("bad_filter", "«late» nhận «own» hoặc «before».", status=422, field="late")


@router.get(
    "/items/{uuid:item}", summary="One item with its papers, acts and timeline; `brief`: what it is, no more"
)
@by_token
def item(request: ActorRequest, item: UUID, brief: bool = False) -> dict[str, Any]:
    row = queries.item_of(request.actor, item)
    return shown_body(request.actor, row) if brief else item_body(request.actor, row)


def _endpoint(act: DeskAct) -> Callable[..., Any]:
    def perform(request: ActorRequest, item: UUID, body: Any) -> dict[str, Any]:
        answer = act.perform(item, **body.model_dump(), by=request.actor, key=require_key(request))
        return {**answer, "shown": after_act(request.actor, item)} if _wants_more(request) else answer

    perform.__name__ = act.move.act
    perform.__annotations__["body"] = act.form
    return perform


def _wants_more(request: ActorRequest) -> bool:
    """`Prefer: return=representation` (RFC 7240 §4.2): besides the act's answer, in `shown`, what is next there."""
    return request.headers.get("Prefer", "") == "return=representation"


for _act in all_acts():
    router.post(f"/items/{{uuid:item}}/{_act.path}", summary=_act.move.label, operation_id=_act.move.act)(
        by_token(_endpoint(_act))
    )
