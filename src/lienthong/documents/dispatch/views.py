"""Bảng theo dõi nơi nhận: what became of a letter at each addressee, a page of fifty, and as a sheet."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lienthong.documents.dispatch import queries, showing
from lienthong.documents.dispatch.terms import EXPORTED, PAGE
from lienthong.kernel.wording import vn_datetime
from lienthong.pages.frame import page
from lienthong.pages.lists import page_of, paging, sheet, words_of
from lienthong.personnel.doors import ActorRequest, by_session


@require_safe
@by_session
def table(request: ActorRequest, item: UUID) -> HttpResponse:
    actor, number = request.actor, page_of(request.GET)
    letter = queries.letter_sent(actor, item)
    state, words = _asked(request)
    shown = queries.addressees(
        actor, letter.document, state=state, words=words, offset=(number - 1) * PAGE, limit=PAGE
    )
    here = f"/viec/{item}/noi-nhan"
    query = urlencode({name: value for name, value in (("tinh-trang", state), ("q", words)) if value})
    return page(
        request,
        "documents/addressees.html",
        title=f"Nơi nhận {letter.sign}",
        nav="inbox",
        letter=letter.item._asdict(),
        sent=f"Phát hành {vn_datetime(letter.issued_at)}" if letter.issued_at else "Chưa phát hành",
        filters=showing.filters(here, shown.counts, state, words),
        kept={"tinh-trang": state} if state else {},
        q=words,
        rows=[showing.shown(row) for row in shown.rows],
        total=shown.total,
        paging=paging(request.GET, number, shown.total, PAGE),
        sheets=[(name, f"{here}.{ending}{'?' if query else ''}{query}") for name, ending in _SHEETS],
    )


_SHEETS = (("CSV", "csv"), ("XLSX", "xlsx"))


def _asked(request: ActorRequest) -> tuple[str, str]:
    return queries.check_state(request.GET.get("tinh-trang", "")), words_of(request.GET)


@require_safe
@by_session
def export(request: ActorRequest, item: UUID, ending: str) -> HttpResponse | StreamingHttpResponse:
    """All that the filter shows."""
    letter = queries.letter_sent(request.actor, item)
    state, words = _asked(request)
    shown = queries.addressees(request.actor, letter.document, state=state, words=words)
    return sheet("noi-nhan", ending, "Nơi nhận", EXPORTED, map(showing.line_of, shown.rows))
