"""From the page's letter to the act's: what a person chooses in a form, as the act wants it."""

from typing import Any

from lienthong.documents.addressing import choosing
from lienthong.documents.terms import TYPES, URGENCY
from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices


def choices(actor: Actor) -> Choices:
    """What the form offers: types, urgencies, and whom a letter can go to."""
    return {
        **choosing.choices(actor),
        "type": list(TYPES.items()),
        "urgency": [(str(code), label) for code, label in URGENCY.items()],
        "side": [("government", "Chính quyền"), ("party", "Đảng")],
    }


def as_draft(actor: Actor, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of `draft_document` from those of `WriteLetter`."""
    letter = dict(fields)
    chosen = letter.pop("chosen_outside")
    return {**letter, "outside": (*letter["outside"], *chosen)}
