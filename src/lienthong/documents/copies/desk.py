"""Copies as the doors see them: the form that makes one, the button on a letter's page, the section there."""

from typing import Any
from uuid import UUID

from lienthong.documents.addressing import choosing
from lienthong.documents.around.queries import around
from lienthong.documents.copies import actions, forms, queries, rules
from lienthong.documents.copies.terms import FORMS, HOME, MAKE, Related
from lienthong.documents.queries import details
from lienthong.documents.terms import DRAFT, TYPES
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.pages.forms import Choices
from lienthong.work.desks.terms import Asked, Begin, Opening, Part, Reply
from lienthong.work.kinds import state_label
from lienthong.work.queries import Item, item_of

LETTER = "viec"
"""In the address of the form: which letter is copied."""


def _choices(actor: Actor) -> Choices:
    of_letters = choosing.choices(actor)
    return {
        "form": [(code, label) for code, label in FORMS.items()],
        "to": of_letters["to"],
        "persons": of_letters["persons"],
    }


def _opening(actor: Actor, asked: Asked) -> Opening:
    """The form for one letter; without one it says where to find it."""
    if not asked.get(LETTER):
        return Opening()
    try:
        letter = item_of(actor, UUID(asked[LETTER]))
    except ValueError:
        raise NotFound from None
    if letter.jurisdiction not in actor.scope:
        raise NotFound
    if not queries.is_to_be_copied(actor, letter):
        raise rules.not_copied()
    said = details(actor, letter)["document"]
    values = {"of": str(letter.id), "part": said["body"]}
    return Opening(values, title=f"Sao văn bản {said['sign']}".strip(), back=f"/viec/{letter.id}")


BEGINS = (
    Begin(
        "make_copy",
        "Sao văn bản",
        url="van-ban/sao",
        path="copies",
        perform=actions.make_copy,
        form=forms.MakeCopy,
        ability=MAKE,
        choices=_choices,
        opening=_opening,
        title="Sao văn bản",
        submit_label="Lập bản sao, trình ký",
        intro="Bản sao được ký rồi lấy số tiếp theo của sổ bản sao trong năm, chung cho sao y, sao lục và trích sao.",
        summary="Make a true copy, a copy of a copy or an excerpt of a letter",
        home=HOME,
    ),
)

REPLIES = (
    Reply(
        "make_copy",
        "Sao văn bản",
        LETTER,
        "",
        lambda actor, item: actor.can(MAKE) and queries.is_to_be_copied(actor, item),
    ),
)


def part(actor: Actor, item: Item, details: Any) -> list[Part]:
    """Copies made of the letter, and of which letter it is a copy, for the body that made them."""
    rows = queries.related(details["document"]["id"]) if around(item.id).has_copies else []
    if not rows:
        return []
    return [Part("Sao văn bản", "documents/copies_beside.html", {"rows": [_shown(row) for row in rows]})]


def _shown(row: Related) -> dict[str, object]:
    return {
        "url": f"/viec/{row.item}",
        "said": TYPES.get(row.form, row.form) if row.is_copy else "Sao từ văn bản",
        "sign": row.sign or "chưa có số",
        "subject": row.subject,
        "state": state_label(DRAFT, row.state) if row.is_copy else "",
        "part": row.part,
    }
