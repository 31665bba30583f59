"""Giao ký: whom the head of my unit lets sign, from when to when, by which paper."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.pages.forms import Choices, redraws
from lienthong.pages.frame import page
from lienthong.pages.lists import csv_sheet
from lienthong.personnel.delegations import actions, queries
from lienthong.personnel.delegations.queries import Given
from lienthong.personnel.delegations.terms import FORMS, HEADS, OPEN, SIGNING, STANDINGS, delegation_over
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.site.views.items import ask_or_do
from lienthong.work.signing.forms import DelegateAuthority, WithdrawDelegation
from lienthong.work.signing.rules import paper_words

URL = "/uy-quyen"
INTRO = (
    "Cấp phó ký thay (KT.); người đứng đầu đơn vị thuộc cơ quan ký thừa ủy quyền (TUQ.) bằng văn bản, có thời hạn,"
    " hoặc thừa lệnh (TL.) theo quy chế làm việc."
)


def _which(request: ActorRequest) -> str:
    asked = request.GET.get("tinh-trang", "")
    if asked and asked not in STANDINGS:
        raise Refusal(
            "unknown_standing", "Tình trạng giao ký không có trong danh mục.", status=422, field="tinh-trang"
        )
    return asked


@by_session
def delegations(request: ActorRequest) -> HttpResponse:
    which, every = _which(request), queries.delegations(request.actor)
    shown = [delegation for delegation in every if which in ("", delegation.standing)]
    return page(
        request,
        "delegations.html",
        title="Giao ký",
        nav="unit",
        heading=request.actor.unit_name,
        filters=[_filters(every, which)],
        rows=[_row(request.actor, delegation) for delegation in shown],
        may_give=request.actor.can("delegate_authority"),
        export_url=f"{URL}.csv" + (f"?{urlencode({'tinh-trang': which})}" if which else ""),
    )


def _filters(every: list[Given], which: str) -> list[dict[str, object]]:
    counts = {standing: sum(row.standing == standing for row in every) for standing in STANDINGS}
    links = [{"label": "Tất cả", "url": URL, "active": not which, "count": len(every)}]
    return links + [
        {"label": label, "url": f"{URL}?tinh-trang={code}", "active": which == code, "count": counts[code]}
        for code, label in STANDINGS.items()
        if counts[code] or which == code
    ]


def _row(actor: Actor, row: Given) -> dict[str, object]:
    return {
        "id": row.id,
        "taker": row.taker,
        "taker_title": row.taker_title,
        "form": FORMS[row.form],
        "for_whom": row.giver_title,
        "giver": row.giver,
        "covers": _covers(row),
        "days": _days(row),
        "is_away": row.is_away,
        "paper": paper_words(row.paper.title, row.paper.sign, row.paper.on),
        "given": f"{row.given_by} ghi lúc {vn_datetime(row.given_at)}",
        "standing": STANDINGS[row.standing],
        "tone": "calm" if row.standing == "in_force" else "soon" if row.standing == "to_come" else "none",
        "reason": row.withdrawn_reason,
        "withdraw_url": f"{URL}/{row.id}/rut"
        if row.standing in OPEN and actor.can("withdraw_delegation")
        else None,
    }


def _covers(delegation: Given) -> str:
    return ", ".join(SIGNING.get(ability, ability) for ability in delegation.covers)


def _days(delegation: Given) -> str:
    return f"{vn_date(delegation.since)}\u00a0–\u00a0{vn_date(delegation.until) or 'khi có thay đổi'}"


EXPORTED = (
    "Người được giao", "Chức vụ", "Hình thức", "Ký thay cho", "Người giao", "Nội dung", "Từ ngày", "Đến hết ngày",
    "Vắng mặt", "Văn bản", "Tình trạng", "Lý do rút",
)  # fmt: skip


@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet: what a filter shows is what it exports."""
    lines = (
        [
            row.taker, row.taker_title, FORMS[row.form], row.giver_title, row.giver, _covers(row),
            vn_date(row.since), vn_date(row.until), "có" if row.is_away else "",
            paper_words(row.paper.title, row.paper.sign, row.paper.on), STANDINGS[row.standing],
            row.withdrawn_reason,
        ]
        for row in queries.delegations(request.actor, which=_which(request))
    )  # fmt: skip
    return csv_sheet("giao-ky", EXPORTED, lines)


def _choices(actor: Actor) -> Choices:
    people = queries.candidates(actor)
    return {
        "delegate": [(str(who.mandate), f"{who.name} – {who.title}") for who in people],
        "form": list(FORMS.items()),
        "covers": list(SIGNING.items()),
    }


@redraws(lambda: DelegateAuthority)
@require_http_methods(["GET", "POST"])
@by_session
def give(request: ActorRequest) -> HttpResponse:
    request.actor.require("delegate_authority")
    is_head = request.actor.role in HEADS
    return ask_or_do(
        request,
        DelegateAuthority,
        lambda fields: actions.delegate_authority(**fields, by=request.actor, key=require_key(request)),
        title="Giao ký",
        back=URL,
        nav="unit",
        intro=INTRO if is_head else f"{INTRO} Chánh Văn phòng ghi theo văn bản của người đứng đầu.",
        initial={"since": vn_date(request.actor.day), "form": "kt"},
        choices=_choices(request.actor),
    )


@redraws(lambda delegation: WithdrawDelegation)
@require_http_methods(["GET", "POST"])
@by_session
def withdraw(request: ActorRequest, delegation: UUID) -> HttpResponse:
    record = next((row for row in queries.delegations(request.actor) if row.id == delegation), None)
    if record is None:
        raise NotFound
    request.actor.require("withdraw_delegation")
    if record.standing not in OPEN:
        raise delegation_over()
    return ask_or_do(
        request,
        WithdrawDelegation,
        lambda fields: actions.withdraw_delegation(
            delegation, **fields, by=request.actor, key=require_key(request)
        ),
        title="Rút việc giao ký",
        back=URL,
        nav="unit",
        intro=f"{record.taker}, {record.taker_title}: {FORMS[record.form]} {record.giver_title}, {_days(record)}."
        " Văn bản đã ký trước khi rút vẫn có hiệu lực.",
        danger=True,
    )
