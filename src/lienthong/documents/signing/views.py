"""What the page asks before it goes to the signer beside the browser; and what became of what an officer signed."""

import base64
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from lienthong.documents.signing import queries, rules
from lienthong.documents.signing.letters.steps import prepare_signature
from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.signing.terms import OUTCOMES, PLACES, SIGNED_URL, OwnSigned, Waiting
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_datetime
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, csv_sheet, page_of, paging
from lienthong.personnel.doors import ActorRequest, by_session

TONES = {"under_way": "soon", "finished": "proof", "failed": "late"}
EXPORTED = ("Ký lúc", "Số, ký hiệu", "Trích yếu", "Chữ ký", "Tình trạng", "Ghi chú")


@require_POST
@by_session
def prepare(request: ActorRequest, item: UUID, place: Place) -> HttpResponse:
    """What is to be signed, or the sentence of why not: a script reads it."""
    try:
        return JsonResponse(as_json(prepare_signature(item, place, by=request.actor)))
    except Refusal as refused:
        return JsonResponse(refused.as_dict(), status=refused.status)


def as_json(waiting: Waiting) -> dict[str, str]:
    return {
        "begun": str(waiting.begun),
        "digest": base64.b64encode(waiting.digest).decode(),
        "certificate": waiting.certificate.hex(),
        "about": waiting.about,
    }


def _shown(request: ActorRequest) -> tuple[list[OwnSigned], list[OwnSigned]]:
    every = queries.signed_by(request.actor)
    outcome = rules.outcome_asked(request.GET.get("tinh-trang", ""))
    return every, [row for row in every if outcome in ("", row.outcome)]


@require_safe
@by_session
def signed(request: ActorRequest) -> HttpResponse:
    """Văn bản đã ký: each letter this officer signed or had sealed: whether its file stands, what went wrong."""
    every, shown = _shown(request)
    number, chosen = page_of(request.GET), request.GET.get("tinh-trang", "")
    return page(
        request,
        "documents/signed.html",
        title="Văn bản đã ký",
        nav="inbox",
        filters=[_filters(every, chosen)],
        rows=[_row(row) for row in shown[(number - 1) * PAGE : number * PAGE]],
        total=len(shown),
        under_way=sum(row.outcome == "under_way" for row in every),
        paging=paging(request.GET, number, len(shown)),
        export_url=f"{SIGNED_URL}.csv" + (f"?tinh-trang={chosen}" if chosen else ""),
    )


def _filters(every: list[OwnSigned], chosen: str) -> list[dict[str, object]]:
    counts = {outcome: sum(row.outcome == outcome for row in every) for outcome in OUTCOMES}
    links: list[dict[str, object]] = [
        {"label": "Tất cả", "url": SIGNED_URL, "active": not chosen, "count": len(every)}
    ]
    return links + [
        {
            "label": label, "url": f"{SIGNED_URL}?tinh-trang={outcome}", "active": chosen == outcome,
            "count": counts[outcome],
        }
        for outcome, label in OUTCOMES.items()
        if counts[outcome] or chosen == outcome
    ]  # fmt: skip


def _row(row: OwnSigned) -> dict[str, object]:
    return {
        "url": f"/viec/{row.item}",
        "subject": row.subject,
        "sign": row.sign,
        "place": PLACES[row.place],
        "at": vn_datetime(row.at),
        "outcome": OUTCOMES[row.outcome],
        "tone": TONES[row.outcome],
        "problem": rules.problem_words(row.problem),
        "is_trial": row.is_trial,
    }


@require_safe
@by_session
def export_signed(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet: what the filter shows is what it exports."""
    lines = (
        [
            vn_datetime(row.at), row.sign, row.subject, PLACES[row.place], OUTCOMES[row.outcome],
            rules.problem_words(row.problem),
        ]
        for row in _shown(request)[1]
    )  # fmt: skip
    return csv_sheet("van-ban-da-ky", EXPORTED, lines)
