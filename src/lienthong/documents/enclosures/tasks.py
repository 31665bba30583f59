"""What the worker does with what goes with letters: it reads them, and draws their pages."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.documents.enclosures.terms import DRAW_PAGES, READ_LETTER, READ_PAPERS
from lienthong.ground import sql
from lienthong.ground.jobs.running import Again, has_to_end
from lienthong.work.contents.keeping import read_and_keep
from lienthong.work.contents.reading import draw
from lienthong.work.contents.terms import DRAWN, PAGES_AT_ONCE

MISSED_AT_ONCE = 50


class UnreadRow(NamedTuple):
    digest: str
    content_type: str


@app.task(name=READ_LETTER, retry=Again(60))
def read_letter(document: str) -> None:
    """Read what goes with a letter and was not read yet, draw its first pages, and make it findable for whoever has a
    part in the letter now.
    """
    with transaction.atomic():
        unread = sql.rows(
            UnreadRow, "select digest, content_type from unread_of_letter(%s)", (UUID(document),)
        )
    for row in unread:
        _read(row)
    with transaction.atomic():
        sql.run("select index_letter(%s)", (UUID(document),))


def _read(row: UnreadRow) -> None:
    with transaction.atomic():
        pages = read_and_keep(row.digest, row.content_type)
    if row.content_type in DRAWN and pages:
        draw(row.digest, 1, min(pages, PAGES_AT_ONCE))


@app.task(name=READ_PAPERS, retry=Again(60))
def read_papers(item: str) -> None:
    """The same of the papers somebody added to a draft or a delivery; nobody turns their pages here."""
    with transaction.atomic():
        unread = sql.rows(UnreadRow, "select digest, content_type from unread_papers(%s)", (UUID(item),))
    for row in unread:
        with transaction.atomic():
            read_and_keep(row.digest, row.content_type)
    with transaction.atomic():
        sql.run("select index_papers(%s)", (UUID(item),))


@app.task(name=DRAW_PAGES)
def draw_pages(digest: str, first: int) -> None:
    """Pages somebody turned to, and those that follow."""
    draw(digest, first, first + PAGES_AT_ONCE - 1)


@app.periodic(cron="13 * * * *")
@app.task(name="lienthong.documents.enclosures.tasks.read_missed", queueing_lock="read_missed_letters")
def read_missed(timestamp: int) -> int:
    """Letters whose job was lost, or that came from another installation; how many there were."""
    with transaction.atomic():
        missed = sql.values(UUID, "select unread_letters(%s)", (MISSED_AT_ONCE,))
    for document in missed:
        if has_to_end():
            break
        read_letter(str(document))
    return len(missed)
