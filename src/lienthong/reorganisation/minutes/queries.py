"""What is handed over between two bodies, as its minutes say it."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.pages.lists import window
from lienthong.personnel.queries import leader

ROOM = "lienthong.reorganisation.minutes"


class PairListed(TypedDict):
    source: int
    target: int
    source_code: str
    source_name: str
    target_code: str
    target_name: str
    no: int


class PairsPage(NamedTuple):
    """Of the pairs of a plan a page of those the words find."""

    total: int
    found: int
    rows: list[PairListed]


class UnitRow(NamedTuple):
    id: int
    code: str
    name: str


class ItemRow(NamedTuple):
    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    jurisdiction: int
    files: int
    fee: int


class Pair(NamedTuple):
    source: int
    target: int
    source_code: str
    source_name: str
    target_code: str
    target_name: str
    source_short: str
    target_short: str
    jurisdictions: list[int]

    @property
    def name(self) -> str:
        """Of the file its minutes are kept under."""
        return f"bien-ban-{self.source_code}-{self.source}-sang-{self.target_code}-{self.target}"


@dataclass(frozen=True, slots=True)
class HandOver:
    """A pair with the open work between them, and who signs for each side."""

    pair: Pair
    items: list[ItemRow]
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
    return sql.rows(Pair, sql.named(ROOM, "pairs"), {"plan": plan, "unit": unit})


def pairs_page(plan: int, unit: int | None, words: str, number: int | None = None) -> PairsPage:
    """Those one of whose sides is called so or has the code, a page or all."""
    params = {"plan": plan, "unit": unit, "sides": _called(words) if words else None, **window(number)}
    return sql.only_row(PairsPage, sql.named(ROOM, "pairs_page"), params)


def _called(words: str) -> list[int]:
    """Words begin where words begin: «An Phú» is not in «Tân Phú»."""
    units = sql.rows(UnitRow, "select id, code, name from unit")
    return [unit.id for unit in units if f" {fold(words)}" in f" {fold(unit.name)} {unit.code.lower()}"]


def pair_of(plan: int, source: int, target: int) -> Pair:
    pair = next((p for p in pairs(plan, source) if (p.source, p.target) == (source, target)), None)
    if pair is None:
        raise NotFound
    return pair


def hand_over(pair: Pair, effective_on: date) -> HandOver:
    """The open work of the pair's jurisdictions as far as the transaction sees it."""
    items = sql.rows(ItemRow, sql.named(ROOM, "items"), {"jurisdictions": pair.jurisdictions})
    giver = leader(pair.source, effective_on - timedelta(days=1))
    return HandOver(pair, items, giver, leader(pair.target, effective_on))


def open_work_of(pair: Pair) -> int:
    """How much open work there is between them, whoever asks."""
    return sql.only_value(int, "select open_work_in(%s::int[])", (pair.jurisdictions,))
