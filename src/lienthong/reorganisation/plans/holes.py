"""What is missing from a plan, or contradicts itself. Pure: facts in, every hole out."""

from collections import defaultdict
from collections.abc import Iterator

from lienthong.reorganisation.plans.reading import Reading
from lienthong.reorganisation.plans.terms import AreaFact, Edge, Facts, Hole, PlanText


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
                    "unknown_area",
                    f"Không có đơn vị hành chính mã «{source.code}» ngay trước ngày hiệu lực.",
                    no,
                )
        for target in sentence.targets:
            if target.unit and target.unit not in reading.agencies:
                yield Hole("unknown_unit", f"Không có cơ quan mã «{target.unit}».", no)
        if sentence.archive and not reading.names_keeper(sentence.archive):
            yield Hole("unknown_archive", f"Không có nơi lưu trữ mang mã «{sentence.archive}».", no)


def _chains(reading: Reading) -> Iterator[Hole]:
    onward: dict[str, set[str]] = defaultdict(set)
    for source, label, _, _ in reading.raw_edges:
        if source.key:
            onward[source.key].add(label)
    for key in onward:
        if _comes_back(key, onward):
            yield Hole("circle", f"Các bước đi vòng quanh «{key}»: không nơi nào là cuối cùng.")
        else:
            yield Hole(
                "chain", f"«{key}» chỉ là bước trung gian, được gộp thành một lần chuyển.", blocks=False
            )


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
            yield Hole(
                "no_default_heir", f"{name} được chia mà chưa nêu nơi nhận mặc định phần chưa quyết định."
            )
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
