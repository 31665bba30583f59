"""Plans as files, both ways: YAML for reading, CSV and XLSX (one row a source and target) for offices."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import yaml

from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.papers.old_letters import old_letters
from lienthong.papers.sheets import Sheet, csv_of, xlsx_of
from lienthong.papers.table_files import Progress, in_old_letters, nobody
from lienthong.reorganisation.plans.terms import (
    KIND_LABELS,
    Kind,
    PlanText,
    Source,
    Target,
    Transition,
    bad_file,
)
from lienthong.reorganisation.plans.texts.rows import (
    COLUMNS,
    HEAD,
    SOURCE_FIELDS,
    TARGET_FIELDS,
    document_in,
)

PLAN_SHEET, ROWS_SHEET = "Kế hoạch", "Phương án"


def digest_of(text: PlanText) -> str:
    """What the signers sign: the text in one spelling, its document with sorted keys."""
    sentences = ",".join(map(_spelt_sentence, text.transitions))
    return hashlib.sha256(f'{_spelt(_head_of(text))[:-1]},"transitions":[{sentences}]}}'.encode()).hexdigest()


def _spelt(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=8192)
def _spelt_sentence(sentence: Transition) -> str:
    """Remembered: a plan of thousands is spelt again whenever one of its sentences changes."""
    return _spelt(transition_document(sentence))


def document_of(text: PlanText) -> dict[str, Any]:
    """The text as plain values, nothing written that is as usual."""
    return {**_head_of(text), "transitions": [transition_document(sentence) for sentence in text.transitions]}


def _head_of(text: PlanText) -> dict[str, Any]:
    return {
        "name": text.name,
        "effective_on": text.effective_on.isoformat(),
        "basis": text.basis,
        "point_of_no_return": text.point_of_no_return.isoformat(),
    }


def transition_document(sentence: Transition) -> dict[str, Any]:
    document: dict[str, Any] = {"kind": sentence.kind}
    if sentence.field:
        document["field"] = sentence.field
    if sentence.basis:
        document["basis"] = sentence.basis
    if sentence.archive:
        document["archive"] = sentence.archive
    return document | {
        "source": [_plain(s) for s in sentence.sources],
        "target": [_plain(t) for t in sentence.targets],
    }


def _plain(value: Source | Target) -> dict[str, Any]:
    rows = ((name, usual, getattr(value, name)) for name, usual in _USUAL[type(value)])
    return {
        name: list(current) if isinstance(current, tuple) else current
        for name, usual, current in rows
        if current != usual
    }


_USUAL = {shape: [(field.name, field.default) for field in fields(shape)] for shape in (Source, Target)}
"""By shape: the names of its fields, each with what is as usual."""


def text_of(document: Any) -> PlanText:
    """Refuses `bad_plan_file` naming what it does not understand."""
    if not isinstance(document, dict):
        raise bad_file("không phải một kế hoạch")
    missing = [name for name in ("name", "effective_on") if not document.get(name)]
    if document.get("transitions") is None:
        missing.append("transitions")
    if missing:
        raise bad_file(f"thiếu {', '.join(missing)}")
    on = _day(document["effective_on"])
    last = document.get("point_of_no_return")
    if not isinstance(document["transitions"], list):
        raise bad_file("transitions phải là một danh sách phương án")
    return PlanText(
        name=words(document["name"]),
        effective_on=on,
        basis=words(document.get("basis")),
        point_of_no_return=_day(last) if last else on,
        transitions=tuple(
            transition_of(no, sentence, words(document.get("archive")))
            for no, sentence in enumerate(document["transitions"], 1)
        ),
    )


def transition_of(no: int, document: Any, archive: str = "") -> Transition:
    """`archive`: the plan's, where the sentence names none of its own."""
    if not isinstance(document, dict) or not all(
        _is_side(document.get(name)) for name in ("source", "target")
    ):
        raise bad_file(f"phương án {no}: cần loại (kind), các nơi giao (source) và các nơi nhận (target)")
    kind = document.get("kind")
    if kind not in get_args(Kind):
        raise bad_file(f"phương án {no}: loại «{kind}» không có; các loại: {', '.join(KIND_LABELS)}")
    return Transition(
        kind=cast(Kind, kind),
        sources=tuple(side_of(Source, no, side) for side in document.get("source") or ()),
        targets=tuple(side_of(Target, no, side) for side in document.get("target") or ()),
        field=words(document.get("field")),
        basis=words(document.get("basis")),
        archive=words(document.get("archive")) or archive,
    )


