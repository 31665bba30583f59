"""Việc chờ tôi, việc của bộ phận: the lists an officer begins with, each as page and sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from lienthong.kernel import clock
from lienthong.pages.frame import page
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.site.views.lists import inbox
from lienthong.work.desks.registry import kind_label
from lienthong.work.queries import PAGE, InboxRow, place_after, place_of
from lienthong.work.waiting import queries
from lienthong.work.waiting.queries import Count, Whose
from lienthong.work.waiting.steps import steps_for


@dataclass(frozen=True)
class WorkList:
    """A list of open work that is narrowed by its kind."""

    whose: Whose
    url: str
    title: str
    caption: str

    def at(self, **query: str) -> str:
        asked = urlencode({name: value for name, value in query.items() if value})
        return f"{self.url}?{asked}" if asked else self.url


MINE = WorkList("me", inbox.MINE, "Việc chờ tôi", "Việc đang chờ bạn ở bước này, gần hạn nhất ở trên")
SECTION = WorkList("section", inbox.SECTION, "Bộ phận của tôi", "Việc của bộ phận, gần hạn nhất ở trên")


@by_session
def mine(request: ActorRequest) -> HttpResponse:
    """What this mandate can do at its present step: the first page after login, whatever the role."""
    is_at_work = bool(steps_for(request.actor.abilities))
    sentence = (
        "Việc mới đến bước của bạn sẽ hiện ở trang này. Việc giao cho đồng nghiệp nằm ở danh sách của cơ quan."
        if is_at_work
        else "Vai trò của bạn theo dõi công việc, không có bước xử lý nào."
    )
    return _shown(request, MINE, _nothing("Không có việc nào đang chờ bạn", sentence))


@by_session
def section(request: ActorRequest) -> HttpResponse:
    """What was given to the reader's section, or to somebody in it."""
    return _shown(
        request,
        SECTION,
        _nothing(
            "Bộ phận của bạn không có việc nào",
            "Việc giao cho bộ phận hoặc cho người của bộ phận hiện ở đây.",
        ),
    )


def _nothing(title: str, sentence: str) -> dict[str, str]:
    return {"title": title, "sentence": sentence, "label": "Xem việc của cả cơ quan", "url": inbox.URL}


def _shown(request: ActorRequest, listed: WorkList, nothing: dict[str, str]) -> HttpResponse:
    kind = request.GET.get("loai", "")
    after = place_after(request.GET.get("sau", ""))
    rows, counts = queries.rows_and_counts(
        request.actor, listed.whose, kind=kind, after=after, limit=PAGE + 1
    )
    return page(
        request,
        "inbox.html",
        title=listed.title,
        caption=listed.caption,
        nav="inbox",
        heading=request.actor.section
        if listed is SECTION
        else f"{request.actor.title}, {request.actor.unit_name}",
        filters=[_kinds(listed, kind, counts)] if counts else [],
        rows=rows[:PAGE],
        page=_paging(listed, kind, rows, counts, is_first=after is None),
        as_of=clock.real(),
        export_url=listed.at(loai=kind).replace(listed.url, f"{listed.url}.csv", 1),
        tabs=inbox.tabs(request.actor, listed.url),
        hands=inbox.hands(request.actor),
        here=request.get_full_path(),
        messages=inbox.handed(request),
        beginnings=inbox.beginnings(request.actor),
        nothing=nothing,
    )


def _kinds(listed: WorkList, kind: str, counts: list[Count]) -> list[dict[str, Any]]:
    every = [{"label": "Tất cả", "url": listed.url, "active": not kind, **_figure(counts)}]
    return every + [
        {
            "label": kind_label(row.kind),
            "url": listed.at(loai=row.kind),
            "active": kind == row.kind,
            **_figure([row]),
        }
        for row in counts
    ]


def _figure(counts: list[Count]) -> dict[str, Any]:
    return inbox.figure(sum(row.n for row in counts), any(row.is_more for row in counts))


def _paging(
    listed: WorkList, kind: str, rows: list[InboxRow], counts: list[Count], *, is_first: bool
) -> dict[str, Any]:
    shown, more = rows[:PAGE], len(rows) > PAGE
    of_all = _figure([row for row in counts if kind in ("", row.kind)])
    return {
        "first_url": None if is_first else listed.at(loai=kind),
        "next_url": listed.at(loai=kind, sau=place_of(shown[-1])) if more else None,
        "shown": len(shown),
        "total": of_all["count"],
        "is_more": of_all["is_more"],
    }


@by_session
def export_mine(request: ActorRequest) -> HttpResponseBase:
    return inbox.sheet_of(request, "viec-cho-toi", _all_rows(request, MINE))


@by_session
def export_section(request: ActorRequest) -> HttpResponseBase:
    return inbox.sheet_of(request, "viec-bo-phan", _all_rows(request, SECTION))


def _all_rows(request: ActorRequest, listed: WorkList) -> Iterator[InboxRow]:
    """From the first on, whichever page was open."""
    kind = request.GET.get("loai", "")
    place: queries.Place | None = None
    while rows := queries.rows(request.actor, listed.whose, kind=kind, after=place, limit=inbox.AT_ONCE):
        yield from rows
        place = rows[-1].due_at, rows[-1].id
