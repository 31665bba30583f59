"""What the page asks before it goes to the signer beside the browser."""

import base64
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from lienthong.documents.signing.letters.steps import prepare_signature
from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.signing.terms import Waiting
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import ActorRequest, by_session


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
