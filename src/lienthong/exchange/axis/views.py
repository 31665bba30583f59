"""Trục liên thông: what left for other installations and what came from them, for the body's clerk and head."""

from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.views.decorators.http import require_POST, require_safe

from lienthong.exchange.axis import actions, queries, showing
from lienthong.exchange.axis.terms import CONNECT, EXPORTED, PAGE, WAYS
from lienthong.pages.frame import page
from lienthong.pages.lists import page_of, paging, sheet, words_of
from lienthong.personnel.doors import ActorRequest, by_session, require_key

_SHEETS = (("CSV", "csv"), ("XLSX", "xlsx"))


def _asked(request: ActorRequest) -> queries.Asked:
    return queries.check_asked(
        queries.Asked(request.GET.get("chieu", ""), request.GET.get("tinh-trang", ""), words_of(request.GET))
    )


def _kept(asked: queries.Asked) -> tuple[tuple[str, str], ...]:
    return (("chieu", asked.direction), ("tinh-trang", asked.state))


@require_safe
@by_session
def listed(request: ActorRequest) -> HttpResponse:
    actor, asked, number = request.actor, _asked(request), page_of(request.GET)
    counts = queries.counts(actor, asked.words)
    rows = queries.consignments(actor, asked, offset=(number - 1) * PAGE, limit=PAGE)
    total = showing.total(counts, asked)
    ways = queries.connectors(actor)
    return page(
        request,
        "exchange/consignments.html",
        title="Trục liên thông văn bản",
        rows=[showing.shown(row) for row in rows],
        filters=showing.filters(counts, asked),
        kept={name: value for name, value in _kept(asked) if value},
        q=asked.words,
        total=total,
        paging=paging(request.GET, number, total, PAGE),
        sheets=[(name, showing.address(asked, f"{showing.HOME}.{ending}")) for name, ending in _SHEETS],
        ways=[{**way._asdict(), "kind_label": WAYS[way.kind]} for way in ways],
        shows_places=actor.can(CONNECT),
    )


@require_safe
@by_session
def export(request: ActorRequest, ending: str) -> HttpResponse | StreamingHttpResponse:
    """All that the filter shows."""
    rows = queries.consignments(request.actor, _asked(request))
    return sheet("truc-lien-thong", ending, "Trục liên thông", EXPORTED, map(showing.line_of, rows))


@require_POST
@by_session
def retry(request: ActorRequest, consignment: int) -> HttpResponse:
    actions.retry_consignment(consignment, by=request.actor, key=require_key(request))
    return HttpResponseRedirect(showing.HOME)
