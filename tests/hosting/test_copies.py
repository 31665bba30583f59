"""Backups taken while people work, restored where nothing lives, and what is refused instead."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg
import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import running_server
from lienthong.ground.files import path_under
from lienthong.hosting.keeping.backup import make_backup
from lienthong.hosting.keeping.manifest import Manifest, read_manifest, stored_files, write_manifest
from lienthong.hosting.keeping.restore import check_backup
from lienthong.hosting.template import known_migrations, quiet, unknown_migrations
from lienthong.hosting.worlds import create_world, database_of, drop_world, files_root
from lienthong.kernel.refusals import Refusal
from tests import running
from tests.cli.command import HOME, lienthong
from tests.running import soon

pytestmark = pytest.mark.drill  # homes and servers of their own, and a world at work

NAME = f"sao-luu-{os.getpid()}"
PASSWORD = "mat-khau-thu-nghiem"


@dataclass
class Busy:
    process: subprocess.Popen[str]
    log: Path

    def acknowledged(self) -> list[str]:
        return re.findall(r"^[0-9a-f]{64}$", self.log.read_text(), re.MULTILINE)


@contextmanager
def at_work(home: Path, world: str, log: Path) -> Iterator[Busy]:
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.hosting.busy", world], text=True, stdout=out, stderr=subprocess.STDOUT,
            cwd=running.CACHE.parent, env=running._plain(home),
        )  # fmt: skip
    busy = Busy(process, log)
    try:
        soon(lambda: len(busy.acknowledged()) >= 3, 90, lambda: log.read_text())
        yield busy
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def world() -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(HOME)
    running_server(HOME)
    create_world(server, NAME, date(2025, 7, 1))
    try:
        yield server
    finally:
        drop_world(server, NAME)


@dataclass
class Taken:
    folder: Path
    before: list[str]
    """Papers acknowledged before it began: these must be in it."""


@pytest.fixture(scope="module")
def taken(world: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """By the command, while the world is at work."""
    folder = tmp_path_factory.mktemp("copies") / "sao-luu"
    with at_work(HOME, NAME, folder.with_name("busy.log")) as busy:
        before = busy.acknowledged()
        done = lienthong("backup", str(folder), "--world", NAME)
        assert done.returncode == 0, done.stdout + done.stderr
        during = busy.acknowledged()
        assert busy.process.poll() is None, busy.log.read_text()
        soon(lambda: len(busy.acknowledged()) > len(during), 60)
    assert len(during) > len(before), "nothing was done while the backup was taken"
    assert f"{NAME}: thời điểm" in done.stdout
    return Taken(folder, before)


def test_every_file_its_snapshot_names_is_in_the_folder_and_what_was_acknowledged_before(
    taken: Taken,
) -> None:
    manifest = read_manifest(taken.folder)
    (copy,) = manifest.worlds
    assert re.fullmatch(r"[0-9A-F]+-[0-9A-F]+-\d+", copy.snapshot)
    named = dict(stored_files(taken.folder, copy))
    assert set(taken.before) <= named.keys()
    assert copy.lost == ()
    for digest in named:
        content = path_under(taken.folder / "worlds" / NAME / "files", digest).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
    assert taken.folder.stat().st_mode & 0o777 == 0o700
    secrets = {Path(member.path).name for member in manifest.secrets}
    assert "citizens" in secrets or not (HOME / "secrets" / "citizens").exists()
    assert not {"postgres", "lienthong_owner", "lienthong_app", "installation"} & secrets


@pytest.fixture(scope="module")
def third(taken: Taken, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy that was taken off the network: of the copy on the second disk, packed onto a medium that keeps no
    owners and no modes, and unpacked where it is needed.
    """
    place = tmp_path_factory.mktemp("copies-of-it")
    second = shutil.copytree(taken.folder, place / "second-disk", copy_function=shutil.copyfile)
    packed = shutil.make_archive(str(place / "medium"), "zip", second)
    shutil.rmtree(second)
    shutil.unpack_archive(packed, place / "third")
    return place / "third"


