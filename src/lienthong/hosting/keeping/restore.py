"""An installation made again from a backup, into a home where nothing lives. All is checked before anything changes."""

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg

from lienthong.ground.database import roles
from lienthong.ground.database.embedded import order_of
from lienthong.ground.database.passwords import known, write_private
from lienthong.ground.database.servers import Server, admin
from lienthong.ground.files import put_under
from lienthong.hosting.keeping.backup import run_tool, stored_copy, write_closed
from lienthong.hosting.keeping.manifest import (
    FORMAT,
    Manifest,
    WorldCopy,
    digest_of,
    read_manifest,
    stored_files,
)
from lienthong.hosting.keeping.stored import Checked, Progress, Say, whole_bytes
from lienthong.hosting.supervisor import supervised
from lienthong.hosting.template import unknown_migrations
from lienthong.hosting.worlds import database_of, files_root, world_names
from lienthong.kernel.machine.disk import MEGABYTE, room_of
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots

MAKING = "lt_restoring_world"
OLDEST_SERVER = 170_000
"""What this pg_dump writes begins with a setting that PostgreSQL 16 does not know."""

SHOWN = 5
GROWS = 3
"""A dump is packed and has no indexes."""


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    files: int


def check_backup(folder: Path, say: Say) -> Manifest:
    """Every byte against the manifest; nothing is changed. Refuses `no_backup`, `backup_unreadable`, `backup_newer`,
    `backup_damaged`."""
    manifest = read_manifest(folder)
    _refuse_newer(manifest)
    say("Kiểm tra từng tệp của bản sao lưu theo bản kê…")
    wrong = [each.path for each in manifest.members() if not _is_as_said(folder, each.path, each.sha256)]
    if not wrong:
        for world in manifest.worlds:
            wrong += [f"{world.name}: tệp {digest}" for digest in _not_whole(folder, world, say)]
    if wrong:
        raise Refusal(
            "backup_damaged",
            f"Bản sao lưu không khớp bản kê của nó ở {len(wrong)} chỗ: {', '.join(wrong[:SHOWN])}. "
            "Không có gì bị thay đổi; hãy dùng bản khác.",
            found=wrong[:100],
        )  # fmt: skip
    return manifest


def restore_backup(server: Server, folder: Path, manifest: Manifest, say: Say) -> Restored:
    """Into a home that `require_nothing_lives` was asked about. A world is whole or not there."""
    with admin(server) as connection:
        if connection.info.server_version < OLDEST_SERVER:
            raise Refusal("server_too_old", "Phục hồi cần PostgreSQL từ bản 17 trở lên ở DATABASE_URL.")
        roles.ensure_roles(connection, server.secrets)
        for secret in manifest.secrets:
            write_private(server.secrets / Path(secret.path).name, (folder / secret.path).read_text("ascii"))
        for world in manifest.worlds:
            say(f"Thế giới «{world.name}» lúc {world.taken_at}: nạp cơ sở dữ liệu…")
            try:
                _restore_world(server, connection, folder, world, say)
            except BaseException:
                roles.drop_database(connection, MAKING)
                shutil.rmtree(files_root(server, world.name).parent, ignore_errors=True)
                raise
    if not known(server.secrets, "installation"):
        write_private(server.secrets / "installation", manifest.installation)
    return Restored(manifest, sum(world.stored - len(world.lost) for world in manifest.worlds))


def require_nothing_lives(server: Server, manifest: Manifest, *, another: bool) -> None:
    """Before the first change. `another`: the operator said that this home may take over another installation's data.
    Refuses `world_lives`, `home_not_empty`, `other_installation`, `no_room_to_restore`."""
    home = server.home
    if home.is_dir() and any(home.iterdir()) and not (server.secrets / "lienthong_owner").exists():
        raise Refusal(
            "home_not_empty",
            f"{home} có dữ liệu khác; chỉ phục hồi vào một thư mục dữ liệu còn trống (LIENTHONG_HOME).",
        )
    _require_room(home, manifest)
    mark = server.secrets / "installation"
    if mark.exists() and mark.read_text("ascii").strip() != manifest.installation and not another:
        raise Refusal(
            "other_installation",
            f"Bản sao lưu này của một hệ thống khác, còn {home} đã thuộc một hệ thống. Đúng ý thì thêm "
            "--from-another-installation.",
        )  # fmt: skip


