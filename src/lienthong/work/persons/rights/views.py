"""Dữ liệu cá nhân: what my body holds about a person who asks, as one paper."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from lienthong.kernel.refusals import Refusal
from lienthong.pages.forms import form_page, parse, redraws, refusal_as_error, values_of
from lienthong.papers.files import JSON, PDF, file
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.work.persons.rights import paper, queries
from lienthong.work.persons.rights.actions import tell_person
from lienthong.work.persons.rights.forms import AskHeld
from lienthong.work.persons.rights.terms import ABILITY

OUTPUTS = {"output": [("pdf", "Bản in (PDF)"), ("json", "Bản cho máy đọc (JSON)")]}
SHOWN: dict[str, Any] = {
    "title": "Dữ liệu cá nhân của một người",
    "submit_label": "Lập bản cung cấp",
    "nav": "unit",
    "choices": OUTPUTS,
    "intro": "Trả lời một người hỏi cơ quan đang giữ dữ liệu gì về họ: mọi hồ sơ, phản ánh mang số và họ tên này, ai đã"
    " xem, đã đính chính gì. Mỗi lần lập đều ghi vào nhật ký. Đính chính hoặc hạn chế xử lý: mở từng việc.",
}


@redraws(lambda: AskHeld)
@require_http_methods(["GET", "POST"])
@by_session
def held(request: ActorRequest) -> HttpResponse:
    request.actor.require(ABILITY)
    shown = {**SHOWN, "cancel_url": f"/don-vi/{request.actor.unit_code}"}
    if request.method == "GET":
        return form_page(request, AskHeld, **shown)
    asked, errors = parse(AskHeld, request.POST)
    if isinstance(asked, AskHeld):
        try:
            return _told(request, asked)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            errors = refusal_as_error(AskHeld, refusal)
    return form_page(request, AskHeld, values=values_of(AskHeld, request.POST), errors=errors, **shown)


def _told(request: ActorRequest, asked: AskHeld) -> HttpResponse:
    all_held = queries.held(request.actor, asked.number, asked.name)
    said = paper.facts(all_held, request.actor)
    items = [row.item.id for row in all_held.items]
    tell_person(items=items, reason=asked.reason, by=request.actor, key=require_key(request))
    if asked.output == "json":
        answer = file(paper.as_json(said), JSON, "du-lieu-ca-nhan.json")
    else:
        answer = file(paper.as_pdf(said, request.actor), PDF, "du-lieu-ca-nhan.pdf", inline=True)
    answer["Cache-Control"] = "private, no-store"
    return answer
