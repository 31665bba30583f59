"""Pages of a draft: what changed between two of its versions; the text of a Word file, looked at before it is kept."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.documents.conventions.views import asked
from lienthong.documents.drafting import actions, forms, queries, rules, word
from lienthong.documents.drafting.terms import Read, Version
from lienthong.documents.readings.noting import note_letter
from lienthong.documents.terms import CHANGED, DRAFT
from lienthong.documents.types.choosing import text_choices
from lienthong.documents.types.rules import in_force, skeleton_of
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.forms import form_page, redraws
from lienthong.pages.frame import page
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.work.desks import registry
from lienthong.work.queries import Item, item_of


@require_safe
@by_session
def compared(request: ActorRequest, item: UUID) -> HttpResponse:
    """Two versions of a draft, the older first; without a number the last two."""
    row = _draft(request, item)
    note_letter(request.actor, row)
    texts = queries.versions(item)
    newer = _version(request.GET.get("den", ""), texts, texts[-1])
    older = _version(request.GET.get("tu", ""), texts, texts[max(0, newer.version - 2)])
    if older.version > newer.version:
        older, newer = newer, older
    return page(
        request,
        "documents/compare.html",
        title="Đã sửa gì",
        nav="inbox",
        item={"id": item, "subject": row.subject},
        before=rules.version_words(older),
        after=rules.version_words(newer),
        choices=[_choice(item, text, older, newer) for text in texts if text.version < newer.version],
        heads=rules.heads_changed(older, newer),
        pieces=rules.pieces_between(older.body, newer.body),
    )


def _draft(request: ActorRequest, item: UUID) -> Item:
    row = item_of(request.actor, item)
    if row.kind != DRAFT:
        raise NotFound
    return row


def _version(asked_for: str, texts: list[Version], default: Version) -> Version:
    if not asked_for:
        return default
    return next((text for text in texts if str(text.version) == asked_for), None) or _none()


def _none() -> Version:
    raise NotFound


def _choice(item: UUID, text: Version, older: Version, newer: Version) -> dict[str, Any]:
    return {
        "label": f"So với bản {text.version}",
        "url": f"/viec/{item}/ban-du-thao?tu={text.version}&den={newer.version}",
        "active": text.version == older.version,
    }


@redraws(lambda item: forms.ChangeDraft)
@require_http_methods(["GET", "POST"])
@by_session
def from_word(request: ActorRequest, item: UUID) -> HttpResponse:
    """A Word file is chosen, its text shown in the form of changing with what could not be kept, and only then kept."""
    row = _draft(request, item)
    request.actor.require(CHANGED.ability)
    back = f"/viec/{item}"
    if row.state not in CHANGED.states or row.jurisdiction not in request.actor.scope:
        return HttpResponseRedirect(back)
    if request.method == "POST" and "body" in request.POST:
        return asked(
            request,
            forms.ChangeDraft,
            lambda fields: actions.change_draft(item, **fields, by=request.actor, key=require_key(request)),
            back=back,
            **_shown(request, row),
        )
    if request.method == "GET":
        return _choose(request, back)
    try:
        read = _read(request)
    except Refusal as refusal:
        return _choose(request, back, refusal)
    stands = queries.standing(item)
    values = {**stands.text._asdict(), "body": read.text, "seen": str(stands.version)}
    return form_page(
        request, forms.ChangeDraft, values=values, cancel_url=back, **_shown(request, row, word.said_of(read))
    )


def _shown(request: ActorRequest, row: Item, intro: str = "") -> dict[str, Any]:
    return {
        "title": "Lấy nội dung từ tệp Word",
        "submit_label": "Ghi vào dự thảo",
        "choices": text_choices(request.actor.day),
        "intro": intro,
        "item": row._asdict(),
        "nav": "inbox",
    }


def _choose(request: ActorRequest, back: str, refusal: Refusal | None = None) -> HttpResponse:
    return page(
        request,
        "documents/word.html",
        title="Lấy nội dung từ tệp Word",
        nav="inbox",
        status=refusal.status if refusal else 200,
        errors=[{"field": "file", "message": refusal.sentence}] if refusal else None,
        cancel_url=back,
        file_field={
            "name": "file", "label": "Tệp Word (.docx)", "kind": "file", "required": True, "accept": ".docx",
            "help": "Tối đa 10 MB. Lấy các đoạn văn; bảng và hình không lấy được, hãy gửi kèm làm phụ lục.",
            "error": refusal.sentence if refusal else None,
        },
    )  # fmt: skip


def _read(request: ActorRequest) -> Read:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("file_missing", "Hãy chọn một tệp.", status=422, field="file")
    return word.text_of(upload.read())


@require_http_methods(["GET", "POST"])
@by_session
def new_from_word(request: ActorRequest) -> HttpResponse:
    """The same for a letter that is not begun yet: the form of writing, with the text of a file."""
    actor, begin = request.actor, registry.begin_of("draft_document")
    actor.require(begin.ability)
    back = f"/{begin.url}?{request.GET.urlencode()}".rstrip("?")
    if request.method == "GET":
        return _choose(request, back)
    try:
        read = _read(request)
    except Refusal as refusal:
        return _choose(request, back, refusal)
    opening = begin.opening(actor, request.GET)
    return form_page(
        request,
        begin.form,
        title=opening.title or begin.label,
        submit_label=opening.title or begin.label,
        values={**opening.values, "body": read.text},
        choices=begin.choices(actor),
        cancel_url=opening.back or begin.home,
        intro=word.said_of(read),
        action=f"/{begin.url}",
        **begin.shows,
    )


@require_safe
@by_session
def skeleton(request: ActorRequest) -> JsonResponse:
    """For the form of writing: the types of a side, and the text a draft of a type begins with."""
    side, code = request.GET.get("khoi", ""), request.GET.get("loai", "")
    types = [[row.value.code, row.value.name] for row in in_force(side, request.actor.day)]
    return JsonResponse({"types": types, "body": skeleton_of(code, side)})
