"""The case page, the acts on it, its papers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.conference.actions import convene_meeting
from lienthong.conference.forms import CallMeeting
from lienthong.documents import letters
from lienthong.documents.actions import draft_document
from lienthong.documents.forms import WriteLetter
from lienthong.ground import files
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer
from lienthong.incidents.actions import report_incident
from lienthong.incidents.forms import ReportIncident
from lienthong.incidents.queries import unit_choices
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.procedures.actions import take_in_dossier
from lienthong.procedures.forms import TakeInDossier
from lienthong.procedures.queries import procedure_choices
from lienthong.rehearsal.playbook import instruction_on
from lienthong.reorganisation.divisions.queries import dividing
from lienthong.site.desks import acts_offered, desk_of, state_label, verb_label
from lienthong.site.pages import form_page, page, parse, refusal_as_error, values_of
from lienthong.units.queries import CityUnit, city_units, former_provinces
from lienthong.work import queries
from lienthong.work.actions import attach_file
from lienthong.work.desks import Choice, DeskAct, NothingToSay

DANGER = {"refuse_dossier", "return_delivery", "refuse_report", "send_back_draft"}


@by_session
def item(request: ActorRequest, item: UUID) -> HttpResponse:
    actor = request.actor
    found = queries.item_of(actor, item)
    desk = desk_of(found.kind)
    details = desk.details(actor, found)
    return page(
        request,
        "item.html",
        title=found.subject,
        nav="inbox",
        item={
            **found._asdict(),
            "state_label": state_label(found.kind, found.state),
            "unit_name": found.holder_name,
            "for_whom": details.get("applicant") or "",
        },
        acts=[_button(act, item) for act in acts_offered(actor, found)] + _replies(actor, found),
        papers=[_paper(item, paper) for paper in found.papers or []] + details.get("prints", []),
        desk=[{"label": label, "value": value} for label, value in desk.rows(details)],
        body=(details.get("document") or {}).get("body"),
        dated=(details.get("document") or {}).get("issued_at"),
        picture=details.get("picture"),
        instruction=_instruction(actor, found),
        divided=dividing(found.jurisdiction)
        if found.undecided and found.jurisdiction in actor.scope
        else None,
        timeline=[
            {
                "at": line.at,
                "label": verb_label(found.kind, line.verb),
                "who": line.who,
                "unit": line.unit,
                "note": desk.told(line) or line.title,
            }
            for line in queries.timeline(item)
        ],
        can_attach=found.closed_at is None and found.jurisdiction in actor.scope,
    )


def _instruction(actor: Actor, found: Any) -> dict[str, Any] | None:
    text = instruction_on(found.kind, found.state, found.subject, actor.role)
    return {"text": text, "until": None} if text else None


def _button(act: DeskAct, item: UUID) -> dict[str, Any]:
    return {
        "act": act.path,
        "label": act.move.label,
        "url": f"/viec/{item}/{act.path}",
        "key": act.move.letter,
        "asks": act.form is not NothingToSay,
        "kind": "danger" if act.move.act in DANGER else "",
    }


def _replies(actor: Any, found: Any) -> list[dict[str, Any]]:
    """A letter being handled is answered by a letter."""
    if found.kind != "delivery" or found.state != "directed" or not actor.can("draft_document"):
        return []
    if found.jurisdiction not in actor.scope:
        return []
    return [
        {
            "act": "tra-loi",
            "label": "Soạn văn bản trả lời",
            "url": f"/van-ban/moi?tra-loi={found.id}",
            "key": "a",
            "asks": True,
            "kind": "",
        }
    ]


def _paper(item: UUID, paper: dict[str, Any]) -> dict[str, Any]:
    return {"label": paper["name"], "meta": "", "url": f"/viec/{item}/giay-to/{paper['id']}"}


@require_http_methods(["GET", "POST"])
@by_session
def act(request: ActorRequest, item: UUID, act: str) -> HttpResponse:
    """Do one act: a press of a button, or a form of its own when it needs words."""
    found = queries.item_of(request.actor, item)
    wanted = next((a for a in desk_of(found.kind).acts if a.path == act), None)
    if wanted is None:
        raise NotFound
    back = f"/viec/{item}"
    if request.method == "GET" and wanted.form is NothingToSay:
        return HttpResponseRedirect(back)
    return _ask_or_do(
        request,
        wanted.form,
        lambda fields: wanted.perform(item, **fields, by=request.actor, key=require_key(request)),
        title=wanted.move.label,
        choices=wanted.choices(request.actor, found),
        back=back,
        item={**found._asdict(), "state_label": state_label(found.kind, found.state)},
        danger=wanted.move.act in DANGER,
    )


def _ask_or_do(
    request: ActorRequest,
    form: Any,
    do: Any,
    *,
    title: str,
    back: str,
    choices: Any = None,
    initial: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; do the act when it is complete; show it again, with everything typed, when it is not."""
    shown: dict[str, Any] = {
        "title": title,
        "submit_label": title,
        "cancel_url": back,
        "choices": choices,
        **context,
    }
    if request.method == "GET":
        return form_page(request, form, values=initial or {}, **shown)
    parsed, errors = parse(form, request.POST)
    if parsed is None:
        return form_page(request, form, values=values_of(form, request.POST), errors=errors, **shown)
    try:
        # A refusal is shown on this page, so what the act had begun to write goes, and only that.
        with transaction.atomic():
            answer: Answer = do(parsed.model_dump())
    except Refusal as refusal:
        if refusal.status not in (409, 422) or not form.model_fields:
            raise
        wrong = refusal_as_error(form, refusal)
        shown["status"] = refusal.status
        return form_page(request, form, values=values_of(form, request.POST), errors=wrong, **shown)
    return HttpResponseRedirect(f"/viec/{answer.get('id')}" if "id" in answer else back)


