"""Rows ticked in a list of work, handed on together: taken, handed back, given to somebody."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from lienthong.ground.acts import Answer
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.forms import form_page, parse, redraws, refusal_as_error, values_of
from lienthong.pages.frame import page
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.site.views.lists.inbox import MINE
from lienthong.site.views.sessions import own_path
from lienthong.work import queries
from lienthong.work.actions import ASSIGNED
from lienthong.work.handing.actions import hand_many
from lienthong.work.handing.desk import whom
from lienthong.work.handing.forms import AssignMany
from lienthong.work.handing.terms import MOST_AT_ONCE, How


@require_POST
@by_session
def take(request: ActorRequest) -> HttpResponse:
    return _done(request, "take", "nhan")


@require_POST
@by_session
def hand_back(request: ActorRequest) -> HttpResponse:
    return _done(request, "hand_back", "tra-lai")


def _done(request: ActorRequest, how: How, said: str) -> HttpResponse:
    answer = hand_many(_ticked(request), how=how, by=request.actor, key=require_key(request))
    return _after(request, answer, said)


def _ticked(request: ActorRequest) -> list[UUID]:
    try:
        return [UUID(item) for item in dict.fromkeys(request.POST.getlist("items"))]
    except ValueError:
        raise NotFound from None


@redraws(lambda: AssignMany)
@require_POST
@by_session
def assign(request: ActorRequest) -> HttpResponse:
    """From the list: to whom? From that form: done."""
    request.actor.require(ASSIGNED.ability)
    if "assignee" not in request.POST:
        items = _ticked(request)
        if not items:
            hand_many([], how="assign", by=request.actor)  # says what is missing
        return _asked(request, values={"items": [str(item) for item in items]})
    fields, errors = parse(AssignMany, request.POST)
    if fields is None:
        return _asked(request, values=values_of(AssignMany, request.POST), errors=errors)
    try:
        with transaction.atomic():
            answer = hand_many(
                **fields.model_dump(), how="assign", by=request.actor, key=require_key(request)
            )
    except Refusal as refusal:
        if refusal.status not in (409, 422):
            raise
        wrong = refusal_as_error(AssignMany, refusal)
        return _asked(
            request, values=values_of(AssignMany, request.POST), errors=wrong, status=refusal.status
        )
    return _after(request, answer, "giao")


def _asked(
    request: ActorRequest, *, values: dict[str, Any], errors: dict[str, str] | None = None, status: int = 422
) -> HttpResponse:
    ticked = [queries.item_if_seen(UUID(item)) for item in values["items"][:MOST_AT_ONCE] if _is_id(item)]
    rows = [row for row in ticked if row is not None]
    choices = {
        **whom(request.actor),
        "items": [(str(row.id), f"{row.reference} – {row.subject}".removeprefix(" – ")) for row in rows],
    }
    return form_page(
        request,
        AssignMany,
        title="Giao việc",
        submit_label="Giao việc",
        values=values,
        errors=errors,
        choices=choices,
        cancel_url=_back(request),
        back=_back(request),
        template="hand_on.html",
        status=status,
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _back(request: ActorRequest) -> str:
    """The list the rows were ticked in."""
    return own_path(request.POST.get("back") or MINE)


def _after(request: ActorRequest, answer: Answer, said: str) -> HttpResponse:
    """Back to the list, which says how many; a page of its own where something could not be done."""
    back, n = _back(request), len(answer["done"])
    if not answer["refused"]:
        return HttpResponseRedirect(
            f"{back}{'&' if '?' in back else '?'}{urlencode({'xong': f'{said}-{n}'})}"
        )
    refused = [(line["sentence"], queries.item_if_seen(UUID(line["id"]))) for line in answer["refused"]]
    return page(
        request,
        "handed.html",
        title="Chưa làm được hết",
        nav="inbox",
        n=n,
        refused=[
            {
                "sentence": sentence,
                "subject": row.subject if row else "",
                "url": f"/viec/{row.id}" if row else "",
            }
            for sentence, row in refused
        ],
        back=back,
    )
