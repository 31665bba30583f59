"""Reading scenario files. What is wrong is said with the file, the step and the field."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from lienthong.rehearsal import terms
from lienthong.rehearsal.scripts.scenario import (
    AbsentProof,
    Call,
    CountProof,
    EqualProof,
    EventProof,
    Instruct,
    MetricProof,
    Param,
    Scenario,
    StateProof,
    Step,
    UniqueProof,
)

SHIPPED = ("hoi-nghi", "van-ban-den-di", "van-ban-dang", "phan-anh-1022", "thu-tuc")
ON_REQUEST = ("van-ban-thu-hoi",)
"""Played by a round that names them: what every round asks stays what it was."""

GROUPS = {"documents": ("van-ban-den-di", "van-ban-dang", "van-ban-thu-hoi")}
"""What one word asks for: both sides' letters, and what happens to letters on their way."""

_WAYS = ("gen", "choose_one_instance", "share", "kinds", "mix", "pick")
_SENTENCES = {
    "missing": "thiếu mục này",
    "extra_forbidden": "không có mục tên như vậy",
    "greater_than": "phải lớn hơn 0",
    "too_short": "không được để trống",
    "string_pattern_mismatch": "không đúng định dạng",
    "literal_error": "không phải một giá trị cho phép",
}


@dataclass(frozen=True)
class ScenarioError(Exception):
    """A scenario file that cannot be used."""

    file: str
    step: str | None
    field: str | None
    sentence: str

    def __str__(self) -> str:
        where = [self.file]
        if self.step is not None:
            where.append(f"bước {self.step}")
        if self.field is not None:
            where.append(f"mục {self.field}")
        return f"{', '.join(where)}: {self.sentence}."


@dataclass(frozen=True)
class Pinned:
    """A scenario, and the text it was read from with its digest."""

    scenario: Scenario
    text: str
    sha256: str


@cache
def known() -> dict[str, Pinned]:
    folder = resources.files("lienthong.rehearsal.scripts") / "scenarios"
    names = (*SHIPPED, *ON_REQUEST)
    return {name: load((folder / f"{name}.yaml").read_text("utf-8"), f"{name}.yaml") for name in names}


def shipped() -> dict[str, Pinned]:
    """What a round plays that names none."""
    return {name: known()[name] for name in SHIPPED}


def named(words: Iterable[str]) -> list[str]:
    """The scenarios these words ask for; a word that is no group's stands for itself."""
    return [name for word in words for name in GROUPS.get(word, (word,))]


def load_file(path: Path) -> Pinned:
    return load(path.read_text("utf-8"), path.name)


def load(text: str, file: str) -> Pinned:
    raw = _yaml(text, file)
    try:
        scenario = Scenario.model_validate(raw)
    except ValidationError as wrong:
        raise _first_error(wrong, raw, file) from wrong
    for step, field, sentence in _faults(scenario):
        raise ScenarioError(file, step, field, sentence)
    return Pinned(scenario, text, hashlib.sha256(text.encode()).hexdigest())


def _yaml(text: str, file: str) -> Any:
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f"dòng {mark.line + 1}: " if mark is not None else ""
        raise ScenarioError(file, None, None, f"{line}không đọc được YAML") from wrong
    if not isinstance(raw, dict):
        raise ScenarioError(file, None, None, "kịch bản phải là một bảng các mục")
    return raw


def _first_error(wrong: ValidationError, raw: dict[str, Any], file: str) -> ScenarioError:
    error = wrong.errors()[0]
    step, path = None, list(error["loc"])
    if path[:1] == ["steps"] and len(path) > 1 and isinstance(path[1], int):
        raw_step = raw["steps"][path[1]]
        step = str(raw_step.get("id", path[1] + 1)) if isinstance(raw_step, dict) else str(path[1] + 1)
        path = path[2:]
    sentence = _SENTENCES.get(error["type"], error["msg"].removeprefix("Value error, "))
    return ScenarioError(file, step, ".".join(map(str, path)) or None, sentence)


Fault = tuple[str | None, str, str]


def _faults(scenario: Scenario) -> Iterator[Fault]:
    """Step, field and sentence of everything the shape alone cannot forbid."""
    yield from _id_faults(scenario)
    yield from _role_faults(scenario)
    yield from _param_faults(scenario)
    for step in scenario.steps:
        yield from _order_faults(scenario, step)
        yield from _do_faults(scenario, step)
        for proof in step.expect:
            for field, sentence in _proof_faults(scenario, step, proof):
                yield step.id, field, sentence
    yield from _cycle_faults(scenario)


def _id_faults(scenario: Scenario) -> Iterator[Fault]:
    for step_id, times in Counter(step.id for step in scenario.steps).items():
        if times > 1:
            yield step_id, "id", f"mã bước này dùng {times} lần"
    for verb in scenario.tolerates:
        if verb not in terms.VERBS:
            yield None, "tolerates", f"không có sự kiện {verb}"
    if (scenario.arrive.at is None) == (scenario.arrive.between is None):
        yield None, "arrive", "cần đúng một trong at, between"


