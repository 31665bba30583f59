"""The appointment slip, for the officer who hands it out and for the citizen who lost it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from lienthong.kernel.refusals import NotFound
from lienthong.papers.files import PDF, file
from lienthong.personnel.doors import ActorRequest, by_session, in_public
from lienthong.procedures.filing.citizens import OPENING
from lienthong.procedures.queries import works_on
from lienthong.procedures.slips.slip import Slip, slip_of
from lienthong.work.queries import item_of


@require_GET
@by_session
def appointment_slip(request: ActorRequest, item: UUID) -> HttpResponse:
    if not works_on(request.actor, item_of(request.actor, item)):
        raise NotFound
    return _printed(slip_of(item, settings.ADDRESS))


@require_POST
@in_public("lookup")
def citizens_slip(request: ActorRequest) -> HttpResponse:
    """With code and secret from the form on the citizen's case."""
    item = OPENING.by_secret(request.POST.get("code", ""), request.POST.get("secret", ""))
    return _printed(slip_of(item, settings.ADDRESS))


def _printed(slip: Slip) -> HttpResponse:
    response = file(slip.pdf(), PDF, slip.name, inline=True)
    response["Cache-Control"] = "private, no-store"
    return response
