"""Pages of registers: whose there are, one of a year, its sheets and its paper."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_date
from lienthong.pages.frame import page
from lienthong.pages.lists import page_of, paging, sheet, words_of
from lienthong.papers.files import CSV, PDF, SPREADSHEET, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.personnel.queries import leader
from lienthong.registers import papers, queries
from lienthong.registers.queries import Sought
from lienthong.registers.terms import OTHERS, REGISTERS, RESULTS
from lienthong.units.rules import day_before

HOME = "/so-dang-ky"
STATES = {"": "Tất cả", "mo": "Đang mở", "khoa": "Đã khóa sổ"}
CLOSED = {"mo": False, "khoa": True}
BODY_COLUMNS = ("Mã", "Đơn vị", "Tình trạng sổ", "Kết thúc từ ngày", "Năm có số")


@require_safe
@by_session
def bodies(request: ActorRequest) -> HttpResponse:
    """The registers this person may open: their own body's and those of bodies whose seat it took over."""
    words, number = words_of(request.GET), page_of(request.GET)
    chosen = request.GET.get("so", "") if request.GET.get("so") in CLOSED else ""
    counted, rows = queries.bodies(request.actor, words, is_closed=CLOSED.get(chosen), page=number)
    counts = {"": counted.total, "mo": counted.total - counted.closed, "khoa": counted.closed}
    links = [
        (label, _query({"q": words, "so": key}), key == chosen, counts[key]) for key, label in STATES.items()
    ]
    return page(
        request, "registers/registers.html", title="Sổ đăng ký", q=words, bodies=rows, chosen=chosen,
        filters=links, asked=_query({"q": words, "so": chosen}), total=counts[chosen],
        paging=paging(request.GET, number, counts[chosen], queries.PAGE),
    )  # fmt: skip


def _query(asked: dict[str, str]) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


@require_safe
@by_session
def list_of_bodies(request: ActorRequest, ending: str) -> HttpResponse:
    """All that the filter shows, to take along."""
    closed = CLOSED.get(request.GET.get("so", ""))
    _, rows = queries.bodies(request.actor, words_of(request.GET), is_closed=closed)
    lines = [
        [row.code, row.name, "đã khóa sổ" if row.is_closed else "đang mở",
         vn_date(row.ends_on) if row.is_closed else "", ", ".join(map(str, row.years or []))]
        for row in rows
    ]  # fmt: skip
    return sheet("so-dang-ky", ending, "Sổ đăng ký", BODY_COLUMNS, lines)


@require_safe
@by_session
def of_body(request: ActorRequest, unit: int) -> HttpResponse:
    """The year's incoming letters, unless a register and a year are named."""
    body = queries.body(request.actor, unit)
    return _register(request, body, next(iter(REGISTERS)), queries.years(body, request.actor.day)[0])


@require_safe
@by_session
def register(request: ActorRequest, unit: int, register: str, year: int) -> HttpResponse:
    return _register(request, queries.body(request.actor, unit), register, year)


def _register(request: ActorRequest, body: Any, register: str, year: int) -> HttpResponse:
    sought, number = _sought(request), _number(request.GET.get("trang")) or 1
    rows = queries.entries(body, register, year, sought, page=number)
    whole = queries.standing(body, register, year)
    closed = queries.closure(body, request.actor.day)
    total, kept = rows[0].total if rows else 0, queries.is_archive(request.actor, body)
    here = f"{HOME}/{body.id}/{register}/{year}"
    asked = _asked(sought)
    return page(
        request, "registers/register.html", title=REGISTERS[register], body=body, register=register, year=year,
        registers=REGISTERS, years=queries.years(body, request.actor.day), other=OTHERS[register], here=here,
        results=RESULTS, sought=sought, asked=asked, total=total, standing=whole, closed=closed,
        closing=papers.closing_words(register, whole, closed), missing=papers.missing_words(whole, is_archive=kept),
        has_gaps=not kept and any(end.gaps for end in whole.ends), is_named=_is_named(request, body),
        rows=[{"entry": row, "result": papers.result_words(row)} for row in rows],
        paging=_paging(here, asked, number, len(rows), total),
    )  # fmt: skip


def _is_named(request: ActorRequest, body: Any) -> bool:
    """Citizens' names are for those who do the work; supervisors count and follow."""
    return body.seat in (*request.actor.scope, *request.actor.archives)


def _sought(request: ActorRequest) -> Sought:
    result = request.GET.get("ket-qua", "")
    month = _number(request.GET.get("thang"))
    return Sought(
        words=request.GET.get("q", "").strip()[:100],
        month=month if month in range(1, 13) else None,
        result=result if result in RESULTS else "",
    )


def _asked(sought: Sought) -> dict[str, Any]:
    asked = {"q": sought.words, "thang": sought.month, "ket-qua": sought.result}
    return {name: value for name, value in asked.items() if value}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


def _paging(here: str, asked: dict[str, Any], number: int, shown: int, total: int) -> dict[str, Any]:
    more = number * queries.PAGE < total
    following = urlencode({**asked, "trang": number + 1})
    first = f"{here}?{urlencode(asked)}" if number > 1 else None
    return {
        "first_url": first,
        "next_url": f"{here}?{following}" if more else None,
        "shown": shown,
        "total": total,
    }


@require_safe
@by_session
def paper(request: ActorRequest, unit: int, register: str, year: int, ending: str) -> HttpResponse:
    """What the filter shows is what is exported; the printed register is always whole."""
    body = queries.body(request.actor, unit)
    sought = Sought() if ending == "pdf" else _sought(request)
    entries = queries.entries(body, register, year, sought)
    rows = list(papers.lines(entries, is_named=_is_named(request, body)))
    name = f"so-{register}-{body.code}-{body.id}-{year}.{ending}"
    if ending == "csv":
        return file(papers.as_csv(register, rows), CSV, name)
    whole, closed = queries.standing(body, register, year), queries.closure(body, request.actor.day)
    kept = queries.is_archive(request.actor, body)
    if ending == "xlsx":
        words = [papers.closing_words(register, whole, closed), papers.missing_words(whole, is_archive=kept)]
        return file(papers.as_xlsx(register, rows, words), SPREADSHEET, name)
    if ending != "pdf":
        raise NotFound
    giver = leader(body.id, day_before(closed.ended_on)) if closed else ("", "")
    taker = leader(body.heir, request.actor.day) if closed and body.heir else ("", "")
    content = papers.as_pdf(
        body, register, year, rows, whole, closed, giver=giver, taker=taker, is_archive=kept
    )
    return file(content, PDF, name, inline=True)
