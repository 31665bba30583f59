from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from lienthong.board import picture, queries, sheets
from lienthong.board.drawn import Drawn, kept_with
from lienthong.kernel.lately import Lately
from lienthong.kernel.machine.disk import room_of
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_clock
from lienthong.papers.city_map import screen_map
from lienthong.papers.files import CSV, SPREADSHEET, file
from lienthong.personnel.asking import ChooseMandate, Unauthenticated
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.units.queries import city_units

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


@require_safe
@by_session
def board(request: ActorRequest) -> HttpResponse:
    return _drawn(request, "board/board.html").answer(request)


@leads_to_login
@require_safe
@by_session
def fragment(request: ActorRequest) -> HttpResponse:
    return _drawn(request, "board/fragment.html").answer(request)


def _drawn(request: ActorRequest, template: str) -> Drawn:
    """All who look in one second see the same figures; below them each opens what is theirs, and that alone parts one
    reader's board from another's. The frame has no name, no form and nothing that was asked.
    """
    numbers, day = queries.numbers(request.actor), request.actor.day
    opens = queries.openable(row["item"] for row in (*numbers.raw["stuck"], *numbers.raw["incidents"]))
    may_list = queries.work_lists(request.actor)
    lists = frozenset(row["basket"] for row in numbers.raw["undecided"] if may_list(row["basket"]))
    disk, unattended = _disk(), queries.unattended(request.actor)

    def draw() -> str:
        shown = picture.board(numbers, _wards(day), opens, lists.__contains__)
        shown["unattended"] = picture.unattended(*unattended)
        frame = {"title": shown["title"], "fragment_url": FRAGMENT_URL, "world": picture.world(numbers.raw)}
        return render_to_string(template, {**frame, "board": shown, "map": screen_map(), "disk": disk})

    return kept_with(numbers, (template, day, frozenset(opens.items()), lists, disk, unattended), draw)


def _disk() -> str | None:
    """What is said while the disk of the stored files is nearly full; the database lies beside them, as a rule."""
    room = room_of(Path(settings.FILES_ROOT))
    return room.sentence if room.is_short else None


_wards = Lately(city_units, seconds=60)
"""The units of the map change with the day only."""


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
def province(request: ActorRequest, code: str) -> HttpResponse:
    """The communes of a province that take part in the round of the headline, where the map shows none of them."""
    numbers = queries.numbers(request.actor)
    shown = picture.province_page(numbers, code)
    if shown is None:
        raise NotFound
    return render(request, "board/province.html", {**shown, "world": picture.world(numbers.raw)})


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
