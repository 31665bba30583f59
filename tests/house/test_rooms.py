"""A room can be held in the head: few loose modules, sub-rooms with an inner order, and what stands in it is said."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import SRC

HOUSE = SRC / "lienthong"
LOOSE = 12
ROOT = SRC.parent


def folders() -> Iterator[Path]:
    for package in sorted(HOUSE.rglob("__init__.py")):
        if package.parent != HOUSE and "migrations" not in package.parts:
            yield package.parent


def test_a_room_has_at_most_twelve_loose_modules() -> None:
    for folder in folders():
        loose = [path.name for path in folder.glob("*.py") if path.name not in ("__init__.py", "__main__.py")]
        assert len(loose) <= LOOSE, (
            f"{folder.relative_to(HOUSE)} has {len(loose)} loose modules: {sorted(loose)}"
        )


def test_every_room_with_sub_rooms_says_their_order() -> None:
    """Sub-rooms that are not ordered by the linter grow into a circle."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    ordered = {one for contract in contracts for one in contract.get("containers", [])}
    for room in sorted(path for path in HOUSE.iterdir() if path.is_dir()):
        subrooms = [
            path for path in room.iterdir() if (path / "__init__.py").exists() and path.name != "migrations"
        ]
        if len(subrooms) > 1:
            assert f"lienthong.{room.name}" in ordered, (
                f"{room.name} has sub-rooms without an order in pyproject.toml"
            )


DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/*.md", "src/**/README.md"]
NAMED = re.compile(r"`([a-z_]+(?:/[a-z_.<>]+)+)`")
"""A path in back quotes; `<desk>` stands for every desk."""


def paths_named() -> Iterator[tuple[Path, str]]:
    for pattern in DOCUMENTS:
        for page in sorted(ROOT.glob(pattern)):
            for path in NAMED.findall(page.read_text("utf-8")):
                yield page, path


def exists(page: Path, path: str) -> bool:
    wanted = path.rstrip("/").replace("<desk>", "documents")
    return any(
        list(place.glob(f"{wanted}*")) for place in (ROOT, HOUSE, page.parent, SRC, HOUSE / "reorganisation")
    )


def test_documents_name_only_what_exists() -> None:
    missing = [f"{page.relative_to(ROOT)}: {path}" for page, path in paths_named() if not exists(page, path)]
    assert not missing
