"""What goes with a letter, taken along under its name, and looked at page by page."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from lienthong.documents.enclosures.queries import EnclosureRow, enclosure_of
from lienthong.documents.enclosures.terms import DRAW_PAGES
from lienthong.ground import files
from lienthong.kernel.refusals import NotFound
from lienthong.pages.frame import page as draw_page
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.contents.reading import picture_of
from lienthong.work.contents.terms import DRAWN
from lienthong.work.queries import item_of

AGAIN_SECONDS = 2
"""After which the page of a picture that is being drawn asks again."""


def taken_along(row: EnclosureRow) -> HttpResponse:
    """The bytes under their name."""
    answer = HttpResponse(files.read(row.digest), content_type=row.content_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    return answer


@require_safe
@by_session
def enclosure(request: ActorRequest, item: UUID, enclosure: UUID) -> HttpResponse:
    return taken_along(enclosure_of(request.actor, item, enclosure))


@require_safe
@by_session
def page(request: ActorRequest, item: UUID, enclosure: UUID, number: int) -> HttpResponse:
    """One page as a picture, with the way to the next; one that is not drawn yet is drawn by the worker meanwhile."""
    row = _drawn(request, item, enclosure, number)
    is_there = picture_of(row.digest, number).exists()
    if not is_there:
        _draw_later(row.digest, number)
    url = f"/viec/{item}/tep/{enclosure}"
    return draw_page(
        request,
        "documents/preview.html",
        title=f"{row.name}, trang {number}",
        nav="inbox",
        enclosure=row,
        number=number,
        is_there=is_there,
        again=AGAIN_SECONDS,
        url=url,
        back=f"/viec/{item}",
        subject=item_of(request.actor, item).subject,
    )


@require_safe
@by_session
def picture(request: ActorRequest, item: UUID, enclosure: UUID, number: int) -> HttpResponse:
    row = _drawn(request, item, enclosure, number)
    try:
        return HttpResponse(picture_of(row.digest, number).read_bytes(), content_type="image/png")
    except FileNotFoundError:
        raise NotFound from None


def _drawn(request: ActorRequest, item: UUID, enclosure: UUID, number: int) -> EnclosureRow:
    row = enclosure_of(request.actor, item, enclosure)
    if row.content_type not in DRAWN or not 1 <= number <= (row.pages or 0):
        raise NotFound
    return row


def _draw_later(digest: str, number: int) -> None:
    """Asked again while it waits it is asked once; the refusal of the queue takes back nothing else."""
    try:
        with transaction.atomic():
            app.configure_task(DRAW_PAGES, queueing_lock=f"draw:{digest}:{number}").defer(
                digest=digest, first=number
            )
    except AlreadyEnqueued:
        pass
