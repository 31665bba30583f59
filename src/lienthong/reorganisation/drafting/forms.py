"""One sentence of a plan as the inputs of a form, and back.

Every row of a form has an input for each thing its kind asks for, and a hidden one with the rest of what stands there:
so what a file says and the form has no place for goes through it unchanged.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import count
from typing import Any, cast, get_args

from django.http import QueryDict

from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.plans.reading import AREA_KINDS
from lienthong.reorganisation.plans.terms import BODIES, Kind, Source, Target, Transition
from lienthong.reorganisation.plans.texts.files import side_of, typed, words

MOST_ROWS, MOST_INPUTS = 450, 900
"""A door takes a thousand fields at once; a sentence that needs more is written in a file."""

RECEIVER = ("unit", "by_address", "code", "rank", "key")
"""What says who receives a field: chosen from one list, so written as one value."""

AREA_INPUTS = ("code", "name", "rank", "province", "reversal", "unit")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`part` and `default` are None where the row does not ask for them."""

    n: int
    source: Source
    rest: str
    part: bool | None
    default: bool | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    n: int
    target: Target
    rest: str
    asks: frozenset[str]
    """Of code, name, rank, province, bodies, reversal, unit, default, field, receiver."""
    unshown: dict[str, Any]
    """What only a file says, shown as it is and kept."""

    @property
    def receiver(self) -> str:
        return receiver_of(self.target)


def source_row(kind: Kind, n: int, source: Source) -> SourceRow:
    part = source.part if kind == "merge" or source.part else None
    default = source.default if kind == "merge" or source.default else None
    shown = {name for name, value in (("part", part), ("default", default)) if value is not None}
    return SourceRow(n, source, _rest(source, shown), part, default)


def target_row(kind: Kind, n: int, target: Target) -> TargetRow:
    asks = set(_asked(kind, target))
    if target.default:
        asks.add("default")
    covered = {name for name in asks if name not in ("receiver", "bodies")}
    covered |= set(RECEIVER) if "receiver" in asks else set()
    rest = _usual_left_out(target)
    unshown = {name: value for name, value in rest.items() if name not in covered and name not in asks}
    return TargetRow(n, target, _rest(target, covered), frozenset(asks), unshown)


def require_room(sentence: Transition) -> None:
    """Refuses `too_long_for_a_page` for a sentence whose form could not be sent."""
    rows = [source_row(sentence.kind, n, source) for n, source in enumerate(sentence.sources)]
    needed = sum(1 + (row.part is not None) + (row.default is not None) for row in rows)
    needed += len(sentence.targets) * (12 if sentence.kind in AREA_KINDS else 3)
    if needed > MOST_INPUTS or len(rows) > MOST_ROWS:
        words = f"Phương án này có {len(rows)} nơi giao và {len(sentence.targets)} nơi nhận, quá nhiều cho một trang."
        raise Refusal(
            "too_long_for_a_page", f"{words} Hãy chia thành nhiều phương án hoặc sửa bằng tệp.", status=422
        )


def _asked(kind: Kind, target: Target) -> Iterable[str]:
    match kind:
        case "dissolve":
            return ("field", "receiver")
        case "transfer_competence":
            return ("receiver",)
    asked = ["code", "name", "rank", "province", "bodies", "reversal"]
    if target.rank == "province" or target.unit:
        asked.append("unit")
    return [*asked, "default"] if kind == "split" else asked


def _usual_left_out(side: Source | Target) -> dict[str, Any]:
    values = {field.name: getattr(side, field.name) for field in fields(side)}
    usual = {field.name: field.default for field in fields(side)}
    return {name: value for name, value in values.items() if value != usual[name]}


def _rest(side: Source | Target, covered: Iterable[str]) -> str:
    return _json({name: value for name, value in _usual_left_out(side).items() if name not in set(covered)})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def receiver_of(target: Target) -> str:
    """Who receives, as the value of a choice; empty while nobody is chosen."""
    receiver = {name: value for name, value in _usual_left_out(target).items() if name in RECEIVER}
    return _json(receiver) if receiver else ""


