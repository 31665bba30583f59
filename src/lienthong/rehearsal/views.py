from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.papers.files import PDF, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.report import report_of
from lienthong.rehearsal.terms import PLAYED_BY_LABELS


class WorldRow(NamedTuple):
    name: str
    kind: str


@require_safe
@by_session
def rounds(request: ActorRequest) -> HttpResponse:
    request.actor.require("view_board")
    listed = [
        {**trial._asdict(), "played_by_label": PLAYED_BY_LABELS[trial.played_by]}
        for trial in queries.rounds(100)
    ]
    return _page(request, "rehearsal/rounds.html", title="Các vòng vận hành thử", rounds=listed)


@require_safe
@by_session
def report(request: ActorRequest, number: int) -> HttpResponse:
    request.actor.require("view_board")
    paper = report_of(number)
    return _page(request, "rehearsal/report.html", title=f"Báo cáo vòng {number}", report=paper.facts)


@require_safe
@by_session
def report_pdf(request: ActorRequest, number: int) -> HttpResponse:
    request.actor.require("view_board")
    paper = report_of(number)
    return file(paper.pdf(), PDF, paper.name, inline=True)


def _page(request: ActorRequest, template: str, **context: object) -> HttpResponse:
    actor = request.actor
    world = {
        **sql.only_row(WorldRow, "select name, kind from world")._asdict(),
        "now": actor.at,
        "real_now": clock.real(),
    }
    return render(
        request, template, {"actor": actor, "now": actor.at, "world": world, "messages": [], **context}
    )
