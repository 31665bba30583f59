"""Plans as files, both ways: YAML for reading, CSV and XLSX (one row a source and target) for offices."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import yaml

from lienthong.kernel.refusals import Refusal
from lienthong.papers.sheets import NotATable, Sheet, sheets_of_xlsx, xlsx_of
from lienthong.reorganisation.plans.terms import (
    BODIES,
    KIND_LABELS,
    Kind,
    PlanText,
    Source,
    Target,
    Transition,
    bad_file,
)

HEAD = ("name", "effective_on", "basis", "point_of_no_return")
SOURCE_FIELDS = tuple(field.name for field in fields(Source))
TARGET_FIELDS = tuple(field.name for field in fields(Target))
COLUMNS = (
    "no", "kind", "field", "basis", "archive",
    *(f"source_{name}" for name in SOURCE_FIELDS), *(f"target_{name}" for name in TARGET_FIELDS),
)  # fmt: skip
PLAN_SHEET, ROWS_SHEET = "Kế hoạch", "Phương án"


def digest_of(text: PlanText) -> str:
    """What the signers sign: the text in one spelling, its document with sorted keys."""
    sentences = ",".join(map(_spelt_sentence, text.transitions))
    return hashlib.sha256(f'{_spelt(_head_of(text))[:-1]},"transitions":[{sentences}]}}'.encode()).hexdigest()


def _spelt(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=8192)
def _spelt_sentence(one: Transition) -> str:
    """Remembered: a plan of thousands is spelt again whenever one of its sentences changes."""
    return _spelt(transition_document(one))


def document_of(text: PlanText) -> dict[str, Any]:
    """The text as plain values, nothing written that is as usual."""
    return {**_head_of(text), "transitions": [transition_document(one) for one in text.transitions]}


def _head_of(text: PlanText) -> dict[str, Any]:
    return {
        "name": text.name,
        "effective_on": text.effective_on.isoformat(),
        "basis": text.basis,
        "point_of_no_return": text.point_of_no_return.isoformat(),
    }


def transition_document(one: Transition) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": one.kind}
    if one.field:
        found["field"] = one.field
    if one.basis:
        found["basis"] = one.basis
    if one.archive:
        found["archive"] = one.archive
    return found | {"source": [_plain(s) for s in one.sources], "target": [_plain(t) for t in one.targets]}


def _plain(value: Source | Target) -> dict[str, Any]:
    found = ((name, usual, getattr(value, name)) for name, usual in _USUAL[type(value)])
    return {
        name: list(given) if isinstance(given, tuple) else given
        for name, usual, given in found
        if given != usual
    }


_USUAL = {shape: [(one.name, one.default) for one in fields(shape)] for shape in (Source, Target)}
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
            transition_of(no, one, words(document.get("archive")))
            for no, one in enumerate(document["transitions"], 1)
        ),
    )


def transition_of(no: int, given: Any, archive: str = "") -> Transition:
    """`archive`: the plan's, where the sentence names none of its own."""
    if not isinstance(given, dict) or not all(_is_side(given.get(name)) for name in ("source", "target")):
        raise bad_file(f"phương án {no}: cần loại (kind), các nơi giao (source) và các nơi nhận (target)")
    kind = given.get("kind")
    if kind not in get_args(Kind):
        raise bad_file(f"phương án {no}: loại «{kind}» không có; các loại: {', '.join(KIND_LABELS)}")
    return Transition(
        kind=cast(Kind, kind),
        sources=tuple(side_of(Source, no, one) for one in given.get("source") or ()),
        targets=tuple(side_of(Target, no, one) for one in given.get("target") or ()),
        field=words(given.get("field")),
        basis=words(given.get("basis")),
        archive=words(given.get("archive")) or archive,
    )


def _is_side(given: Any) -> bool:
    return given is None or (isinstance(given, list) and all(isinstance(one, dict) for one in given))


Side = TypeVar("Side", Source, Target)


def side_of(shape: type[Side], no: int, given: Mapping[str, Any]) -> Side:
    usual = dict(_USUAL[shape])
    unknown = set(given) - set(usual)
    if unknown:
        raise bad_file(f"phương án {no}: không hiểu {', '.join(sorted(map(str, unknown)))}")
    values = {
        name: _value(no, name, usual[name], value) for name, value in given.items() if value is not None
    }
    return shape(**values)


def _value(no: int, name: str, usual: Any, given: Any) -> Any:
    if isinstance(usual, bool):
        if not isinstance(given, bool):
            raise bad_file(f"phương án {no}: {name} chỉ có thể là true hoặc false")
        return given
    if isinstance(usual, tuple):
        if not isinstance(given, list | tuple):
            raise bad_file(f"phương án {no}: {name} phải là một danh sách")
        return tuple(map(words, given))
    return words(given)


def words(given: Any) -> str:
    """What a cell or a field says, on one line and without what cannot be seen; a code may come as a number."""
    if isinstance(given, dict | list):
        raise bad_file(f"«{given}» phải là chữ hoặc số")
    return "" if given is None else " ".join(_UNSEEN.sub(" ", str(given)).split())


_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def _day(value: Any) -> date:
    try:
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise bad_file(f"«{value}» không phải một ngày; viết như 2025-07-01") from None


# Files.


