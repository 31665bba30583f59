"""What goes with a letter as the doors see it: acts on its draft, the file its page takes, its section of the page."""

from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from lienthong.documents.around.queries import around
from lienthong.documents.enclosures import actions, forms, rules
from lienthong.documents.enclosures.queries import enclosures_of
from lienthong.documents.enclosures.terms import MOVES_OF_ENCLOSURES, Enclosure
from lienthong.documents.terms import DRAFT
from lienthong.ground.actor import Actor
from lienthong.kernel.wording import size_of
from lienthong.pages.forms import Choices
from lienthong.work.contents.terms import DRAWN
from lienthong.work.desks.terms import DeskAct, Part, Upload
from lienthong.work.queries import Item


@dataclass(frozen=True, slots=True)
class EnclosureAct(DeskAct):
    """Its button stands beside the enclosure, in the letter's own section of the page: where there is one."""

    is_apart: bool = True

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and around(item.id).has_enclosures

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        if DeskAct.offered(self, actor, item):
            raise rules.no_such_enclosure()
        DeskAct.refuse(self, actor, item)


def _which(actor: Actor, item: Item) -> Choices:
    return {"enclosure": [(str(row.id), f"{row.ordinal}. {row.name}") for row in enclosures_of(item.id)]}


ACTS_ON_ENCLOSURES = (
    EnclosureAct(
        MOVES_OF_ENCLOSURES["rename_enclosure"], actions.rename_enclosure, forms.RenameEnclosure, _which
    ),
    EnclosureAct(
        MOVES_OF_ENCLOSURES["place_enclosure"], actions.place_enclosure, forms.PlaceEnclosure, _which
    ),
    EnclosureAct(
        MOVES_OF_ENCLOSURES["remove_enclosure"], actions.remove_enclosure, forms.RemoveEnclosure, _which
    ),
)

UPLOADS = {
    DRAFT: Upload(
        MOVES_OF_ENCLOSURES["enclose_file"],
        actions.enclose_file,
        "Đi cùng văn bản tới mọi nơi nhận, dưới chữ ký.",
    )
}

SHORT = 12
"""Characters of a digest that tell two files apart at a glance; the whole one stands beside them."""


def part(actor: Actor, item: Item, details: Any) -> list[Part]:
    enclosures: list[Enclosure] = details["document"]["enclosures"]
    if not enclosures:
        return []
    may = {act for act in MOVES_OF_ENCLOSURES if _may(actor, item, act)}
    shows = {
        "rows": [_shown(item.id, row) for row in enclosures],
        "may": may,
        "last": len(enclosures),
        "acts": f"/viec/{item.id}",
    }
    return [Part("Tệp kèm theo", "documents/enclosures.html", shows)]


def _may(actor: Actor, item: Item, act: str) -> bool:
    move = MOVES_OF_ENCLOSURES[act]
    return (
        item.kind == DRAFT
        and item.state in move.states
        and item.jurisdiction in actor.scope
        and actor.can(move.ability)
    )


def _shown(item: UUID, row: Enclosure) -> dict[str, Any]:
    url = f"/viec/{item}/tep/{row['id']}"
    return {
        **row,
        "size": size_of(row["size"]),
        "short": row["digest"][:SHORT],
        "url": url,
        "first_page": f"{url}/trang/1" if row["content_type"] in DRAWN and row["pages"] else None,
    }
