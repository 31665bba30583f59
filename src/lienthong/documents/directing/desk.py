"""Parts of a letter's work as the doors see them."""

from collections.abc import Mapping

from lienthong.documents.directing import actions, forms
from lienthong.documents.directing.queries import own_part
from lienthong.documents.directing.terms import (
    DIRECTION,
    DIRECTION_STATES,
    MOVES_BACK_OF_PARTS,
    MOVES_OF_PARTS,
)
from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choice, Choices
from lienthong.personnel.queries import colleagues
from lienthong.work.desks.terms import DeskAct, Kind, Part
from lienthong.work.queries import Item, item_of
from lienthong.work.reversing.desk import UndoAct

KIND = Kind(
    DIRECTION,
    "Phần việc",
    "users",
    DIRECTION_STATES,
    {"given": "report_part", "unread": "read_part"},
)

ACTS = (
    DeskAct(MOVES_OF_PARTS["report_part"], actions.report_part, forms.ReportPart),
    DeskAct(MOVES_OF_PARTS["read_part"], actions.read_part),
    UndoAct(MOVES_BACK_OF_PARTS["withdraw_part"], actions.withdraw_part),
    UndoAct(MOVES_BACK_OF_PARTS["reopen_part"], actions.reopen_part),
)


def part_takers(actor: Actor) -> Choices:
    """Whom a leader may name: sections of the unit, and the people of each."""
    people = colleagues(actor)
    sections = [
        Choice(section, section, "Bộ phận") for section in dict.fromkeys(p.section for p in people) if section
    ]
    named = [Choice(str(p.mandate), f"{p.name} – {p.title}", p.section or "Lãnh đạo") for p in people]
    return {
        "assignee": [("", "Chưa giao cho ai")] + [(str(p.mandate), f"{p.name} – {p.title}") for p in people],
        "section": [(choice.value, choice.label) for choice in sections],
        "co": [*sections, *named],
        "info": [*sections, *named],
    }


def draw_parts(actor: Actor, item: Item, details: Mapping[str, object]) -> list[Part]:
    """On a letter's page: who co-operates, who is to know, and what they reported."""
    parts = details["parts"]
    return [Part("Phần việc đã giao", "documents/parts_given.html", {"parts": parts})] if parts else []


def draw_letter(actor: Actor, item: Item, details: Mapping[str, object]) -> list[Part]:
    """On a part's page: the letter it belongs to, with its papers."""
    letter = item_of(actor, own_part(item.id)["delivery"])
    papers = [
        {"name": paper["name"], "url": f"/viec/{letter.id}/giay-to/{paper['id']}"}
        for paper in letter.papers or []
    ]
    shows = {"item": letter.id, "sign": letter.reference, "subject": letter.subject, "papers": papers}
    return [Part("Văn bản", "documents/letter_of_part.html", shows)]
