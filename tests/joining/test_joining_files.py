"""Damaged, forged and foreign files: each is refused by name, and nothing of ours changes."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lienthong.joining.files.archive import MANIFEST, Archive, member_of
from lienthong.joining.terms import TRAVELS
from lienthong.kernel.refusals import Refusal
from tests.joining.joining import Base, Place, exported, fresh, tried
from tests.joining.test_joining_story import a_morning

Members = dict[str, bytes]
FILLED = (
    "work_item",
    "journal",
    "dossier",
    "delivery",
    "document",
    "account",
    "holding",
    "journal_day",
    "book",
)


@pytest.fixture(scope="module")
def file(province: Base, tmp_path_factory: Any, django_db_blocker: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("tep")
    with django_db_blocker.unblock(), fresh(province, folder / "there") as place:
        a_morning(place)
        return exported(place, folder / "binh-duong.ltw")


@pytest.fixture(scope="module")
def ours(city: Base, tmp_path_factory: Any, django_db_blocker: Any) -> Iterator[Place]:
    """One world for all: what is refused leaves it as it was."""
    with django_db_blocker.unblock(), fresh(city, tmp_path_factory.mktemp("day")) as place:
        before = place.state()
        yield place
        assert place.state() == before


def members(file: Path) -> Members:
    """A dictionary of one's own, to be changed."""
    return dict(_read(file))


