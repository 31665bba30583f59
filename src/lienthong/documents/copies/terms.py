"""Copies of letters: true copies, copies of copies, excerpts (sao y, sao lục, trích sao; Decree 30/2020, art. 25–27).

A copy is made by the clerk of a State body of a letter that lies with it, signed by whoever may sign, and issued as any
letter is: numbered after the signature, in one book a year for all forms, sent to bodies here, people, or on paper to
bodies outside. Those of the Party follow the Party's own guidance, which was not seen; its clerks make none here.
"""

from datetime import datetime
from typing import Final, Literal, NamedTuple
from uuid import UUID

from lienthong.work.items.terms import Note

Form = Literal["SY", "SL", "TrS"]

FORMS: Final[dict[Form, str]] = {"SY": "Sao y", "SL": "Sao lục", "TrS": "Trích sao"}

EXCERPT: Final = "TrS"

MAKE: Final = "make_copy"
MADE: Final = "draft.copy_made"

COPIED: Final = Note("make_copy", "Sao văn bản", "item.copied", MAKE, closed_too=True)
"""What the journal of the copied letter says."""

VERBS_OF_COPIES: Final = {MADE: "Lập bản sao, trình ký", "item.copied": "Sao văn bản"}

GRANTS_OF_COPIES: Final = {MAKE: ("van_thu", "trung_tam_cds")}

HOME: Final = "/ban-sao"


class Scan(NamedTuple):
    """A file that goes with a copy: a scan, an enclosure, the letter's own file."""

    digest: str
    name: str


class CopyRow(NamedTuple):
    """A copy as the list names it."""

    item: UUID
    form: str
    sign: str
    subject: str
    state: str
    made_at: datetime
    issued_at: datetime | None
    of_item: UUID | None
    """None where the reader may not see the letter."""
    of_sign: str
    maker: str | None
    signer: str | None


class Related(NamedTuple):
    """A copy beside a letter, or the letter beside its copy."""

    is_copy: bool
    item: UUID
    form: str
    sign: str
    subject: str
    state: str
    part: str
