"""The letter as a file, on the screen's own viewer: to read, to print, to keep."""

import hashlib
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from lienthong.documents.layout.marked import lines_of_mark, marked
from lienthong.documents.layout.prints import letter_file
from lienthong.documents.readings.noting import note_printing
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


@require_POST
@by_session
def print_letter(request: ActorRequest, item: UUID) -> HttpResponse:
    """A print marked with who made it and when, which leaves a line among those who have read the letter (Circular
    01/2019/TT-BNV, art. 22).
    """
    row = item_of(request.actor, item)
    paper = letter_file(item)
    note_printing(request.actor, row)
    sha256 = hashlib.sha256(paper.content).hexdigest()
    lines = lines_of_mark(request.actor, paper.name, sha256)
    print_ = marked(paper.content, lines, title=f"Bản in {paper.name.removesuffix('.pdf')}")
    answer = file(print_, PDF, f"ban-in-{paper.name}", inline=True)
    answer["Cache-Control"] = "private, no-store"
    return answer
