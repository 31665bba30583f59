"""Hồ sơ công việc: the year's list, its sheet and its papers."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lienthong.documents.files_of_work import papers, queries
from lienthong.documents.files_of_work.desk import HOME
from lienthong.documents.files_of_work.terms import FILE, STATES, FileRow, retention_words
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, csv_sheet, page_of, paging
from lienthong.papers.files import PDF, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.desks.registry import begins_offered
from lienthong.work.kinds import state_label
from lienthong.work.queries import Item, item_of

TITLE = "Hồ sơ công việc"
EXPORTED = (
    "Số, ký hiệu", "Tiêu đề hồ sơ", "Thời hạn bảo quản", "Người lập", "Bộ phận", "Số văn bản", "Số tờ", "Tình trạng",
    "Mở ngày", "Kết thúc ngày", "Nộp lưu trước ngày",
)  # fmt: skip


@require_safe
@by_session
def files(request: ActorRequest) -> HttpResponse:
    actor, year, state, number = request.actor, _year(request), _state(request), page_of(request.GET)
    counts = queries.counts(actor, year)
    total = counts.get(state, 0) if state else sum(counts.values())
    handed = any(counts.get(state) for state in papers.TO_ARCHIVE)
    return page(
        request,
        "documents/files_of_work.html",
        title=TITLE,
        nav="inbox",
        year=year,
        filters=[_states(counts, state, year), _years(year, actor.day.year)],
        rows=[_shown(row) for row in queries.files(actor, year, state, number)],
        total=total,
        paging=paging(request.GET, number, total, PAGE),
        beginnings=[{"label": begin.label, "url": f"/{begin.url}"} for begin in begins_offered(actor, HOME)],
        export_url=_at(".csv", year, state),
        list_url=f"{HOME}/{year}/danh-muc.pdf",
        minutes_url=f"{HOME}/{year}/giao-nop.pdf" if handed else None,
    )


def _shown(row: FileRow) -> dict[str, Any]:
    return {
        **row._asdict(),
        "state_label": state_label(FILE, row.state),
        "retention": retention_words(row.years),
    }


def _year(request: ActorRequest) -> int:
    """The one asked for, or this one."""
    return reading.number(request.GET.get("nam", ""), 9999) or request.actor.day.year


def _state(request: ActorRequest) -> str:
    asked = request.GET.get("trang-thai", "")
    return asked if asked in STATES else ""


def _at(ending: str, year: int, state: str) -> str:
    return f"{HOME}{ending}?{urlencode({'nam': year, **({'trang-thai': state} if state else {})})}"


def _states(counts: dict[str, int], chosen: str, year: int) -> list[dict[str, Any]]:
    everything = {
        "label": "Tất cả", "url": _at("", year, ""), "active": not chosen, "count": sum(counts.values())
    }  # fmt: skip
    return [everything] + [
        {
            "label": label,
            "url": _at("", year, state),
            "active": state == chosen,
            "count": counts.get(state, 0),
        }
        for state, label in STATES.items()
        if counts.get(state) or state == chosen
    ]


def _years(chosen: int, now: int) -> list[dict[str, Any]]:
    years = sorted({chosen, now, now - 1}, reverse=True)
    return [{"label": f"Năm {year}", "url": _at("", year, ""), "active": year == chosen} for year in years]


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponse | StreamingHttpResponse:
    """The same list as a sheet: what the filter shows is what it exports."""
    lines = (
        [
            row.code, row.title, retention_words(row.years), row.keeper or "", row.section, str(row.papers),
            str(row.sheets or ""), state_label(FILE, row.state), row.opened_on, row.closed_on, row.due_on,
        ]
        for row in queries.files(request.actor, _year(request), _state(request))
    )  # fmt: skip
    return csv_sheet("ho-so-cong-viec", EXPORTED, lines)


@require_safe
@by_session
def list_of_files(request: ActorRequest, year: int) -> HttpResponse:
    paper = papers.list_of_files(request.actor, year, queries.files(request.actor, year))
    return file(paper, PDF, f"danh-muc-ho-so-{year}.pdf", inline=True)


@require_safe
@by_session
def minutes(request: ActorRequest, year: int) -> HttpResponse:
    paper = papers.minutes(request.actor, year, queries.files(request.actor, year))
    return file(paper, PDF, f"giao-nop-ho-so-{year}.pdf", inline=True)


def _file(request: ActorRequest, item: UUID) -> Item:
    row = item_of(request.actor, item)
    if row.kind != FILE:
        raise NotFound
    return row


@require_safe
@by_session
def contents_sheet(request: ActorRequest, item: UUID) -> HttpResponse | StreamingHttpResponse:
    _file(request, item)
    return csv_sheet("muc-luc", papers.HEAD_OF_CONTENTS, papers.lines_of(queries.contents(item)))


@require_safe
@by_session
def contents(request: ActorRequest, item: UUID) -> HttpResponse:
    row = _file(request, item)
    facts = queries.facts_of(item)
    paper = papers.contents_of(request.actor, row, facts, queries.contents(item))
    return file(paper, PDF, f"muc-luc-{facts.code}.pdf", inline=True)