# What was posted.


def kind_in(kind: str | None) -> Kind:
    if kind not in get_args(Kind):
        raise Refusal("unknown_kind", "Hãy chọn loại phương án.", status=422, field="kind")
    return cast(Kind, kind)


def sentence_in(post: QueryDict) -> Transition:
    """Refuses `bad_plan_file` only where the hidden part of a row is not one of ours."""
    return Transition(
        kind=kind_in(post.get("kind")),
        sources=tuple(_source_in(post, n) for n in _rows(post, "source")),
        targets=tuple(_target_in(post, n) for n in _rows(post, "target")),
        field=typed(words(post.get("field"))),
        basis=typed(words(post.get("basis"))),
        archive=typed(words(post.get("archive"))),
    )


def _rows(post: QueryDict, side: str) -> Iterable[int]:
    """Rows are numbered without gaps."""
    for n in count():
        if f"{side}-{n}" not in post:
            return
        if n >= MOST_ROWS:
            raise Refusal("too_many_rows", f"Một phương án có nhiều nhất {MOST_ROWS} dòng.", status=422)
        yield n


def _source_in(post: QueryDict, n: int) -> Source:
    values = _hidden(post, f"source-{n}")
    values |= {name: True for name in ("part", "default") if post.get(f"source-{n}-{name}")}
    return side_of(Source, n + 1, values)


def _target_in(post: QueryDict, n: int) -> Target:
    values = _hidden(post, f"target-{n}")
    values |= {
        name: typed(post.get(f"target-{n}-{name}"))
        for name in (*AREA_INPUTS, "field")
        if f"target-{n}-{name}" in post
    }
    if post.get(f"target-{n}-default"):
        values["default"] = True
    if f"target-{n}-asks-bodies" in post:
        values["bodies"] = _bodies(values.get("bodies"), post.getlist(f"target-{n}-bodies"))
    if f"target-{n}-receiver" in post:
        values |= _receiver(post.get(f"target-{n}-receiver", ""))
    return side_of(Target, n + 1, values)


def _hidden(post: QueryDict, name: str) -> dict[str, Any]:
    return _object(post.get(name) or "{}")


def _object(written: str) -> dict[str, Any]:
    try:
        document = json.loads(written)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise Refusal(
            "bad_form", "Biểu mẫu bị hỏng trên đường gửi. Hãy mở lại trang rồi nhập lại.", status=422
        )
    return document


def _receiver(written: str) -> dict[str, Any]:
    document = _object(written or "{}")
    return {name: value for name, value in document.items() if name in RECEIVER}


def _bodies(stood: Any, ticked: list[str]) -> list[str]:
    """As they stood, order and all, unless another choice was ticked."""
    before = [str(body) for body in stood] if isinstance(stood, list) else list(BODIES)
    if set(before) == set(ticked):
        return before
    return [body for body in dict.fromkeys((*BODIES, *before)) if body in ticked]


def without_row(sentence: Transition, side: str, n: int) -> Transition:
    if side == "source":
        return replace(sentence, sources=sentence.sources[:n] + sentence.sources[n + 1 :])
    return replace(sentence, targets=sentence.targets[:n] + sentence.targets[n + 1 :])


def as_kind(sentence: Transition, kind: Kind) -> Transition:
    """The same sources under another kind; what becomes of them stays only where both kinds make areas."""
    if kind == sentence.kind:
        return sentence
    stays = kind in AREA_KINDS and sentence.kind in AREA_KINDS
    takes_flags = kind == "merge"
    sources = tuple(
        source if takes_flags else replace(source, part=False, default=False) for source in sentence.sources
    )
    return Transition(kind, sources, sentence.targets if stays else (), "", sentence.basis, sentence.archive)
