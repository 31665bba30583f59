"""A letter leaves one world as a file of exchange and arrives in another, from the command line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lienthong.hosting.worlds import create_world, drop_world
from tests.cli.command import HOME, lienthong, server

THERE, HERE = f"gui-{os.getpid()}", f"nhan-{os.getpid()}"

ISSUE = """
import sys
from uuid import UUID

from lienthong.hosting.inside import enter_existing

enter_existing(sys.argv[1])
from lienthong.documents import actions
from lienthong.documents.enclosures.actions import enclose_file
from lienthong.ground import sql
from lienthong.personnel.acting import acting
from lienthong.personnel.queries import mandate_of
from tests.files import PDF

to = sql.only_value(int, "select id from unit where code = '27097' and body = 'ubnd' and during @> world_today()")
with acting(mandate_of("vanthu.27094", ("draft_document",))) as clerk:
    letter = actions.draft_document(
        side="government", type="CV", subject="Về việc phối hợp", body="Dòng một.\\r\\nDòng hai.", to=[to],
        to_line="UBND phường Bình Trưng", by=clerk,
    )
    item = UUID(letter["id"])
    enclose_file(item, name="Phụ lục.pdf", content=PDF, by=clerk)
    actions.submit_draft(item, by=clerk)
with acting(mandate_of("lanhdao.27094", ("sign_document",))) as leader:
    actions.sign_document(item, by=leader)
with acting(mandate_of("vanthu.27094", ("issue_document",))) as clerk:
    issued = actions.issue_document(item, by=clerk)
print(item, issued["content_hash"])
"""


@pytest.fixture(scope="module")
def two_worlds() -> Iterator[None]:
    for name in (THERE, HERE):
        create_world(server(), name, date(2025, 7, 1))
    yield
    for name in (THERE, HERE):
        drop_world(server(), name)


def _issued() -> tuple[str, str]:
    """The draft of a letter that An Khánh issued there, and its content hash."""
    done = subprocess.run(
        [sys.executable, "-c", ISSUE, THERE], capture_output=True, text=True, check=False,
        env=os.environ | {"LIENTHONG_HOME": str(HOME)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    item, content_hash = done.stdout.split()[-2:]
    return item, content_hash


def test_a_round_trip_keeps_the_content_hash_and_a_second_import_changes_nothing(
    two_worlds: None, tmp_path: Path
) -> None:
    item, content_hash = _issued()
    file = tmp_path / "van-ban.edxml"
    out = ("documents", "export", item, "--edxml", str(file), "--world", THERE, "--as")
    done = lienthong(*out, "vanthu.27094")
    assert done.returncode == 0, done.stderr
    assert "tới 1 nơi nhận" in done.stdout
    first = file.read_bytes()
    assert lienthong(*out, "vanthu.27094").returncode == 0
    assert file.read_bytes() == first
    assert "(not_found)" in lienthong(*out, "vanthu.27097").stderr

    into = ("documents", "import", str(file), "--world", HERE, "--as")
    done = lienthong(*into, "vanthu.27094")
    assert (done.returncode, "(not_addressed)" in done.stderr) == (1, True)
    done = lienthong(*into, "vanthu.27097")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Đã nhận văn bản, chờ vào sổ")
    assert content_hash in done.stdout
    again = lienthong(*into, "vanthu.27097")
    assert (again.returncode, content_hash in again.stdout) == (0, True)
    assert again.stdout.startswith("Gói tin này đã nhận trước đây; không có gì thay đổi")
    assert "nguyên vẹn" in lienthong("journal", "verify", "--world", HERE).stdout


def test_a_file_that_is_no_edxml_is_refused_with_its_line(two_worlds: None, tmp_path: Path) -> None:
    file = tmp_path / "sai.edxml"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>\n<a>&b;</a>'
    )
    done = lienthong("documents", "import", str(file), "--world", HERE, "--as", "vanthu.27097")
    assert done.returncode == 1
    assert done.stderr.startswith("Dòng 2:")
    assert "(edxml_doctype)" in done.stderr
    none = lienthong("documents", "import", str(tmp_path / "khong"), "--world", HERE, "--as", "vanthu.27097")
    assert none.returncode == 1
