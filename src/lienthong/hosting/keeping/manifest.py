"""What a backup says of itself: `manifest.json`, written last, so that a folder without one is no backup."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from lienthong.ground.files import settle
from lienthong.kernel.refusals import Refusal

FORMAT = 1
NAME = "manifest.json"
BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """A file of the backup. `path`: from its folder."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class WorldCopy:
    """One world as of `taken_at` (real time), when `snapshot` of its database was exported.

    `list`: digest and size of each stored file the snapshot names; `lost`: those the disk did not hold whole.
    """

    name: str
    snapshot: str
    taken_at: str
    world_time: str
    migrations: tuple[str, ...]
    dump: Member
    list: Member
    stored: int
    stored_bytes: int
    lost: tuple[str, ...]
    others: tuple[Member, ...]


@dataclass(frozen=True)
class Manifest:
    """`system`: the identifier of the PostgreSQL cluster it was taken from."""

    format: int
    version: str
    installation: str
    system: str
    server: str
    worlds: tuple[WorldCopy, ...]
    secrets: tuple[Member, ...]

    def members(self) -> Iterator[Member]:
        """All but the stored files, which the lists name."""
        yield from self.secrets
        for world in self.worlds:
            yield from (world.dump, world.list, *world.others)


MANIFESTS = TypeAdapter(Manifest)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def member(folder: Path, path: Path) -> Member:
    """A file that was written into the folder, settled on its disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return Member(str(path.relative_to(folder)), path.stat().st_size, digest_of(path))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    fresh = folder / f".{NAME}"
    fresh.write_bytes(MANIFESTS.dump_json(MANIFESTS.validate_python(asdict(manifest)), indent=1))
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(folder / NAME)
    settle(folder)


def read_manifest(folder: Path) -> Manifest:
    """Refuses `no_backup` where none was finished, `backup_unreadable`."""
    try:
        return MANIFESTS.validate_json((folder / NAME).read_bytes())
    except FileNotFoundError:
        raise Refusal(
            "no_backup", f"{folder} không có {NAME}: không phải bản sao lưu, hoặc lần sao lưu ấy chưa xong."
        ) from None
    except ValidationError as wrong:
        raise Refusal(
            "backup_unreadable", f"Không đọc được {folder / NAME}: {wrong.error_count()} chỗ không đúng mẫu."
        ) from wrong


def stored_files(folder: Path, world: WorldCopy) -> Iterator[tuple[str, int]]:
    """Digest and size, of all that the snapshot names."""
    with (folder / world.list.path).open(encoding="ascii") as lines:
        for line in lines:
            digest, size = line.split("\t")
            yield digest, int(size)
