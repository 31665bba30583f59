"""The list of pairs and the minutes of each."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lienthong.kernel.refusals import NotFound
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.divisions.queries import divisions_of
from lienthong.reorganisation.frame import PDF, file, page
from lienthong.reorganisation.minutes import papers, queries
from lienthong.reorganisation.minutes.confirmed import confirmed_words
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.reconciliation.queries import plan_row
from lienthong.reorganisation.registers.queries import readable


def _may_see_all(request: ActorRequest) -> bool:
    return request.actor.can("plan_reorganisation") or request.actor.can("sign_reorganisation")


@require_safe
@by_session
def pairs(request: ActorRequest, plan: int) -> HttpResponse:
    found = queries.pairs(plan, None if _may_see_all(request) else request.actor.unit)
    words = request.GET.get("q", "").strip()[:100]
    shown = [pair for pair in found if queries.names(pair, words)]
    return page(
        request, "minutes.html", title="Biên bản bàn giao", plan=plan_view(plan), pairs=shown, total=len(found),
        q=words,
        registers=readable(request.actor, {pair.source for pair in shown}),
    )  # fmt: skip


@require_safe
@by_session
def minutes(request: ActorRequest, plan: int, source: int, target: int) -> HttpResponse:
    """The list holds what the reader may see: both sides see their own pair, supervisors what they oversee."""
    if not _may_see_all(request) and request.actor.unit not in {source, target}:
        raise NotFound
    row, pair = plan_row(plan), queries.pair_of(plan, source, target)
    given = queries.hand_over(pair, row.effective_on)
    undivided = frozenset(division.undivided for division in divisions_of(plan))
    content = papers.as_pdf(given, row, undivided=undivided, confirmed=confirmed_words(plan, target))
    return file(content, PDF, f"{pair.name}.pdf", inline=True)
