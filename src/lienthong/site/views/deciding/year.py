"""Lịch làm việc: the days of a year, decided or guessed, as page and sheet."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.ground.actor import Actor
from lienthong.kernel.wording import vn_date, vn_weekday
from lienthong.pages.frame import page
from lienthong.pages.lists import csv_sheet
from lienthong.personnel.decided.terms import Entered
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.promises.showing import STANDINGS, YEARS, ShownDays, calendar_of_year, year_of
from lienthong.work.promises.terms import Decision

URL = "/lich-lam-viec"
TONES = {"read": "proof", "approved": "proof", "reported": "calm", "guess": "soon", "waiting": "soon"}


@require_safe
@by_session
def shown(request: ActorRequest) -> HttpResponse:
    actor, year = request.actor, year_of(request.GET.get("nam", ""), request.actor.day)
    rows = calendar_of_year(year, actor)
    years = [
        {"label": str(number), "url": f"{URL}?nam={number}", "active": number == year} for number in YEARS
    ]
    return page(
        request,
        "calendar.html",
        title="Lịch làm việc",
        nav="unit",
        year=year,
        filters=[years],
        rows=[_row(row) for row in rows],
        may_enter=_may_enter(actor),
        export_url=f"{URL}.csv?nam={year}",
    )


def _may_enter(actor: Actor) -> bool:
    return actor.can("enter_decision") or actor.can("enter_decision_for_all")


def _row(row: ShownDays) -> dict[str, Any]:
    return {
        **row._asdict(),
        "what": row.what,
        "days": days_words(row),
        "unit": row.unit_name or "Mọi đơn vị",
        "standing": STANDINGS[row.standing],
        "tone": TONES.get(row.standing, "none"),
        "url": f"{URL}/{row.id}" if row.id else None,
    }


def days_words(row: ShownDays | Entered | Decision) -> str:
    first = f"{vn_weekday(row.since)} {vn_date(row.since)}"
    if row.until == row.since:
        return first
    return f"{first} – {f'{vn_weekday(row.until)} {vn_date(row.until)}' if row.until else 'khi có thay đổi'}"


EXPORTED = ("Từ ngày", "Đến hết ngày", "Làm việc", "Vì sao", "Đơn vị", "Căn cứ", "Tình trạng")


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    """The same year as a sheet."""
    year = year_of(request.GET.get("nam", ""), request.actor.day)
    lines = (
        [
            vn_date(row.since), vn_date(row.until), row.what, row.name, row.unit_name or "Mọi đơn vị", row.basis,
            STANDINGS[row.standing],
        ]
        for row in calendar_of_year(year, request.actor)
    )  # fmt: skip
    return csv_sheet(f"lich-lam-viec-{year}", EXPORTED, lines)
