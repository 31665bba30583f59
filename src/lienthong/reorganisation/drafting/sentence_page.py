"""What the page of one sentence shows: rows with the words of the registry, choices, findings, faults."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lienthong.reorganisation.drafting import queries, rules
from lienthong.reorganisation.drafting.forms import SourceRow, TargetRow, receiver_of, source_row, target_row
from lienthong.reorganisation.drafting.queries import Area, Place
from lienthong.reorganisation.plans.faults import faults
from lienthong.reorganisation.plans.queries import facts_for
from lienthong.reorganisation.plans.reading import AREA_KINDS
from lienthong.reorganisation.plans.terms import BODIES, PlanFault, PlanText, Source, Target, Transition
from lienthong.units.rules import BODIES as BODY_NAMES
from lienthong.units.terms import CITY_PROVINCE

RANK_LABELS = {"commune": "Phường, xã, đặc khu", "district": "Cấp huyện", "province": "Tỉnh, thành phố"}
BY_ADDRESS = {
    "dissolve": "Phường, xã theo địa chỉ",
    "transfer_competence": "Trả về nơi giữ địa bàn (phường, xã)",
}
LISTED_AT_MOST = 300
"""So many new areas of the plan stand in a list one chooses from; of more only the provinces."""


@dataclass(frozen=True)
class Desk:
    """The registry on the eve and the plan around one sentence; `no` is None for a new one."""

    text: PlanText
    no: int | None
    sentence: Transition

    @property
    def others(self) -> PlanText:
        kept = tuple(sentence for n, sentence in enumerate(self.text.transitions, 1) if n != self.no)
        return replace(self.text, transitions=kept)


def with_picks(desk: Desk, picks: list[str]) -> Transition:
    """The sentence with what was ticked among the findings, once each; new areas then suggest themselves."""
    day, sentence = desk.text.effective_on, desk.sentence
    places = [(rank, code) for kind, rank, code in map(_pick, picks) if kind == "area"]
    known = queries.areas_named(places, day)
    agencies = queries.agencies(day) if any(pick.startswith("unit:") for pick in picks) else {}
    picked = [source for pick in picks if (source := _picked(pick, known, agencies, desk)) is not None]
    fresh = [
        source
        for source in dict.fromkeys(picked)
        if not any(_same(source, other) for other in sentence.sources)
    ]
    return replace(sentence, sources=(*sentence.sources, *fresh))


def _pick(pick: str) -> tuple[str, str, str]:
    kind, _, rest = pick.partition(":")
    rank, _, code = rest.partition(":")
    return kind, rank, code


def _picked(pick: str, known: Mapping[Place, Area], agencies: Mapping[str, str], desk: Desk) -> Source | None:
    kind, _, rest = pick.partition(":")
    match kind:
        case "area":
            area = known.get(_pick(pick)[1:])
            return Source(code=area.code, rank=area.rank, name=area.name) if area else None
        case "step":
            return Source(key=rest) if rest in queries.steps(desk.text, desk.no) else None
        case "unit":
            return Source(unit=rest, name=agencies[rest]) if rest in agencies else None
    return None


def _same(new: Source, other: Source) -> bool:
    return (new.rank, new.code, new.unit, new.key) == (other.rank, other.code, other.unit, other.key)


def with_suggestions(desk: Desk) -> Transition:
    places = [(source.rank, source.code) for source in desk.sentence.sources if source.code]
    known = queries.areas_named(places, desk.text.effective_on)
    provinces = {
        place: area.code if area.rank == "province" else area.province_code or ""
        for place, area in known.items()
    }
    return rules.suggested(desk.sentence, desk.others, provinces, CITY_PROVINCE)


def faults_of_sentence(desk: Desk) -> list[PlanFault]:
    """As the plan would have them with the sentence as it stands in the form; missing people are said elsewhere."""
    kept = desk.text.transitions
    no = desk.no or len(kept) + 1
    text = replace(desk.text, transitions=(*kept[: no - 1], desk.sentence, *kept[no:]))
    near = rules.related(text, no)
    small = replace(text, transitions=tuple(text.transitions[n - 1] for n in near))
    here = near.index(no) + 1
    return [
        replace(fault, nos=tuple(near[n - 1] for n in fault.nos))
        for fault in faults(small, facts_for(small))
        if here in fault.nos and fault.code != "no_leader"
    ]


# Words.


def source_rows(desk: Desk) -> list[dict[str, Any]]:
    kind, day = desk.sentence.kind, desk.text.effective_on
    known = queries.areas_named(
        [(source.rank, source.code) for source in desk.sentence.sources if source.code], day
    )
    steps = queries.steps(desk.text, desk.no) if any(source.key for source in desk.sentence.sources) else {}
    agencies = queries.agencies(day) if any(source.unit for source in desk.sentence.sources) else {}
    rows = [source_row(kind, n, source) for n, source in enumerate(desk.sentence.sources)]
    return [{"row": row, **_source_words(row, known, steps, agencies)} for row in rows]


def _source_words(
    row: SourceRow, known: Mapping[Place, Area], steps: Mapping[str, str], agencies: Mapping[str, str]
) -> dict[str, str]:
    source = row.source
    if source.key:
        return {"name": steps.get(source.key, source.key), "where": "bước trước trong kế hoạch này"}
    if source.unit:
        return {"name": agencies.get(source.unit, source.name or source.unit), "where": source.unit}
    area = known.get((source.rank, source.code))
    if area is None:
        return {
            "name": f"{source.name or '?'} ({source.code or 'không có mã'})",
            "where": "không có trong danh mục",
        }
    renamed = f"; tệp ghi «{source.name}»" if source.name and source.name != area.name else ""
    return {"name": f"{area.name} ({area.code})", "where": area.where + renamed}


def target_rows(desk: Desk) -> list[dict[str, Any]]:
    kind = desk.sentence.kind
    return [target_words(target_row(kind, n, target)) for n, target in enumerate(desk.sentence.targets)]


def target_words(row: TargetRow) -> dict[str, Any]:
    bodies = dict.fromkeys((*BODIES, *row.target.bodies))
    return {
        "row": row, "t": row.target, "asks": row.asks, "receiver": row.receiver,
        "bodies": [(body, BODY_NAMES[body][0] if body in BODY_NAMES else f"{body} (không rõ)") for body in bodies],
        "unshown": ", ".join(f"{name}: {value}" for name, value in row.unshown.items()),
    }  # fmt: skip


def choices(desk: Desk) -> dict[str, Any]:
    kind, day = desk.sentence.kind, desk.text.effective_on
    agencies = queries.agencies(day)
    asked: dict[str, Any] = {
        "agencies": agencies,
        "keepers": _keepers(desk, agencies),
        "known": with_current,
    }
    if kind in AREA_KINDS:
        asked |= {
            "provinces": _provinces(desk),
            "ranks": RANK_LABELS,
            "heir": rules.heir_by_default(desk.sentence),
        }
        asked["reversal"] = {
            source.code: source.name or source.code for source in desk.sentence.sources if source.code
        }
        return asked
    asked["fields"] = {field: field for field in queries.fields()}
    asked["receivers"] = _receivers(desk, agencies)
    return asked


def with_current(listed: Mapping[str, str], value: str) -> list[tuple[str, str]]:
    """What can be chosen, and what stands there even if it cannot."""
    missing = {value: f"«{value}»"} if value and value not in listed else {}
    return list({**listed, **missing}.items())


def _provinces(desk: Desk) -> dict[str, str]:
    """As they will be: those of the plan with those that go on."""
    of_plan = {
        target.code: target.name
        for sentence in desk.text.transitions if sentence.kind in AREA_KINDS
        for target in sentence.targets if target.rank == "province" and target.code
    }  # fmt: skip
    return dict(sorted({**queries.provinces(desk.text.effective_on), **of_plan}.items()))


def _new_areas(desk: Desk) -> list[Target]:
    targets = {
        target.label: target
        for sentence in (*desk.others.transitions, desk.sentence) if sentence.kind in AREA_KINDS
        for target in sentence.targets if target.code
    }  # fmt: skip
    if len(targets) <= LISTED_AT_MOST:
        return list(targets.values())
    return [target for target in targets.values() if target.rank == "province"]


def _keepers(desk: Desk, agencies: Mapping[str, str]) -> dict[str, str]:
    of_plan = {target.code: target.name for target in _new_areas(desk) if target.rank == "commune"}
    return {**agencies, **of_plan}


def _receivers(desk: Desk, agencies: Mapping[str, str]) -> dict[str, str]:
    """The words of each choice, by its value."""
    kind = desk.sentence.kind
    receivers = {receiver_of(Target(by_address=True)): BY_ADDRESS[kind]}
    receivers |= {receiver_of(Target(unit=code)): name for code, name in agencies.items()}
    if kind == "dissolve":
        receivers |= {
            _as_receiver(target): f"{target.name} ({target.code}) – đơn vị mới" for target in _new_areas(desk)
        }
    return with_receivers_of(desk.sentence, receivers)


def with_receivers_of(sentence: Transition, listed: Mapping[str, str]) -> dict[str, str]:
    """The list, and who stands in the sentence even if nobody could be chosen so."""
    values = [value for target in sentence.targets if (value := receiver_of(target)) and value not in listed]
    return {**listed, **{value: f"như tệp đã ghi: {value}" for value in values}}


def _as_receiver(area: Target) -> str:
    return receiver_of(Target(key=area.key) if area.key else Target(code=area.code, rank=area.rank))


def findings(desk: Desk, words: str) -> list[dict[str, str]]:
    """What the words find: areas on the eve, steps of the plan, agencies; each with where it is used already."""
    kind = desk.sentence.kind
    used = _used(desk)
    matches = [
        {"pick": f"area:{area.rank}:{area.code}", "name": f"{area.name} ({area.code})", "where": area.where,
         "used": used.get((area.rank, area.code), "")}
        for area in queries.areas_found(words, desk.text.effective_on)
    ]  # fmt: skip
    if kind in AREA_KINDS:
        steps = queries.steps_found(words, queries.steps(desk.text, desk.no))
        matches += [
            {"pick": f"step:{label}", "name": step, "where": "đi tiếp từ phương án đó", "used": ""}
            for label, step in steps.items()
        ]
    return matches


def _used(desk: Desk) -> dict[Place, str]:
    here = {(source.rank, source.code): "đã ở bên giao" for source in desk.sentence.sources if source.code}
    return used_in(desk.text, desk.no) | here


def used_in(text: PlanText, without: int | None = None) -> dict[Place, str]:
    """Which sentences take a place already, in words."""
    taken_by: dict[Place, list[str]] = {}
    for n, sentence in enumerate(text.transitions, 1):
        for source in sentence.sources if n != without else ():
            taken_by.setdefault((source.rank, source.code), []).append(str(n))
    return {place: f"đã có ở phương án {', '.join(nos)}" for place, nos in taken_by.items()}