def _is_side(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(side, dict) for side in value))


Side = TypeVar("Side", Source, Target)


def side_of(shape: type[Side], no: int, document: Mapping[str, Any]) -> Side:
    usual = dict(_USUAL[shape])
    unknown = set(document) - set(usual)
    if unknown:
        raise bad_file(f"phương án {no}: không hiểu {', '.join(sorted(map(str, unknown)))}")
    values = {
        name: _value(no, name, usual[name], value) for name, value in document.items() if value is not None
    }
    return shape(**values)


def _value(no: int, name: str, usual: Any, value: Any) -> Any:
    if isinstance(usual, bool):
        if not isinstance(value, bool):
            raise bad_file(f"phương án {no}: {name} chỉ có thể là true hoặc false")
        return value
    if isinstance(usual, tuple):
        if not isinstance(value, list | tuple):
            raise bad_file(f"phương án {no}: {name} phải là một danh sách")
        return tuple(map(words, value))
    return words(value)


def words(value: Any) -> str:
    """What a cell or a field says, on one line and without what cannot be seen; a code may come as a number."""
    if isinstance(value, dict | list):
        raise bad_file(f"«{value}» phải là chữ hoặc số")
    return "" if value is None else " ".join(_UNSEEN.sub(" ", str(value)).split())


def typed(value: Any, depth: int = 0) -> Any:
    """What somebody typed, sent or put into a file, every word of it as one line is read; what a draft says already is
    left as it was signed.
    """
    if depth > DEEPEST:
        raise _too_deep()
    if isinstance(value, dict):
        return {name: typed(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner, depth + 1) for inner in value]
    if not isinstance(value, str):
        return value
    said = reading.line(_UNSEEN.sub(" ", value))
    if len(said) > LONGEST_WORDS:
        raise bad_file(f"«{said[:40]}…» dài quá {LONGEST_WORDS} ký tự")
    if old := old_letters(value):
        raise bad_file(f"«{value.strip()[:40]}»: {in_old_letters(old.encoding)}")
    return said


LONGEST_WORDS = 1000
DEEPEST = 20
"""Levels of a file; a plan has five."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def _day(value: Any) -> date:
    """A moment is none: 17:00 of 30 June in one zone is 1 July in another, and who wrote it meant one of them."""
    if isinstance(value, datetime):
        raise bad_file(f"«{value}» có cả giờ, không rõ là ngày nào; viết như 2025-07-01")
    day = value if isinstance(value, date) else reading.day(str(value))
    if day is None:
        raise bad_file(f"«{value}» không phải một ngày; viết như 2025-07-01")
    return day


# Files.


def read_plan(path: Path) -> PlanText:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refusal("no_such_file", f"Không có tệp «{path}».", status=404, field="file") from None
    except OSError as broken:
        raise bad_file(f"không đọc được «{path}»") from broken
    return plan_in(content, path.suffix)


def plan_in(content: bytes, suffix: str, *, progress: Progress = nobody) -> PlanText:
    """The plan a file of this ending holds. Refuses `bad_plan_file` whatever the bytes are, `plan_table_wrong` with
    every cell of a table that is not understood. `progress`: rows so far.
    """
    try:
        match suffix.lower():
            case ".json":
                return text_of(typed(json.loads(content.decode("utf-8-sig"))))
            case ".yaml" | ".yml":
                return text_of(typed(_of_yaml(content.decode("utf-8-sig"))))
            case ".csv" | ".xlsx" as ending:
                return text_of(typed(document_in(f"*{ending}", content, progress=progress)))
    except UnicodeDecodeError as broken:
        raise bad_file("chữ trong tệp không phải UTF-8") from broken
    except yaml.YAMLError as broken:
        raise bad_file(f"không đọc được YAML{_place(broken)}") from broken
    except RecursionError as broken:
        raise _too_deep() from broken
    except json.JSONDecodeError as broken:
        raise bad_file(f"không đọc được JSON, ở dòng {broken.lineno}, cột {broken.colno}") from broken
    except ValueError as broken:
        raise bad_file("có số quá dài") from broken
    raise bad_file("chỉ nhận .yaml, .csv hoặc .xlsx")


def _of_yaml(text: str) -> Any:
    """How deep it goes is asked first: the loader calls itself for each level, in C, and takes the process down."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _too_deep()
    return yaml.load(text, Loader=loader)


