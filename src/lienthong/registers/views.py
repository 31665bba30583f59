"""Pages of registers: whose there are, one of a year, its sheets and its paper."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.kernel import clock, reading
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_date
from lienthong.pages.frame import page
from lienthong.pages.lists import page_of, paging, sheet, words_of
from lienthong.papers.files import CSV, PDF, SPREADSHEET, file, written
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.personnel.queries import leader
from lienthong.registers import decree, papers, queries
from lienthong.registers.closing import may_close
from lienthong.registers.queries import Page, Register, Sought, Turn
from lienthong.registers.rows import Body, Closing, EntryRow
from lienthong.registers.rules import period_words, place_of, place_text
from lienthong.registers.terms import OTHERS, REGISTERS, RESULTS
from lienthong.units.rules import day_before
from lienthong.work.persons.readings import note_readings

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
def list_of_bodies(request: ActorRequest, ending: str) -> HttpResponseBase:
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


def _register(request: ActorRequest, body: Body, name: str, year: int) -> HttpResponse:
    register = queries.register(request.actor, body, name, year)
    sought, turn = _sought(request), _turn(request, name)
    whole = queries.standing(register)
    shown = queries.page(register, sought, turn, whole)
    _note(request, register, [row.item for row in shown.rows if row.other], "register")
    closed, kept = queries.closure(body, request.actor.day), register.kept is not None
    here = f"{HOME}/{body.id}/{name}/{year}"
    asked = _asked(sought)
    return page(
        request, "registers/register.html", title=REGISTERS[name], body=body, register=name, year=year,
        period=_period_words(year, sought), closings=_closings(register),
        close_url=f"{here}/khoa-so" if may_close(request.actor, register) else None,
        registers=REGISTERS, years=queries.years(body, request.actor.day), other=OTHERS[name], here=here,
        results=RESULTS, sought=sought, asked=asked, found=shown, standing=whole, closed=closed,
        closing=papers.closing_words(name, whole, closed), missing=papers.missing_words(whole, is_archive=kept),
        has_gaps=not kept and any(end.gaps for end in whole.ends), is_named=register.is_named,
        rows=[{"entry": row, "result": papers.result_words(row)} for row in shown.rows],
        paging=_paging(here, asked, shown),
    )  # fmt: skip


def _period_words(year: int, sought: Sought) -> str:
    return period_words(year, sought.month, sought.since, sought.until)


def _closings(register: Register) -> list[dict[str, Any]]:
    here = f"{HOME}/{register.body.id}/{register.name}/{register.year}/khoa-so"
    return [
        {
            "words": papers.closed_words(closing),
            "reopen_url": None if closing.reopened_at else f"{here}/{closing.id}/mo-lai",
        }
        for closing in decree.closings(register)
    ]


def _note(request: ActorRequest, register: Register, named: Iterable[UUID], door: str) -> None:
    """Whose names stood there."""
    if register.is_named:
        note_readings(named, door, by=request.actor)


def _sought(request: ActorRequest) -> Sought:
    result = request.GET.get("ket-qua", "")
    month = _number(request.GET.get("thang"))
    return Sought(
        words=words_of(request.GET),
        month=month if month in range(1, 13) else None,
        result=result if result in RESULTS else "",
        since=reading.day(request.GET.get("tu", "")),
        until=reading.day(request.GET.get("den", "")),
    )


def _turn(request: ActorRequest, name: str) -> Turn:
    """What the address says of the page; a place it does not know is the beginning."""
    return Turn(
        after=place_of(request.GET.get("sau", ""), name), before=place_of(request.GET.get("truoc", ""), name),
        is_last="cuoi" in request.GET,
    )  # fmt: skip


def _asked(sought: Sought) -> dict[str, Any]:
    asked = {
        "q": sought.words, "thang": sought.month, "tu": vn_date(sought.since), "den": vn_date(sought.until),
        "ket-qua": sought.result,
    }  # fmt: skip
    return {name: value for name, value in asked.items() if value}


def _number(text: str | None) -> int | None:
    return reading.number(text or "", 99_999)


def _paging(here: str, asked: dict[str, Any], shown: Page) -> dict[str, Any]:
    def at(**turn: str) -> str:
        return f"{here}?{urlencode({**asked, **turn})}" if asked or turn else here

    return {
        "first_url": at() if shown.before else None,
        "before_url": at(truoc=place_text(shown.before)) if shown.before else None,
        "next_url": at(sau=place_text(shown.after)) if shown.after else None,
        "last_url": at(cuoi="1") if shown.after else None,
        "shown": len(shown.rows),
        "total": shown.total if shown.is_all else None,
    }


class EntriesRead:
    """Entries as they are read, once; whose they were and from which number to which is known afterwards."""

    def __init__(self, entries: Iterable[EntryRow]) -> None:
        self._entries = entries
        self.named: list[UUID] = []
        self.spans: decree.Spans = {}

    def __iter__(self) -> Iterator[EntryRow]:
        for entry in self._entries:
            if entry.other:
                self.named.append(entry.item)
            if entry.number is not None:
                first, _ = self.spans.get(entry.book, (entry, entry))
                self.spans[entry.book] = first, entry
            yield entry


@require_safe
@by_session
def paper(request: ActorRequest, unit: int, register: str, year: int, ending: str) -> HttpResponseBase:
    """What the filter shows is what is exported; what is printed is every entry of the period."""
    if ending not in ("csv", "xlsx", "pdf"):
        raise NotFound
    body = queries.body(request.actor, unit)
    read = queries.register(request.actor, body, register, year)
    sought = _sought(request).period_alone() if ending == "pdf" else _sought(request)
    entries = EntriesRead(queries.every_entry(read, sought))
    is_of_letters = register in papers.DECREE and ending != "csv"
    rows = _of_letters(register, entries) if is_of_letters else papers.lines(entries, is_named=read.is_named)
    answer = (
        _printed(request, read, list(rows), sought, entries.spans)
        if ending == "pdf"
        else _sheet(request, read, rows, ending, sought)
    )
    _note(request, read, entries.named, "export")
    return answer


def _of_letters(register: str, entries: Iterable[EntryRow]) -> Iterator[list[str]]:
    """A thousand at a time, and never held whole."""
    items = (entry.item for entry in entries)
    while some := list(islice(items, queries.BATCH)):
        yield from papers.decree_lines(register, some)


def _file_name(read: Register, ending: str) -> str:
    return f"so-{read.name}-{read.body.code}-{read.body.id}-{read.year}.{ending}"


def _sheet(
    request: ActorRequest, read: Register, rows: Iterator[list[str]], ending: str, sought: Sought
) -> HttpResponseBase:
    register, name = read.name, _file_name(read, ending)
    if ending == "csv":
        return written(lambda out: papers.write_csv(out, register, rows), CSV, name)
    whole, closed = queries.standing(read, is_paper=True), queries.closure(read.body, request.actor.day)
    words = [
        papers.closing_words(register, whole, closed),
        papers.missing_words(whole, is_archive=read.kept is not None),
        *map(papers.closed_words, decree.closings(read)),
        f"{read.body.name}. {_period_words(read.year, sought)}.",
    ]
    return written(lambda out: papers.write_xlsx(out, register, rows, words), SPREADSHEET, name)


def _printed(
    request: ActorRequest, read: Register, rows: list[list[str]], sought: Sought, spans: decree.Spans
) -> HttpResponse:
    """`spans`: what the rows were read from, from which number to which."""
    body, register = read.body, read.name
    whole, closed = queries.standing(read, is_paper=True), queries.closure(body, request.actor.day)
    giver = leader(body.id, day_before(closed.ended_on)) if closed else ("", "")
    taker = leader(body.heir, request.actor.day) if closed and body.heir else ("", "")
    closings, days = decree.closings(read), _days(read, sought)
    content = papers.as_pdf(
        body, register, _period_words(read.year, sought), rows, whole, closed, giver=giver, taker=taker,
        closings=[papers.closed_words(closing) for closing in closings], keeper=_keeper(days, closings),
        cover=decree.cover(read, days, spans, closings) if register in papers.DECREE else None,
        is_archive=read.kept is not None,
    )  # fmt: skip
    return file(content, PDF, _file_name(read, "pdf"), inline=True)


def _days(read: Register, sought: Sought) -> tuple[date, date]:
    """The first and the last day of what is printed."""
    since, until = sought.span(read.year)
    return clock.local(since).date(), clock.local(until - timedelta(microseconds=1)).date()


def _keeper(days: tuple[date, date], closings: list[Closing]) -> tuple[str, str]:
    """Who closed exactly the period that is printed; nobody has to."""
    whole = (
        closing for closing in closings if (closing.since, closing.until) == days and not closing.reopened_at
    )
    return next(((closing.who or "", closing.title or "") for closing in whole), ("", ""))
