"""Find by an old or new unit."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.finding import queries
from lienthong.reorganisation.frame import page
from lienthong.reorganisation.words import kind_words, state_words


@require_safe
@by_session
def find(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    return page(request, "find.html", title="Tìm theo đơn vị", q=words, areas=queries.areas(words))


@require_safe
@by_session
def of_area(request: ActorRequest, area: int) -> HttpResponse:
    actor, on = request.actor, _day(request)
    by = request.GET.get("theo", "current")
    if by not in queries.VIEWS:
        by = "current"
    rows = [
        {"item": row, "kind": kind_words(row.kind), "state": state_words(row.kind, row.state)}
        for row in queries.items(actor, area, on)
    ]
    found = queries.area(area)
    return page(
        request, "of_area.html", title=found.name, area=found, rows=rows, on=on, by=by, views=queries.VIEWS,
        sums=queries.sums(actor, area, on, by), shown=queries.SHOWN,
    )  # fmt: skip


def _day(request: ActorRequest) -> date:
    text = request.GET.get("ngay", "").strip()
    if not text:
        return request.actor.day
    try:
        if "/" in text:
            day, month, year = map(int, text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(
            "bad_date", "Ngày cần viết theo định dạng 30/6/2025.", status=422, field="ngay"
        ) from None
