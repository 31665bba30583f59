"""The letter as a file, on the screen's own viewer: to read, to print, to keep."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lienthong.documents.layout.prints import letter_file
from lienthong.papers.files import PDF, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.work.queries import item_of


@require_safe
@by_session
def letter(request: ActorRequest, item: UUID) -> HttpResponse:
    item_of(request.actor, item)
    paper = letter_file(item)
    answer = file(paper.content, PDF, paper.name, inline=True)
    answer["Cache-Control"] = "private, no-store"
    return answer
