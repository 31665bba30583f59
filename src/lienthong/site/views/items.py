"""The case page, the acts on it, its papers."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.ground import files
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer
from lienthong.ground.incoming.terms import ENDINGS, SAID
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import vn_datetime
from lienthong.pages.forms import (
    Choices,
    Form,
    NothingToSay,
    fields_of,
    files_in,
    form_page,
    is_of_files,
    parse,
    redraws,
    refusal_as_error,
    values_of,
)
from lienthong.pages.frame import page
from lienthong.pages.uploads import hold
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.rehearsal.planning.playbook import instruction_on
from lienthong.reorganisation.divisions.queries import dividing
from lienthong.site.linked import linked_items, note_of
from lienthong.site.middleware import told_on
from lienthong.site.views.errors import refused
from lienthong.work import queries
from lienthong.work.actions import PAPER_ADDED, attach_file
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin, DeskAct, Reply
from lienthong.work.items.actions import after_whom
from lienthong.work.persons.readings import note_readings
from lienthong.work.persons.rights.terms import SHOWN_RESTRICTED
from lienthong.work.persons.showing import knows, of_item
from lienthong.work.requests.queries import requests_on
from lienthong.work.sealing.queries import Sealed, opens, withdrawn, withdrawn_papers


@by_session
def item(request: ActorRequest, item: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.item_of(actor, item)
    details, knows_citizen = of_item(actor, row, "page")
    lines = queries.timeline(item)
    return page(
        request,
        "item.html",
        title=row.subject,
        nav="inbox",
        item={
            **row._asdict(),
            "state_label": registry.state_label(row.kind, row.state),
            "unit_name": row.holder_name,
            "for_whom": details.get("applicant") or "",
        },
        acts=_buttons(actor, row),
        hands=[_button(act, actor, row) for act in registry.hands_offered(actor, row)],
        asked_about=_asked_about(details.get("asked_about")),
        late=details.get("late"),
        children=[_question(question) for question in requests_on(row)],
        papers=[_paper(item, paper) for paper in row.papers or [] if knows_citizen]
        + details.get("prints", [])
        + [_withdrawn(item, paper) for paper in withdrawn_papers(actor, row)],
        desk=[{"label": label, "value": value} for label, value in _rows(row, details)],
        parts=registry.desk_of(row.kind).parts(actor, row, details),
        body=(details.get("document") or {}).get("body"),
        dated=(details.get("document") or {}).get("issued_at"),
        picture=details.get("picture"),
        instruction=_instruction(actor, row),
        divided=dividing(row.jurisdiction) if row.undecided and row.jurisdiction in actor.scope else None,
        timeline=[
            {
                "at": line.at,
                "label": registry.verb_label(row.kind, line.verb),
                "who": line.who,
                "unit": line.unit,
                "note": _note(row.kind, line),
            }
            for line in lines
        ],
        linked=[_linked(other) for other in linked_items(item, lines)],
        takes=_takes(actor, row),
    )


def _takes(actor: Actor, row: queries.Item) -> dict[str, str] | None:
    """What the page says of a file it takes; None where it takes none from this person."""
    files_said = {"files": SAID, "endings": ",".join(ENDINGS)}
    upload = registry.upload_of(row.kind)
    if upload is not None:
        offered = upload.offered(actor, row)
        return {"label": upload.move.label, "says": upload.says, **files_said} if offered else None
    may = (
        row.closed_at is None
        and row.state not in registry.kind_of(row.kind).sealed
        and row.jurisdiction in actor.scope
        and actor.can(PAPER_ADDED.ability)
    )
    return {"label": PAPER_ADDED.label, "says": "", **files_said} if may else None


def _note(kind: str, line: queries.TimelineLine) -> str | None:
    """What a line says besides its label, and the words said with it."""
    said = note_of(kind, line) or line.title
    before = registry.words_before(kind, line.verb)
    return f"{said}. {before}: {line.reason}" if said and line.reason else line.reason or said


def _withdrawn(item: UUID, paper: Sealed) -> dict[str, Any]:
    who = f", {paper.who}" if paper.who else ""
    return {
        "label": paper.label,
        "meta": f"{vn_datetime(paper.at)}{who}: {paper.reason}",
        "url": f"/viec/{item}/giay-to/{paper.id}" if paper.id else None,
    }


def _rows(row: queries.Item, details: Any) -> list[tuple[str, str]]:
    said = [("Dữ liệu cá nhân", SHOWN_RESTRICTED)] if row.restricted else []
    return [*said, *registry.desk_of(row.kind).rows(details)]


def _question(question: dict[str, Any]) -> dict[str, Any]:
    return {**question, "url": f"/viec/{question['id']}" if question["is_party"] else None}


def _asked_about(parent: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """What a question is about, for those who may see it."""
    if parent is None:
        return []
    meta = _dotted(parent["reference"], parent["state_label"])
    return [{"label": parent["subject"], "url": f"/viec/{parent['id']}", "meta": meta}]


def _linked(other: Mapping[str, Any]) -> dict[str, Any]:
    meta = _dotted(other["state_label"], other["unit_name"])
    return {"label": other["subject"], "url": other["url"], "meta": meta}


def _dotted(*words: str | None) -> str:
    return " · ".join(word for word in words if word)


def _instruction(actor: Actor, row: queries.Item) -> dict[str, Any] | None:
    text = instruction_on(row.kind, row.state, row.subject, actor.role)
    return {"text": text, "until": None} if text else None


def _buttons(actor: Actor, item: Any) -> list[dict[str, Any]]:
    """What this person could do now. The act that comes next is the blue one and stands first, if it is theirs."""
    expected = registry.expected_act(item)
    offered = registry.acts_offered(actor, item) + registry.asides_offered(actor, item)
    buttons = [_button(act, actor, item) for act in offered if not act.is_apart]
    buttons += [_reply(reply, begin, item.id) for reply, begin in registry.replies_offered(actor, item)]
    ahead = next((button for button in buttons if button["name"] == expected), {})
    ahead["kind"] = "primary"
    for button in buttons:
        del button["name"]
    return sorted(buttons, key=lambda button: button["kind"] != "primary")


def _button(act: DeskAct, actor: Actor, item: queries.Item) -> dict[str, Any]:
    return {
        "name": act.move.act,
        "act": act.path,
        "label": act.move.label,
        "url": f"/viec/{item.id}/{act.path}",
        "key": act.move.letter,
        "asks": asks_more(act.form) or any(act.prefilled(actor, item).values()),
        "help": act.says(actor),
        "kind": "quiet" if act.takes_back else "danger" if act.is_grave else "secondary",
    }


@cache
def asks_more(form: type[Form]) -> bool:
    """Whether there is something to type or to choose."""
    return any(field["kind"] != "hidden" for field in fields_of(form, {}, {}, {}))


def _reply(reply: Reply, begin: Begin, item: UUID) -> dict[str, Any]:
    return {
        "name": reply.begin,
        "act": reply.parameter,
        "label": reply.label,
        "url": f"/{begin.url}?{reply.parameter}={item}",
        "key": reply.letter,
        "asks": True,
        "kind": "secondary",
    }


def _paper(item: UUID, paper: queries.Paper) -> dict[str, Any]:
    return {"label": paper["name"], "meta": "", "url": f"/viec/{item}/giay-to/{paper['id']}"}


def _form_of(item: UUID, act: str) -> type[Form]:
    return next((own.form for own in registry.all_acts() if own.path == act), NothingToSay)


@redraws(_form_of)
@require_http_methods(["GET", "POST"])
@by_session
def act(request: ActorRequest, item: UUID, act: str) -> HttpResponse:
    """Do one act: a press of a button, or a form of its own when it needs words."""
    row = queries.item_of(request.actor, item)
    wanted = registry.act_on(row.kind, act)
    if wanted is None:
        raise NotFound
    back = f"/viec/{item}"
    if request.method == "GET":
        if (answer := _refused_form(request, wanted, row, back)) is not None:
            return answer
        if wanted.form is NothingToSay:
            return HttpResponseRedirect(back)  # it is a button there
    return ask_or_do(
        request,
        wanted.form,
        lambda fields: wanted.perform(item, **fields, by=request.actor, key=require_key(request)),
        title=wanted.move.label,
        choices=wanted.choices(request.actor, row),
        initial=wanted.prefilled(request.actor, row) if request.method == "GET" else None,
        intro=wanted.intro(row),
        back=back,
        item={**row._asdict(), "state_label": registry.state_label(row.kind, row.state)},
        danger=wanted.is_grave,
        instead=never if request.method == "GET" else lambda: _refused_form(request, wanted, row, back),
    )


def _refused_form(
    request: ActorRequest, wanted: DeskAct, row: queries.Item, back: str
) -> HttpResponse | None:
    """Nobody fills in a form that will be refused: the item's page says why. None where the act is offered."""
    if wanted.offered(request.actor, row):
        return None
    try:
        wanted.refuse(request.actor, row)
    except Refusal as refusal:
        if refusal.code == "wrong_state":
            refusal = after_whom(row.id, refusal, request.actor)
        return told_on(back, request, refusal) or refused(request, refusal)


