"""Sổ bản sao: the year's copies of a body, as page and as sheets."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lienthong.documents.copies import queries
from lienthong.documents.copies.terms import FORMS, HOME, CopyRow
from lienthong.documents.terms import DRAFT, TYPES
from lienthong.kernel import reading
from lienthong.kernel.wording import vn_date
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, page_of, paging, sheet
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.kinds import state_label

TITLE = "Sổ bản sao"
EXPORTED = (
    "Số, ký hiệu bản sao", "Hình thức sao", "Ngày sao", "Văn bản được sao", "Nội dung", "Người ký", "Người lập",
    "Tình trạng",
)  # fmt: skip


@require_safe
@by_session
def copies(request: ActorRequest) -> HttpResponse:
    actor, year, form, number = request.actor, _year(request), _form(request), page_of(request.GET)
    counts = queries.counts(actor, year)
    total = counts.get(form, 0) if form else sum(counts.values())
    return page(
        request,
        "documents/copies.html",
        title=TITLE,
        nav="inbox",
        year=year,
        filters=[_forms(counts, form, year), _years(year, actor.day.year)],
        rows=[_shown(row) for row in queries.copies(actor, year, form, number)],
        total=total,
        paging=paging(request.GET, number, total, PAGE),
        sheets=[("CSV", _at(".csv", year, form)), ("XLSX", _at(".xlsx", year, form))],
    )


def _shown(row: CopyRow) -> dict[str, Any]:
    return {
        **row._asdict(),
        "form_label": TYPES.get(row.form, row.form),
        "state_label": state_label(DRAFT, row.state),
        "issued_on": vn_date(row.issued_at),
    }


def _year(request: ActorRequest) -> int:
    """The one asked for, or this one."""
    return reading.number(request.GET.get("nam", ""), 9998) or request.actor.day.year


def _form(request: ActorRequest) -> str:
    asked = request.GET.get("hinh-thuc", "")
    return asked if asked in FORMS else ""


def _at(ending: str, year: int, form: str) -> str:
    return f"{HOME}{ending}?{urlencode({'nam': year, **({'hinh-thuc': form} if form else {})})}"


def _forms(counts: dict[str, int], chosen: str, year: int) -> list[dict[str, Any]]:
    everything = {
        "label": "Tất cả", "url": _at("", year, ""), "active": not chosen, "count": sum(counts.values())
    }  # fmt: skip
    return [everything] + [
        {"label": label, "url": _at("", year, form), "active": form == chosen, "count": counts.get(form, 0)}
        for form, label in FORMS.items()
    ]


def _years(chosen: int, now: int) -> list[dict[str, Any]]:
    years = sorted({chosen, now, now - 1}, reverse=True)
    return [{"label": f"Năm {year}", "url": _at("", year, ""), "active": year == chosen} for year in years]


@require_safe
@by_session
def export(request: ActorRequest, ending: str) -> HttpResponse | StreamingHttpResponse:
    """What the filter shows is what it exports."""
    lines = (
        [
            row.sign, TYPES.get(row.form, row.form), vn_date(row.issued_at), row.of_sign, row.subject, row.signer or "",
            row.maker or "", state_label(DRAFT, row.state),
        ]
        for row in queries.copies(request.actor, _year(request), _form(request))
    )  # fmt: skip
    return sheet("so-ban-sao", ending, TITLE, EXPORTED, lines)
