"""What a letter's PDF has places for, what is put into them, and what came of checking it. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, NamedTuple

Place = Literal["signature", "seal"]
"""Where somebody signs: the person, then the organisation."""

Blank = Literal["number", "date"]
"""What is written after the person has signed (Decree 30/2020, art. 15): only a form field that was there before may be
filled without breaking the signature."""

FIELDS: Final[Mapping[Place | Blank, str]] = {
    "signature": "Chu_ky",
    "seal": "Dau_co_quan",
    "number": "So_ky_hieu",
    "date": "Ngay_thang",
}
"""As whoever opens the file elsewhere reads them."""


Colour = tuple[float, float, float]
"""Red, green, blue, from 0 to 1."""


class Stamp(NamedTuple):
    """What stands at the place where somebody signed."""

    lines: tuple[str, ...]
    colour: Colour


class Begun(NamedTuple):
    """A PDF that waits for its signature: `prepared[start:end]` is kept free for it."""

    prepared: bytes
    start: int
    end: int
    attributes: bytes
    """What is signed (DER): the digest of the rest, and by which certificate."""


Trust = Literal["trusted", "unknown", "expired", "not_yet", "revoked", "unchecked", "unusable"]
"""How a certificate stands at a moment: `unknown` leads to no authority of a list; `unusable` is none to sign with;
`unchecked`: what its authority says of revoked ones is too old.
"""

Change = Literal["", "filled", "altered"]
"""What became of a PDF after a signature: nothing, only places it had were filled, anything else."""


class Checked(NamedTuple):
    """One signature of a PDF, as it stands."""

    name: str
    organisation: str
    issuer: str
    serial: str
    signed_at: datetime | None
    """As the signer says it; under `timestamped_at`, as a time-stamp server does."""
    timestamped_at: datetime | None
    is_whole: bool
    """The bytes it covers are those that were signed, by this certificate's key."""
    change: Change
    trust: Trust
    list_name: str
    """Of the list that knows its authority."""
    is_trial: bool
    until: datetime | None
    """When the certificate ends."""


class Outcome(NamedTuple):
    """What a PDF says of its signatures. `unreadable`: it is damaged or encrypted, so nothing can be said of it."""

    signatures: tuple[Checked, ...]
    unreadable: bool = False


TRIAL_MARK: Final = "CHỨNG THƯ THỬ NGHIỆM"
"""In the name of a trial's authority, on every stamp and beside every signature made with it."""
