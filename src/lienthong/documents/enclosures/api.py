"""What goes with a letter, over the API: enclosed and taken along; renamed, placed and removed as any act is done."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import File, Router, UploadedFile

from lienthong.documents.enclosures.actions import enclose_file
from lienthong.documents.enclosures.queries import enclosure_of
from lienthong.documents.enclosures.views import taken_along
from lienthong.kernel import reading
from lienthong.personnel.doors import ActorRequest, by_token, require_key

router = Router(tags=["items"])


@router.post("/items/{uuid:item}/enclosures", summary="Enclose a file with a draft: the form's `file`")
@by_token
def enclose(request: ActorRequest, item: UUID, file: File[UploadedFile]) -> dict[str, Any]:
    return enclose_file(
        item,
        name=reading.line(file.name or "") or "tệp",
        content=file.read(),
        by=request.actor,
        key=require_key(request),
    )


@router.get(
    "/items/{uuid:item}/enclosures/{uuid:enclosure}", summary="The bytes of a file that goes with a letter"
)
@by_token
def enclosure(request: ActorRequest, item: UUID, enclosure: UUID) -> HttpResponse:
    return taken_along(enclosure_of(request.actor, item, enclosure))
