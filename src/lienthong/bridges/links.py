"""Which items belong together, read from what both journals say."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import another_act
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reports.terms import REPORT
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Move, Note
from lienthong.work.kinds import kind_label
from lienthong.work.queries import item_of

ROOM = "lienthong.bridges"

LINKING = {
    "report.became_dossier": "dossier",
    "report.became_letter": "draft",
    "dossier.made_of_report": REPORT,
    "draft.made_of_report": REPORT,
}
"""Verb → the kind of the item its line names as `linked`."""


class Link(NamedTuple):
    """Another item this one belongs with; `id` is None when the person asking may not see it."""

    verb: str
    id: UUID | None
    code: str
    subject: str
    state: str
    unit_name: str

    @property
    def kind(self) -> str:
        return LINKING[self.verb]

    @property
    def label(self) -> str:
        return " ".join(part for part in (kind_label(self.kind), self.code) if part)


class Line(Protocol):
    """A line of a timeline."""

    @property
    def verb(self) -> str: ...
    @property
    def facts(self) -> dict[str, object]: ...


class WorkShown(Protocol):
    """What an act's form may ask of the item it is about."""

    @property
    def id(self) -> UUID: ...


class ReportInHand(NamedTuple):
    """The report a bridge starts from."""

    id: UUID
    reference: str
    subject: str
    text: str
    place_said: str
    place: int | None


def links_of(item: UUID) -> list[Link]:
    """Call after `item_of`: the item's journal is read under row security, and so are the items it names."""
    return sql.rows(Link, sql.named(ROOM, "links"), {"item": item, "verbs": list(LINKING)})


def names_another(lines: Iterable[Line]) -> bool:
    """Whether a line of the timeline names another item."""
    return any(line.verb in LINKING for line in lines)


def told(line: Line) -> str:
    """What a linking line of the timeline says besides its label: the other item's code."""
    return str(line.facts.get("code") or "") if line.verb in LINKING else ""


def report_in_hand(item: UUID, move: Move, *, by: Actor) -> ReportInHand:
    """The report, when this has not become of it yet; the move itself asks for its state and whose it is."""
    by.require(move.ability)
    if item_of(by, item).kind != REPORT:
        raise NotFound
    if any(link.verb == move.verb for link in links_of(item)):
        raise Refusal(
            "already_became", f"Đã «{move.label}» rồi; xem mục «Việc liên quan» trên trang phản ánh."
        )
    return sql.only_row(
        ReportInHand,
        "select w.id, w.reference, w.subject, r.text, r.place as place_said, w.place"
        " from work_item w join report r on r.item = w.id where w.id = %s",
        (item,),
    )


def say_where_from(item: UUID, note: Note, report: ReportInHand, *, by: Actor) -> None:
    """The new item's journal names the report it came from: an act of its own, which the system does because of it."""
    with another_act():
        move_item(
            note, Change(item, {"linked": str(report.id), "code": report.reference}), by=by, reached=True
        )
