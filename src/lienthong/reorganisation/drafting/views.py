"""One sentence of a draft at the screen: chosen, filled in, looked at again, kept, taken out."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.pages.frame import page
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.drafting import actions, drawing, forms, queries, rules
from lienthong.reorganisation.drafting import sentence_page as desk
from lienthong.reorganisation.drafting.sentence_page import Desk
from lienthong.reorganisation.plans.queries import PlanView, plan_text
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.plans.refusals import frozen
from lienthong.reorganisation.plans.terms import KIND_LABELS, PlanText, Target, Transition
from lienthong.reorganisation.plans.texts.files import digest_of, transition_document
from lienthong.reorganisation.words import HOME

KIND_HELP = {
    "merge": "Nhiều phường, xã thành một; có thể nhận một phần của đơn vị bị chia.",
    "split": "Một phường, xã kết thúc và chia cho nhiều nơi.",
    "extract": "Lấy một phần, đơn vị cũ vẫn hoạt động.",
    "move": "Cả đơn vị chuyển về tỉnh, thành phố khác.",
    "rename": "Cùng địa bàn, tên hoặc loại hình mới (xã thành phường).",
    "dissolve": "Đơn vị kết thúc; việc chia theo lĩnh vực (cấp huyện, từ 1/7/2025).",
    "transfer_competence": "Một lĩnh vực từ phường, xã về sở hoặc trả lại, địa bàn giữ nguyên.",
}


def draft(plan: int) -> tuple[PlanView, PlanText]:
    """Refuses `plan_frozen` for a plan under way."""
    view = plan_view(plan)
    if view.state != "draft":
        raise frozen()
    return view, plan_text(plan)


@require_http_methods(["GET", "POST"])
@by_session
def new_sentence(request: ActorRequest, plan: int) -> HttpResponse:
    request.actor.require("plan_reorganisation")
    view, text = draft(plan)
    if request.method == "POST":
        return _answered(request, view, text, None)
    if request.GET.get("loai") not in KIND_LABELS:
        return page(
            request,
            "reorganisation/sentence_kind.html",
            title="Thêm phương án",
            plan=view,
            kinds=KIND_LABELS,
            told=KIND_HELP,
        )
    blank = Transition(forms.kind_in(request.GET["loai"]), (), ())
    at = Desk(text, None, blank)
    return _page(request, view, replace(at, sentence=desk.with_suggestions(at)))


@require_http_methods(["GET", "POST"])
@by_session
def sentence(request: ActorRequest, plan: int, no: int) -> HttpResponse:
    request.actor.require("plan_reorganisation")
    view, text = draft(plan)
    if request.method == "POST":
        return _answered(request, view, text, no)
    return _page(request, view, Desk(text, no, actions.sentence_of(text, no)))


def _answered(request: ActorRequest, view: PlanView, text: PlanText, no: int | None) -> HttpResponse:
    """A press of any button: keep, or look at the form again with what was added or taken away."""
    pressed = request.POST.get("act", "look")
    at = Desk(text, no, forms.sentence_in(request.POST))
    picks = request.POST.getlist("pick")
    if picks:
        at = replace(at, sentence=desk.with_picks(at, picks))
        at = replace(at, sentence=desk.with_suggestions(at))
    if pressed == "save":
        return _kept(request, view, at)
    at = replace(at, sentence=_pressed(at.sentence, pressed, request.POST.get("new-kind", "")))
    if pressed == "kind":
        at = replace(at, sentence=desk.with_suggestions(at))
    return _page(request, view, at, shows_findings=not picks and pressed == "look")


def _pressed(sentence: Transition, pressed: str, kind: str) -> Transition:
    word, _, n = pressed.rpartition("-")
    if word in ("drop-source", "drop-target") and n.isdecimal():
        return forms.without_row(sentence, word.removeprefix("drop-"), int(n[:6]))
    if pressed == "add-target":
        province = next((target.province for target in sentence.targets if target.province), "")
        return replace(sentence, targets=(*sentence.targets, Target(province=province)))
    if pressed == "kind":
        return forms.as_kind(sentence, forms.kind_in(kind))
    return sentence


def _kept(request: ActorRequest, view: PlanView, at: Desk) -> HttpResponse:
    wrong = rules.wrong(at.sentence, _stood(request, at))
    if wrong:
        return _page(request, view, at, wrong=wrong)
    shared: dict[str, Any] = {
        "digest": request.POST.get("digest", ""), "by": request.actor, "key": request.key
    }  # fmt: skip
    try:
        # A refusal is shown on this page, so what the act had begun to write goes, and only that.
        with transaction.atomic():
            if at.no is None:
                done = actions.add_transition(view.id, at.sentence, **shared)
            else:
                done = actions.change_transition(view.id, at.no, at.sentence, **shared)
    except Refusal as refusal:
        if refusal.code != "plan_edited_meanwhile":
            raise
        return _edited_meanwhile(request, view, at, refusal)
    return to_plan(view.id, "them" if at.no is None else "sua", done["no"])


def _stood(request: ActorRequest, at: Desk) -> Transition | None:
    """The sentence the form was opened on, where it stands unchanged."""
    if at.no is None or at.no > len(at.text.transitions):
        return None
    stands = at.text.transitions[at.no - 1]
    return stands if mark_of(stands) == request.POST.get("was") else None


def mark_of(sentence: Transition) -> str:
    written = json.dumps(transition_document(sentence), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _edited_meanwhile(request: ActorRequest, view: PlanView, at: Desk, refusal: Refusal) -> HttpResponse:
    """What was typed, on the text as it stands now: under the number the sentence has there, or as a new one."""
    was = request.POST.get("was", "")
    stands = next((n for n, sentence in enumerate(at.text.transitions, 1) if mark_of(sentence) == was), None)
    message = refusal.sentence
    if at.no is not None and stands is None:
        message += " Phương án bạn đang sửa đã bị sửa hoặc bỏ: lưu bây giờ sẽ thêm một phương án mới."
    elif at.no is not None and stands != at.no:
        message += f" Phương án bạn đang sửa nay mang số {stands}."
    moved = replace(at, no=stands if at.no is not None else None)
    return _page(request, view, moved, refused=message, digest=digest_of(at.text))


def _page(
    request: ActorRequest, view: PlanView, at: Desk, *, wrong: dict[str, str] | None = None, refused: str = "",
    digest: str = "", shows_findings: bool = False,
) -> HttpResponse:  # fmt: skip
    forms.require_room(at.sentence)
    words = request.POST.get("tim", "").strip()[:100]
    stood = (
        at.text.transitions[at.no - 1] if at.no is not None and at.no <= len(at.text.transitions) else None
    )
    is_complete = bool(at.sentence.sources) and not wrong
    response = page(
        request, "reorganisation/sentence.html", plan=view, title=f"Phương án {at.no}" if at.no else "Thêm phương án",
        no=at.no, kind=at.sentence.kind, kinds=KIND_LABELS, sentence=at.sentence,
        sources=desk.source_rows(at), targets=desk.target_rows(at), choices=desk.choices(at),
        findings=desk.findings(at, words) if words and shows_findings else None, words=words,
        errors=wrong or {}, refused=refused, faults=desk.faults_of_sentence(at) if is_complete else [],
        most=queries.FOUND_AT_MOST,
        digest=digest or request.POST.get("digest") or view.digest,
        was=mark_of(stood) if stood and (refused or request.method == "GET") else request.POST.get("was", ""),
        idempotency_key=request.POST.get("idempotency_key") or str(uuid7()),
        signed=view.signers, action=f"{HOME}/{view.id}/phuong-an/{at.no or 'moi'}",
    )  # fmt: skip
    response.status_code = 409 if refused else 422 if wrong else 200
    return response


@require_POST
@by_session
def drop_sentence(request: ActorRequest, plan: int, no: int) -> HttpResponse:
    actions.remove_transition(
        plan, no, digest=request.POST.get("digest", ""), by=request.actor, key=request.key
    )
    return to_plan(plan, "bo")


def to_plan(plan: int, said: str, no: int | None = None) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{HOME}/{plan}?xong={said}" + (f"&so={no}#p{no}" if no else ""))


@require_safe
@by_session
def choose(request: ActorRequest, plan: int) -> HttpResponse:
    """Communes as they stand on the eve, to be ticked in a list or touched on the drawing."""
    request.actor.require("plan_reorganisation")
    view, text = draft(plan)
    communes = queries.communes(text.effective_on)
    return page(
        request, "reorganisation/choose.html", title="Chọn đơn vị", plan=view, groups=drawing.by_district(communes),
        used=desk.used_in(text), total=len(communes), drawing=drawing.drawn(communes),
        kinds=[(kind, KIND_LABELS[kind]) for kind in drawing.SEVERAL],
    )  # fmt: skip
