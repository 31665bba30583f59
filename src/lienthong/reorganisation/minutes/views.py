"""The list of pairs and the minutes of each."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound
from lienthong.pages.frame import page
from lienthong.pages.lists import page_of, paging, sheet, words_of
from lienthong.papers.files import PDF, ZIP, file, stream
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.personnel.queries import bodies_in_reach
from lienthong.reorganisation.minutes import queries
from lienthong.reorganisation.minutes.bundle import press_of, whole_hand_over, zipped
from lienthong.reorganisation.plans.queries import plan as plan_view

PAIRS_HEADER = ("Mã bên giao", "Bên giao", "Mã bên nhận", "Bên nhận")


def _may_see_all(request: ActorRequest) -> bool:
    return request.actor.can("plan_reorganisation") or request.actor.can("sign_reorganisation")


@require_safe
@by_session
def pairs(request: ActorRequest, plan: int) -> HttpResponse:
    number, words = page_of(request.GET), words_of(request.GET)
    listed = _pairs(request, plan, number)
    return page(
        request, "reorganisation/minutes.html", title="Biên bản bàn giao", plan=plan_view(plan), found=listed, q=words,
        may_take_all=_may_see_all(request),
        paging=paging(request.GET, number, listed.found),
        registers=bodies_in_reach(request.actor, {pair["source"] for pair in listed.rows}),
    )  # fmt: skip


def _pairs(request: ActorRequest, plan: int, number: int | None = None) -> queries.PairsPage:
    unit = None if _may_see_all(request) else request.actor.unit
    return queries.pairs_page(plan, unit, words_of(request.GET), number)


@require_safe
@by_session
def pairs_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponseBase:
    """The pairs as the filter has them."""
    plan_view(plan)
    rows = (
        (pair["source_code"], pair["source_name"], pair["target_code"], pair["target_name"])
        for pair in _pairs(request, plan).rows
    )
    return sheet(f"bien-ban-{plan}", ending, "Cặp giao nhận", PAIRS_HEADER, rows)


@require_safe
@by_session
def minutes(request: ActorRequest, plan: int, source: int, target: int) -> HttpResponse:
    """The list holds what the reader may see: both sides see their own pair, supervisors what they oversee."""
    if not _may_see_all(request) and request.actor.unit not in {source, target}:
        raise NotFound
    pair = queries.pair_of(plan, source, target)
    press = press_of(plan)
    return file(press.pdf(whole_hand_over(press, pair)), PDF, f"{pair.name}.pdf", inline=True)


@require_safe
@by_session
def all_minutes(request: ActorRequest, plan: int) -> HttpResponseBase:
    """For those who may read all: every minutes of the plan with open work, and the list of all pairs."""
    if not _may_see_all(request):
        raise NotFound
    press, actor = press_of(plan), request.actor
    pieces = zipped(press, queries.pairs(plan), lambda: acts.opening(actor))
    return stream(pieces, ZIP, f"bien-ban-{plan}.zip")
