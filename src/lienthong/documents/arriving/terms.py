"""The words of letters that another system sends (Decision 28/2018/QĐ-TTg)."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple
from uuid import UUID

from lienthong.documents.terms import CLERKS

TAKE_IN: Final = "take_in_letter"

GRANTS_OF_ARRIVING: Final[dict[str, tuple[str, ...]]] = {TAKE_IN: CLERKS}

NEW: Final = 0
"""What something is sent for; 1 a recall."""

REVISES_AS: Final[Mapping[int, Literal["corrects", "replaces"]]] = {2: "corrects", 3: "replaces"}
"""Update, replacement → what the letter is to the one before it."""

WAY: Final = "system"


class File(NamedTuple):
    name: str
    content: bytes


class Receiver(NamedTuple):
    """A body here to which a letter is addressed. `key`: under which what was sent to it is known."""

    key: UUID
    agency_id: str
    """As the sender wrote it."""
    unit: int


class Answered(NamedTuple):
    """A letter of a body here that is answered, as the answer names it."""

    sign: str
    issued_on: date
    unit: int


class SentLetter(NamedTuple):
    """A letter as another system sent it."""

    id: str
    """At its sender's."""
    sender_id: str
    sender: str
    sender_unit: int | None
    """Where it is a body known here."""
    sign: str
    dated: date
    type: str
    subject: str
    body: str
    to_line: str
    urgency: int = 0
    secrecy: str = ""
    pages: int | None = None
    purpose: int = NEW
    about: str = ""
    """The sender's id of the letter it updates or replaces."""
    answers: tuple[Answered, ...] = ()
    enclosures: tuple[File, ...] = ()
    paper: File | None = None
    """The letter itself as a file, where it came as one."""


class Wish(NamedTuple):
    """That a sender wants a letter back."""

    letter: str
    sender_id: str
    reason: str
