"""Nhóm nơi nhận: groups of addressees a body keeps, and the bodies outside it writes to."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.documents.addressing.bodies import choices_of
from lienthong.documents.addressing.terms import WAYS
from lienthong.documents.groups import actions, forms, queries
from lienthong.documents.groups.terms import KEEP
from lienthong.ground.acts import Answer
from lienthong.kernel.refusals import Refusal
from lienthong.pages.forms import Choices, Form, form_page, parse, redraws, refusal_as_error, values_of
from lienthong.pages.frame import page
from lienthong.pages.lists import csv_sheet
from lienthong.personnel.doors import ActorRequest, by_session, require_key

URL, TITLE = "/nhom-noi-nhan", "Nhóm nơi nhận"
EXPORTED = ("Nhóm", "Dùng chung", "Số nơi", "Nơi nhận")


@require_safe
@by_session
def groups(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    return page(
        request,
        "documents/groups.html",
        title=TITLE,
        nav="inbox",
        rows=[{**row._asdict(), "is_kept": row.is_kept_by(actor)} for row in queries.groups(actor)],
        outside=[{**row._asdict(), "way_label": WAYS[row.way]} for row in queries.outside_bodies(actor)],
        may_keep=actor.can(KEEP),
        export_url=f"{URL}.csv",
    )


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponse | StreamingHttpResponse:
    rows = queries.groups(request.actor)
    lines = ([row.name, "có" if row.is_for_all else "", len(row.units), "; ".join(row.names)] for row in rows)
    return csv_sheet("nhom-noi-nhan", EXPORTED, lines)


@redraws(lambda: forms.KeepGroup)
@require_http_methods(["GET", "POST"])
@by_session
def make(request: ActorRequest) -> HttpResponse:
    request.actor.require(KEEP)
    return _asked(
        request,
        forms.KeepGroup,
        lambda fields, key: actions.make_group(**fields, by=request.actor, key=key),
        title="Lập nhóm nơi nhận",
        choices={"to": choices_of(request.actor.day)},
    )


@redraws(lambda group: forms.KeepGroup)
@require_http_methods(["GET", "POST"])
@by_session
def change(request: ActorRequest, group: UUID) -> HttpResponse:
    row = queries.group_of(request.actor, group)
    return _asked(
        request,
        forms.KeepGroup,
        lambda fields, key: actions.change_group(group, **fields, by=request.actor, key=key),
        title="Sửa nhóm nơi nhận",
        choices={"to": choices_of(request.actor.day)},
        initial={"name": row.name, "to": row.units, "is_for_all": row.is_for_all},
    )


@require_POST
@by_session
def remove(request: ActorRequest, group: UUID) -> HttpResponse:
    actions.remove_group(group, by=request.actor, key=require_key(request))
    return HttpResponseRedirect(URL)


@redraws(lambda: forms.KeepOutside)
@require_http_methods(["GET", "POST"])
@by_session
def keep_outside(request: ActorRequest) -> HttpResponse:
    request.actor.require(KEEP)
    return _asked(
        request,
        forms.KeepOutside,
        lambda fields, key: actions.keep_outside_body(**fields, by=request.actor, key=key),
        title="Ghi nơi nhận ngoài hệ thống",
        choices={"way": list(WAYS.items())},
    )


@require_POST
@by_session
def remove_outside(request: ActorRequest, body: UUID) -> HttpResponse:
    actions.remove_outside_body(body, by=request.actor, key=require_key(request))
    return HttpResponseRedirect(URL)


def _asked(
    request: ActorRequest,
    form: type[Form],
    do: Callable[[dict[str, Any], str], Answer],
    *,
    title: str,
    choices: Choices,
    initial: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form; the act once it is complete, and back to the list; the form again with what is wrong."""
    shown: dict[str, Any] = {
        "title": title, "submit_label": "Lưu", "cancel_url": URL, "choices": choices, "nav": "inbox",
    }  # fmt: skip
    if request.method == "GET":
        return form_page(request, form, values=initial or {}, **shown)
    parsed, errors = parse(form, request.POST)
    typed = values_of(form, request.POST)
    if parsed is None:
        return form_page(request, form, values=typed, errors=errors, **shown)
    try:
        with transaction.atomic():
            do(parsed.model_dump(), require_key(request))
    except Refusal as refusal:
        if refusal.status not in (409, 422):
            raise
        wrong = refusal_as_error(form, refusal)
        return form_page(request, form, values=typed, errors=wrong, status=refusal.status, **shown)
    return HttpResponseRedirect(URL)