@cache
def _read(file: Path) -> Members:
    with zipfile.ZipFile(file) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def packed(found: Members, path: Path) -> Path:
    """Hardly pressed: hundreds are made here, and each is read once."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole:
        for name, content in found.items():
            whole.writestr(name, content)
    return path


def forged(found: Members, table: str, content: bytes) -> Members:
    """A member exchanged with its digest, size and number of rows put right: somebody who knows the format."""
    manifest = json.loads(found[MANIFEST])
    manifest["tables"][table] |= {
        "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "rows": content.count(b"\n"),
    }  # fmt: skip
    return found | {member_of(table): content, MANIFEST: json.dumps(manifest).encode()}


def told(found: Members, **changes: Any) -> Members:
    return found | {MANIFEST: json.dumps(json.loads(found[MANIFEST]) | changes).encode()}


def refused(place: Place, found: Members, path: Path) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        tried(place, packed(found, path))
    return refusal.value


@pytest.mark.parametrize("table", [table.name for table in TRAVELS])
def test_a_changed_byte_in_any_member_is_found(ours: Place, file: Path, tmp_path: Path, table: str) -> None:
    found = members(file)
    content = bytearray(found[member_of(table)] or b"1\n")
    content[len(content) // 2] ^= 1
    answer = refused(ours, found | {member_of(table): bytes(content)}, tmp_path / "a.ltw")
    assert answer.code in {"file_damaged", "bad_line"}
    assert answer.facts["member"] == member_of(table)
    assert answer.facts["member"] in answer.sentence


@pytest.mark.parametrize("table", [table.name for table in TRAVELS])
def test_a_missing_member_is_named(file: Path, tmp_path: Path, table: str) -> None:
    found = members(file)
    del found[member_of(table)]
    with pytest.raises(Refusal) as refusal:
        Archive(packed(found, tmp_path / "a.ltw"))
    assert refusal.value.facts["member"] == member_of(table)


@pytest.mark.parametrize("table", FILLED)
def test_a_line_too_many_is_found(ours: Place, file: Path, tmp_path: Path, table: str) -> None:
    found = members(file)
    content = found[member_of(table)]
    answer = refused(
        ours, found | {member_of(table): content + content.splitlines(True)[0]}, tmp_path / "a.ltw"
    )
    assert answer.facts["member"] == member_of(table)


BAD = {
    "no uuid": ("work_item", 0, b"khong-phai-uuid", "id"),
    "no time": ("dossier", 5, b"hom qua", "received_at"),
    "no number": ("journal", 7, b"mot", "mandate"),
    "nothing where something must be": ("work_item", 3, b"\\N", "subject"),
    "against a constraint": ("dossier", 2, b"9", "dossier_channel"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_value_that_cannot_be_is_named_by_line_and_column(
    ours: Place, file: Path, tmp_path: Path, case: str
) -> None:
    table, place, value, column = BAD[case]
    found = members(file)
    lines = found[member_of(table)].splitlines(True)
    cells = lines[1].rstrip(b"\n").split(b"\t")
    cells[place] = value
    lines[1] = b"\t".join(cells) + b"\n"
    answer = refused(ours, forged(found, table, b"".join(lines)), tmp_path / "a.ltw")
    assert (answer.code, answer.facts["line"], answer.facts["column"]) == ("bad_line", 2, column)
    assert "dòng 2" in answer.sentence
    assert value.decode() not in answer.sentence, "what stood there may be somebody's name"


def test_a_cell_too_many_is_named_by_its_line(ours: Place, file: Path, tmp_path: Path) -> None:
    found = members(file)
    first, *rest = found[member_of("person")].splitlines(True)
    content = b"".join([first, rest[0].rstrip(b"\n") + b"\tthua\n", *rest[1:]])
    answer = refused(ours, forged(found, "person", content), tmp_path / "a.ltw")
    assert (answer.code, answer.facts["line"]) == ("bad_line", 2)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/tmp/a", "tables/plan.tsv", "files/abc", "tables/", "a" * 300]
)
def test_a_member_nobody_asked_for_is_refused(file: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refusal:
        Archive(packed(members(file) | {name: b"x"}, tmp_path / "a.ltw"))
    assert refusal.value.code == "file_damaged"


def test_a_member_made_to_fill_the_disk_is_refused(file: Path, tmp_path: Path) -> None:
    found = members(file) | {member_of("journal"): b"\0" * 40_000_000}
    with pytest.raises(Refusal, match="lớn quá mức"):
        Archive(packed(found, tmp_path / "a.ltw"))


@pytest.mark.parametrize("cut", [0, 10, 0.5, 0.99])
def test_a_file_cut_short_or_no_archive_at_all(file: Path, tmp_path: Path, cut: float) -> None:
    whole = file.read_bytes()
    (tmp_path / "a.ltw").write_bytes(whole[: int(cut * len(whole)) if isinstance(cut, float) else cut])
    with pytest.raises(Refusal) as refusal:
        Archive(tmp_path / "a.ltw")
    assert refusal.value.code == "file_damaged"


@pytest.mark.parametrize(
    "changes",
    [{"origin": "74"}, {"origin": 0}, {"origins": [75]}, {"tables": []}, {"as_of": "hôm qua"}, {"sources": {"a": 1}},
     {"files": {"x": "y"}}, {"more": 1}],
)  # fmt: skip
def test_a_manifest_that_cannot_be_is_refused(file: Path, tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refusal:
        Archive(packed(told(members(file), **changes), tmp_path / "a.ltw"))
    assert refusal.value.code == "file_damaged"


def test_a_later_format_asks_for_a_later_version(file: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        Archive(packed(told(members(file), format=2), tmp_path / "a.ltw"))
    assert refusal.value.code == "format_unknown"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"schema": "other"}, "schema_differs"),
        ({"kind": "live"}, "kind_differs"),
        ({"as_of": "2025-06-20T09:00:00+07:00"}, "clock_ahead"),
        ({"origin": 79, "origins": [79]}, "own_world"),
        ({"origins": [74, 79]}, "own_world"),
    ],
)
def test_worlds_that_do_not_fit_are_told_why(
    ours: Place, file: Path, tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    assert refused(ours, told(members(file), **changes), tmp_path / "a.ltw").code == code


def test_a_paper_that_is_not_what_it_says(ours: Place, file: Path, tmp_path: Path) -> None:
    found = members(file)
    name = next(name for name in found if name.startswith("files/"))
    assert refused(ours, found | {name: found[name] + b" "}, tmp_path / "a.ltw").facts["member"] == name
    digest = hashlib.sha256(b"x").hexdigest()
    more = told(found, files=json.loads(found[MANIFEST])["files"] | {digest: 1}) | {f"files/{digest}": b"x"}
    assert refused(ours, more, tmp_path / "b.ltw").facts["member"] == member_of("stored_file")


Change = Callable[[list[list[bytes]]], None]


def _other_verb(cells: list[list[bytes]]) -> None:
    cells[0][3] = b"dossier.signed"


def _one_item_less(cells: list[list[bytes]]) -> None:
    cells.pop()


def _due_later(cells: list[list[bytes]]) -> None:
    for row in cells:
        if row[17] != b"\\N":
            row[17] = b"2026-01-01 00:00:00+07"


FORGERIES: dict[str, tuple[str, Change, set[str]]] = {
    "a line of history rewritten": ("journal", _other_verb, {"broken_chain"}),
    "an item left out": (
        "work_item",
        _one_item_less,
        {"unresolved_reference", "broken_chain", "totals_differ"},
    ),
    "due dates moved": ("work_item", _due_later, {"totals_differ"}),
    "a document left out": ("document", _one_item_less, {"unresolved_reference"}),
    "a mandate left out": ("mandate", _one_item_less, set()),
}


@pytest.mark.parametrize("case", FORGERIES)
def test_a_forgery_with_right_digests_is_found_by_what_it_says(
    ours: Place, file: Path, tmp_path: Path, case: str
) -> None:
    table, change, codes = FORGERIES[case]
    found = members(file)
    cells = [line.split(b"\t") for line in found[member_of(table)].splitlines()]
    change(cells)
    content = b"".join(b"\t".join(row) + b"\n" for row in cells)
    report = tried(ours, packed(forged(found, table, content), tmp_path / "a.ltw"))
    assert {finding["code"] for finding in report["findings"]} >= codes
    assert bool(report["findings"]) is bool(codes)
