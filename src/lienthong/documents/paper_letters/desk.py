"""Letters issued on paper as the doors see them."""

from dataclasses import dataclass
from typing import Any, NoReturn

from lienthong.documents.around.queries import around
from lienthong.documents.conventions.queries import section_signs
from lienthong.documents.paper_letters import actions, forms, queries
from lienthong.documents.paper_letters.terms import ENTER, MOVES_OF_PAPER
from lienthong.documents.types.choosing import secrecy_choices
from lienthong.documents.types.rules import in_force
from lienthong.ground.actor import Actor
from lienthong.kernel.wording import vn_date
from lienthong.pages.forms import Choices
from lienthong.units.queries import unit_by_id
from lienthong.work.desks.terms import Asked, Begin, DeskAct, Opening, Part
from lienthong.work.queries import Item


def _choices(actor: Actor) -> Choices:
    unit = actor.unit or 0
    types = in_force(unit_by_id(unit).side, actor.day)
    return {
        "type": [(row.value.code, row.value.name) for row in types],
        "section": [(sign.section, sign.section) for sign in section_signs(unit, actor.day)],
        "secrecy": secrecy_choices(),
    }


def _opening(actor: Actor, asked: Asked) -> Opening:
    return Opening({"section": actor.section})


@dataclass(frozen=True, slots=True)
class CorrectAct(DeskAct):
    """Of letters on paper alone."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and around(item.id).is_on_paper

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        if not around(item.id).is_on_paper:
            raise queries.not_on_paper()
        DeskAct.refuse(self, actor, item)


def _as_it_stands(actor: Actor, item: Any) -> dict[str, str]:
    """What the form of correcting holds before anybody types."""
    row = queries.paper_letter(item.id)
    if row is None:
        return {}
    pages = str(row.pages) if row.pages else ""
    return {"subject": item.subject, "signer": row.signer, "addressees": row.addressees, "pages": pages}


BEGINS = (
    Begin(
        "enter_paper_letter",
        "Vào sổ văn bản đi giấy",
        url="van-ban-di/vao-so",
        path="paper-letters",
        perform=actions.enter_paper_letter,
        form=forms.EnterPaperLetter,
        ability=ENTER,
        choices=_choices,
        opening=_opening,
        title="Vào sổ văn bản đi đã ký, phát hành trên giấy",
        submit_label="Vào sổ",
        intro="Số giấy và số điện tử chung một sổ: mỗi số, ký hiệu chỉ cấp một lần trong năm.",
        summary="Enter a letter the body issued on paper in its register of outgoing letters",
    ),
)

ACTS = (
    CorrectAct(
        MOVES_OF_PAPER["correct_paper_letter"],
        actions.correct_paper_letter,
        forms.CorrectPaperLetter,
        prefilled=_as_it_stands,
    ),
)


def part(actor: Actor, item: Item, details: Any) -> list[Part]:
    """What was entered of a letter on paper; its scans stand among the papers."""
    row = queries.paper_letter(item.id) if around(item.id).is_on_paper else None
    if row is None:
        return []
    pairs = [
        ("Ngày của văn bản", vn_date(row.dated)),
        ("Người ký", row.signer),
        ("Nơi nhận", row.addressees),
        ("Số trang", str(row.pages or "")),
        ("Lý do dùng số này", row.reason),
    ]
    shows = {"rows": [(label, value) for label, value in pairs if value]}
    return [Part("Văn bản phát hành trên giấy", "documents/paper_letter.html", shows)]
