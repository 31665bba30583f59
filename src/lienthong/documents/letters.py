"""From the page's letter to the act's: what a person chooses in a form, as the act wants it."""

from typing import Any

from lienthong.documents.addressing import choosing
from lienthong.documents.types.choosing import secrecy_choices, text_choices
from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices


def choices(actor: Actor) -> Choices:
    """What the form offers: types, urgencies, and whom a letter can go to."""
    return {
        **choosing.choices(actor),
        **text_choices(actor.day),
        "secrecy": secrecy_choices(),
    }


def as_draft(actor: Actor, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of `draft_document` from those of `WriteLetter`."""
    letter = dict(fields)
    chosen = letter.pop("chosen_outside")
    return {**letter, "outside": (*letter["outside"], *chosen)}