@pytest.fixture(scope="module")
def restored(third: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    home = tmp_path_factory.mktemp("restored") / "home"
    done = lienthong("restore", str(third), home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Đã phục hồi 1 thế giới" in done.stdout
    server = EmbeddedServer(home)
    assert not server.answers(), "the command left a database running"
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(server._place, ignore_errors=True)


def test_a_home_made_of_a_backup_verifies(restored: EmbeddedServer, taken: Taken) -> None:
    for words in (("journal", "verify"), ("files", "verify"), ("recount",)):
        done = lienthong(*words, "--world", NAME, home=restored.home)
        assert done.returncode == 0, done.stdout + done.stderr
        assert not restored.answers(), f"{words} left a database running"
    assert NAME in lienthong("world", "list", home=restored.home).stdout
    assert not restored.answers(), "it left a database running"
    restored.ensure_running()
    with psycopg.connect(restored.url(database_of(NAME), "owner")) as owner:
        papers = {digest for (digest,) in owner.execute("select digest from attachment").fetchall()}
    assert set(taken.before) <= papers
    assert (restored.secrets / "installation").read_text() == read_manifest(taken.folder).installation
    assert (
        lienthong("restore", str(taken.folder), home=restored.home).stderr.strip().endswith("(world_lives)")
    )


def test_one_logs_in_and_opens_a_paper_where_it_was_restored(restored: EmbeddedServer) -> None:
    restored.ensure_running()
    username, item, paper, digest = _whose_paper(restored)
    with running.serving(restored.home, NAME) as served:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = opener.open(f"{served.address}/dang-nhap", timeout=20).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        said = {"csrfmiddlewaretoken": token[1], "username": username, "password": PASSWORD}
        answer = opener.open(
            f"{served.address}/dang-nhap", data=urllib.parse.urlencode(said).encode(), timeout=20
        )
        assert answer.url.endswith("/viec-cho-toi"), answer.url
        content = opener.open(f"{served.address}/viec/{item}/giay-to/{paper}", timeout=20).read()
    assert hashlib.sha256(content).hexdigest() == digest


def _whose_paper(server: EmbeddedServer) -> tuple[str, str, str, str]:
    """The clerk who uploaded it is given a password, as the demo gives one."""
    from lienthong.personnel.login import hash_password

    with psycopg.connect(server.url(database_of(NAME), "owner")) as owner:
        row = owner.execute(
            "select a.id, a.item::text, a.id::text, a.digest, c.id as account, c.username from attachment a"
            " join mandate m on m.id = a.mandate join account c on c.person = m.person order by a.at desc limit 1"
        ).fetchone()
        assert row is not None
        owner.execute(
            "update account set password = %s, active = true where id = %s", (hash_password(PASSWORD), row[4])
        )
    return row[5], row[1], row[2], row[3]


def altered(taken: Taken, to: Path, change: Callable[[Path], None]) -> Path:
    shutil.copytree(taken.folder, to)
    change(to)
    return to


def _other_digest(folder: Path) -> None:
    manifest = read_manifest(folder)
    (copy,) = manifest.worlds
    lie = replace(copy, dump=replace(copy.dump, sha256="0" * 64))
    write_manifest(folder, replace(manifest, worlds=(lie,)))


def _newer(folder: Path) -> None:
    write_manifest(folder, replace(read_manifest(folder), version="999.0.0"))


def _newer_tables(folder: Path) -> None:
    manifest = read_manifest(folder)
    (copy,) = manifest.worlds
    later = replace(copy, migrations=(*copy.migrations, "work.9999_later"))
    write_manifest(folder, replace(manifest, worlds=(later,)))


def _without_a_file(folder: Path) -> None:
    next(path for path in (folder / "worlds" / NAME / "files").rglob("*") if path.is_file()).unlink()


def _with_an_altered_file(folder: Path) -> None:
    path = next(path for path in (folder / "worlds" / NAME / "files").rglob("*") if path.is_file())
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def _leading_out(folder: Path) -> None:
    outside = folder.with_name("outside")
    outside.write_text("x")
    manifest = read_manifest(folder)
    (copy,) = manifest.worlds
    led = replace(copy.dump, path="../outside", size=1, sha256=hashlib.sha256(b"x").hexdigest())
    write_manifest(folder, replace(manifest, worlds=(replace(copy, others=(led,)),)))


def _unfinished(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _unreadable(folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps({"format": 1}))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_other_digest, "backup_damaged"),
        (_without_a_file, "backup_damaged"),
        (_with_an_altered_file, "backup_damaged"),
        (_leading_out, "backup_damaged"),
        (_newer, "backup_newer"),
        (_newer_tables, "backup_newer"),
        (_unfinished, "no_backup"),
        (_unreadable, "backup_unreadable"),
    ],
)
def test_a_backup_that_is_not_what_it_says_changes_nothing(
    taken: Taken, tmp_path: Path, change: Callable[[Path], None], code: str
) -> None:
    home = tmp_path / "home"
    done = lienthong("restore", str(altered(taken, tmp_path / "copy", change)), home=home)
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"({code})"), done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not home.exists()


