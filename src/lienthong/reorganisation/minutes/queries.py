"""What is handed over between two bodies, as its minutes say it."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.pages.lists import window
from lienthong.personnel.queries import leader

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


def pairs_page(plan: int, unit: int | None, words: str, number: int | None = None) -> Any:
    """{total, found, rows}: of those one of whose sides is called so or has the code, a page or all."""
    given = {"plan": plan, "unit": unit, "sides": _called(words) if words else None, **window(number)}
    return sql.row(sql.named(ROOM, "pairs_page"), given)


def _called(words: str) -> list[int]:
    """Words begin where words begin: «An Phú» is not in «Tân Phú»."""
    units = sql.rows("select id, code, name from unit")
    return [one.id for one in units if f" {fold(words)}" in f" {fold(one.name)} {one.code.lower()}"]


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
