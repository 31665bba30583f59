"""What a plan comes to: which jurisdictions change hands, which are made. Pure."""

from collections.abc import Iterator, Mapping

from lienthong.reorganisation.plans.reading import Reading
from lienthong.reorganisation.plans.terms import (
    Held,
    JurisdictionFact,
    NewPart,
    Outcome,
    Source,
    Target,
    UnitFact,
)


def new_parts(reading: Reading) -> list[NewPart]:
    """The parts to be made before the date: of split areas by place, of districts by address, of fields."""
    parts: dict[NewPart, None] = {}
    for area, labels in reading.partial.items():
        holder = reading.committee_of(area)
        jurisdictions = [b for b in reading.held.get(holder or 0, ()) if b.kind == "territory"]
        if area in reading.staying:
            jurisdictions = [b for b in jurisdictions if b.area == area]
        for jurisdiction in jurisdictions:
            parts.update((NewPart(jurisdiction.id, label, None), None) for label in labels)
            if area in reading.staying:
                parts[NewPart(jurisdiction.id, None, None, stays=area)] = None
    for area, targets in reading.dissolved.items():
        for jurisdiction in _competences_of(reading, area):
            if any(t.by_address and t.field in ("", jurisdiction.field) for t in targets):
                parts.update(
                    (NewPart(jurisdiction.id, label, None), None)
                    for label in reading.wards_from_district[area]
                )
    for _, jurisdiction, field, _ in taken_fields(reading):
        if jurisdiction.kind == "territory":
            parts[NewPart(jurisdiction.id, None, field)] = None
    return list(parts)


def _competences_of(reading: Reading, area: int) -> list[JurisdictionFact]:
    return [b for b in reading.held.get(reading.committee_of(area) or 0, ()) if b.kind == "competence"]


def taken_fields(reading: Reading) -> Iterator[tuple[int, JurisdictionFact, str, Target]]:
    """(number, jurisdiction, field, target) of what changes hands by field: part of a territory, or one going back."""
    for no, sentence in enumerate(reading.text.transitions, 1):
        if sentence.kind != "transfer_competence" or not sentence.targets:
            continue
        target = sentence.targets[0]
        for source in sentence.sources:
            for jurisdiction in _giving(reading, source, sentence.field):
                yield no, jurisdiction, sentence.field, target


def _giving(reading: Reading, source: Source, field: str) -> list[JurisdictionFact]:
    if source.unit:
        unit = reading.agencies.get(source.unit)
        return [b for b in reading.held.get(unit.id if unit else 0, ()) if b.field == field]
    area = reading.alive.get((source.rank, source.code))
    jurisdiction = reading.territory.get(area.id) if area else None
    return [jurisdiction] if jurisdiction else []


def outcome(reading: Reading) -> Outcome:
    """What the plan comes to. The text has no faults and everything it needs is prepared."""
    areas = {label: area.id for label in reading.targets if (area := reading.area_of(label))}
    units_begin = [unit for area in areas.values() for unit in reading.units_of[area].values()]
    units_end = [unit for area in sorted(reading.ending) for unit in reading.units_of[area].values()]
    whole = {held.jurisdiction: held for held in (*_handed_over(reading, units_end), *_divided(reading))}
    taken = {held.jurisdiction: held for held in (*_by_field(reading, whole), *_born(reading))}
    holdings = whole | taken
    return Outcome(
        areas_begin=tuple(sorted(areas.values())),
        areas_end=tuple(sorted(reading.ending)),
        units_begin=tuple(sorted(unit.id for unit in units_begin)),
        units_end=tuple(sorted(unit.id for unit in units_end)),
        heirs=tuple(sorted((e.old, areas[e.new], e.is_partial, e.is_default) for e in reading.edges)),
        holdings=tuple(sorted(holdings.values(), key=lambda held: held.jurisdiction)),
        archives=tuple(sorted(_archives(reading, holdings).items())),
    )


def _archives(reading: Reading, holdings: Mapping[int, Held]) -> dict[int, int]:
    """Jurisdiction → keeper of its closed work: all that an ending area's bodies hand over, with its parts."""
    keepers: dict[int, int] = {}
    for sentence in reading.text.transitions:
        keeper = reading.keeper(sentence.archive) if sentence.archive else None
        for source in sentence.sources if keeper else ():
            area = reading.alive.get((source.rank, source.code))
            if keeper and area is not None and area.id in reading.ending:
                units = [unit.id for unit in reading.units_of[area.id].values()]
                jurisdictions = [
                    jurisdiction.id for unit in units for jurisdiction in reading.held.get(unit, ())
                ]
                parts = [part.id for part in reading.parts.values() if part.parent in jurisdictions]
                keepers |= dict.fromkeys((b for b in (*jurisdictions, *parts) if b in holdings), keeper)
    return keepers


