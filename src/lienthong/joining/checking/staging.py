"""A file read into the schema `joining` by the owner, and everything about it asked before a row of ours changes."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import namedtuple_row
from psycopg.types.json import Jsonb

from lienthong.ground.files import put_under
from lienthong.ground.sql import named
from lienthong.joining import rules
from lienthong.joining.checking.checks import findings
from lienthong.joining.checking.report import report_of
from lienthong.joining.files.archive import Archive, damaged, member_of
from lienthong.joining.files.export import ROOM, SHOWN_FROM_ROWS, columns_of
from lienthong.joining.files.waiting import clear_waiting_files, waiting_files
from lienthong.joining.terms import TRAVELS, Table
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.reconciliation.rules import seal

Say = Callable[[str], None]
Owner = psycopg.Connection[Any]
ONE_AT_A_TIME = 7_411_861

_WHERE = re.compile(r"COPY \w+, line (\d+)(?:, column (\w+))?")
_WRONG = {
    "22P02": "giá trị không đúng kiểu", "22P04": "thừa hoặc thiếu cột", "22007": "không phải thời điểm",
    "22008": "thời điểm ngoài phạm vi", "22003": "số ngoài phạm vi", "22021": "không phải chữ UTF-8",
    "23502": "để trống chỗ phải có", "23514": "trái ràng buộc",
}  # fmt: skip


WAITING = "select id, file_sha256, report from joined_world where state = 'waiting'"


class _Undone(Exception):
    """A dry run leaves nothing behind."""


def dry_run(url: str, archive: Archive, *, schema: str, say: Say) -> dict[str, Any]:
    """The report, and the database as it was. `url` is the owner's."""
    report: dict[str, Any] = {}
    try:
        with psycopg.connect(url) as owner:
            _alone(owner)
            report = _checked(owner, archive, schema, say)
            raise _Undone
    except _Undone:
        return report


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: waiting under this number, or, with findings in its report, nothing of it was left."""

    number: int | None
    report: dict[str, Any]


def take_in(url: str, archive: Archive, files_root: Path, *, schema: str, say: Say) -> Taken:
    """The file checked and left waiting for two signatures. The same file waiting already is the same."""
    report: dict[str, Any] = {}
    try:
        with psycopg.connect(url) as owner:
            _alone(owner)
            known = owner.execute(WAITING).fetchone()
            if known and known[1] == archive.sha256:
                return Taken(int(known[0]), known[2])
            if known:
                raise Refusal(
                    "import_waiting", f"Tệp khác đang chờ ký (số {known[0]}); hãy ký hoặc rút tệp đó trước.",
                    waiting=known[0],
                )  # fmt: skip
            report = _checked(owner, archive, schema, say)
            if report["findings"]:
                raise _Undone
            return Taken(_left_waiting(owner, archive, report, files_root), report)
    except _Undone:
        return Taken(None, report)


def _left_waiting(owner: Owner, archive: Archive, report: dict[str, Any], files_root: Path) -> int:
    clear_waiting_files(files_root)
    for digest, size in archive.manifest.files.items():
        put_under(waiting_files(files_root), digest, archive.file(digest, size))
    params = {
        "origin": archive.manifest.origin, "origins": list(archive.manifest.origins),
        "name": archive.manifest.name, "sha256": archive.sha256, "exported_at": archive.manifest.as_of,
        "report": Jsonb(report), "digest": seal(report),
    }  # fmt: skip
    row = owner.execute(named(ROOM, "keep"), params).fetchone()
    assert row is not None
    return int(row[0])


def keep_waiting(url: str, archive: Archive, files_root: Path, *, schema: str, say: Say) -> int:
    """The number under which it waits. Refuses with the first finding."""
    taken = take_in(url, archive, files_root, schema=schema, say=say)
    if taken.number is None:
        raise blocked(taken.report)
    return taken.number


def _alone(owner: Owner) -> None:
    """Of two who read files the second waits: there is one schema to read them into."""
    owner.execute("select pg_advisory_xact_lock(%s)", (ONE_AT_A_TIME,))


def blocked(report: dict[str, Any]) -> Refusal:
    first = report["findings"][0]
    return Refusal(
        first["code"], f"Chưa nhập được: {rules.finding_sentence(first)}. Chạy --dry-run để xem đủ "
        f"{len(report['findings'])} điểm.", findings=len(report["findings"]),
    )  # fmt: skip


def _checked(owner: Owner, archive: Archive, schema: str, say: Say) -> dict[str, Any]:
    manifest = archive.manifest
    rules.require_joinable(manifest, _ours(owner), archive.sha256, schema)
    say(f"Đọc thế giới «{manifest.name}» của tỉnh {manifest.origin:02}, lúc {manifest.as_of:%H:%M %d/%m/%Y}…")
    _make_room(owner, archive)
    for table in TRAVELS:
        _load(owner, archive, table, say)
    _require_files(owner, archive)
    owner.execute(named(ROOM, "prepare"))
    say("Kiểm tra tham chiếu, chuỗi nhật ký, danh mục và số liệu nguồn…")
    with _looking_inside(owner):
        return report_of(owner.cursor(row_factory=namedtuple_row), archive, findings(owner, manifest))


def _ours(owner: Owner) -> rules.Ours:
    world: Any = owner.cursor(row_factory=namedtuple_row).execute(named(ROOM, "world")).fetchone()
    files = owner.execute("select file_sha256 from joined_world where state = 'joined'").fetchall()
    return rules.Ours(
        world.kind, world.at, world.origin, frozenset(world.joined), frozenset(file for (file,) in files)
    )


def _make_room(owner: Owner, archive: Archive) -> None:
    owner.execute(named(ROOM, "make_room"))
    manifest = archive.manifest
    owner.execute(
        "insert into joining.meta values (%s, %s, %s, %s)",
        (manifest.origin, list(manifest.origins), manifest.as_of, archive.sha256),
    )
    for table in TRAVELS:
        make = "create table joining.{0} (like public.{0} including defaults including constraints)"
        owner.execute(sql.SQL(make).format(sql.Identifier(table.name)))


def _load(owner: Owner, archive: Archive, table: Table, say: Say) -> None:
    """COPY of one member; its digest, size and number of rows are compared before anything else is believed."""
    entry, member = archive.manifest.tables[table.name], member_of(table.name)
    names = columns_of(owner, table)
    if list(entry["columns"]) != names:
        raise damaged(member, "các cột khác với bảng ở đây")
    digest, size, rows = hashlib.sha256(), 0, 0
    statement = sql.SQL("copy joining.{} ({}) from stdin").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with _named_line(member), owner.cursor() as cursor:
        with cursor.copy(statement) as copy:
            for piece in archive.pieces(member):
                copy.write(piece)
                digest.update(piece)
                size += len(piece)
        rows = cursor.rowcount
    if (digest.hexdigest(), size) != (entry["sha256"], entry["bytes"]):
        raise damaged(member, "nội dung không khớp với mã SHA-256 trong bản kê")
    if rows != entry["rows"]:
        raise damaged(member, f"có {rows} dòng, bản kê ghi {entry['rows']}")
    if rows >= SHOWN_FROM_ROWS:
        say(f"  {table.name}: {rows} dòng")


def _require_files(owner: Owner, archive: Archive) -> None:
    """Every file the tables know has its bytes here, and no other."""
    files = archive.manifest.files
    if dict(owner.execute("select digest, size from joining.stored_file").fetchall()) != files:
        raise damaged(member_of("stored_file"), "không khớp với các tệp giấy tờ trong bản kê")
    for digest, size in files.items():
        archive.file(digest, size)


@contextmanager
def _named_line(member: str) -> Iterator[None]:
    """What the database could not read, as member, line and column; never what stood there."""
    try:
        yield
    except psycopg.Error as wrong:
        if not (wrong.sqlstate or "").startswith(("22", "23")):
            raise
        where = _WHERE.search(wrong.diag.context or "")
        line = int(where[1]) if where else 0
        column = (where[2] if where else None) or wrong.diag.column_name or wrong.diag.constraint_name
        what = _WRONG.get(wrong.sqlstate or "", "không đọc được")
        at = f"dòng {line}" + (f", cột {column}" if column else "")
        raise Refusal(
            "bad_line", f"Tệp sai ở «{member}», {at}: {what}.", status=422, field="file",
            member=member, line=line, column=column,
        ) from wrong  # fmt: skip


@contextmanager
def _looking_inside(owner: Owner) -> Iterator[None]:
    """Names of tables mean the file's rows, those of functions ours: what asks of a world asks of this one."""
    owner.execute("set local search_path = joining, public")
    yield
    owner.execute("set local search_path = public")
