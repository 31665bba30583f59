"""A plan out of a table, one row a source and a target: every row belongs to a sentence, or is named by its cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from lienthong.papers.old_letters import old_letters
from lienthong.papers.table_files import Grid, NotATable, Progress, in_old_letters, nobody
from lienthong.papers.table_heads import LOOKED_AT, Column, Shape, address, heading
from lienthong.papers.tables import CellError, Row, Table, beyond_words, grids_of, table_in
from lienthong.reorganisation.plans.terms import (
    BODIES,
    KIND_LABELS,
    Source,
    Target,
    bad_file,
    wrong_table,
)

HEAD = ("name", "effective_on", "basis", "point_of_no_return")
_HEAD_WORDS = {
    "name": "name", "ten ke hoach": "name", "effective on": "effective_on", "effective_on": "effective_on",
    "ngay hieu luc": "effective_on", "basis": "basis", "can cu": "basis", "point of no return": "point_of_no_return",
    "point_of_no_return": "point_of_no_return", "han hoan lai": "point_of_no_return",
}  # fmt: skip
"""How a line over the table, or on a sheet of its own, says what it tells of the plan."""

SOURCE_FIELDS = tuple(field.name for field in fields(Source))
TARGET_FIELDS = tuple(field.name for field in fields(Target))
SENTENCE_FIELDS = ("field", "basis", "archive")
COLUMNS = (
    "no", "kind", *SENTENCE_FIELDS,
    *(f"source_{name}" for name in SOURCE_FIELDS), *(f"target_{name}" for name in TARGET_FIELDS),
)  # fmt: skip

_HEADINGS = {
    "no": "Phương án", "kind": "Loại", "field": "Lĩnh vực", "basis": "Căn cứ", "archive": "Nơi lưu trữ",
    "source_code": "Mã nơi giao", "source_rank": "Cấp nơi giao", "source_name": "Tên nơi giao",
    "source_part": "Giao một phần", "source_default": "Nơi này nhận mặc định", "source_unit": "Cơ quan giao",
    "source_key": "Bước giao", "target_code": "Mã nơi nhận", "target_rank": "Cấp nơi nhận",
    "target_name": "Tên nơi nhận", "target_province": "Tỉnh của nơi nhận", "target_bodies": "Các cơ quan nơi nhận",
    "target_default": "Nhận mặc định", "target_unit": "Cơ quan nhận", "target_field": "Lĩnh vực nhận",
    "target_by_address": "Nhận theo địa chỉ", "target_key": "Bước nhận", "target_reversal": "Hoàn lại cho",
}  # fmt: skip
_YES_NO = {"source_part", "source_default", "target_default", "target_by_address"}

PLAN = Shape(tuple(
    Column(name, _HEADINGS[name], is_required=name in ("no", "kind"), is_yes_no=name in _YES_NO) for name in COLUMNS
))  # fmt: skip
_KINDS = {heading(words): kind for kind, label in KIND_LABELS.items() for words in (kind, label)}
_SAY_WHO = ("code", "unit", "key", "field", "by_address")
"""One of these says who gives or takes; the rest only tells of it."""


def document_in(name: str, content: bytes, *, progress: Progress = nobody) -> dict[str, Any]:
    """The plan a file of a table holds, as plain values. Refuses `bad_plan_file` where there is no table in it,
    `plan_table_wrong` with every cell that is not understood. `progress`: rows so far.
    """
    try:
        grids = grids_of(name, content, PLAN, progress=progress)
        table = table_in(grids, PLAN)
    except NotATable as broken:
        raise bad_file(f"không đọc được bảng tính: {broken}") from None
    facts = _Facts(grids, table)
    sentences = _Sentences(table)
    errors = {error.cell: error for error in reversed((*facts.errors, *table.errors, *sentences.errors))}
    if errors:
        raise wrong_table(tuple(reversed(errors.values())))
    return {**facts.said, "transitions": list(sentences.by_no.values())}


class _Line(NamedTuple):
    """A row that may say something of the plan: its first words, what they are a name of, and where its cells stand."""

    row: int
    words: str
    name: str | None
    columns: tuple[int, ...]


def _line(grid: Grid, row: int) -> _Line | None:
    columns = tuple(column for column, text in enumerate(grid.rows[row - 1], 1) if text.strip())
    if not columns:
        return None
    words = grid.text(row, columns[0]).strip()
    return _Line(row, words, _HEAD_WORDS.get(heading(words)), columns)


class _Facts:
    """What lines over the table, and sheets beside it, say of the plan: «Ngày hiệu lực», and next to it the day."""

    def __init__(self, grids: Sequence[Grid], table: Table) -> None:
        self.said: dict[str, str] = {}
        self.errors: list[CellError] = []
        for grid in grids:
            is_table = grid is table.head.grid
            last = table.head.row - 1 if is_table else min(len(grid.rows), LOOKED_AT)
            lines = [_line(grid, row) for row in range(1, last + 1)]
            tells = not is_table and any(line is not None and line.name for line in lines)
            for line in filter(None, lines):
                self._take(
                    line, grid, grid.title if len(grids) > 1 else "", is_asked=tells or line.words[:1] == "#"
                )

    def _take(self, line: _Line, grid: Grid, sheet: str, *, is_asked: bool) -> None:
        """`is_asked`: a line here can only be meant to tell of the plan."""
        places = [address(line.row, column, sheet) for column in line.columns]
        if line.name is None:
            if is_asked and len(places) > 1:
                self.errors.append(CellError(places[0], f"không hiểu «{line.words[:40]}»"))
        elif line.name in self.said:
            self.errors.append(CellError(places[0], f"«{line.words[:40]}» đã ghi ở trên"))
        elif len(places) > 2:
            self.errors.append(CellError(places[2], "mỗi dòng đầu bảng chỉ có một giá trị, ở một ô"))
        elif len(places) > 1:
            self.said[line.name] = self._value(line, grid, places[1])

    def _value(self, line: _Line, grid: Grid, place: str) -> str:
        at = (line.row, line.columns[1])
        text, beyond = grid.text(*at), grid.cells.get(at)
        if (
            beyond is not None
            and beyond.day is not None
            and line.name in ("effective_on", "point_of_no_return")
        ):
            return beyond.day.isoformat()
        if beyond is not None:
            self.errors.append(CellError(place, beyond_words(beyond)))
        elif old := old_letters(text):
            self.errors.append(CellError(place, f"«{text.strip()[:40]}»: {in_old_letters(old.encoding)}"))
        return text


class _Sentences:
    """Rows under one number are one sentence; by its number, in the order of the table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.by_no: dict[str, dict[str, Any]] = {}
        self.errors: list[CellError] = []
        for row in table.rows:
            self._take(row)

    def _say(self, row: Row, name: str, sentence: str) -> None:
        self.errors.append(CellError(self.table.place(row.number, name), sentence))

    def _take(self, row: Row) -> None:
        no = row.cells["no"].strip()
        if not no:
            self._say(row, "no", "chưa ghi số phương án: dòng này thuộc phương án nào?")
            return
        sentence = self.by_no.setdefault(no, {"source": [], "target": []})
        self._take_words(sentence, row, no)
        sides = [(side, values) for side, values in self._sides(row) if values is not None]
        for side, values in sides:
            sentence[side].append(values)
        if not sides and not self._is_named(row):
            self._say(
                row, "no", f"dòng này của phương án {no} không nêu nơi giao hay nơi nhận nào của riêng nó"
            )

    def _is_named(self, row: Row) -> bool:
        """Whether something in this row has been named already."""
        places = {self.table.place(row.number, name) for name in self.table.head.at}
        return any(error.cell in places for error in (*self.errors, *self.table.errors))

    def _take_words(self, sentence: dict[str, Any], row: Row, no: str) -> None:
        """The rows of one sentence say the same of it, or leave it out: none is silently overruled by another."""
        for name in ("kind", *SENTENCE_FIELDS):
            said = row.cells.get(name, "").strip()
            said = _KINDS.get(heading(said), said) if name == "kind" else said
            if said and sentence.setdefault(name, said) != said:
                self._say(row, name, f"phương án {no} có cả «{sentence[name]}» và «{said}»")

    def _sides(self, row: Row) -> Iterator[tuple[str, dict[str, Any] | None]]:
        for side, names in (("source", SOURCE_FIELDS), ("target", TARGET_FIELDS)):
            own = [name for name in names if row.own(f"{side}_{name}").strip()]
            values = _values(row.cells, side, names)
            if not own:
                yield side, None
            elif not any(values.get(name) for name in _SAY_WHO):
                self._say(row, f"{side}_{own[0]}", f"thiếu «{_HEADINGS[f'{side}_code']}» của dòng này")
                yield side, None
            elif who := self._carried_who(row, side, own):
                words = row.cells[f"{side}_{own[0]}"].strip()
                sentence = f"«{words[:40]}» đứng cạnh ô gộp «{who}»: một nơi hay hai? hãy bỏ gộp ô"
                self._say(row, f"{side}_{own[0]}", sentence)
                yield side, None
            else:
                yield side, values

    def _carried_who(self, row: Row, side: str, own: Iterable[str]) -> str:
        """Who is shown by a merged cell from above, where the row adds something and names nobody itself."""
        if any(name in _SAY_WHO for name in own):
            return ""
        return next(row.cells[f"{side}_{name}"] for name in _SAY_WHO if row.cells.get(f"{side}_{name}"))


def _values(cells: Mapping[str, str], side: str, names: Iterable[str]) -> dict[str, Any]:
    values: dict[str, Any] = {name: cells.get(f"{side}_{name}", "").strip() for name in names}
    for name in names:
        if f"{side}_{name}" in _YES_NO:
            values[name] = bool(values[name])
    if "bodies" in values:
        values["bodies"] = tuple(values["bodies"].split("|")) if values["bodies"] else BODIES
    if not values["rank"]:
        values["rank"] = "commune"
    return values
