"""Rows ticked in a list of work, handed on together: taken, handed back, given to somebody."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
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
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Many
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


ASSIGN = Many(
    "hand_many", "Giao việc", "viec/giao", "giao", "", ASSIGNED.ability, partial(hand_many, how="assign"), AssignMany,
    whom, done="",
)  # fmt: skip


@redraws(lambda: AssignMany)
@require_POST
@by_session
def assign(request: ActorRequest) -> HttpResponse:
    """From the list: to whom? From that form: done."""
    return _asked_or_done(request, ASSIGN, is_filled="assignee" in request.POST)


def addresses() -> list[URLPattern]:
    """Of what desks do with many items at once."""
    return [path(act.url, _page(act), name=act.act) for act in registry.many()]


def _page(act: Many) -> Callable[..., HttpResponse]:
    @redraws(lambda: act.form)
    @require_POST
    @by_session
    def page(request: ActorRequest) -> HttpResponse:
        return _asked_or_done(request, act, is_filled="filled" in request.POST)

    page.__name__ = act.act
    return page


def _asked_or_done(request: ActorRequest, act: Many, *, is_filled: bool) -> HttpResponse:
    request.actor.require(act.ability)
    if not is_filled:
        items = _ticked(request)
        if not items:
            act.perform(items=[], by=request.actor)  # says what is missing
        return _asked(request, act, values={"items": [str(item) for item in items]})
    fields, errors = parse(act.form, request.POST)
    if fields is None:
        return _asked(request, act, values=values_of(act.form, request.POST), errors=errors)
    try:
        with transaction.atomic():
            answer = act.perform(**dict(fields), by=request.actor, key=require_key(request))
    except Refusal as refusal:
        if refusal.status not in (409, 422):
            raise
        wrong = refusal_as_error(act.form, refusal)
        typed = values_of(act.form, request.POST)
        return _asked(request, act, values=typed, errors=wrong, status=refusal.status)
    return _after(request, answer, act.path, act.lands(request.actor))


def _asked(
    request: ActorRequest,
    act: Many,
    *,
    values: dict[str, Any],
    errors: dict[str, str] | None = None,
    status: int = 422,
) -> HttpResponse:
    ticked = [queries.item_if_seen(UUID(item)) for item in values["items"][:MOST_AT_ONCE] if _is_id(item)]
    rows = [row for row in ticked if row is not None and act.kind in ("", row.kind)]
    choices = {
        **act.choices(request.actor),
        "items": [(str(row.id), f"{row.reference} – {row.subject}".removeprefix(" – ")) for row in rows],
    }
    return form_page(
        request,
        act.form,
        title=act.label,
        submit_label=act.label,
        values=values,
        errors=errors,
        choices=choices,
        cancel_url=_back(request),
        back=_back(request),
        template=act.template,
        status=status,
        **act.shows(request.actor),
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


def _after(request: ActorRequest, answer: Answer, said: str, lands: str = "") -> HttpResponse:
    """Back to the list, which says how many, or to the page that tells more; a page of its own where something could
    not be done.
    """
    back, n = _back(request), len(answer["done"])
    if not answer["refused"]:
        if lands:
            return HttpResponseRedirect(lands)
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
        lands=lands if n else "",
    )
