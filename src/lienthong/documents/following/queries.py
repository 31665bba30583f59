"""Letters beside a letter: what it answers, corrects, replaces, and what does that to it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.around.queries import BesideFacts, around
from lienthong.documents.following.terms import RELATIONS
from lienthong.kernel.wording import vn_date
from lienthong.work.kinds import state_label

ROOM = "lienthong.documents.following"


class Beside(NamedTuple):
    """`item`: where the reader opens it; None where they have no part in it."""

    relation: str
    document: UUID
    item: UUID | None
    sign: str
    subject: str
    issued_at: datetime | None
    issuer: str
    in_part: bool
    state: str

    @property
    def label(self) -> str:
        part = " (một phần)" if self.in_part and self.relation == "answer" else ""
        return f"{RELATIONS[self.relation]}{part}: {self.sign or self.subject}"

    @property
    def meta(self) -> str:
        dated = vn_date(self.issued_at) if self.issued_at else state_label("draft", self.state)
        return f"{self.issuer} · {dated}"


def letters_beside(item: UUID) -> list[Beside]:
    """In the order of `RELATIONS`, the newest first in each, fifty answers at most; call after `item_of`."""
    rows = [_beside(facts) for facts in around(item).beside or ()]
    order = list(RELATIONS)
    return sorted(rows, key=lambda row: order.index(row.relation))


def _beside(facts: BesideFacts) -> Beside:
    here, issued = facts["item"], facts["issued_at"]
    return Beside(
        facts["relation"], UUID(facts["document"]), UUID(here) if here else None, facts["sign"], facts["subject"],
        datetime.fromisoformat(issued) if issued else None, facts["issuer"], facts["in_part"], facts["state"],
    )  # fmt: skip
