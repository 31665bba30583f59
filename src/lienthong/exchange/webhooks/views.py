"""The unit's webhooks: which addresses there are, what was sent to each, and the acts on them."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.exchange.webhooks import actions, queries
from lienthong.exchange.webhooks.rules import secret_of
from lienthong.exchange.webhooks.terms import ABILITY, DELIVERY_STATES, STATES, DeliveryRow
from lienthong.kernel import clock, reading
from lienthong.kernel.reading import LARGEST_ID
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.frame import page
from lienthong.pages.lists import all_pages, csv_sheet
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.work.kinds import kind_labels

HOME = "/webhook"
ACTS = {
    "tam-dung": actions.stop_webhook,
    "gui-tiep": actions.resume_webhook,
    "xoa": actions.delete_webhook,
}
EXPORTED = ("Sự kiện", "Loại", "Số", "Lập lúc", "Tình trạng", "Số lần", "Lần cuối", "Trả lời")
AT_ONCE = 1_000
"""Rows of an export asked for together."""


@require_http_methods(["GET", "POST"])
@by_session
def webhooks(request: ActorRequest) -> HttpResponse:
    request.actor.require(ABILITY)
    if request.method == "GET":
        return _list(request)
    url, kinds = request.POST.get("url", ""), request.POST.getlist("kinds")
    try:
        with transaction.atomic():
            made = actions.create_webhook(url=url, kinds=kinds, by=request.actor, key=require_key(request))
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return _list(request, refusal=refusal, typed={"url": url[:1000], "kinds": kinds})
    return _list(request, made={**made, "secret": secret_of(UUID(made["id"]), settings.SECRET_KEY)})


def _list(
    request: ActorRequest,
    *,
    refusal: Refusal | None = None,
    typed: dict[str, object] | None = None,
    made: dict[str, object] | None = None,
) -> HttpResponse:
    kinds: object = (typed or {}).get("kinds") or []
    return page(
        request, "exchange/webhooks.html", title="Địa chỉ nhận tự động (webhook)",
        status=refusal.status if refusal else 200, rows=queries.webhooks_of(request.actor), states=STATES, made=made,
        kinds=kind_labels(),
        url_field={
            "name": "url", "label": "Địa chỉ (URL)", "required": True, "value": (typed or {}).get("url", ""),
            "help": "https://… của hệ thống nhận. Không theo chuyển hướng, không nhận địa chỉ mạng nội bộ.",
            "error": refusal.sentence if refusal else None,
        },
        kinds_field={
            "name": "kinds", "label": "Loại việc", "kind": "checkboxes", "value": kinds,
            "options": list(kind_labels().items()), "help": "Không chọn loại nào: gửi tất cả.",
        },
    )  # fmt: skip


@require_safe
@by_session
def webhook(request: ActorRequest, webhook: UUID) -> HttpResponse:
    row = queries.webhook_of(request.actor, webhook)
    state, before = _asked(request)
    deliveries = queries.deliveries_of(
        request.actor, webhook, state=state, before=before, limit=queries.PAGE + 1
    )
    shown, counts = deliveries[: queries.PAGE], queries.delivery_counts(webhook)
    here = f"{HOME}/{webhook}"
    return page(
        request, "exchange/webhook.html", title=row.url, hook=row, states=STATES, kinds=kind_labels(), rows=shown,
        delivery_states=DELIVERY_STATES, filters=_filters(here, state, counts), here=here,
        page={
            "first_url": _url(here, state) if before else None,
            "next_url": _url(here, state, shown[-1].id) if len(deliveries) > len(shown) else None,
            "shown": len(shown), "total": counts.get(state, 0) if state else sum(counts.values()),
        },
        export_url=_url(f"{here}.csv", state),
    )  # fmt: skip


def _asked(request: ActorRequest) -> tuple[str | None, int | None]:
    return request.GET.get("trang-thai") or None, reading.number(request.GET.get("truoc", ""), LARGEST_ID)


def _url(here: str, state: str | None, before: int | None = None) -> str:
    asked = {name: value for name, value in (("trang-thai", state), ("truoc", before)) if value}
    return f"{here}?{urlencode(asked)}" if asked else here


def _filters(here: str, chosen: str | None, counts: dict[str, int]) -> list[dict[str, object]]:
    every = {"label": "Tất cả", "url": here, "active": chosen is None, "count": sum(counts.values())}
    return [every] + [
        {"label": label, "url": _url(here, state), "active": chosen == state, "count": counts.get(state, 0)}
        for state, label in DELIVERY_STATES.items()
        if counts.get(state) or chosen == state
    ]


@require_safe
@by_session
def export(request: ActorRequest, webhook: UUID) -> HttpResponseBase:
    """The same list as a sheet: what the filter shows is what it exports."""
    queries.webhook_of(request.actor, webhook)
    state, _ = _asked(request)
    deliveries = all_pages(
        lambda before: queries.deliveries_of(
            request.actor, webhook, state=state, before=before, limit=AT_ONCE
        )
    )
    return csv_sheet("webhook", EXPORTED, map(_exported, deliveries))


def _exported(row: DeliveryRow) -> list[str]:
    tried = f"{clock.local(row.tried_at):%d/%m/%Y %H:%M:%S}" if row.tried_at else ""
    return [
        str(row.line), row.type, row.reference, f"{clock.local(row.made_at):%d/%m/%Y %H:%M:%S}",
        DELIVERY_STATES[row.state], str(row.tries), tried, row.answer,
    ]  # fmt: skip


@require_POST
@by_session
def act(request: ActorRequest, webhook: UUID, act: str) -> HttpResponse:
    if act not in ACTS:
        raise NotFound
    ACTS[act](webhook, by=request.actor, key=require_key(request))
    return HttpResponseRedirect(HOME if act == "xoa" else f"{HOME}/{webhook}")
