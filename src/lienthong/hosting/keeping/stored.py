"""The stored files of a world against what its records say of them."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from lienthong.ground.files import path_under
from lienthong.kernel.wording import dots

Say = Callable[[str], None]
SAID_EVERY_SECONDS = 2.0
AT_ONCE = 2_000


@dataclass
class Checked:
    files: int = 0
    bytes: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.changed


class Progress:
    """A sentence every two seconds."""

    def __init__(self, total: int, say: Say) -> None:
        self._total, self._say, self._said_at = total, say, time.monotonic()

    def show(self, done: int) -> None:
        if time.monotonic() - self._said_at >= SAID_EVERY_SECONDS:
            self._said_at = time.monotonic()
            self._say(f"  {dots(done)}/{dots(self._total)} tệp…")


def files_named(reader: psycopg.Connection[Any]) -> Iterator[tuple[str, int]]:
    """Digest and size of each file the records name, read in the transaction that is open."""
    with reader.cursor(name="stored") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute("select digest, size from stored_file order by digest")
        yield from cursor


def whole_bytes(root: Path, digest: str, size: int, checked: Checked) -> bytes | None:
    """The bytes of a stored file; None, and noted, where they are missing or others."""
    checked.files += 1
    try:
        content = path_under(root, digest).read_bytes()
    except FileNotFoundError:
        checked.missing.append(digest)
        return None
    except OSError:
        checked.changed.append(digest)
        return None
    if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
        checked.changed.append(digest)
        return None
    checked.bytes += size
    return content


def verify_files(reader: psycopg.Connection[Any], root: Path, say: Say) -> Checked:
    """Every file the records name, read from the disk; a role that reads all. May run while the world is served: a file
    lies on the disk before the record that names it counts."""
    row = reader.execute("select count(*) from stored_file").fetchone()
    progress, checked = Progress(row[0] if row else 0, say), Checked()
    for digest, size in files_named(reader):
        whole_bytes(root, digest, size, checked)
        progress.show(checked.files)
    return checked


def items_of(reader: psycopg.Connection[Any], digest: str) -> list[tuple[str, str]]:
    """Item and name of each paper, or enclosure of a letter, that is this file."""
    return reader.execute(
        "select item::text, name from ("
        "  select a.item, a.name, a.at from attachment a where a.digest = %(digest)s union all"
        "  select f.item, e.name, e.at from enclosure e join draft f on f.document = e.document"
        "  where e.digest = %(digest)s) p order by at limit 3",
        {"digest": digest},
    ).fetchall()