def never() -> None:
    return None


def ask_or_do(
    request: ActorRequest,
    form: Any,
    do: Any,
    *,
    title: str,
    back: str,
    submit_label: str = "",
    choices: Choices | None = None,
    initial: Mapping[str, Any] | None = None,
    instead: Callable[[], HttpResponse | None] = never,
    **context: Any,
) -> HttpResponse:
    """Show the form; do the act when it is complete; show it again, with everything typed, when it is not. `instead`:
    what is answered in place of a form that nothing could come of, or a refusal raised.
    """
    shown: dict[str, Any] = {
        "title": title,
        "submit_label": submit_label or title,
        "cancel_url": back,
        "choices": choices,
        **context,
    }
    if request.method == "GET":
        return instead() or form_page(request, form, values=initial or {}, **shown)
    parsed, errors = parse(form, request.POST, request.FILES)
    if parsed is None:
        return instead() or form_page(request, form, values=_typed(request, form), errors=errors, **shown)
    try:
        # A refusal is shown on this page, so what the act had begun to write goes, and only that.
        with transaction.atomic():
            answer: Answer = do(dict(parsed))
    except Refusal as refusal:
        if refusal.status not in (409, 422) or not form.model_fields:
            raise
        wrong = refusal_as_error(form, refusal)
        shown |= {"status": refusal.status, "beside": [*shown.get("beside", ()), *_in_the_way(refusal)]}
        return form_page(request, form, values=_typed(request, form), errors=wrong, **shown)
    return HttpResponseRedirect(f"/viec/{answer.get('id')}" if "id" in answer else back)


