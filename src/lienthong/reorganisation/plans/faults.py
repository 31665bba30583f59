"""What is missing from a plan, or contradicts itself. Pure: facts in, every fault out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from lienthong.reorganisation.plans.reading import AREA_KINDS, Reading
from lienthong.reorganisation.plans.sentence_faults import of_sentence
from lienthong.reorganisation.plans.terms import (
    BODIES,
    RANKS,
    AreaFact,
    Edge,
    Facts,
    PlanFault,
    PlanText,
    Target,
)
from lienthong.units.rules import KINDS


def faults(text: PlanText, facts: Facts) -> list[PlanFault]:
    """Everything that keeps the plan from being whole, and (`blocks` false) what must be known before the date."""
    return faults_in(Reading(text, facts))


def faults_in(reading: Reading) -> list[PlanFault]:
    text = reading.text
    faults = [
        fault
        for no, sentence in enumerate(text.transitions, 1)
        for fault in of_sentence(reading, no, sentence)
    ]
    faults += [*_chains(reading), *_heirs(reading), *_targets(reading), *_units(reading)]
    if text.point_of_no_return < text.effective_on:
        faults.append(
            PlanFault("no_return_before_date", "Hạn không thể hoàn lại phải từ ngày hiệu lực trở đi.")
        )
    if not text.transitions:
        faults.append(PlanFault("empty_plan", "Kế hoạch chưa có phương án chuyển đổi nào."))
    return sorted(faults, key=lambda fault: (not fault.blocks, fault.no or 0))


def _chains(reading: Reading) -> Iterator[PlanFault]:
    onward: dict[str, set[str]] = defaultdict(set)
    users: dict[str, list[int]] = defaultdict(list)
    for no, sentence in enumerate(reading.text.transitions, 1):
        for source in sentence.sources if sentence.kind in AREA_KINDS else ():
            if source.key:
                onward[source.key].update(target.label for target in sentence.targets)
                users[source.key].append(no)
    for key in onward:
        nos = tuple(sorted({*users[key], *(no for no, _ in reading.written.get(key, ()))}))
        if _comes_back(key, onward):
            yield PlanFault("circle", f"Các bước đi vòng quanh «{key}»: không nơi nào là cuối cùng.", nos)
        else:
            words = f"«{_step(reading, key)}» chỉ là bước trung gian, được gộp thành một lần chuyển."
            yield PlanFault("chain", words, nos, blocks=False)


def _step(reading: Reading, key: str) -> str:
    return next((target.name for _, target in reading.written.get(key, ()) if target.name), key)


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


def _heirs(reading: Reading) -> Iterator[PlanFault]:
    by_old: dict[int, list[Edge]] = defaultdict(list)
    for edge in reading.edges:
        by_old[edge.old].append(edge)
    for area in sorted(reading.staying):
        if any(edge.is_default for edge in by_old[area]):
            name = _called(reading.by_id[area])
            words = f"{name} vẫn hoạt động và giữ phần chưa quyết định: không ai khác là mặc định."
            yield PlanFault("default_stays", words, tuple(reading.giving[area]))
    for area in sorted(reading.ending):
        name, edges, nos = _called(reading.by_id[area]), by_old[area], tuple(reading.giving[area])
        if area in reading.dissolved:
            if edges:
                yield PlanFault("two_heirs", f"{name} vừa kết thúc vừa có nơi kế thừa.", nos)
            if sum(not t.field for t in reading.dissolved[area]) != 1:
                words = f"{name} cần đúng một nơi nhận phần việc chưa phân theo lĩnh vực."
                yield PlanFault("no_heir", words, nos)
            continue
        whole = [edge for edge in edges if not edge.is_partial]
        defaults = [edge for edge in edges if edge.is_default]
        if not edges:
            yield PlanFault("no_heir", f"{name} kết thúc mà không nơi nào kế thừa.", nos)
        elif len(whole) > 1 or (whole and len(edges) > 1):
            yield PlanFault("two_heirs", f"{name} được giao trọn cho hơn một nơi.", nos)
        elif not defaults:
            words = f"{name} được chia mà chưa nêu nơi nhận mặc định phần chưa quyết định."
            yield PlanFault("no_default_heir", words, nos)
        elif len(defaults) > 1:
            yield PlanFault("two_default_heirs", f"{name} có hơn một nơi nhận mặc định.", nos)


def _called(area: AreaFact) -> str:
    return f"{area.name} ({area.code})"


def _targets(reading: Reading) -> Iterator[PlanFault]:
    provinces = {code for rank, code in reading.alive if rank == "province"}
    provinces |= {t.code for t in reading.targets.values() if t.rank == "province"}
    places: dict[tuple[str, str], tuple[int, ...]] = {}
    for label, target in reading.targets.items():
        nos, place = _nos(reading, label), (target.rank, target.code)
        if target.code and place in places:
            words = f"Mã «{target.code}» được đặt cho hai đơn vị mới."
            yield PlanFault("code_twice", words, tuple(sorted({*places[place], *nos})))
        places[place] = nos
        if len({replace(written, default=False) for _, written in reading.written[label]}) > 1:
            words = f"Nơi nhận «{target.name or label}» được ghi khác nhau ở các phương án {_and(nos)}."
            yield PlanFault("target_differs", words, nos)
        old = reading.alive.get(place)
        if old is not None and old.id not in reading.ending:
            words = f"Mã «{target.code}» đang là {old.name}, đơn vị này không kết thúc."
            yield PlanFault("code_taken", words, nos)
        for code, words in _of_target(target, label, provinces):
            yield PlanFault(code, words, nos)


def _nos(reading: Reading, label: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(no for no, _ in reading.written[label]))


def _and(nos: tuple[int, ...]) -> str:
    return ", ".join(map(str, nos))


def _of_target(target: Target, label: str, provinces: set[str]) -> Iterator[tuple[str, str]]:
    name = target.name or label
    if not target.code or not target.name:
        yield "nameless", f"Nơi nhận «{label}» cần cả mã và tên."
    elif not target.name.startswith(tuple(f"{kind} " for kind in KINDS)):
        yield "no_kind", f"Tên «{name}» phải bắt đầu bằng loại đơn vị, như «Phường …», «Xã …»."
    if target.rank not in RANKS:
        yield "unknown_rank", f"{name}: cấp «{target.rank}» không có; các cấp: {', '.join(RANKS)}."
    if target.rank != "province" and target.province and target.province not in provinces:
        yield "unknown_province", f"Không có tỉnh mã «{target.province}» cho {name}."
    if unknown := [body for body in target.bodies if body not in BODIES]:
        yield "unknown_body", f"{name}: không có loại cơ quan «{', '.join(unknown)}»."
    if not target.unit and "ubnd" not in target.bodies:
        yield "no_committee", f"{name} không có Ủy ban nhân dân để giữ thẩm quyền."


def _units(reading: Reading) -> Iterator[PlanFault]:
    for label, target in reading.targets.items():
        area = reading.area_of(label)
        unit = reading.units_of[area.id].get("ubnd") if area else None
        if target.rank == "commune" and not target.unit and not (unit and unit.has_leader):
            words = f"UBND {target.name} chưa có lãnh đạo được phân công."
            yield PlanFault("no_leader", words, _nos(reading, label), blocks=False)
