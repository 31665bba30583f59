"""Logins that `lienthong demo` gives out for the people of a trial world: kept beside the world, shown on its page."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lienthong.ground.database.passwords import write_private

FILE = "logins.json"


@dataclass(frozen=True)
class DemoLogin:
    role: str
    who: str
    """Name, title and body, as a person reads them."""
    username: str
    password: str
    digest: str
    """What the account had when the password was given: whoever changed it since gets it back at the next start."""


def kept_logins(folder: Path) -> list[DemoLogin]:
    """Those given out in the world whose folder this is; none where nobody gave any."""
    path = folder / FILE
    if not path.exists():
        return []
    return [DemoLogin(**entry) for entry in json.loads(path.read_text("utf-8"))]


def keep_logins(folder: Path, logins: Sequence[DemoLogin]) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(
        folder / FILE, json.dumps([asdict(login) for login in logins], ensure_ascii=False, indent=1)
    )
