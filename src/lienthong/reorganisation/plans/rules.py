"""Which area goes where, what is missing, and what the plan comes to. Pure: facts in, outcome or holes out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from lienthong.reorganisation.plans.terms import (
    AreaFact,
    BasketFact,
    Edge,
    Facts,
    Held,
    Hole,
    NewPart,
    Outcome,
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
        self.agencies = {u.code: u for u in facts.units if u.area is None}
        self.held: dict[int, list[BasketFact]] = defaultdict(list)
        for basket in facts.baskets:
            self.held[basket.holder].append(basket)
        self.territory = {b.area: b for b in facts.baskets if b.kind == "territory"}
        self.parts = {(b.parent, b.area, b.field): b for b in facts.baskets if b.kind == "part"}

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
        found: dict[tuple[int, str], Edge] = {}
        for source, label, partial, default in self.raw_edges:
            area = self.alive.get((source.rank, source.code))
            if source.key or area is None:
                continue
            for end, was_partial, was_default in _ends(label, onward, partial, default):
                known = found.get((area.id, end))
                edge = Edge(area.id, end, was_partial, was_default)
                found[area.id, end] = replace(edge, is_default=True) if known and known.is_default else edge
        return [_settled(edge, found.values()) for edge in found.values()]

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
        found: dict[int, list[str]] = defaultdict(list)
        for edge in self.edges:
            if edge.is_partial:
                found[edge.old].append(edge.new)
        return found

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
        found: dict[int, list[str]] = defaultdict(list)
        for edge in self.edges:
            district = self.by_id[edge.old].district
            if district is not None and edge.new not in found[district]:
                found[district].append(edge.new)
        return found

    # Who answers.

    def area_of(self, label: str) -> AreaFact | None:
        target = self.targets[label]
        return self.prepared.get((target.rank, target.code))

    def committee_of(self, area: int) -> int | None:
        """Who answers for an area in force: the holder of its territory."""
        basket = self.territory.get(area)
        return basket.holder if basket else None

    def new_unit(self, label: str, body: str = "ubnd") -> int | None:
        """The body of a new area, else its committee; an area given to an existing unit has that one."""
        target = self.targets[label]
        if target.unit:
            found = self.agencies.get(target.unit)
            return found.id if found else None
        area = self.area_of(label)
        bodies = self.units_of[area.id] if area else {}
        unit = bodies.get(body) or bodies.get("ubnd")
        return unit.id if unit else None

    def reversal_of(self, label: str) -> int | None:
        """Named in the plan, else the committee of the default source, else of the first."""
        named = self.targets[label].reversal
        sources = sorted(
            (edge for edge in self.edges if edge.new == label),
            key=lambda edge: (self.by_id[edge.old].code != named, edge.is_partial, not edge.is_default),
        )
        return next((unit for edge in sources if (unit := self.committee_of(edge.old))), None)


def _settled(edge: Edge, edges: Iterable[Edge]) -> Edge:
    """A source that goes whole into one area has it as heir without saying so."""
    alone = not edge.is_partial and sum(other.old == edge.old for other in edges) == 1
    return replace(edge, is_default=True) if alone else edge


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


def holes(text: PlanText, facts: Facts) -> list[Hole]:
    """Everything that keeps the plan from being whole, and (`blocks` false) what must be known before the date."""
    reading = Reading(text, facts)
    found = [*_unknown(reading), *_chains(reading), *_heirs(reading), *_targets(reading), *_units(reading)]
    if text.point_of_no_return < text.effective_on:
        found.append(Hole("no_return_before_date", "Hạn không thể hoàn lại phải từ ngày hiệu lực trở đi."))
    if not text.transitions:
        found.append(Hole("empty_plan", "Kế hoạch chưa có phương án chuyển đổi nào."))
    return sorted(found, key=lambda hole: (not hole.blocks, hole.no or 0))


def _unknown(reading: Reading) -> Iterator[Hole]:
    labels = {t.label for tr in reading.text.transitions for t in tr.targets}
    for no, sentence in enumerate(reading.text.transitions, 1):
        if not sentence.sources or not sentence.targets:
            yield Hole("one_sided", "Phương án phải có cả bên giao và bên nhận.", no)
        for source in sentence.sources:
            if source.key and source.key not in labels:
                yield Hole("unknown_step", f"Không có bước «{source.key}» trong kế hoạch.", no)
            elif source.unit and source.unit not in reading.agencies:
                yield Hole("unknown_unit", f"Không có cơ quan mã «{source.unit}».", no)
            elif not source.key and not source.unit and (source.rank, source.code) not in reading.alive:
                yield Hole(
                    "unknown_area", f"Không có đơn vị hành chính mã «{source.code}» ngay trước ngày hiệu lực.", no
                )
        for target in sentence.targets:
            if target.unit and target.unit not in reading.agencies:
                yield Hole("unknown_unit", f"Không có cơ quan mã «{target.unit}».", no)


def _chains(reading: Reading) -> Iterator[Hole]:
    onward: dict[str, set[str]] = defaultdict(set)
    for source, label, _, _ in reading.raw_edges:
        if source.key:
            onward[source.key].add(label)
    for key in onward:
        if _comes_back(key, onward):
            yield Hole("circle", f"Các bước đi vòng quanh «{key}»: không nơi nào là cuối cùng.")
        else:
            yield Hole("chain", f"«{key}» chỉ là bước trung gian, được gộp thành một lần chuyển.", blocks=False)


def _comes_back(key: str, onward: dict[str, set[str]]) -> bool:
    seen, waiting = set[str](), list(onward[key])
    while waiting:
        here = waiting.pop()
        if here == key:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(onward.get(here, ()))
    return False


def _heirs(reading: Reading) -> Iterator[Hole]:
    by_old: dict[int, list[Edge]] = defaultdict(list)
    for edge in reading.edges:
        by_old[edge.old].append(edge)
    for area in sorted(reading.ending):
        name, edges = _called(reading.by_id[area]), by_old[area]
        if area in reading.dissolved:
            if edges:
                yield Hole("two_heirs", f"{name} vừa kết thúc vừa có nơi kế thừa.")
            if sum(not t.field for t in reading.dissolved[area]) != 1:
                yield Hole("no_heir", f"{name} cần đúng một nơi nhận phần việc chưa phân theo lĩnh vực.")
            continue
        whole = [edge for edge in edges if not edge.is_partial]
        defaults = [edge for edge in edges if edge.is_default]
        if not edges:
            yield Hole("no_heir", f"{name} kết thúc mà không nơi nào kế thừa.")
        elif len(whole) > 1 or (whole and len(edges) > 1):
            yield Hole("two_heirs", f"{name} được giao trọn cho hơn một nơi.")
        elif not defaults:
            yield Hole("no_default_heir", f"{name} được chia mà chưa nêu nơi nhận mặc định phần chưa quyết định.")
        elif len(defaults) > 1:
            yield Hole("two_default_heirs", f"{name} có hơn một nơi nhận mặc định.")


def _called(area: AreaFact) -> str:
    return f"{area.name} ({area.code})"


def _targets(reading: Reading) -> Iterator[Hole]:
    written: dict[tuple[str, str], str] = {}
    provinces = {code for rank, code in reading.alive if rank == "province"}
    provinces |= {t.code for t in reading.targets.values() if t.rank == "province"}
    for label, target in reading.targets.items():
        place = (target.rank, target.code)
        if not target.code or not target.name:
            yield Hole("nameless", f"Nơi nhận «{label}» cần cả mã và tên.")
        if place in written:
            yield Hole("code_twice", f"Mã «{target.code}» được đặt cho hai đơn vị mới.")
        written[place] = label
        old = reading.alive.get(place)
        if old is not None and old.id not in reading.ending:
            yield Hole("code_taken", f"Mã «{target.code}» đang là {old.name}, đơn vị này không kết thúc.")
        if target.rank != "province" and target.province and target.province not in provinces:
            yield Hole("unknown_province", f"Không có tỉnh mã «{target.province}» cho {target.name}.")
        if not target.unit and "ubnd" not in target.bodies:
            yield Hole("no_committee", f"{target.name} không có Ủy ban nhân dân để giữ thẩm quyền.")


def _units(reading: Reading) -> Iterator[Hole]:
    for label, target in reading.targets.items():
        area = reading.area_of(label)
        unit = reading.units_of[area.id].get("ubnd") if area else None
        if target.rank == "commune" and not target.unit and not (unit and unit.has_leader):
            yield Hole("no_leader", f"UBND {target.name} chưa có lãnh đạo được phân công.", blocks=False)


def new_parts(reading: Reading) -> list[NewPart]:
    """The parts to be made before the date: of split areas by place, of districts by address, of fields."""
    found: dict[NewPart, None] = {}
    for area, labels in reading.partial.items():
        holder = reading.committee_of(area)
        baskets = [b for b in reading.held.get(holder or 0, ()) if b.kind == "territory"]
        if area in reading.staying:
            baskets = [b for b in baskets if b.area == area]
        for basket in baskets:
            found.update((NewPart(basket.id, label, None), None) for label in labels)
    for area, targets in reading.dissolved.items():
        for basket in _competences_of(reading, area):
            if any(t.by_address and t.field in ("", basket.field) for t in targets):
                found.update((NewPart(basket.id, label, None), None) for label in reading.wards_from_district[area])
    for _, basket, field, _ in taken_fields(reading):
        if basket.kind == "territory":
            found[NewPart(basket.id, None, field)] = None
    return list(found)


def _competences_of(reading: Reading, area: int) -> list[BasketFact]:
    return [b for b in reading.held.get(reading.committee_of(area) or 0, ()) if b.kind == "competence"]


def taken_fields(reading: Reading) -> Iterator[tuple[int, BasketFact, str, Target]]:
    """(number, basket, field, target) of what changes hands by field: a territory's part, or a part going back."""
    for no, sentence in enumerate(reading.text.transitions, 1):
        if sentence.kind != "transfer_competence" or not sentence.targets:
            continue
        target = sentence.targets[0]
        for source in sentence.sources:
            for basket in _giving(reading, source, sentence.field):
                yield no, basket, sentence.field, target


