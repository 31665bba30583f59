"""What the acts and sections of a letter's page ask of it: one statement for all of them. Of most letters most of it is
nothing, and to find that out one by one cost more than all that is shown.
"""

from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.acts import asked_once

ROOM = "lienthong.documents.around"


class SignatureFacts(TypedDict):
    """Of the three that follow, ids and instants are as JSON writes them; each sub-room makes its own rows of them."""

    place: str
    standing: str
    digest: str
    problem: str
    at: str
    name: str
    title: str
    subject: str
    is_trial: bool
    at_server: bool


class BesideFacts(TypedDict):
    relation: str
    document: str
    item: str | None
    sign: str
    subject: str
    issued_at: str | None
    issuer: str
    in_part: bool
    state: str


class DoubleFacts(TypedDict):
    item: str
    reference: str
    subject: str
    received_at: str
    how: str


class Around(NamedTuple):
    """What there is beside the letter behind a draft or a delivery, for whoever sees the item."""

    print: str | None
    """The digest of the file on paper, once it was made."""
    signatures: list[SignatureFacts] | None
    beside: list[BesideFacts] | None
    doubles: list[DoubleFacts] | None
    has_enclosures: bool
    is_from_outside: bool
    """It came on paper or from another system."""
    is_asked_back: bool
    """A delivery: its sender wants it back and it was not answered."""
    older_versions: int
    """Of a draft: texts it had before."""
    may_be_asked_back: bool
    """Of a letter that went out: some addressee still works on it and may be asked for it."""
    waits_for_recall: bool
    """Some addressee was asked for it and has not answered."""
    is_waited_for: bool
    """Some addressee has not done with it."""
    goes_outside: bool
    goes_to_persons: bool
    """Of the sender's own body."""


def around(item: UUID) -> Around:
    """Asked once in a transaction, whoever asks; call after `item_of`."""
    return asked_once((around, item), lambda: sql.only_row(Around, sql.named(ROOM, "around"), {"item": item}))
