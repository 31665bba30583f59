"""A letter's signatures: on their way, as its page tells of them, and as they were found in files."""

from datetime import datetime, timedelta
from typing import NamedTuple, cast
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.documents.around.queries import SignatureFacts, around
from lienthong.documents.signing.certificates.queries import believed
from lienthong.documents.signing.pdf import checking, kept, trust
from lienthong.documents.signing.pdf.terms import Outcome, Place
from lienthong.documents.signing.terms import ShownSignature, SignatureRow, SignedLetter, Standing
from lienthong.ground import files, sql
from lienthong.kernel.refusals import NotFound

ROOM = "lienthong.documents.signing"

CHECKED_AGAIN = timedelta(days=1)
"""A certificate may have ended or been revoked since."""

KNOWN = "select lists, checked_at, outcome from signature_check where digest = %s"
KEEP = """
insert into signature_check (digest, lists, checked_at, outcome) values (%s, %s, world_now(), %s)
on conflict (digest) do update set lists = excluded.lists, checked_at = excluded.checked_at, outcome = excluded.outcome
"""


class CheckRow(NamedTuple):
    lists: str
    checked_at: datetime
    outcome: dict[str, object]


def letter_to_sign(item: UUID) -> SignedLetter:
    """`NotFound` where the transaction sees no such draft."""
    letter = sql.row(SignedLetter, sql.named(ROOM, "letter"), {"item": item})
    if letter is None:
        raise NotFound
    return letter


def signature_at(document: UUID, place: Place) -> SignatureRow | None:
    return sql.row(SignatureRow, sql.named(ROOM, "row"), {"document": document, "place": place})


def signatures_behind(item: UUID) -> list[ShownSignature]:
    """Of the letter behind a draft or a delivery, for whoever sees that: the person's, then the seal."""
    return sorted(map(_shown, around(item).signatures or ()), key=lambda row: row.place == "seal")


def _shown(facts: SignatureFacts) -> ShownSignature:
    return ShownSignature(
        cast("Place", facts["place"]), cast("Standing", facts["standing"]), facts["digest"], facts["problem"],
        datetime.fromisoformat(facts["at"]), facts["name"], facts["title"], facts["subject"], facts["is_trial"],
        facts["at_server"],
    )  # fmt: skip


def known_outcome(digest: str, now: datetime) -> Outcome | None:
    """What was found in a file; None where it was not looked at by the lists of today."""
    row = sql.row(CheckRow, KNOWN, (digest,))
    if row is None or row.lists != trust.digest_of(believed()) or now - row.checked_at > CHECKED_AGAIN:
        return None
    return kept.from_json(row.outcome)


def look_into(digest: str, at: datetime) -> Outcome:
    """Check the signatures of a kept file and keep what was found."""
    lists = believed()
    outcome = checking.check(files.read(digest), lists, at)
    sql.run(KEEP, (digest, trust.digest_of(lists), Jsonb(kept.as_json(outcome))))
    return outcome
