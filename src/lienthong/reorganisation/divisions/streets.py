"""The work-list by street: addresses read once and kept, counts in SQL, suggestions for the page one looks at."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.text import fold
from lienthong.pages.lists import PAGE
from lienthong.reorganisation.divisions.addresses_shown import address_shown, note_addresses
from lienthong.reorganisation.divisions.queries import (
    EVERYTHING,
    ROOM,
    PendingRow,
    communes_of,
    facts_of,
    planned_afresh,
    reader_of,
)
from lienthong.reorganisation.divisions.rules import suggestions
from lienthong.reorganisation.divisions.terms import Division, Standings, Street, Suggestion, Verdict
from lienthong.units.addresses.reading import READING, Address
from lienthong.units.addresses.spelling import in_order

READ_BESIDE = 2_000
"""Addresses that came in since the worker last read some: so many are read while somebody waits for a page."""


class UnreadRow(NamedTuple):
    item: UUID
    address: str


class StreetRow(NamedTuple):
    jurisdiction: int
    street: str | None
    """None: its address has not been read yet."""
    spelt: str | None
    n: int
    hits: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A line of the work-list: the item, its street, what speaks for which part."""

    item: PendingRow
    street: str
    spelt: str
    verdict: Verdict
    suggested: tuple[Suggestion, ...]

    @property
    def best(self) -> tuple[Suggestion, ...]:
        """Those for which most speaks: more than one where an old commune is itself divided."""
        return tuple(
            suggestion for suggestion in self.suggested if suggestion.votes == self.suggested[0].votes
        )


def read_addresses(jurisdictions: Sequence[int], limit: int = EVERYTHING) -> int:
    """Read what no one has read yet of the open work in these jurisdictions; how many. In the scope that is set."""
    planned_afresh()
    params = {"jurisdictions": list(jurisdictions), "reading": READING, "limit": limit}
    rows = sql.rows(UnreadRow, sql.named(ROOM, "unread"), params)
    if rows:
        read = [_read(row.address) for row in rows]
        streets, spelt, words = (list(column) for column in zip(*read, strict=True))
        kept = {"items": [row.item for row in rows], "streets": streets, "spelt": spelt, "words": words}
        sql.run(sql.named(ROOM, "keep_addresses"), {"reading": READING, **kept})
    return len(rows)


def _read(text: str) -> tuple[str, str, str]:
    address = Address(text)
    return address.street() or "", address.street_spelt(), address.folded


def standings(actor: Actor, division: Division, words: str = "") -> Standings:
    """Every street with what waits and where its neighbours went; what waits and is decided in sum."""
    planned_afresh()
    params = {
        "jurisdictions": division.jurisdictions, "undivided": division.undivided, "until": division.until,
        "reading": READING,
        "words": fold(words[:100]),
    }  # fmt: skip
    counts = sql.rows(StreetRow, sql.named(ROOM, "streets"), params)
    if any(row.street is None for row in counts) and read_addresses(division.jurisdictions, READ_BESIDE):
        counts = sql.rows(StreetRow, sql.named(ROOM, "streets"), params)
    return _summed(division, counts)


def _summed(division: Division, counts: Sequence[StreetRow]) -> Standings:
    waiting: dict[str, tuple[int, str]] = {}
    decided: defaultdict[str, Counter[int]] = defaultdict(Counter)
    parts: Counter[int] = Counter()
    left = unread = 0
    for row in counts:
        if row.jurisdiction != division.undivided:
            parts[row.jurisdiction] += row.n
            decided[row.street or ""][row.jurisdiction] += row.n
            continue
        left += row.n
        if row.street is None:
            unread += row.n
        elif row.hits:
            waiting[row.street] = (row.hits, row.spelt or "")
    decided.pop("", None)  # no street, no neighbours
    streets = [Street(key, spelt, n, dict(decided.get(key, ()))) for key, (n, spelt) in waiting.items()]
    streets.sort(key=lambda street: (not street.key, in_order(street.spelt), street.key))
    return Standings(tuple(streets), left, dict(parts), unread)


def pending(
    actor: Actor,
    division: Division,
    streets: Sequence[Street],
    *,
    words: str = "",
    page: int = 1,
    size: int = PAGE,
) -> list[Pending]:
    """One page of what waits in these streets, each with suggestions and their reasons."""
    on_page, offset = _on_page((page - 1) * size, size, streets)
    params = {
        "undivided": division.undivided, "until": division.until, "streets": [street.key for street in on_page],
        "offset": offset, "limit": size, "reading": READING, "words": fold(words[:100]),
    }  # fmt: skip
    reader, by_key = reader_of(division), {street.key: street for street in streets}
    # A district has a «đường số 1» in many of its communes: there a street's neighbours say nothing.
    has_neighbours = communes_of(division) is None
    rows = []
    for item in sql.rows(PendingRow, sql.named(ROOM, "pending"), params):
        facts = facts_of(item, division)
        verdict = reader.verdict(facts)
        street = by_key[item.street]
        area_part = division.of_area(facts.area)
        neighbours = street.decided if has_neighbours else {}
        suggested = suggestions(verdict, street.key, neighbours, area_part, division.names)
        shown = item._replace(address=address_shown(actor, item.address))
        rows.append(Pending(shown, street.key, street.spelt, verdict, tuple(suggested)))
    note_addresses(actor, ((row.item.id, row.item.kind, row.item.address) for row in rows))
    return rows


def _on_page(skipped: int, size: int, streets: Sequence[Street]) -> tuple[list[Street], int]:
    """The streets a page shows something of, and how many items of the first come before it."""
    on_page: list[Street] = []
    offset = before = 0
    for street in streets:
        after = before + street.n
        if after > skipped and before < skipped + size:
            offset = offset if on_page else skipped - before
            on_page.append(street)
        before = after
    return on_page, offset


def items_of_street(division: Division, street: str) -> list[UUID]:
    """All that is undecided in a street, however many pages it fills; an empty one: whose street nobody can read."""
    read_addresses(division.jurisdictions)
    params = {
        "undivided": division.undivided, "until": division.until, "street": street, "reading": READING
    }  # fmt: skip
    return sql.values(UUID, sql.named(ROOM, "of_street"), params)
