"""Passwords of the database's roles: random, one file each, mode 0600, made once."""

import os
import secrets
from pathlib import Path


def password(folder: Path, name: str) -> str:
    """The password kept under this name; made when there is none."""
    kept = folder / name
    if not kept.exists():
        _make(kept)
    return kept.read_text("ascii").strip()


def citizens_key(folder: Path) -> bytes:
    """What the secrets on citizens' slips follow from."""
    return password(folder, "citizens").encode()


def known(folder: Path, name: str) -> bool:
    return (folder / name).exists()


def forget(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)


def _make(kept: Path) -> None:
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Linked into place whole: a reader never meets an empty file, and of two makers the first wins.
    fresh = kept.with_name(f".{kept.name}.{os.getpid()}")
    write_private(fresh, secrets.token_urlsafe(24))
    try:
        os.link(fresh, kept)
    except FileExistsError:
        return
    finally:
        fresh.unlink()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