def _role_faults(scenario: Scenario) -> Iterator[Fault]:
    for role in scenario.roles:
        if role not in terms.KNOWN_ROLES:
            yield None, "roles", f"không có vai trò {role}"
    for step in scenario.steps:
        if step.role not in scenario.roles:
            yield step.id, "role", f"vai trò {step.role} không có trong roles"


def _param_faults(scenario: Scenario) -> Iterator[Fault]:
    seen: dict[str, Param] = {}
    for name, param in scenario.params.items():
        field = f"params.{name}"
        if sum(getattr(param, way) is not None for way in _WAYS) != 1:
            yield None, field, f"cần đúng một trong {', '.join(_WAYS)}"
        if param.kinds is not None and sum(param.kinds.values()) != scenario.instances.per_unit:
            yield None, field, "tổng các loại khác số lượt mỗi đơn vị"
        for condition in (*param.among, *param.narrowed):
            if condition.split("=")[0] not in seen:
                yield None, field, f"điều kiện {condition} nói đến tham số chưa có ở trên"
        seen[name] = param


def _order_faults(scenario: Scenario, step: Step) -> Iterator[Fault]:
    ids = {other.id for other in scenario.steps}
    for earlier in step.after:
        if earlier not in ids:
            yield step.id, "after", f"không có bước {earlier}"
    for field in ("when", "unless"):
        for condition in getattr(step, field):
            if condition.split("=")[0] not in scenario.params:
                yield step.id, field, f"không có tham số {condition.split('=')[0]}"
    if step.start_within is not None and step.start_within > step.within:
        yield step.id, "start_within", "dài hơn within"


def _do_faults(scenario: Scenario, step: Step) -> Iterator[Fault]:
    do = step.do
    if isinstance(do, Instruct) and do.play not in terms.PLAYS:
        yield step.id, "do.play", f"không có cách làm {do.play}"
    if isinstance(do, Call):
        if do.call not in terms.CALLS:
            yield step.id, "do.call", f"không có lời gọi {do.call}"
        for condition in (*do.instead, *([do.repeat_when] if do.repeat_when else [])):
            if condition.split("=")[0] not in scenario.params:
                yield step.id, "do", f"không có tham số {condition.split('=')[0]}"


def _proof_faults(scenario: Scenario, step: Step, proof: Any) -> Iterator[tuple[str, str]]:
    match proof:
        case EventProof():
            if proof.event not in terms.VERBS:
                yield "expect.event", f"không có sự kiện {proof.event}"
        case AbsentProof():
            yield from _absent_faults(step, proof)
        case CountProof():
            if proof.count not in terms.ITEM_KINDS:
                yield "expect.count", f"không có loại việc {proof.count}"
        case UniqueProof():
            if proof.unique not in terms.UNIQUE_NUMBERS:
                yield "expect.unique", f"không có loại số {proof.unique}"
        case MetricProof():
            yield from _metric_faults(scenario, proof)
        case StateProof():
            yield from _reader_faults(step, proof.as_, "expect.as")
        case EqualProof():
            for side in proof.equal:
                if side.as_ is not None:
                    yield from _reader_faults(step, side.as_, "expect.equal.as")


def _absent_faults(step: Step, proof: AbsentProof) -> Iterator[tuple[str, str]]:
    if proof.absent == "item":
        if proof.as_ is None:
            yield "expect.as", "cần nói ai không được thấy"
        elif proof.at is None:
            yield from _reader_faults(step, proof.as_, "expect.as")
    elif proof.absent not in terms.VERBS:
        yield "expect.absent", f"không có sự kiện {proof.absent}"


def _metric_faults(scenario: Scenario, proof: MetricProof) -> Iterator[tuple[str, str]]:
    if proof.metric not in terms.METRICS:
        yield "expect.metric", f"không có phép đo {proof.metric}"
    ids = {step.id for step in scenario.steps}
    for field, step_id in (("from", proof.from_), ("to", proof.to)):
        if step_id not in ids:
            yield f"expect.{field}", f"không có bước {step_id}"


def _reader_faults(step: Step, role: str, field: str) -> Iterator[tuple[str, str]]:
    if role not in terms.KNOWN_ROLES:
        yield field, f"không có vai trò {role}"
    elif role == step.role:
        yield field, f"bằng chứng chỉ chính {role} đọc được; phải do vai trò khác đọc"


def _cycle_faults(scenario: Scenario) -> Iterator[Fault]:
    waiting = {step.id: set(step.after) for step in scenario.steps}
    while ready := [step_id for step_id, before in waiting.items() if not before]:
        for step_id in ready:
            del waiting[step_id]
        for before in waiting.values():
            before.difference_update(ready)
    if waiting:
        circle = " → ".join(sorted(waiting))
        yield min(waiting), "after", f"các bước chờ nhau thành vòng: {circle}"
