"""What is handed over between two bodies, as its minutes say it."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold

ROOM = "lienthong.reorganisation.minutes"


@dataclass(frozen=True, slots=True)
class Pair:
    source: int
    target: int
    source_code: str
    source_name: str
    target_code: str
    target_name: str
    source_short: str
    target_short: str
    baskets: list[int]

    @property
    def name(self) -> str:
        """Of the file its minutes are kept under."""
        return f"bien-ban-{self.source_code}-{self.source}-sang-{self.target_code}-{self.target}"


@dataclass(frozen=True, slots=True)
class HandOver:
    """A pair with the open work between them, and who signs for each side."""

    pair: Pair
    items: list[Any]
    giver: tuple[str, str]
    taker: tuple[str, str]

    @property
    def kinds(self) -> dict[str, int]:
        return dict(Counter(item.kind for item in self.items))

    @property
    def sha256(self) -> str:
        """Of the list itself: code, kind and due date of every item, so that both sides know it is one list."""
        lines = sorted(
            f"{i.id}|{i.kind}|{i.reference}|{i.due_at.isoformat() if i.due_at else ''}" for i in self.items
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def pairs(plan: int, unit: int | None = None) -> list[Pair]:
    """Of a plan, or those in which a unit gives or takes."""
    return [Pair(*row) for row in sql.rows(sql.named(ROOM, "pairs"), {"plan": plan, "unit": unit})]


def names(pair: Pair, words: str) -> bool:
    """Whether one of its sides is called so, or has the code. Words begin where words begin: «An Phú» is not in
    «Tân Phú»."""
    sides = (pair.source_name, pair.source_code, pair.target_name, pair.target_code)
    return any(f" {fold(words)}" in f" {fold(side)}" for side in sides)


def pair_of(plan: int, source: int, target: int) -> Pair:
    found = next((p for p in pairs(plan, source) if (p.source, p.target) == (source, target)), None)
    if found is None:
        raise NotFound
    return found


def hand_over(pair: Pair, effective_on: date) -> HandOver:
    """The open work of the pair's baskets as far as the transaction sees it."""
    items = sql.rows(sql.named(ROOM, "items"), {"baskets": pair.baskets})
    giver = leader(pair.source, effective_on - timedelta(days=1))
    return HandOver(pair, items, giver, leader(pair.target, effective_on))


def open_work_of(pair: Pair) -> int:
    """How much open work there is between them, whoever asks."""
    found: int = sql.one("select open_work_in(%s::int[])", (pair.baskets,))
    return found


def leader(unit: int, on: date) -> tuple[str, str]:
    """Name and title of who led a body on a day; empty when nobody did."""
    found = sql.row(sql.named(ROOM, "leaders"), {"units": [unit], "on": on})
    return (found.name, found.title) if found else ("", "")
