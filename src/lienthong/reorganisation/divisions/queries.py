"""Reads of divisions: which baskets, which rules, which work, and what speaks for which part."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.reorganisation.divisions.rules import Address, Reader, in_order, suggestions, tried
from lienthong.reorganisation.divisions.terms import Division, Facts, Part, Rule, Suggestion, Trial, Verdict
from lienthong.units.points import area_among

ROOM = "lienthong.reorganisation.divisions"
EVERYTHING = 10_000_000
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Pending:
    """A line of the work-list: the item, what its address says, what speaks for which part."""

    item: Any
    street: str | None
    street_spelt: str
    verdict: Verdict
    suggested: tuple[Suggestion, ...]

    @property
    def best(self) -> Suggestion | None:
        return self.suggested[0] if self.suggested else None


def divisions_of(plan: int, held: Sequence[int] | None = None) -> list[Division]:
    """The baskets a plan divides; with `held`, those among them."""
    given = {"plan": plan, "held": None if held is None else list(held)}
    return [_division(row) for row in sql.rows(sql.named(ROOM, "divisions"), given)]


def _division(row: Any) -> Division:
    parts = tuple(Part(*part) for part in row.parts)
    return Division(row.plan, row.effective_on, row.undivided, row.name, row.code, row.heir, parts)


def division_of(plan: int, undivided: int) -> Division:
    found = divisions_of(plan, [undivided])
    if not found:
        raise NotFound
    return found[0]


def rules_of(plan: int, undivided: int) -> list[Rule]:
    found = sql.rows(sql.named(ROOM, "rules"), {"plan": plan, "undivided": undivided})
    return [Rule(*row) for row in found]


def waiting(actor: Actor, divisions: Sequence[Division]) -> dict[int, int]:
    """Open work by basket, undivided and parts, as far as the actor sees it."""
    baskets = [basket for division in divisions for basket in division.baskets]
    return {row.jurisdiction: row.n for row in sql.rows(sql.named(ROOM, "counts"), {"baskets": baskets})}


def open_work(
    actor: Actor,
    division: Division,
    baskets: Sequence[int],
    *,
    items: Sequence[UUID] | None = None,
    limit: int = EVERYTHING,
) -> list[Any]:
    """Open work of these baskets of the division that the actor sees, with its address and its decision."""
    given = {
        "plan": division.plan, "baskets": list(baskets), "limit": limit,
        "items": None if items is None else list(items),
    }  # fmt: skip
    return sql.rows(sql.named(ROOM, "open_work"), given)


def facts_of(item: Any, division: Division) -> Facts:
    """A point counts by the outlines of the parts' areas, which are planned and not yet in force."""
    areas = {part.area for part in division.parts if part.area is not None}
    area = None if item.lon is None or item.lat is None else area_among(item.lon, item.lat, areas)
    return Facts(item.id, item.address, area, item.field or "")


def judged(actor: Actor, division: Division) -> Iterator[Verdict]:
    """What the rules say of each undecided item."""
    reader = Reader(rules_of(division.plan, division.undivided))
    for item in open_work(actor, division, [division.undivided]):
        yield reader.verdict(facts_of(item, division))


def trial_of(actor: Actor, division: Division) -> Trial:
    """The rules tried on the open work: nothing is written."""
    return tried(judged(actor, division))


def work_list(
    actor: Actor, division: Division, *, street: str | None = None, limit: int = SHOWN
) -> list[Pending]:
    """What no rule decides, street by street, each with suggestions and their reasons."""
    reader = Reader(rules_of(division.plan, division.undivided))
    neighbours = _neighbours(actor, division)
    found = []
    for item in open_work(actor, division, [division.undivided]):
        pending = _pending(item, division, reader, neighbours)
        if street is None or (pending.street or "") == street:
            found.append(pending)
    return sorted(found, key=lambda p: (p.street is None, in_order(p.street or "")))[:limit]


def _pending(item: Any, division: Division, reader: Reader, neighbours: dict[str, Counter[int]]) -> Pending:
    facts = facts_of(item, division)
    verdict = reader.verdict(facts)
    address = Address(item.address)
    street = address.street()
    own = neighbours.get(street or "", Counter())
    suggested = suggestions(verdict, street, own, division.of_area(facts.area), division.names)
    return Pending(item, street, address.street_spelt(), verdict, tuple(suggested))


def _neighbours(actor: Actor, division: Division) -> dict[str, Counter[int]]:
    """Street → part → how many items people or rules have decided there."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for item in open_work(actor, division, [part.id for part in division.parts]):
        street = Address(item.address).street()
        if street:
            found[street][item.jurisdiction] += 1
    return dict(found)


def people_decisions(actor: Actor, division: Division) -> list[Any]:
    """Decisions made by people, for the second pair of eyes."""
    return sql.rows(sql.named(ROOM, "sample"), {"plan": division.plan, "baskets": division.baskets})
