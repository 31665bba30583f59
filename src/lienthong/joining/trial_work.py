"""Work for a trial world of one province, made by its owner: something to carry over, and somebody to find it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from lienthong.ground.files import put_under
from lienthong.ground.sql import named
from lienthong.work.citizens.keys import digest_of

ROOM = "lienthong.joining"
A_STRETCH = 100_000
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """One dossier a newcomer may look for: what its citizen holds, and who has it in their inbox."""

    item: UUID
    code: str
    secret: str
    username: str


def give_work(url: str, files_root: Path, items: int, secret: str) -> Sample | None:
    """That many open dossiers, spread over the province's communes; `secret` opens the first of them."""
    digest = hashlib.sha256(PAPER).hexdigest()
    put_under(files_root, digest, PAPER)
    with psycopg.connect(url) as owner:
        for first in range(1, items + 1, A_STRETCH):
            params = {
                "first": first, "last": min(first + A_STRETCH - 1, items), "paper": digest, "size": len(PAPER),
                "secret": digest_of(secret),
            }  # fmt: skip
            owner.execute(named(ROOM, "give_work"), params)
        row = owner.execute(named(ROOM, "sample")).fetchone()
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("analyze work_item, dossier, journal, attachment, book")
    return Sample(row[0], row[1], secret, row[2]) if row else None