def _giving(reading: Reading, source: Source, field: str) -> list[BasketFact]:
    if source.unit:
        unit = reading.agencies.get(source.unit)
        return [b for b in reading.held.get(unit.id if unit else 0, ()) if b.field == field]
    area = reading.alive.get((source.rank, source.code))
    basket = reading.territory.get(area.id) if area else None
    return [basket] if basket else []


def outcome(reading: Reading) -> Outcome:
    """What the plan comes to. The text has no holes and everything it needs is prepared."""
    areas = {label: area.id for label in reading.targets if (area := reading.area_of(label))}
    units_begin = [unit for area in areas.values() for unit in reading.units_of[area].values()]
    units_end = [unit for area in sorted(reading.ending) for unit in reading.units_of[area].values()]
    holdings: dict[int, Held] = {}
    for held in (*_handed_over(reading, units_end), *_divided(reading), *_by_field(reading), *_born(reading)):
        holdings[held.jurisdiction] = held
    return Outcome(
        areas_begin=tuple(sorted(areas.values())),
        areas_end=tuple(sorted(reading.ending)),
        units_begin=tuple(sorted(unit.id for unit in units_begin)),
        units_end=tuple(sorted(unit.id for unit in units_end)),
        heirs=tuple(sorted((e.old, areas[e.new], e.is_partial, e.is_default) for e in reading.edges)),
        holdings=tuple(sorted(holdings.values(), key=lambda held: held.jurisdiction)),
    )