def read_plan(path: Path) -> PlanText:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refusal("no_such_file", f"Không có tệp «{path}».", status=404, field="file") from None
    except OSError as broken:
        raise bad_file(f"không đọc được «{path}»") from broken
    return plan_in(content, path.suffix)


def plan_in(content: bytes, suffix: str) -> PlanText:
    """The plan a file of this ending holds. Refuses `bad_plan_file` whatever the bytes are."""
    try:
        match suffix.lower():
            case ".yaml" | ".yml" | ".json":
                loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
                return text_of(yaml.load(content.decode("utf-8-sig"), Loader=loader))
            case ".csv":
                return from_csv(content.decode("utf-8-sig"))
            case ".xlsx":
                return from_xlsx(content)
    except UnicodeDecodeError as broken:
        raise bad_file("chữ trong tệp không phải UTF-8") from broken
    except yaml.YAMLError as broken:
        raise bad_file(f"không đọc được YAML{_place(broken)}") from broken
    except csv.Error as broken:
        raise bad_file("không đọc được CSV") from broken
    raise bad_file("chỉ nhận .yaml, .csv hoặc .xlsx")


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
    for one in head["transitions"]:
        lines.append(f"- kind: {one['kind']}")
        lines += [
            f"  {name}: {json.dumps(one[name], ensure_ascii=False)}"
            for name in ("field", "basis", "archive")
            if name in one
        ]
        for side in ("source", "target"):
            lines.append(f"  {side}:")
            lines += [f"  - {json.dumps(given, ensure_ascii=False)}" for given in one[side]]
    return "\n".join(lines) + "\n"


def _rows(text: PlanText) -> Iterator[list[str]]:
    for no, one in enumerate(text.transitions, 1):
        for n in range(max(len(one.sources), len(one.targets))):
            source = (
                _cells(one.sources[n], SOURCE_FIELDS) if n < len(one.sources) else [""] * len(SOURCE_FIELDS)
            )
            target = (
                _cells(one.targets[n], TARGET_FIELDS) if n < len(one.targets) else [""] * len(TARGET_FIELDS)
            )
            yield [str(no), one.kind, one.field, one.basis, one.archive, *source, *target]


def _cells(value: Source | Target, names: Iterable[str]) -> list[str]:
    return [_cell(getattr(value, name)) for name in names]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "x" if value else ""
    return "|".join(value) if isinstance(value, tuple) else str(value)


def to_csv(text: PlanText) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[f"#{name}", str(document_of(text)[name])] for name in HEAD])
    writer.writerow(COLUMNS)
    writer.writerows(_rows(text))
    return out.getvalue()


def from_csv(content: str) -> PlanText:
    rows = list(csv.reader(io.StringIO(content)))
    head = {row[0][1:]: row[1] for row in rows if len(row) > 1 and row[0].startswith("#")}
    return _from_table(head, [row for row in rows if row and not row[0].startswith("#")])


def to_xlsx(text: PlanText) -> bytes:
    head = ([name, str(document_of(text)[name])] for name in HEAD)
    return xlsx_of(Sheet(PLAN_SHEET, (), head), Sheet(ROWS_SHEET, COLUMNS, _rows(text)))


def from_xlsx(content: bytes) -> PlanText:
    try:
        found = sheets_of_xlsx(content)
        head = {row[0]: row[1] for row in found[PLAN_SHEET] if len(row) > 1 and row[0]}
        return _from_table(head, found[ROWS_SHEET])
    except (NotATable, KeyError) as broken:
        raise bad_file("không đọc được bảng tính, cần hai trang «Kế hoạch» và «Phương án»") from broken


def _from_table(head: Mapping[str, str], rows: list[list[str]]) -> PlanText:
    if not rows or not {"no", "kind"} <= set(rows[0]):
        raise bad_file("thiếu hàng tiêu đề (no, kind, source_code, …)")
    sentences: dict[str, dict[str, Any]] = {}
    for row in rows[1:]:
        cells = dict(zip(rows[0], row, strict=False))
        if not cells.get("no"):
            continue
        one = sentences.setdefault(cells["no"], {"source": [], "target": []})
        _take_words(one, cells)
        for side, names in (("source", SOURCE_FIELDS), ("target", TARGET_FIELDS)):
            given = _given(cells, side, names)
            if any(given.get(name) for name in ("code", "unit", "key", "field", "by_address")):
                one[side].append(given)
    return text_of(dict(head) | {"transitions": list(sentences.values())})


def _take_words(one: dict[str, Any], cells: Mapping[str, str]) -> None:
    """The rows of one sentence say the same of it, or leave it out: none is silently overruled by another."""
    for name in ("kind", "field", "basis", "archive"):
        given = cells.get(name) or ""
        if given and one.setdefault(name, given) != given:
            raise bad_file(f"phương án {cells['no']}: cột {name} có cả «{one[name]}» và «{given}»")


def _given(cells: Mapping[str, str], side: str, names: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: cells.get(f"{side}_{name}") or "" for name in names}
    for name in ("part", "default", "by_address"):
        if name in found:
            found[name] = bool(found[name])
    if "bodies" in found:
        found["bodies"] = tuple(found["bodies"].split("|")) if found["bodies"] else BODIES
    if not found["rank"]:
        found["rank"] = "commune"
    return found
