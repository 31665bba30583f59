from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from lienthong.board import picture, queries, sheets
from lienthong.kernel.wording import vn_clock
from lienthong.papers.city_map import screen_map
from lienthong.papers.files import CSV, SPREADSHEET, file
from lienthong.personnel.asking import ChooseMandate, Unauthenticated
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.units.queries import CityUnit, city_units

FRAGMENT_URL = "/dieu-hanh/so-lieu"


def leads_to_login(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A screen on the wall whose session ended goes to the login as a whole, not inside its own frame."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Unauthenticated, ChooseMandate):
            return HttpResponse(status=204, headers={"HX-Redirect": "/dang-nhap?tiep=/dieu-hanh"})

    return respond


@gzip_page
@require_safe
@by_session
def board(request: ActorRequest) -> HttpResponse:
    shown = _board(request)
    context = {**shown, "title": shown["board"]["title"], "fragment_url": FRAGMENT_URL}
    return render(request, "board/board.html", context)


@gzip_page
@leads_to_login
@require_safe
@by_session
def fragment(request: ActorRequest) -> HttpResponse:
    return render(request, "board/fragment.html", _board(request))


def _board(request: ActorRequest) -> dict[str, Any]:
    numbers = queries.numbers(request.actor)
    opens = queries.openable(row["item"] for row in (*numbers.raw["stuck"], *numbers.raw["incidents"]))
    return {
        "board": picture.board(numbers, _wards(request), opens, queries.work_lists(request.actor)),
        "map": screen_map(),
        "world": picture.world(numbers.raw),
    }


_wards_by_day: dict[Any, list[CityUnit]] = {}


def _wards(request: ActorRequest) -> list[CityUnit]:
    """The units of the map change with the day only."""
    day = request.actor.day
    if day not in _wards_by_day:
        _wards_by_day.clear()
        _wards_by_day[day] = city_units(day)
    return _wards_by_day[day]


@require_safe
@by_session
def unit(request: ActorRequest, code: str) -> HttpResponse:
    raw = queries.unit(request.actor, code)
    below = [row["item"] for row in (*raw["stuck"], *raw["incidents"])]
    tried = [attempt["item"] for each in raw["rounds"] for attempt in each["attempts"]]
    shown = picture.unit_page(raw, queries.openable((*below, *tried)), queries.work_lists(request.actor))
    context = {**shown, "title": raw["name"], "world": picture.world(raw)}
    return render(request, "board/unit.html", context)


@require_safe
@by_session
def as_csv(request: ActorRequest) -> HttpResponse:
    numbers = queries.numbers(request.actor)
    return file(sheets.as_csv(numbers), CSV, _name(numbers, "csv"))


@require_safe
@by_session
def as_xlsx(request: ActorRequest) -> HttpResponse:
    numbers = queries.numbers(request.actor)
    return file(sheets.as_xlsx(numbers), SPREADSHEET, _name(numbers, "xlsx"))


def _name(numbers: queries.Numbers, ending: str) -> str:
    return f"dieu-hanh-{numbers.as_of:%Y%m%d}-{vn_clock(numbers.as_of).replace(':', '')}.{ending}"
