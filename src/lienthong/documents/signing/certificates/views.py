"""Chứng thư số: whose certificates count here and how they stand; one is registered, one no longer counts."""

import math
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.documents.signing.certificates import actions, queries
from lienthong.documents.signing.certificates.forms import RegisterCertificate
from lienthong.documents.signing.certificates.rules import name_of_issuer
from lienthong.documents.signing.certificates.terms import ABILITY, STATES, CertificateState, Listed
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.pages.forms import (
    NothingToSay,
    form_page,
    parse,
    redraws,
    refusal_as_error,
    values_of,
)
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, csv_sheet, page_of, paging, words_of
from lienthong.personnel.doors import ActorRequest, by_session, require_key

URL = "/chung-thu-so"
TONES: dict[CertificateState, str] = {
    "valid": "calm", "ending": "soon", "not_yet": "soon", "expired": "late", "revoked": "late", "withdrawn": "none",
}  # fmt: skip
MARKS: dict[CertificateState, str] = {
    "valid": "circle-check", "ending": "clock", "not_yet": "clock", "expired": "circle-alert",
    "revoked": "circle-alert", "withdrawn": "circle-pause",
}  # fmt: skip
EXPORTED = (
    "Của", "Chức vụ", "Cơ quan", "Loại", "Chứng thư", "Nơi cấp", "Số chứng thư", "Từ ngày", "Đến ngày", "Tình trạng",
    "Khóa", "Người đăng ký", "Đăng ký lúc", "Ngừng dùng lúc",
)  # fmt: skip


def state_asked(asked: str, field: str = "tinh-trang") -> str:
    """Refuses `unknown_state_of_certificate`."""
    if asked and asked not in STATES:
        raise Refusal(
            "unknown_state_of_certificate",
            "Tình trạng chứng thư không có trong danh mục.",
            status=422,
            field=field,
        )
    return asked


def _shown(request: ActorRequest) -> tuple[list[Listed], list[Listed]]:
    """All that the words let through, and of these what the state does."""
    every = queries.certificates(request.actor, words=words_of(request.GET))
    state = state_asked(request.GET.get("tinh-trang", ""))
    return every, [listed for listed in every if state in ("", listed.state)]


@require_safe
@by_session
def certificates(request: ActorRequest) -> HttpResponse:
    every, shown = _shown(request)
    number, words = page_of(request.GET), words_of(request.GET)
    state = request.GET.get("tinh-trang", "")
    return page(
        request,
        "documents/certificates.html",
        title="Chứng thư số",
        nav="unit",
        q=words,
        kept={"tinh-trang": state} if state else {},
        filters=[_filters(every, state, words)],
        rows=[_row(listed, request.actor) for listed in shown[(number - 1) * PAGE : number * PAGE]],
        total=len(shown),
        paging=paging(request.GET, number, len(shown)),
        export_url=_url(f"{URL}.csv", state, words),
    )


def _url(path: str, state: str, words: str) -> str:
    asked = {name: value for name, value in (("tinh-trang", state), ("q", words)) if value}
    return f"{path}?{urlencode(asked)}" if asked else path


def _filters(every: list[Listed], chosen: str, words: str) -> list[dict[str, object]]:
    counts = {state: sum(listed.state == state for listed in every) for state in STATES}
    links = [{"label": "Tất cả", "url": _url(URL, "", words), "active": not chosen, "count": len(every)}]
    return links + [
        {"label": label, "url": _url(URL, state, words), "active": chosen == state, "count": counts[state]}
        for state, label in STATES.items()
        if counts[state] or chosen == state
    ]


def _row(listed: Listed, actor: Actor) -> dict[str, object]:
    row, state = listed
    return {
        "holder": row.holder,
        "office": ", ".join(filter(None, (row.title, row.place)))
        or ("Dấu của cơ quan" if row.is_seal else ""),
        "subject": row.subject,
        "issuer": name_of_issuer(row.issuer),
        "days": f"{vn_date(row.since)}\u00a0–\u00a0{vn_date(row.until)}",
        "state": said_of(listed, actor),
        "tone": TONES[state],
        "mark": MARKS[state],
        "at_server": row.at_server,
        "is_trial": row.is_trial,
        "registered": f"{row.registered_by or 'Người vận hành'}, {vn_datetime(row.registered_at)}",
        "withdraw_url": None if state == "withdrawn" else f"{URL}/{row.id}/ngung",
    }


