"""The acts of drafting, as the doors see them."""

from dataclasses import dataclass
from typing import Any, NoReturn

from lienthong.documents.drafting import actions, forms, queries, rules
from lienthong.documents.drafting.terms import MOVES_OF_DRAFTING as MOVES
from lienthong.documents.terms import CHANGED
from lienthong.documents.types.choosing import text_choices
from lienthong.documents.types.rules import copy_not_drafted
from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices
from lienthong.work.desks.terms import DeskAct
from lienthong.work.queries import Item


def _as_it_stands(actor: Actor, item: Any) -> dict[str, str]:
    """What the form of changing holds before anybody types."""
    stands = queries.standing(item.id)
    return {
        **{name: str(value) for name, value in stands.text._asdict().items()},
        "seen": str(stands.version),
    }


def _choices(actor: Actor, item: Item) -> Choices:
    return text_choices(actor.day)


@dataclass(frozen=True, slots=True)
class WriteAct(DeskAct):
    """Of what is written here: a copy, which comes of another letter's item, says what that says."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and item.parent is None

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        if DeskAct.offered(self, actor, item):
            raise copy_not_drafted()
        DeskAct.refuse(self, actor, item)


@dataclass(frozen=True, slots=True)
class EditAct(WriteAct):
    """Offered to whoever has the draft before them: to sign it, or as head of its section to check it."""

    def offered(self, actor: Actor, item: Item) -> bool:
        able = "check_draft" if item.state == "checking" else "sign_document"
        return WriteAct.offered(self, actor, item) and actor.can(able) and _is_of_section(actor, item)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require("check_draft" if item.state == "checking" else "sign_document")
        if item.state == "checking":
            rules.check_section(actor.section, item.section)
        WriteAct.refuse(self, actor, item)


@dataclass(frozen=True, slots=True)
class CheckAct(DeskAct):
    """Offered to the head of the section that drafted it."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and _is_of_section(actor, item)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        rules.check_section(actor.section, item.section)
        DeskAct.refuse(self, actor, item)


def _is_of_section(actor: Actor, item: Item) -> bool:
    return item.state != "checking" or item.section == actor.section


ACTS: tuple[DeskAct, ...] = (
    CheckAct(MOVES["pass_draft"], actions.pass_draft),
    CheckAct(MOVES["return_draft"], actions.return_draft, forms.ReturnDraft, is_grave=True),
    WriteAct(CHANGED, actions.change_draft, forms.ChangeDraft, _choices, _as_it_stands),
    EditAct(MOVES["edit_draft"], actions.edit_draft, forms.ChangeDraft, _choices, _as_it_stands),
    DeskAct(MOVES["comment_on_draft"], actions.comment_on_draft, forms.CommentOnDraft),
)