def require_no_world(server: Server) -> None:
    """Asked of the running server, whose databases may be there without a home."""
    living = world_names(server)
    if living or supervised(server.home):
        raise Refusal(
            "world_lives",
            f"{server.home} đang có thế giới {', '.join(living) or 'đang chạy'}; bản sao lưu không bao giờ đè "
            "lên dữ liệu đang sống. Hãy phục hồi vào một LIENTHONG_HOME khác.",
        )  # fmt: skip


def _require_room(home: Path, manifest: Manifest) -> None:
    needed = sum(world.stored_bytes + GROWS * world.dump.size for world in manifest.worlds)
    room = room_of(home)
    if room.free < needed:
        raise Refusal(
            "no_room_to_restore",
            f"Phục hồi cần chừng {dots(needed // MEGABYTE)} MB, ổ đĩa của {home} còn {dots(room.free // MEGABYTE)} MB.",
            status=507,
        )  # fmt: skip


def _refuse_newer(manifest: Manifest) -> None:
    ours = version("lienthong")
    newer = [step for world in manifest.worlds for step in unknown_migrations(world.migrations)]
    if manifest.format > FORMAT or order_of(manifest.version) > order_of(ours) or newer:
        raise Refusal(
            "backup_newer",
            f"Bản sao lưu do phiên bản mới hơn ({manifest.version}) ghi; phiên bản này là {ours}. "
            "Hãy cập nhật chương trình rồi phục hồi.",
        )


def _is_as_said(folder: Path, path: str, sha256: str) -> bool:
    """A path that leads out of the folder is nothing of it."""
    there = folder / path
    return there.resolve().is_relative_to(folder.resolve()) and there.is_file() and digest_of(there) == sha256


def _not_whole(folder: Path, world: WorldCopy, say: Say) -> list[str]:
    """Stored files that are not in the folder as their list says; those the manifest calls lost are not looked for."""
    checked, progress, lost = Checked(), Progress(world.stored, say), set(world.lost)
    root = folder / "worlds" / world.name / "files"
    for digest, size in stored_files(folder, world):
        if digest not in lost:
            whole_bytes(root, digest, size, checked)
            progress.show(checked.files)
    return [*checked.missing, *checked.changed]


def _restore_world(server: Server, connection: roles.Admin, folder: Path, world: WorldCopy, say: Say) -> None:
    roles.drop_database(connection, MAKING)
    roles.create_database(connection, MAKING)
    url = server.url(MAKING, "owner")
    dump = folder / world.dump.path
    run_tool(url, "pg_restore", "--exit-on-error", "--jobs=2", str(dump), failed="not_restored")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("analyze")
    say("  chép tệp…")
    _restore_files(server, folder, world, say)
    roles.rename_database(connection, MAKING, database_of(world.name))


def _restore_files(server: Server, folder: Path, world: WorldCopy, say: Say) -> None:
    root, progress, lost = files_root(server, world.name), Progress(world.stored, say), set(world.lost)
    root.mkdir(parents=True, mode=0o700, exist_ok=True)
    for done, (digest, _) in enumerate(stored_files(folder, world), 1):
        if digest not in lost:
            put_under(root, digest, stored_copy(folder, world, digest).read_bytes())
        progress.show(done)
    within = folder / "worlds" / world.name / "other"
    for other in world.others:
        there = root.parent / (folder / other.path).relative_to(within)
        there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_closed(there, (folder / other.path).read_bytes())