def said_of(listed: Listed, actor: Actor) -> str:
    """«Còn 12 ngày» of one that ends soon."""
    if listed.state != "ending":
        return STATES[listed.state]
    return f"Còn {math.ceil((listed.row.until - actor.at).total_seconds() / 86_400)} ngày"


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet: what a filter shows is what it exports."""
    _, shown = _shown(request)
    lines = (
        [
            row.holder, row.title, row.place, "Dấu của cơ quan" if row.is_seal else "Người ký", row.subject, row.issuer,
            row.serial, vn_date(row.since), vn_date(row.until), STATES[state],
            "tại máy chủ" if row.at_server else "tại thiết bị", row.registered_by, vn_datetime(row.registered_at),
            vn_datetime(row.withdrawn_at) if row.withdrawn_at else "",
        ]
        for row, state in shown
    )  # fmt: skip
    return csv_sheet("chung-thu-so", EXPORTED, lines)


@redraws(lambda: RegisterCertificate)
@require_http_methods(["GET", "POST"])
@by_session
def register(request: ActorRequest) -> HttpResponse:
    """From a file, from what was pasted, or from the signer beside the browser: the page's script asks it."""
    request.actor.require(ABILITY)
    shown: dict[str, Any] = {
        "title": "Đăng ký chứng thư số", "submit_label": "Đăng ký", "cancel_url": URL, "nav": "unit",
        "choices": {"unit": [(str(body.id), body.name) for body in queries.sealing_bodies()]},
        "template": "documents/certificate.html", "signer": settings.SIGNER,
    }  # fmt: skip
    if request.method == "GET":
        return form_page(request, RegisterCertificate, values={}, **shown)
    parsed, errors = parse(RegisterCertificate, request.POST)
    typed = values_of(RegisterCertificate, request.POST)
    if not isinstance(parsed, RegisterCertificate):
        return form_page(request, RegisterCertificate, values=typed, errors=errors, **shown)
    try:
        with transaction.atomic():
            register_as_asked(parsed, by=request.actor, key=require_key(request))
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        wrong = refusal_as_error(RegisterCertificate, refusal)
        return form_page(
            request, RegisterCertificate, values=typed, errors=wrong, status=refusal.status, **shown
        )
    return HttpResponseRedirect(URL)


def register_as_asked(asked: RegisterCertificate, *, by: Actor, key: str) -> Answer:
    """Whose it is, by login name or body. Refuses `account_unknown`, `seals_nothing` and as
    `actions.register_certificate`.
    """
    by.require(ABILITY)
    if asked.unit is not None and asked.unit not in {body.id for body in queries.sealing_bodies()}:
        raise Refusal(
            "seals_nothing",
            "Cơ quan này không có văn thư nên không đóng dấu văn bản.",
            status=422,
            field="unit",
        )
    return actions.register_certificate(
        content=asked.certificate.encode(),
        person=queries.person_named(asked.username) if asked.username else None,
        unit=asked.unit,
        is_checked=asked.is_checked,
        by=by,
        key=key,
    )


@require_http_methods(["GET", "POST"])
@by_session
def withdraw(request: ActorRequest, certificate: UUID) -> HttpResponse:
    row, _ = queries.certificate_listed(request.actor, certificate)
    if request.method == "POST":
        actions.withdraw_certificate(certificate, by=request.actor, key=require_key(request))
        return HttpResponseRedirect(URL)
    return form_page(
        request,
        NothingToSay,
        values={},
        title="Ngừng dùng chứng thư số",
        submit_label="Ngừng dùng",
        cancel_url=URL,
        nav="unit",
        intro=f"{row.holder}: {row.subject}, đến {vn_date(row.until)}. Không ký mới được bằng chứng thư này; văn bản "
        "đã ký trước đó giữ nguyên.",
        danger=True,
    )
