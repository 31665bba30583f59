"""Reads of files of work: the year's list, what lies in one, what may go in."""

from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.documents.files_of_work.terms import FileRow, retention_words
from lienthong.documents.terms import TYPES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import dots
from lienthong.pages.forms import Choices
from lienthong.pages.lists import window
from lienthong.work.kinds import kind_label
from lienthong.work.queries import Item

ROOM = "lienthong.documents.files_of_work"
OFFERED = 200
"""Of what may go into a file: the newest; others go in from their own page."""

COLLECTED_KINDS = ("delivery", "draft", "dossier", "report", "referral", "meeting")


class Content(NamedTuple):
    """What lies in a file. A reader who may not see it reads its place alone."""

    ordinal: int
    item: UUID
    kind: str
    reference: str
    subject: str
    state: str
    dated: str
    author: str
    type: str
    is_open: bool


UNSEEN = "(không thuộc phạm vi bạn được xem)"


def subject_words(content: Content) -> str:
    """«Quyết định: về việc …»: type and what it is about, as the decree's list asks."""
    if not content.kind:
        return UNSEEN
    return f"{TYPES.get(content.type) or kind_label(content.kind)}: {content.subject}"


class FileFacts(NamedTuple):
    year: int
    code: str
    years: int
    sheets: int | None
    note: str
    items: int


class StateCount(NamedTuple):
    state: str
    n: int


class Candidate(NamedTuple):
    id: UUID
    kind: str
    reference: str
    subject: str


class OpenFile(NamedTuple):
    id: UUID
    code: str
    title: str


def files(actor: Actor, year: int, state: str = "", page: int | None = None) -> list[FileRow]:
    """Of the bodies the actor stands for or oversees; no page: all."""
    return sql.rows(
        FileRow, sql.named(ROOM, "listed"), {**_year(actor, year), "state": state, **window(page)}
    )


def counts(actor: Actor, year: int) -> dict[str, int]:
    return {row.state: row.n for row in sql.rows(StateCount, sql.named(ROOM, "counts"), _year(actor, year))}


def _year(actor: Actor, year: int) -> dict[str, object]:
    return {"seats": [*actor.scope, *actor.reads], "year": year}


def contents(file: UUID) -> list[Content]:
    return sql.rows(Content, sql.named(ROOM, "contents"), {"file": file})


def facts_of(file: UUID) -> FileFacts:
    row = sql.row(
        FileFacts,
        "select f.year::int as year, f.code, f.years::int as years, f.sheets, f.note,"
        " (select count(*)::int from file_content c where c.file = f.item) as items"
        " from file_of_work f where f.item = %s",
        (file,),
    )
    if row is None:
        raise NotFound
    return row


def candidates(actor: Actor, item: Item) -> Choices:
    """What may go into the file, by its sign and subject."""
    rows = sql.rows(
        Candidate,
        sql.named(ROOM, "candidates"),
        {"seats": list(actor.scope), "kinds": list(COLLECTED_KINDS), "file": item.id, "limit": OFFERED},
    )
    return {"items": [(str(row.id), _named(row.kind, row.reference, row.subject)) for row in rows]}


def _named(kind: str, reference: str, subject: str) -> str:
    return f"{kind_label(kind)} {reference}: {subject}" if reference else f"{kind_label(kind)}: {subject}"


def lying_in(actor: Actor, item: Item) -> Choices:
    seen = [content for content in contents(item.id) if content.kind]
    return {"content": [(str(row.item), _named(row.kind, row.reference, row.subject)) for row in seen]}


def open_files(actor: Actor, item: Item) -> Choices:
    """Which may take this up."""
    rows = sql.rows(
        OpenFile,
        sql.named(ROOM, "open_files"),
        {"seats": list(actor.scope), "item": item.id, "limit": OFFERED},
    )
    return {"file": [(str(row.id), f"{row.code} – {row.title}") for row in rows]}


class Details(TypedDict):
    """What the desk adds to a file of work."""

    code: str
    year: int
    years: int
    retention: str
    sheets: int | None
    note: str
    items: int


def details(actor: Actor, item: Item) -> Details:
    file = facts_of(item.id)
    return {
        "code": file.code,
        "year": file.year,
        "years": file.years,
        "retention": retention_words(file.years),
        "sheets": file.sheets,
        "note": file.note,
        "items": file.items,
    }


def rows(details: Details) -> list[tuple[str, str]]:
    pairs = [
        ("Số, ký hiệu hồ sơ", details["code"]),
        ("Danh mục hồ sơ năm", str(details["year"])),
        ("Thời hạn bảo quản", details["retention"]),
        ("Số văn bản, tài liệu", dots(details["items"])),
        ("Số tờ", dots(details["sheets"]) if details["sheets"] else ""),
        ("Ghi chú", details["note"]),
    ]
    return [(label, value) for label, value in pairs if value]


def as_it_stands(actor: Actor, item: Item) -> dict[str, str]:
    file = facts_of(item.id)
    return {"code": file.code, "years": str(file.years)}