def _too_deep() -> Refusal:
    return bad_file("các mục lồng nhau quá sâu")


def _place(broken: yaml.YAMLError) -> str:
    mark = getattr(broken, "problem_mark", None)
    return f", ở dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""


def write_plan(text: PlanText, path: Path) -> None:
    match path.suffix.lower():
        case ".yaml" | ".yml":
            path.write_text(to_yaml(text), "utf-8")
        case ".csv":
            path.write_text(to_csv(text), "utf-8-sig")
        case ".xlsx":
            path.write_bytes(to_xlsx(text))
        case _:
            raise bad_file("chỉ ghi được .yaml, .csv hoặc .xlsx")


def to_yaml(text: PlanText) -> str:
    """One source or target a line: the file is read and compared by people."""
    head = document_of(text)
    lines = [f"{name}: {json.dumps(head[name], ensure_ascii=False)}" for name in HEAD] + ["transitions:"]
    for sentence in head["transitions"]:
        lines.append(f"- kind: {sentence['kind']}")
        lines += [
            f"  {name}: {json.dumps(sentence[name], ensure_ascii=False)}"
            for name in ("field", "basis", "archive")
            if name in sentence
        ]
        for side in ("source", "target"):
            lines.append(f"  {side}:")
            lines += [f"  - {json.dumps(row, ensure_ascii=False)}" for row in sentence[side]]
    return "\n".join(lines) + "\n"


def _rows(text: PlanText) -> Iterator[list[str]]:
    for no, sentence in enumerate(text.transitions, 1):
        for n in range(max(len(sentence.sources), len(sentence.targets))):
            source = (
                _cells(sentence.sources[n], SOURCE_FIELDS)
                if n < len(sentence.sources)
                else [""] * len(SOURCE_FIELDS)
            )
            target = (
                _cells(sentence.targets[n], TARGET_FIELDS)
                if n < len(sentence.targets)
                else [""] * len(TARGET_FIELDS)
            )
            yield [str(no), sentence.kind, sentence.field, sentence.basis, sentence.archive, *source, *target]


def _cells(value: Source | Target, names: Iterable[str]) -> list[str]:
    return [_cell(getattr(value, name)) for name in names]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "x" if value else ""
    return "|".join(value) if isinstance(value, tuple) else str(value)


def to_csv(text: PlanText) -> str:
    head = ((f"#{name}", str(document_of(text)[name])) for name in HEAD)
    return csv_of(chain(head, [COLUMNS], _rows(text))).decode("utf-8-sig")


def to_xlsx(text: PlanText) -> bytes:
    head = ([name, str(document_of(text)[name])] for name in HEAD)
    return xlsx_of(Sheet(PLAN_SHEET, (), head), Sheet(ROWS_SHEET, COLUMNS, _rows(text)))