def _handed_over(reading: Reading, ending: list[UnitFact]) -> Iterator[Held]:
    """Every jurisdiction of a unit that ends goes to its heir: none is forgotten, because none is listed by hand."""
    home = {area.id: label for label in reading.targets if (area := reading.area_of(label))}
    homes = {unit.id: label for area, label in home.items() for unit in reading.units_of[area].values()}
    for unit in ending:
        assert unit.area is not None
        for jurisdiction in reading.held.get(unit.id, ()):
            own = homes.get(jurisdiction.unit or 0) or home.get(jurisdiction.area or 0)
            if own is not None and jurisdiction.kind != "competence":
                heir = reading.new_unit(own, reading.body_of.get(jurisdiction.unit or 0, "ubnd"))
            elif unit.area in reading.dissolved:
                heir = _dissolved_to(reading, unit.area, jurisdiction)
            else:
                heir = reading.new_unit(reading.default_heir[unit.area], unit.body)
            assert heir is not None
            yield Held(jurisdiction.id, heir, unit.id, is_new=False)


def _dissolved_to(reading: Reading, area: int, jurisdiction: JurisdictionFact) -> int:
    """A field to the department that takes it; the rest, and what goes by address until decided, to the default."""
    targets = reading.dissolved[area]
    of_field = next((t for t in targets if t.field and t.field == jurisdiction.field and t.unit), None)
    chosen = of_field or next(t for t in targets if not t.field)
    heir = reading.agencies[chosen.unit].id if chosen.unit else reading.new_unit(chosen.label)
    assert heir is not None
    return heir


def _divided(reading: Reading) -> Iterator[Held]:
    """Parts made for this plan: today with the old holder, from the date with the area they are named after; what
    stays, with the old holder on."""
    for wanted in new_parts(reading):
        part = reading.parts.get((wanted.parent, place_of(reading, wanted), wanted.field))
        if part is not None and (wanted.new is not None or wanted.stays is not None):
            heir = reading.new_unit(wanted.new) if wanted.new else part.holder
            assert heir is not None
            yield Held(part.id, heir, part.holder, is_new=False)


def place_of(reading: Reading, part: NewPart) -> int | None:
    """The area a part is named after."""
    area = reading.area_of(part.new) if part.new else None
    return area.id if area else part.stays


def _by_field(reading: Reading, whole: Mapping[int, Held]) -> Iterator[Held]:
    for _, jurisdiction, field, target in taken_fields(reading):
        part = (
            reading.parts.get((jurisdiction.id, None, field))
            if jurisdiction.kind == "territory"
            else jurisdiction
        )
        if part is None:
            continue
        heir = _back_home(reading, part, whole) if target.by_address else reading.agencies[target.unit].id
        if heir is not None:
            yield Held(part.id, heir, part.holder, is_new=False)


def _back_home(reading: Reading, part: JurisdictionFact, whole: Mapping[int, Held]) -> int | None:
    """A field goes back to whoever holds, from the date, the territory its part was taken from."""
    if part.parent is not None and part.parent in whole:
        return whole[part.parent].unit
    return next((b.holder for b in reading.facts.jurisdictions if b.id == part.parent), None)


def _born(reading: Reading) -> Iterator[Held]:
    """Seats and territories that begin with the plan."""
    for label in reading.targets:
        area, reversal, committee = (
            reading.area_of(label),
            reading.reversal_of(label),
            reading.new_unit(label),
        )
        assert area is not None
        assert committee is not None
        jurisdictions = [(reading.territory.get(area.id), committee)]
        units = reading.units_of[area.id].values()
        jurisdictions += [
            (seat, unit.id) for unit in units for seat in reading.held.get(unit.id, ()) if seat.kind == "seat"
        ]
        for jurisdiction, holder in jurisdictions:
            if jurisdiction is not None and jurisdiction.prepared:
                yield Held(jurisdiction.id, holder, reversal or committee, is_new=True)
