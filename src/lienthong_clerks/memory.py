"""What must outlive a killed driver: which calls were made, how late, and the citizens' codes and secrets."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Memory:
    """One JSON line an event, appended before anybody relies on it. Secrets stand here, hence mode 0600.

    A line cut off by SIGKILL is dropped on reading; its call is repeated under the same key.
    """

    def __init__(self, path: Path, heading: dict[str, Any]) -> None:
        self.path = path
        self.calls: dict[str, dict[str, Any]] = {}
        """Of an earlier life; this one knows what it has made."""
        self.supplied: set[str] = set()
        self.cuts: dict[str, str] = {}
        same_round = self._read(heading)
        self.resumed = same_round
        flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if same_round else os.O_TRUNC)
        self._file = os.open(path, flags, 0o600)
        os.fchmod(self._file, 0o600)
        os.write(self._file, b"\n" if same_round else _line(heading))

    def _read(self, heading: dict[str, Any]) -> bool:
        lines = list(_lines(self.path))
        if not lines or lines[0] != heading:
            return False
        for line in lines[1:]:
            if "call" in line:
                self.calls[line["call"]] = line
            elif "supplied" in line:
                self.supplied.add(line["supplied"])
            elif "cutting" in line:
                self.cuts[line["cutting"]] = line["point"]
        return True

    def keep_call(self, key: str, facts: dict[str, Any]) -> None:
        os.write(self._file, _line({"call": key, **facts}))

    def keep_supplied(self, code: str) -> None:
        self.supplied.add(code)
        os.write(self._file, _line({"supplied": code}))

    def keep_cut(self, key: str, point: str) -> None:
        """Before the line is cut: killed in between, the next driver must know that nobody may come back yet."""
        self.cuts[key] = point
        os.write(self._file, _line({"cutting": key, "point": point}))

    def close(self) -> None:
        os.close(self._file)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            value = json.loads(text)
        except ValueError:
            continue
        if isinstance(value, dict):
            yield value
