"""A folder that two installations share, or that some other program carries to and fro: `out/` what leaves, `in/` what
came, `done/` what was taken in, `wrong/` what could not be, each with its reason beside it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from lienthong.exchange.axis.connectors.terms import Waiting
from lienthong.exchange.axis.terms import AT_ONCE, LARGEST, Sent
from lienthong.kernel import clock

OUT, IN, DONE, WRONG = "out", "in", "done", "wrong"
ENDINGS = (".edxml", ".xml")
FRESH_SECONDS = 5.0


class Folder:
    def __init__(self, place: Path) -> None:
        self._place = place

    def send(self, name: str, data: bytes) -> Sent:
        """Whole or not at all: nobody who looks into `out/` sees half a file. Sent again it takes its own place."""
        try:
            folder = self._folder(OUT)
            part = folder / f".{name}.{uuid4().hex}"
            try:
                with part.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(folder / name)
            finally:
                part.unlink(missing_ok=True)
        except OSError as failed:
            return Sent(False, f"không ghi được vào thư mục: {failed.strerror or type(failed).__name__}")
        return Sent(True, f"{OUT}/{name}")

    def fetch(self) -> Iterator[Waiting]:
        """The oldest first, so many at a time. What another reader took meanwhile is passed over; what is larger than
        is ever taken in comes with its first bytes only, and is not the whole.
        """
        for path in self._lying():
            with suppress(FileNotFoundError, IsADirectoryError):
                with path.open("rb") as file:
                    data = file.read(LARGEST + 1)
                    age = clock.real().timestamp() - os.fstat(file.fileno()).st_mtime
                yield Waiting(path, data, is_fresh=age < FRESH_SECONDS)

    def _lying(self) -> list[Path]:
        try:
            with os.scandir(self._folder(IN)) as entries:
                lying = [
                    (entry.stat(follow_symlinks=False).st_mtime, entry.name)
                    for entry in entries
                    if not entry.name.startswith(".")
                    and entry.name.lower().endswith(ENDINGS)
                    and entry.is_file(follow_symlinks=False)
                ]
        except OSError:
            return []
        return [self._place / IN / name for _, name in sorted(lying)[:AT_ONCE]]

    def put_aside(self, waiting: Waiting, *, why: str = "") -> None:
        """To `done/`, or with the reason to `wrong/`. Where another reader has moved it already, nothing is left."""
        folder = self._folder(WRONG if why else DONE)
        with suppress(FileNotFoundError):
            waiting.path.rename(_free(folder, waiting.path.name))
            if why:
                (folder / f"{waiting.path.name}.txt").write_text(f"{why}\n", "utf-8")

    def _folder(self, name: str) -> Path:
        folder = self._place / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _free(folder: Path, name: str) -> Path:
    """A name nobody has there: what once was put aside stays."""
    path = folder / name
    while path.exists():
        path = folder / f"{Path(name).stem}-{uuid4().hex[:8]}{Path(name).suffix}"
    return path