def _handed_over(reading: Reading, ending: list[UnitFact]) -> Iterator[Held]:
    """Every basket of a unit that ends goes to its heir: none is forgotten, because none is listed by hand."""
    home = {area.id: label for label in reading.targets if (area := reading.area_of(label))}
    homes = {unit.id: label for area, label in home.items() for unit in reading.units_of[area].values()}
    for unit in ending:
        assert unit.area is not None
        for basket in reading.held.get(unit.id, ()):
            own = homes.get(basket.unit or 0) or home.get(basket.area or 0) if basket.kind != "competence" else None
            if own is not None:
                body = next((u.body for u in reading.units_of[_area(reading, own)].values() if u.id == basket.unit), "ubnd")
                heir = reading.new_unit(own, body)
            elif unit.area in reading.dissolved:
                heir = _dissolved_to(reading, unit.area, basket)
            else:
                heir = reading.new_unit(reading.default_heir[unit.area], unit.body)
            assert heir is not None
            yield Held(basket.id, heir, unit.id, is_new=False)


def _area(reading: Reading, label: str) -> int:
    area = reading.area_of(label)
    assert area is not None
    return area.id


def _dissolved_to(reading: Reading, area: int, basket: BasketFact) -> int:
    """A field to the department that takes it; the rest, and what goes by address until decided, to the default."""
    targets = reading.dissolved[area]
    of_field = next((t for t in targets if t.field and t.field == basket.field and t.unit), None)
    chosen = of_field or next(t for t in targets if not t.field)
    heir = reading.agencies[chosen.unit].id if chosen.unit else reading.new_unit(chosen.label)
    assert heir is not None
    return heir


def _divided(reading: Reading) -> Iterator[Held]:
    """Parts made for this plan: today with the old holder, from the date with the area they are named after."""
    for wanted in new_parts(reading):
        area = reading.area_of(wanted.new) if wanted.new else None
        part = reading.parts.get((wanted.parent, area.id if area else None, wanted.field))
        if part is not None and wanted.new is not None:
            heir = reading.new_unit(wanted.new)
            assert heir is not None
            yield Held(part.id, heir, part.holder, is_new=False)


def _by_field(reading: Reading) -> Iterator[Held]:
    for _, basket, field, target in taken_fields(reading):
        part = reading.parts.get((basket.id, None, field)) if basket.kind == "territory" else basket
        if part is None:
            continue
        heir = _back_home(reading, part) if target.by_address else reading.agencies[target.unit].id
        if heir is not None:
            yield Held(part.id, heir, part.holder, is_new=False)


def _back_home(reading: Reading, part: BasketFact) -> int | None:
    """A field goes back to whoever holds the territory its part was taken from."""
    return next((b.holder for b in reading.facts.baskets if b.id == part.parent), None)


def _born(reading: Reading) -> Iterator[Held]:
    """Seats and territories that begin with the plan."""
    for label in reading.targets:
        area, reversal, committee = reading.area_of(label), reading.reversal_of(label), reading.new_unit(label)
        assert area is not None
        assert committee is not None
        baskets = [(reading.territory.get(area.id), committee)]
        units = reading.units_of[area.id].values()
        baskets += [(seat, unit.id) for unit in units for seat in reading.held.get(unit.id, ()) if seat.kind == "seat"]
        for basket, holder in baskets:
            if basket is not None and basket.prepared:
                yield Held(basket.id, holder, reversal or committee, is_new=True)
