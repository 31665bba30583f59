"""A backup of an installation while it serves: one folder that `restore` makes a home of again.

World by world: a snapshot of its database is exported and named in the manifest, `pg_dump` writes it out, and then the
files it names are copied. A file lies on the disk before the record that names it counts, and none is ever taken away,
so what the snapshot names is there.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import IsolationLevel
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import namedtuple_row

from lienthong.ground.database.embedded import tool
from lienthong.ground.database.identity import installation
from lienthong.ground.database.servers import Server, admin
from lienthong.ground.files import path_under, put_under, settle
from lienthong.hosting.keeping.manifest import FORMAT, Manifest, Member, WorldCopy, member, write_manifest
from lienthong.hosting.keeping.stored import Checked, Progress, Say, files_named, whole_bytes
from lienthong.hosting.worlds import database_of, files_root, find_world, list_worlds
from lienthong.kernel.machine.disk import MEGABYTE
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots

NOT_CARRIED = (".", "postgres", "lienthong_", "installation")

SNAPSHOT = """
select pg_export_snapshot() as snapshot, now() as taken_at, world_now() as world_time,
       (select array_agg(app || '.' || name order by id) from django_migrations) as migrations
"""


class _Snapshot(NamedTuple):
    snapshot: str
    taken_at: datetime
    world_time: datetime
    migrations: list[str]


def make_backup(server: Server, folder: Path, names: Sequence[str], say: Say) -> Manifest:
    """Of these worlds, or of all. Refuses `folder_not_empty`, `no_such_world`, `nothing_to_back_up`, `dump_failed`."""
    worlds = [find_world(server, name).name for name in names] or [
        world.name for world in list_worlds(server)
    ]
    if not worlds:
        raise Refusal("nothing_to_back_up", "Chưa có thế giới nào để sao lưu.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Refusal("folder_not_empty", f"{folder} đã có dữ liệu; hãy chọn một thư mục mới hoặc còn trống.")
    manifest = Manifest(
        FORMAT, version("lienthong"), installation(server.secrets), *_cluster(server),
        worlds=tuple(_copy_world(server, folder, name, say) for name in worlds),
        secrets=tuple(_copy_secrets(server, folder)),
    )  # fmt: skip
    for place in sorted(path for path in folder.rglob("*") if path.is_dir()):
        settle(place)
    write_manifest(folder, manifest)
    return manifest


def _cluster(server: Server) -> tuple[str, str]:
    """Its identifier and its version."""
    with admin(server) as connection:
        row = connection.execute(
            "select system_identifier::text, current_setting('server_version') from pg_control_system()"
        ).fetchone()
    assert row is not None
    return row[0], row[1]


def _copy_world(server: Server, folder: Path, name: str, say: Say) -> WorldCopy:
    say(f"Thế giới «{name}»: ghi cơ sở dữ liệu…")
    own = folder / "worlds" / name
    own.mkdir(parents=True, mode=0o700)
    url = server.url(database_of(name), "owner")
    with psycopg.connect(url) as reader:
        seen = _snapshot(reader)
        dump = own / "database.dump"
        run_tool(
            url, "pg_dump", "--format=custom", "--compress=1", f"--snapshot={seen.snapshot}", f"--file={dump}",
            failed="dump_failed",
        )  # fmt: skip
        files = own / "files.tsv"
        with files.open("w", encoding="ascii") as lines:
            lines.writelines(f"{digest}\t{size}\n" for digest, size in files_named(reader))
    say(f"  {dots(dump.stat().st_size // MEGABYTE)} MB; chép tệp…")
    checked = _copy_files(files_root(server, name), own, files, say)
    return WorldCopy(
        name, seen.snapshot, seen.taken_at.isoformat(), seen.world_time.isoformat(), tuple(seen.migrations),
        member(folder, dump), member(folder, files), checked.files, checked.bytes,
        (*checked.missing, *checked.changed), tuple(_copy_others(server, folder, name)),
    )  # fmt: skip


def _snapshot(reader: psycopg.Connection[Any]) -> _Snapshot:
    """The transaction stays open, and with it the snapshot."""
    reader.isolation_level = IsolationLevel.REPEATABLE_READ
    reader.read_only = True
    reader.execute("set local idle_in_transaction_session_timeout = 0")
    reader.execute("set local statement_timeout = 0")
    row = reader.cursor(row_factory=namedtuple_row).execute(SNAPSHOT).fetchone()
    assert row is not None
    return _Snapshot(*row)


def _copy_files(root: Path, own: Path, listed: Path, say: Say) -> Checked:
    copies, checked = own / "files", Checked()
    with listed.open(encoding="ascii") as lines:
        progress = Progress(sum(1 for _ in lines), say)
        lines.seek(0)
        for line in lines:
            digest, size = line.split("\t")
            content = whole_bytes(root, digest, int(size), checked)
            if content is not None:
                put_under(copies, digest, content)
            progress.show(checked.files)
    return checked


def _copy_others(server: Server, folder: Path, name: str) -> list[Member]:
    """What lies in the world's folder beside its stored files: reports of rounds, which tables it has."""
    root, copied = files_root(server, name).parent, []
    for path in sorted(root.rglob("*")):
        within = path.relative_to(root)
        if within.parts[0] == "files" or not path.is_file():
            continue
        copy = folder / "worlds" / name / "other" / within
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # a round rewrites its state while it runs
            continue
        write_closed(copy, content)
        copied.append(member(folder, copy))
    return copied


def _copy_secrets(server: Server, folder: Path) -> Iterator[Member]:
    """What citizens' secrets and the worlds' signatures follow from; the database's logins are each cluster's own."""
    (folder / "secrets").mkdir(mode=0o700)
    for kept in sorted(server.secrets.iterdir()):
        if kept.is_file() and not kept.name.startswith(NOT_CARRIED):
            copy = folder / "secrets" / kept.name
            write_closed(copy, kept.read_bytes())
            yield member(folder, copy)


def write_closed(path: Path, content: bytes) -> None:
    """For its owner only, from the first byte on."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def stored_copy(folder: Path, world: WorldCopy, digest: str) -> Path:
    return path_under(folder / "worlds" / world.name / "files", digest)


def run_tool(url: str, name: str, *words: str, failed: str) -> None:
    """A program of PostgreSQL's on one database; the password goes where no list of processes shows it."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    secret = parts.pop("password", "")
    done = subprocess.run(
        [tool(name), f"--dbname={make_conninfo(**parts)}", "--no-password", *words],
        env={"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": secret},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = done.stderr.strip()[-600:]
        raise Refusal(failed, f"{name} không làm xong: {said}", status=500)
