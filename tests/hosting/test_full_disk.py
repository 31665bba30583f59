"""A home on a disk with 64 MB left, then with none: each says what happened, and nothing acknowledged is lost."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import running_server
from lienthong.hosting.worlds import create_world, database_of
from tests import running
from tests.cli.command import lienthong

pytestmark = pytest.mark.drill  # mounts a disk of its own and fills it

NAME = "day-o"
LEFT = 64 * 2**20
AT_WORK = """
import sys
from lienthong.ground.database.servers import home_folder, server_at
from lienthong.hosting.inside import enter
enter(server_at(home_folder()), sys.argv[1])
from lienthong.kernel.refusals import Refusal
from lienthong.work.actions import attach_file
from tests import cast
from tests.documents.letters import drafted
from tests.files import pdf
clerk, centre = cast.an(), cast.dung()
try:
    for number in range(int(sys.argv[2])):
        draft = drafted(clerk, centre.unit, subject="Công văn " + "dài " * 100)
        print("done", draft, flush=True)
    attach_file(draft, name="giay.pdf", content=pdf(filler=b"x" * 5000), by=clerk)
    print("kept", flush=True)
except Refusal as refused:
    print("refused", refused.code, flush=True)
"""


@pytest.fixture
def server() -> Iterator[EmbeddedServer]:
    disk = Path(tempfile.mkdtemp(prefix="lt-disk-", dir="/tmp"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700m,mode=755", "tmpfs", disk],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        disk.rmdir()
        pytest.skip(f"needs the right to mount: {mounted.stderr.strip()}")
    (disk / "home").mkdir(mode=0o755)
    server = EmbeddedServer(disk / "home")
    try:
        running_server(server.home)
        create_world(server, NAME, date(2025, 7, 1))
        assert server._place.is_relative_to(disk), "the data lie on another disk"
        yield server
    finally:
        server.stop()
        subprocess.run(["umount", "-l", disk], check=True)
        disk.rmdir()


def fill(disk: Path, left: int) -> None:
    filler = disk / f"filler-{left}"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free - left)


def work(home: Path, acts: int) -> tuple[list[str], str]:
    """What was acknowledged, and what came last."""
    done = subprocess.run(
        [sys.executable, "-c", AT_WORK, NAME, str(acts)], capture_output=True, text=True, check=False,
        cwd=running.CACHE.parent, env=running._plain(home),
    )  # fmt: skip
    last = (
        done.stdout.strip().split("\n")[-1] if done.returncode == 0 else done.stderr.strip().split("\n")[-1]
    )
    return re.findall(r"^done (\S+)$", done.stdout, re.MULTILINE), last


def test_nothing_acknowledged_is_lost_and_each_says_what_happened(server: EmbeddedServer) -> None:
    disk = server.home.parent
    fill(disk, LEFT)
    acknowledged, last = work(server.home, 5)
    assert len(acknowledged) == 5, last
    assert last == "refused no_room", "files are refused while acts go on"
    fill(disk, 0)
    more, last = work(server.home, 20_000)
    assert re.search(r"refused records_full|closed the connection|recovery mode", last), last
    for words in (("backup", str(disk / "copy")), ("world", "list"), ("files", "verify", "--world", NAME)):
        done = lienthong(*words, home=server.home)
        assert "Traceback" not in done.stderr, done.stderr
    assert not (disk / "copy" / "manifest.json").exists()
    (disk / "filler-0").unlink()
    server.ensure_running()
    with psycopg.connect(server.url(database_of(NAME), "owner")) as owner:
        kept = {item for (item,) in owner.execute("select id::text from work_item").fetchall()}
    assert {*acknowledged, *more} <= kept
    for words in (("journal", "verify"), ("files", "verify")):
        done = lienthong(*words, "--world", NAME, home=server.home)
        assert done.returncode == 0, done.stdout + done.stderr
    print(f"{len(more)} acts acknowledged with no room left; then: {last}")
