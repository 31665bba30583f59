"""Homes of the builds compared: one is filled by the older build, the other is a copy that the newer one opens.

So both hold the same rows, and the newer build reaches them the way an installation does: by its migrations.
"""

import shutil
import subprocess
from pathlib import Path

from bench.builds import WORLD, Build
from lienthong.ground.database.account import ELSEWHERE
from lienthong.ground.database.embedded import EmbeddedServer

OPENS_ON = "2025-07-01"
DATABASE = f"lt_{WORLD}"


def make_world(build: Build) -> None:
    """A fresh home with one fresh world; its database is left running."""
    forget(build.home)
    build.lienthong("world", "create", WORLD, "--on", OPENS_ON)
    start_database(build)


def start_database(build: Build) -> None:
    """By the build's own starter, which leaves it running when `serve` ends."""
    build.lienthong("database", "url", "--world", WORLD)


def copy(old: Build, new: Build) -> None:
    """The whole of `old`'s data in `new`'s home; both databases are left running."""
    forget(new.home)
    fresh = EmbeddedServer(new.home)
    fresh.ensure_running()
    target = data_folder(fresh)
    fresh.stop()
    source = data_folder(old.server)
    old.lienthong("database", "stop")
    shutil.rmtree(target)
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)
    for part in ("secrets", "worlds"):
        shutil.rmtree(new.home / part, ignore_errors=True)
        if (old.home / part).exists():
            shutil.copytree(old.home / part, new.home / part)
    start_database(old)
    start_database(new)


def data_folder(server: EmbeddedServer) -> Path:
    """Of a running server, as it says itself."""
    import psycopg

    with psycopg.connect(server.admin_url()) as connection:
        row = connection.execute("show data_directory").fetchone()
    assert row is not None
    return Path(row[0])


def forget(home: Path) -> None:
    """Stop the database of this home and remove all of it, also what lies where another account can reach it."""
    if not home.exists():
        return
    EmbeddedServer(home).stop()
    pointer = home / "database.at"
    if pointer.exists() and (place := Path(pointer.read_text("utf-8").strip())).is_relative_to(ELSEWHERE):
        shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(home)
