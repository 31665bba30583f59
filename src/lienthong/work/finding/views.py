"""Find by an old or new unit."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lienthong.pages.frame import page
from lienthong.pages.lists import day_of, words_of
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.desks.registry import kind_label, state_label
from lienthong.work.finding import queries


@require_safe
@by_session
def find(request: ActorRequest) -> HttpResponse:
    words = words_of(request.GET)
    return page(request, "work/find.html", title="Tìm theo đơn vị", q=words, areas=queries.areas(words))


@require_safe
@by_session
def of_area(request: ActorRequest, area: int) -> HttpResponse:
    actor, on = request.actor, day_of(request.GET, request.actor.day)
    by = request.GET.get("theo", "current")
    if by not in queries.VIEWS:
        by = "current"
    rows = [
        {"item": row, "kind": kind_label(row.kind), "state": state_label(row.kind, row.state)}
        for row in queries.items(actor, area, on)
    ]
    head = queries.area(area)
    return page(
        request,
        "work/of_area.html",
        title=head.name,
        area=head,
        rows=rows,
        on=on,
        by=by,
        views=queries.VIEWS,
        sums=queries.sums(actor, area, on, by),
        shown=queries.SHOWN,
    )
