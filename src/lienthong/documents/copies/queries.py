"""Reads of copies: the list of a body's, those of one letter, what may be copied and what goes with it."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.copies.terms import CopyRow, Related, Scan
from lienthong.documents.layout.queries import print_behind
from lienthong.documents.layout.rules import file_name, line_of
from lienthong.documents.layout.terms import Copied
from lienthong.documents.queries import Details, registered_as
from lienthong.documents.terms import DELIVERY, DRAFT, TYPES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import ZONE
from lienthong.kernel.wording import vn_date
from lienthong.pages.lists import window
from lienthong.work.queries import Item

ROOM = "lienthong.documents.copies"

HELD = frozenset({"registered", "directed", "answered", "completed"})
"""States of a letter that came in and stayed."""


class FormCount(NamedTuple):
    form: str
    n: int


def is_to_be_copied(actor: Actor, item: Item) -> bool:
    """A letter that was issued, and lies with one's own body: its own, or one it has entered."""
    is_final = item.state == "issued" if item.kind == DRAFT else item.kind == DELIVERY and item.state in HELD
    return is_final and item.jurisdiction in actor.scope


def copies(actor: Actor, year: int, form: str = "", page: int | None = None) -> list[CopyRow]:
    """Of the bodies the actor stands for or oversees, the newest first; no page: all."""
    return sql.rows(CopyRow, sql.named(ROOM, "listed"), {**_year(actor, year), "form": form, **window(page)})


def counts(actor: Actor, year: int) -> dict[str, int]:
    return {row.form: row.n for row in sql.rows(FormCount, sql.named(ROOM, "counts"), _year(actor, year))}


def _year(actor: Actor, year: int) -> dict[str, object]:
    return {
        "seats": [*actor.scope, *actor.reads],
        "since": datetime(year, 1, 1, tzinfo=ZONE),
        "until": datetime(year + 1, 1, 1, tzinfo=ZONE),
    }


def related(document: UUID) -> list[Related]:
    """The letter a copy was made of, then copies that were made of it."""
    return sql.rows(Related, sql.named(ROOM, "related"), {"document": document})


def scans_of(source: Item, letter: Details) -> list[Scan]:
    """What goes with a letter: its own file as it was signed, what is enclosed, its scans."""
    enclosed = [Scan(row["digest"], row["name"]) for row in letter["document"]["enclosures"]]
    if letter["document"]["body"]:
        print_ = print_behind(source.id)
        return [Scan(print_.digest, file_name(print_.sign)), *enclosed] if print_.digest else enclosed
    return [*enclosed, *(Scan(paper["digest"], paper["name"]) for paper in source.papers or [])]


def sheet_of(letter: Details, part: str, scans: list[Scan]) -> Copied:
    """What stands on a copy of a letter whose text is not here."""
    said, outside = letter["document"], letter["outside"]
    dated = date.fromisoformat(outside["dated"]) if outside and outside["dated"] else said["issued_at"]
    pairs = [
        ("Số, ký hiệu", said["sign"]),
        ("Ngày ban hành", vn_date(dated)),
        ("Cơ quan ban hành", said["issuer"]["name"]),
        ("Trích yếu", said["subject"]),
        ("Số đến", registered_as(letter)),
        ("Phần được trích", part),
    ]
    facts = {
        "heading": "VĂN BẢN ĐƯỢC SAO",
        "under": TYPES.get(said["type"], said["type"]),
        "said": [[label, line_of(value)] for label, value in pairs if value],
        "files": [[line_of(scan.name), scan.digest] for scan in scans],
        "before": [],
    }
    return Copied("sheet", facts)