@require_http_methods(["GET", "POST"])
@by_session
def write_letter(request: ActorRequest) -> HttpResponse:
    """A new letter, or the answer to one (`tra-loi`)."""
    request.actor.require("draft_document")
    answered = request.GET.get("tra-loi", "")
    initial: dict[str, Any] = {}
    if answered:
        original = queries.item_of(request.actor, _uuid(answered))
        letter = desk_of(original.kind).details(request.actor, original)["document"]
        initial = {
            "subject": f"Trả lời {letter['sign']}: {letter['subject']}",
            "to_line": letter["issuer"]["name"],
            "to": str(letter["issuer"]["id"]),
            "answers": answered,
            "side": letter["side"],
        }
    return _ask_or_do(
        request,
        WriteLetter,
        lambda fields: draft_document(**letters.as_draft(fields), by=request.actor, key=require_key(request)),
        title="Trả lời văn bản" if answered else "Soạn văn bản",
        back=f"/viec/{answered}" if answered else "/hop-viec",
        choices=letters.choices(request.actor),
        initial=initial,
    )


@require_http_methods(["GET", "POST"])
@by_session
def call_meeting(request: ActorRequest) -> HttpResponse:
    request.actor.require("convene_meeting")
    wards = city_units(request.actor.day)
    everyone = [ward.unit for ward in wards]
    return _ask_or_do(
        request,
        CallMeeting,
        lambda fields: convene_meeting(
            **{**fields, "units": fields["units"] or everyone}, by=request.actor, key=require_key(request)
        ),
        title="Triệu tập họp",
        back="/hop-viec",
        choices={"units": _by_former_province(wards)},
    )


def _by_former_province(wards: Sequence[CityUnit]) -> list[Choice]:
    """As people still look for them: under the province a ward came from, then by name."""
    provinces = former_provinces([ward.area for ward in wards])
    named = sorted(wards, key=lambda ward: ward.folded)
    return [Choice(str(ward.unit), ward.name, provinces.get(ward.area, "")) for ward in named]


@require_http_methods(["GET", "POST"])
@by_session
def new_incident(request: ActorRequest) -> HttpResponse:
    request.actor.require("report_incident")
    return _ask_or_do(
        request,
        ReportIncident,
        lambda fields: report_incident(**fields, by=request.actor, key=require_key(request)),
        title="Báo sự cố",
        back="/hop-viec",
        nav="incident",
        intro="Sự cố hiện ngay trên màn hình điều hành của thành phố.",
        choices={
            "unit": unit_choices(request.actor),
            "severity": [
                ("low", "Nhẹ – vẫn làm được"),
                ("medium", "Vừa – làm chậm"),
                ("high", "Nặng – một việc bị dừng"),
                ("critical", "Nghiêm trọng – cả đơn vị bị dừng"),
            ],
        },
    )


@require_http_methods(["GET", "POST"])
@by_session
def take_in(request: ActorRequest) -> HttpResponse:
    """The counter: a dossier handed in on paper is submitted and received at once."""
    request.actor.require("receive_dossier")
    wards = sorted(city_units(request.actor.day), key=lambda unit: unit.folded)
    return _ask_or_do(
        request,
        TakeInDossier,
        lambda fields: take_in_dossier(**fields, by=request.actor, key=require_key(request)),
        title="Tiếp nhận hồ sơ tại quầy",
        back="/hop-viec",
        choices={
            "procedure": procedure_choices(),
            "area": [(str(ward.area), ward.name) for ward in wards],
            "channel": [("1", "Trực tiếp"), ("3", "Bưu chính")],
        },
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


@require_POST
@by_session
def attach(request: ActorRequest, item: UUID) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("file_missing", "Xin chọn một tệp để thêm.", status=422, field="file")
    attach_file(
        item, name=upload.name or "tệp", content=upload.read(), by=request.actor, key=require_key(request)
    )
    return HttpResponseRedirect(f"/viec/{item}")


@by_session
def paper(request: ActorRequest, item: UUID, paper: UUID) -> HttpResponse:
    found = queries.attachment_of(request.actor, item, paper)
    response = HttpResponse(files.read(found.digest), content_type=found.content_type)
    response["Content-Disposition"] = "attachment"
    return response
