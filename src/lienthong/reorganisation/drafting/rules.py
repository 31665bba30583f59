"""What a planner typed wrongly, what can be guessed for them, and which sentences one has to be read with. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from lienthong.reorganisation.plans.reading import AREA_KINDS
from lienthong.reorganisation.plans.terms import PlanText, Source, Target, Transition
from lienthong.units.rules import KINDS
from lienthong.units.terms import vietnamese

LONGEST = 300
DIGITS = {"commune": 5, "district": 3, "province": 2}
Place = tuple[str, str]


def wrong(sentence: Transition, before: Transition | None = None) -> dict[str, str]:
    """Input → what is wrong with it. What stood there before is left alone: a file may have said it on purpose."""
    errors: dict[str, str] = {}
    if not sentence.sources and (before is None or before.sources):
        errors["tim"] = "Hãy thêm ít nhất một nơi giao."
    if not sentence.targets and (before is None or before.targets):
        errors["targets"] = "Hãy thêm nơi nhận."
    if before is None or (sentence.kind, len(sentence.sources), len(sentence.targets)) != (
        before.kind, len(before.sources), len(before.targets)
    ):  # fmt: skip
        errors |= _counted(sentence)
    if sentence.kind == "transfer_competence" and not sentence.field and (before is None or before.field):
        errors["field"] = "Hãy chọn lĩnh vực được chuyển."
    if len(sentence.basis) > LONGEST and (before is None or sentence.basis != before.basis):
        errors["basis"] = f"Căn cứ dài nhất {LONGEST} ký tự."
    known = set(before.targets) if before else set[Target]()
    for n, target in enumerate(sentence.targets):
        if target not in known:
            errors |= {f"target-{n}-{name}": message for name, message in _target(sentence, target)}
    return errors


def _counted(sentence: Transition) -> dict[str, str]:
    if sentence.kind == "split" and len(sentence.targets) == 1:
        return {"targets": "Chia cần ít nhất hai nơi nhận. Bấm «Thêm nơi nhận»."}
    if sentence.kind == "rename" and len(sentence.sources) > 1:
        return {"tim": "Đổi tên chỉ có một nơi giao. Nhiều nơi thành một thì chọn loại «Sáp nhập»."}
    return {}


def _target(sentence: Transition, target: Target) -> Iterator[tuple[str, str]]:
    if sentence.kind not in AREA_KINDS:
        if not target.unit and not target.by_address and not target.code and not target.key:
            yield "receiver", "Hãy chọn nơi nhận."
        elif target.by_address and not target.field and sentence.kind == "dissolve":
            yield (
                "receiver",
                "Phần còn lại phải có một nơi nhận cụ thể; theo địa chỉ chỉ dùng cho từng lĩnh vực.",
            )
        return
    digits = DIGITS.get(target.rank)
    if digits is not None and not re.fullmatch(rf"[0-9]{{{digits}}}", target.code):
        yield "code", f"Mã gồm đúng {digits} chữ số."
    if not target.name.startswith(tuple(f"{kind} " for kind in KINDS)):
        yield "name", "Tên bắt đầu bằng loại đơn vị, như «Phường An Khánh», «Xã Bình Chánh»."
    elif len(target.name) > LONGEST:
        yield "name", f"Tên dài nhất {LONGEST} ký tự."
    if target.rank == "commune" and not target.province:
        yield "province", "Hãy chọn tỉnh, thành phố."
    if not target.unit and "ubnd" not in target.bodies:
        yield "bodies", "Cần có Ủy ban nhân dân để giữ thẩm quyền."


def wrong_head(text: PlanText, today: date, before: PlanText | None = None) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not text.name:
        errors["name"] = "Xin nhập tên kế hoạch."
    for name, label in (("name", "Tên kế hoạch"), ("basis", "Căn cứ")):
        if len(getattr(text, name)) > LONGEST and (
            before is None or getattr(before, name) != getattr(text, name)
        ):
            errors[name] = f"{label} dài nhất {LONGEST} ký tự."
    if text.effective_on <= today and (before is None or text.effective_on != before.effective_on):
        errors["effective_on"] = f"Ngày hiệu lực phải sau hôm nay, {vietnamese(today)}."
    if text.point_of_no_return < text.effective_on:
        errors["point_of_no_return"] = "Hạn hoàn lại phải từ ngày hiệu lực trở đi."
    return errors


# What can be guessed.


def suggested(
    sentence: Transition, others: PlanText, provinces: Mapping[Place, str], city: str = ""
) -> Transition:
    """With blank new areas filled in as far as they follow from the sources: the code and name of the first whole one
    (as the ordinances of 2025 did), its province as it will be, what is left undecided to the first of several.

    `others`: the plan without this sentence. `provinces`: of each source's area.
    """
    if sentence.kind not in AREA_KINDS:
        return sentence if sentence.targets else replace(sentence, targets=(Target(),))
    province = _province(sentence, others, provinces) or city
    wanted = 2 if sentence.kind == "split" else 1
    targets = [*sentence.targets, *[Target()] * (wanted - len(sentence.targets))]
    if _is_blank(targets[0]):
        targets[0] = _first_target(sentence, others, province)
    targets = [replace(target, province=province) if _is_blank(target) else target for target in targets]
    return replace(sentence, targets=tuple(targets))


def _is_blank(target: Target) -> bool:
    return not (target.code or target.name or target.unit or target.key)


def _first_target(sentence: Transition, others: PlanText, province: str) -> Target:
    is_split, is_extract = sentence.kind == "split", sentence.kind == "extract"
    chosen = next((source for source in _whole(sentence) if source.code and not is_extract), None)
    if chosen is None:
        return Target(province=province, default=is_split)
    taken = {(t.rank, t.code) for other in others.transitions for t in other.targets}
    free = next(
        (source for source in _whole(sentence) if source.code and (source.rank, source.code) not in taken),
        None,
    )
    code = free.code if free else ""
    return Target(code=code, rank=chosen.rank, name=chosen.name, province=province, default=is_split)


def _whole(sentence: Transition) -> list[Source]:
    return [source for source in sentence.sources if not source.part]


def _province(sentence: Transition, others: PlanText, provinces: Mapping[Place, str]) -> str:
    """The province of the first source; where the plan merges provinces too, the one it becomes."""
    first = next(
        (home for source in sentence.sources if (home := provinces.get((source.rank, source.code)))), ""
    )
    becomes = {
        source.code: target.code
        for other in others.transitions
        if other.kind in AREA_KINDS
        for source in other.sources
        for target in other.targets
        if source.rank == target.rank == "province"
    }
    return becomes.get(first, first)


def heir_by_default(sentence: Transition) -> str:
    """Who answers after a reversal where nobody is named: the first whole source."""
    whole = _whole(sentence) or list(sentence.sources)
    return next((source.name or source.code for source in whole if source.code), "")


# What belongs together.


def related(text: PlanText, no: int) -> list[int]:
    """The numbers of the sentences that decide whether this one has a fault: those which speak of the same places or
    steps, and where provinces come from. A big plan need not be read whole for one of its sentences.
    """
    shared = _shared_steps(text)
    sentences = [(n, _spoken_of(other, shared)) for n, other in enumerate(text.transitions, 1)]
    wanted = set(sentences[no - 1][1])
    steps = {name for name in wanted if name[0] == "step"}
    while True:
        near = [(n, names) for n, names in sentences if names & wanted]
        more = {name for _, names in near for name in names if name[0] == "step"} - steps
        if not more:
            return sorted({no, *(n for n, _ in near), *_of_provinces(text)})
        steps |= more
        wanted |= more


Name = tuple[str, str]


def _spoken_of(sentence: Transition, shared: Mapping[Name, set[Name]]) -> set[Name]:
    places = {_place(source.rank, source.code) for source in sentence.sources if source.code}
    places |= {_place(target.rank, target.code) for target in sentence.targets if target.code}
    names = places | {name for place in places for name in shared.get(place, ())}
    names |= {("step", source.key) for source in sentence.sources if source.key}
    names |= {("step", target.label) for target in sentence.targets if target.code or target.key}
    return names | ({_place("commune", sentence.archive)} if sentence.archive else set())


def _shared_steps(text: PlanText) -> dict[Name, set[Name]]:
    """Place → the steps that several sentences make, one of them there: whoever speaks of the place speaks of those."""
    made: dict[str, list[Name]] = defaultdict(list)
    for sentence in text.transitions:
        for target in sentence.targets:
            if target.code or target.key:
                made[target.label].append(_place(target.rank, target.code))
    steps: dict[Name, set[Name]] = defaultdict(set)
    for label, places in made.items():
        for place in places if len(places) > 1 else ():
            steps[place].add(("step", label))
    return steps


def _place(rank: str, code: str) -> Name:
    return "place", f"{rank}:{code}"


def _of_provinces(text: PlanText) -> list[int]:
    return [
        n for n, sentence in enumerate(text.transitions, 1)
        if sentence.kind in AREA_KINDS and any(target.rank == "province" for target in sentence.targets)
    ]  # fmt: skip