def _typed(request: ActorRequest, form: type[Form]) -> dict[str, Any]:
    """What a form that comes back holds: what was typed, and the files that came with it, if they can be kept."""
    values = values_of(form, request.POST)
    for name, info in form.model_fields.items():
        if is_of_files(info):
            for file in request.FILES.getlist(name):
                file.seek(0)
            with suppress(Refusal), transaction.atomic():
                values[name] = hold(files_in(request.POST, request.FILES, name))
    return values


def _in_the_way(refusal: Refusal) -> list[tuple[str, str]]:
    """The work that stands in the way, to be looked at."""
    item = refusal.facts.get("item")
    return [("Mở việc đã có", f"/viec/{item}")] if item else []


@require_POST
@by_session
def attach(request: ActorRequest, item: UUID) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("file_missing", "Hãy chọn một tệp.", status=422, field="file")
    own = registry.upload_of(queries.item_of(request.actor, item).kind)
    take = attach_file if own is None else own.perform
    take(
        item,
        name=reading.line(upload.name or "") or "tệp",
        content=upload.read(),
        by=request.actor,
        key=require_key(request),
    )
    return HttpResponseRedirect(f"/viec/{item}")


def _opened(actor: Actor, item: UUID, paper: UUID) -> queries.Attachment:
    """What a citizen handed in is for those who may know the citizen, what was withdrawn for those who must; both leave
    a line.
    """
    row = queries.item_of(actor, item)
    sealed = withdrawn(row, paper)
    if not (knows(actor, row) if sealed is None else opens(actor, row, sealed)):
        raise NotFound
    attachment = queries.attachment_of(actor, item, paper)
    if sealed is not None or registry.known_of(row.kind):
        note_readings([item], "withdrawn" if sealed else "file", by=actor)
    return attachment


@by_session
def paper(request: ActorRequest, item: UUID, paper: UUID) -> HttpResponse:
    attachment = _opened(request.actor, item, paper)
    response = HttpResponse(files.read(attachment.digest), content_type=attachment.content_type)
    response["Content-Disposition"] = "attachment"
    return response
