"""What letters are sought by."""

from datetime import date
from typing import Final, NamedTuple

from lienthong.documents.terms import DELIVERY, DELIVERY_STATES, DRAFT, DRAFT_STATES

WAYS: Final = {"den": DELIVERY, "di": DRAFT}
WAY_LABELS: Final = {"": "Văn bản đến và đi", "den": "Văn bản đến", "di": "Văn bản đi"}

STATES: Final = {
    **{f"{DELIVERY}.{state}": f"Đến: {label}" for state, label in DELIVERY_STATES.items()},
    **{f"{DRAFT}.{state}": f"Đi: {label}" for state, label in DRAFT_STATES.items()},
}
"""Kind and state, as an address says them → in words."""

CANDIDATES: Final = 400
"""Hits of the words that are sifted by what else is asked; a search that has more is told to ask for less."""

SHOWN: Final = 100

MOST_SAVED: Final = 50
"""Searches one person keeps."""

LONGEST_NAME: Final = 80
LONGEST_QUERY: Final = 1_000


class Sought(NamedTuple):
    """What is asked; empty fields ask nothing."""

    words: str
    """Of number, subject, text and enclosures."""
    way: str
    """A key of `WAYS`."""
    type: str
    state: str
    """A key of `STATES`."""
    sender: str
    """Words of the issuing body's name."""
    person: str
    """Of who signed it, or has it in hand."""
    since: date | None
    until: date | None
