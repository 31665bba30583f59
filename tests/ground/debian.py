"""Debian's PostgreSQL (which knows TLS, unlike the wheel's) and pgbouncer, run for a test by an account that may."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from lienthong.ground.database.account import Account
from tests.running import soon

PASSWORD = "mat-khau-thu"


def binaries() -> Path:
    """Of the newest version installed; skips, or fails where all has to be there."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        absent("postgresql")
    return found[-1].parent


def pgbouncer() -> str:
    found = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    return found or absent("pgbouncer")


def absent(package: str) -> str:
    sentence = f"Debian's {package} is not installed (.ci/run installs it)"
    if os.environ.get("LIENTHONG_REQUIRE_ALL") == "1":
        pytest.fail(sentence)
    print(sentence)
    pytest.skip(sentence)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@dataclass(frozen=True)
class Place:
    """A folder both we and the account reach; under /tmp itself, because pytest's folders are ours alone."""

    folder: Path
    account: Account

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        self.account.take(path)
        return path

    def run(self, *command: str | Path) -> str:
        done = self.account.run(list(command))
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def place() -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="lt-debian-", dir="/tmp"))
    account = Account(None, None)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        account = Account(nobody.pw_uid, nobody.pw_gid)
    account.take(folder)
    try:
        yield Place(folder, account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql(here: Place, settings: str, access: str) -> Iterator[int]:
    """The port at which it listens on 127.0.0.1 and ::1; `postgres` is its superuser."""
    programs, data, port = binaries(), here.folder / "data", free_port()
    secret = here.write("password", PASSWORD)
    here.run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={secret}",
             "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
    here.write("data/pg_hba.conf", access)
    with (data / "postgresql.conf").open("a") as file:
        file.write(f"\nlisten_addresses = 'localhost'\nport = {port}\nfsync = off\n"
                   f"unix_socket_directories = '{here.folder}'\n{settings}\n")  # fmt: skip
    here.run(programs / "pg_ctl", "-D", data, "-w", "-s", "-l", here.folder / "log", "start")
    try:
        yield port
    finally:
        here.account.run([programs / "pg_ctl", "-D", data, "-w", "-s", "-m", "immediate", "stop"])


@contextmanager
def pooled(here: Place, port: int, mode: str) -> Iterator[int]:
    """pgbouncer before the server at `port`: the port at which it listens."""
    own = free_port()
    users = here.write("users.txt", f'"postgres" "{PASSWORD}"\n')
    settings = here.write(
        "pgbouncer.ini",
        f"[databases]\n* = host=127.0.0.1 port={port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {own}\n"
        f"unix_socket_dir =\nauth_type = scram-sha-256\nauth_file = {users}\npool_mode = {mode}\n"
        f"default_pool_size = 8\nlogfile = {here.folder}/pgbouncer.log\npidfile = {here.folder}/pgbouncer.pid\n"
        "ignore_startup_parameters = extra_float_digits\n",
    )
    here.run(pgbouncer(), "-d", settings)
    try:
        soon(lambda: _answers(own), 10)
        yield own
    finally:
        pid = int((here.folder / "pgbouncer.pid").read_text())
        here.account.run(["/bin/kill", "-INT", str(pid)])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def openssl(here: Path, *words: str) -> None:
    done = subprocess.run(["openssl", *words], cwd=here, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
