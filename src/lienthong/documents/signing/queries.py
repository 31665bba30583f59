"""A letter's signatures: on their way, as its page tells of them, and as they were found in files."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.documents.signing.certificates.queries import believed
from lienthong.documents.signing.pdf import checking, trust
from lienthong.documents.signing.pdf.terms import Checked, Outcome, Place
from lienthong.documents.signing.terms import ShownSignature, SignatureRow, SignedLetter
from lienthong.ground import files, sql
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound

ROOM = "lienthong.documents.signing"

CHECKED_AGAIN = timedelta(days=1)
"""A certificate may have ended or been revoked since."""

SIGNATURES = """
select place, standing, digest, problem, at, name, title, subject, is_trial, at_server from signatures_behind(%s)
"""
KNOWN = "select lists, checked_at, outcome from signature_check where digest = %s"
KEEP = """
insert into signature_check (digest, lists, checked_at, outcome) values (%s, %s, world_now(), %s)
on conflict (digest) do update set lists = excluded.lists, checked_at = excluded.checked_at, outcome = excluded.outcome
"""


class CheckRow(NamedTuple):
    lists: str
    checked_at: datetime
    outcome: dict[str, Any]


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
    return sorted(sql.rows(ShownSignature, SIGNATURES, (item,)), key=lambda row: row.place == "seal")


def known_outcome(digest: str, now: datetime) -> Outcome | None:
    """What was found in a file; None where it was not looked at by the lists of today."""
    row = sql.row(CheckRow, KNOWN, (digest,))
    if row is None or row.lists != trust.digest_of(believed()) or now - row.checked_at > CHECKED_AGAIN:
        return None
    return _read(row.outcome)


def look_into(digest: str, at: datetime) -> Outcome:
    """Check the signatures of a kept file and keep what was found."""
    lists = believed()
    outcome = checking.check(files.read(digest), lists, at)
    sql.run(KEEP, (digest, trust.digest_of(lists), Jsonb(_written(outcome))))
    return outcome


def _written(outcome: Outcome) -> dict[str, Any]:
    signatures = [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in one._asdict().items()
        }
        for one in outcome.signatures
    ]
    return {"unreadable": outcome.unreadable, "signatures": signatures}


def _read(kept: dict[str, Any]) -> Outcome:
    return Outcome(tuple(_checked(one) for one in kept["signatures"]), kept["unreadable"])


def _checked(kept: dict[str, Any]) -> Checked:
    times = {
        name: clock.local(datetime.fromisoformat(kept[name])) if kept[name] else None
        for name in ("signed_at", "timestamped_at", "until")
    }
    return Checked(**{**kept, **times})
