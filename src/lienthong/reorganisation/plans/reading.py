"""A plan read against the registry: which area goes where, what ends, what begins. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from lienthong.reorganisation.plans.terms import (
    AreaFact,
    Edge,
    Facts,
    JurisdictionFact,
    PlanText,
    Source,
    Target,
    Transition,
    UnitFact,
)

AREA_KINDS = ("merge", "split", "extract", "move", "rename")


class Reading:
    """A plan read against the registry: its edges, what ends, what begins."""

    def __init__(self, text: PlanText, facts: Facts) -> None:
        self.text, self.facts = text, facts
        self.alive = {(a.rank, a.code): a for a in facts.areas if not a.prepared}
        self.prepared = {(a.rank, a.code): a for a in facts.areas if a.prepared}
        self.by_id = {area.id: area for area in facts.areas}
        self.units_of: dict[int, dict[str, UnitFact]] = defaultdict(dict)
        for unit in facts.units:
            if unit.area is not None:
                self.units_of[unit.area][unit.body] = unit
        self.body_of = {unit.id: unit.body for unit in facts.units}
        self.agencies = {u.code: u for u in facts.units if u.area is None}
        self.held: dict[int, list[JurisdictionFact]] = defaultdict(list)
        for jurisdiction in facts.jurisdictions:
            self.held[jurisdiction.holder].append(jurisdiction)
        self.territory = {b.area: b for b in facts.jurisdictions if b.kind == "territory"}
        self.parts = {(b.parent, b.area, b.field): b for b in facts.jurisdictions if b.kind == "part"}

    # What the text says.

    @cached_property
    def targets(self) -> dict[str, Target]:
        """New areas by label; those that another sentence takes on further in the same plan are not among them."""
        named = {t.label: t for tr in self._area_sentences for t in tr.targets if not t.unit or t.code}
        passing = {s.key for tr in self._area_sentences for s in tr.sources if s.key}
        return {label: t for label, t in named.items() if label not in passing}

    @cached_property
    def _area_sentences(self) -> list[Transition]:
        return [t for t in self.text.transitions if t.kind in AREA_KINDS]

    @cached_property
    def written(self) -> dict[str, list[tuple[int, Target]]]:
        """By label: every sentence about areas that names this target, and how."""
        by_label: dict[str, list[tuple[int, Target]]] = defaultdict(list)
        for no, sentence in enumerate(self.text.transitions, 1):
            for target in sentence.targets if sentence.kind in AREA_KINDS else ():
                by_label[target.label].append((no, target))
        return by_label

    @cached_property
    def giving(self) -> dict[int, list[int]]:
        """Area in force → the numbers of the sentences that take it, or of it."""
        by_area: dict[int, list[int]] = defaultdict(list)
        for no, sentence in enumerate(self.text.transitions, 1):
            for source in sentence.sources:
                area = self.alive.get((source.rank, source.code))
                if area is not None and no not in by_area[area.id]:
                    by_area[area.id].append(no)
        return by_area

    @cached_property
    def raw_edges(self) -> list[tuple[Source, str, bool, bool]]:
        """(source, label of the target, partial, default) as written."""
        return [
            (source, target.label, partial, source.default or target.default)
            for sentence in self._area_sentences
            for source in sentence.sources
            for target in sentence.targets
            for partial in [source.part or sentence.kind in ("split", "extract")]
        ]

    @cached_property
    def edges(self) -> list[Edge]:
        """From areas in force to areas that stay: extract → merge → rename in one plan is one edge."""
        onward: dict[str, list[tuple[str, bool, bool]]] = defaultdict(list)
        for source, label, partial, default in self.raw_edges:
            if source.key:
                onward[source.key].append((label, partial, default))
        by_ends: dict[tuple[int, str], Edge] = {}
        for source, label, partial, default in self.raw_edges:
            area = self.alive.get((source.rank, source.code))
            if source.key or area is None:
                continue
            for end, was_partial, was_default in _ends(label, onward, partial, default):
                known = by_ends.get((area.id, end))
                edge = Edge(area.id, end, was_partial, was_default)
                by_ends[area.id, end] = replace(edge, is_default=True) if known and known.is_default else edge
        goes_to = Counter(edge.old for edge in by_ends.values())
        return [_settled(edge, goes_to[edge.old]) for edge in by_ends.values()]

    @cached_property
    def edges_into(self) -> dict[str, list[Edge]]:
        into: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            into[edge.new].append(edge)
        return into

    @cached_property
    def staying(self) -> set[int]:
        """Areas a part is taken from and that live on."""
        return {
            area.id
            for sentence in self.text.transitions if sentence.kind == "extract"
            for source in sentence.sources
            if (area := self.alive.get((source.rank, source.code))) is not None
        } - self._wholly_gone  # fmt: skip

    @cached_property
    def _wholly_gone(self) -> set[int]:
        return {
            area.id
            for sentence in self.text.transitions if sentence.kind in ("merge", "split", "move", "rename", "dissolve")
            for source in sentence.sources
            if (area := self.alive.get((source.rank, source.code))) is not None and not source.unit
        }  # fmt: skip

    @cached_property
    def ending(self) -> set[int]:
        return self._wholly_gone

    @cached_property
    def default_heir(self) -> dict[int, str]:
        return {edge.old: edge.new for edge in self.edges if edge.is_default}

    @cached_property
    def partial(self) -> dict[int, list[str]]:
        by_area: dict[int, list[str]] = defaultdict(list)
        for edge in self.edges:
            if edge.is_partial:
                by_area[edge.old].append(edge.new)
        return by_area

    @cached_property
    def dissolved(self) -> dict[int, tuple[Target, ...]]:
        return {
            area.id: sentence.targets
            for sentence in self.text.transitions if sentence.kind == "dissolve"
            for source in sentence.sources
            if (area := self.alive.get((source.rank, source.code))) is not None
        }  # fmt: skip

    @cached_property
    def wards_from_district(self) -> dict[int, list[str]]:
        """District → the new areas made of its communes."""
        by_district: dict[int, list[str]] = defaultdict(list)
        for edge in self.edges:
            district = self.by_id[edge.old].district
            if district is not None and edge.new not in by_district[district]:
                by_district[district].append(edge.new)
        return by_district

    # Who answers.

    def area_of(self, label: str) -> AreaFact | None:
        target = self.targets[label]
        return self.prepared.get((target.rank, target.code))

    def committee_of(self, area: int) -> int | None:
        """Who answers for an area in force: the holder of its territory."""
        jurisdiction = self.territory.get(area)
        return jurisdiction.holder if jurisdiction else None

    def new_unit(self, label: str, body: str = "ubnd") -> int | None:
        """The body of a new area, else its committee; an area given to an existing unit has that one."""
        target = self.targets[label]
        if target.unit:
            agency = self.agencies.get(target.unit)
            return agency.id if agency else None
        area = self.area_of(label)
        bodies = self.units_of[area.id] if area else {}
        unit = bodies.get(body) or bodies.get("ubnd")
        return unit.id if unit else None

    def keeper(self, code: str) -> int | None:
        """Who an archive is given to: an agency by its code, or the committee of an area the plan begins."""
        agency = self.agencies.get(code)
        if agency is not None:
            return agency.id
        label = next(
            (name for name, t in self.targets.items() if t.code == code and t.rank == "commune"), None
        )
        return self.new_unit(label) if label else None

    def names_keeper(self, code: str) -> bool:
        return code in self.agencies or any(
            t.code == code and t.rank == "commune" for t in self.targets.values()
        )

    def reversal_of(self, label: str) -> int | None:
        """Named in the plan, else the committee of the default source, else of the first."""
        named = self.targets[label].reversal
        sources = sorted(
            self.edges_into[label],
            key=lambda edge: (self.by_id[edge.old].code != named, edge.is_partial, not edge.is_default),
        )
        return next((unit for edge in sources if (unit := self.committee_of(edge.old))), None)


def _settled(edge: Edge, ways: int) -> Edge:
    """A source that goes whole into one area has it as heir without saying so."""
    return replace(edge, is_default=True) if ways == 1 and not edge.is_partial else edge


def _ends(
    label: str, onward: dict[str, list[tuple[str, bool, bool]]], partial: bool, default: bool,
    seen: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, bool, bool]]:  # fmt: skip
    if label in seen:
        return
    if label not in onward:
        yield label, partial, default
        return
    for following, is_partial, is_default in onward[label]:
        whole = not is_partial
        yield from _ends(
            following, onward, partial or is_partial, default and (whole or is_default), seen | {label}
        )