def test_a_world_that_lives_and_a_folder_with_other_things_are_left_alone(
    taken: Taken, tmp_path: Path
) -> None:
    lives = lienthong("restore", str(taken.folder))
    assert lives.stderr.strip().endswith("(world_lives)"), lives.stderr
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("mine")
    other = lienthong("restore", str(taken.folder), home=tmp_path / "home")
    assert other.stderr.strip().endswith("(home_not_empty)"), other.stderr
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["thesis.txt"]
    again = lienthong("backup", str(taken.folder))
    assert again.stderr.strip().endswith("(folder_not_empty)"), again.stderr


def test_another_installations_backup_is_taken_only_when_that_is_said(taken: Taken, tmp_path: Path) -> None:
    other = EmbeddedServer(tmp_path / "home")
    try:
        running_server(other.home)
        (other.secrets / "installation").write_text("another")
        refused = lienthong("restore", str(taken.folder), home=other.home)
        assert refused.stderr.strip().endswith("(other_installation)"), refused.stderr
        done = lienthong("restore", str(taken.folder), "--from-another-installation", home=other.home)
        assert done.returncode == 0, done.stderr
        assert (other.secrets / "installation").read_text() == "another"
    finally:
        other.stop()
        shutil.rmtree(other._place, ignore_errors=True)


def test_a_server_somebody_else_runs_is_restored_to_and_backed_up(taken: Taken, tmp_path: Path) -> None:
    """Reached by `DATABASE_URL` alone; the home holds files and secrets, and no database."""
    theirs, home, again = EmbeddedServer(tmp_path / "theirs"), tmp_path / "home", tmp_path / "again"
    try:
        theirs.ensure_running()
        theirs_is = {"DATABASE_URL": theirs.admin_url()}
        for words in (
            ("restore", str(taken.folder)),
            ("journal", "verify", "--world", NAME),
            ("files", "verify", "--world", NAME),
            ("backup", str(again)),
        ):
            done = lienthong(*words, home=home, **theirs_is)
            assert done.returncode == 0, done.stdout + done.stderr
        assert theirs.answers(), "it was stopped, and is not ours to stop"
        assert not (home / "data").exists()
        first, second = read_manifest(taken.folder), check_backup(again, quiet)
        assert second.system != first.system
        assert (second.installation, second.version) == (first.installation, first.version)
        assert [*stored_files(again, second.worlds[0])] == [*stored_files(taken.folder, first.worlds[0])]
        assert second.worlds[0].migrations == first.worlds[0].migrations
        lives = lienthong("restore", str(again), home=tmp_path / "other", **theirs_is)
        assert lives.returncode == 1
        assert lives.stderr.strip().endswith("(world_lives)"), lives.stderr
    finally:
        theirs.stop()
        shutil.rmtree(theirs._place, ignore_errors=True)


def test_files_verify_names_what_is_missing_and_changed_and_uploading_heals(
    world: EmbeddedServer, taken: Taken, tmp_path: Path
) -> None:
    root, (missing, changed) = files_root(world, NAME), taken.before[:2]
    kept = {digest: path_under(root, digest).read_bytes() for digest in (missing, changed)}
    path_under(root, missing).unlink()
    path_under(root, changed).write_bytes(b"%PDF-1.7 other")
    done = lienthong("files", "verify", "--world", NAME)
    assert done.returncode == 1
    assert f"thiếu {missing}" in done.stdout
    assert f"đã đổi {changed}" in done.stdout
    assert "«giay-" in done.stdout
    server = running_server(HOME)
    manifest: Manifest = make_backup(server, tmp_path / "copy", [NAME], quiet)
    assert set(manifest.worlds[0].lost) == {missing, changed}
    assert check_backup(tmp_path / "copy", quiet) == manifest, "what it calls lost is not looked for"
    from lienthong.ground.files import put_under

    for digest, content in kept.items():
        put_under(root, digest, content)
    assert lienthong("files", "verify", "--world", NAME).returncode == 0


def test_a_world_of_a_newer_version_is_not_opened(world: EmbeddedServer) -> None:
    """The guard by the version's number fires once a release changes it; the database says it at each change."""
    assert unknown_migrations([*known_migrations(), "auth.0001_initial"]) == []
    from lienthong.hosting.worlds import open_world

    schema = files_root(world, NAME).with_name("schema")
    ours = schema.read_text()
    with psycopg.connect(world.url(database_of(NAME), "owner"), autocommit=True) as owner:
        owner.execute(
            "insert into django_migrations (app, name, applied) values ('work', '9999_later', now())"
        )
        try:
            schema.write_text("other")
            with pytest.raises(Refusal) as refused:
                open_world(world, NAME)
        finally:
            schema.write_text(ours)
            owner.execute("delete from django_migrations where name = '9999_later'")
    assert refused.value.code == "world_newer"
    assert "9999_later" in refused.value.sentence
