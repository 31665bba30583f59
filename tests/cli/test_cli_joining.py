"""Two installations made one by the commands a newcomer types (docs/merge-another-installation.md)."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lienthong.hosting.worlds import drop_world
from tests.cli.command import lienthong, server

THERE, HERE = f"bd-{os.getpid()}", f"hcm-{os.getpid()}"
FIRST, SECOND = "lanhdaotp.h29", "lanhdaotp.h29-snv"


@pytest.fixture(scope="module")
def two_worlds() -> Iterator[None]:
    server()
    made = lienthong(
        "world", "create", THERE, "--on", "2025-06-20", "--before", "--province", "74", "--with-work", "200"
    )
    assert made.returncode == 0, made.stderr
    assert "mã bí mật" in made.stdout
    assert lienthong("world", "create", HERE, "--on", "2025-06-24", "--before").returncode == 0
    yield
    for name in (THERE, HERE):
        drop_world(server(), name)


def test_export_dry_run_sign_twice_and_see_it(two_worlds: None, tmp_path: Path) -> None:
    file = tmp_path / "binh-duong.ltw"
    done = lienthong("world", "export", THERE, "--out", str(file))
    assert "Đã xuất 200 việc (200 đang mở), 1 tệp" in done.stdout, done.stderr

    papers = [
        word for kind in ("json", "pdf", "xlsx") for word in (f"--{kind}", str(tmp_path / f"bc.{kind}"))
    ]
    done = lienthong("reorganise", "import-world", str(file), "--world", HERE, "--dry-run", *papers)
    assert done.returncode == 0, done.stderr
    for words in (
        "Đọc thế giới",
        "✓ Cơ quan giao khớp với bản kê: 91/91",
        "thêm mã tỉnh",
        "Không có gì thay đổi",
    ):
        assert words in done.stdout
    assert json.loads((tmp_path / "bc.json").read_text())["total"]["n"] == 200
    assert (tmp_path / "bc.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "bc.xlsx").read_bytes().startswith(b"PK")

    sign = ("reorganise", "import-world", str(file), "--world", HERE, "--as")
    assert "Cần thêm chữ ký" in lienthong(*sign, FIRST).stdout
    done = lienthong(*sign, SECOND)
    assert "200 việc, đổi hạn 0, đổi mã 0, thiếu 0" in done.stdout, done.stderr
    done = lienthong(*sign, SECOND)
    assert (done.returncode, "(already_imported)" in done.stderr) == (1, True)
    assert "nguyên vẹn" in lienthong("journal", "verify", "--world", HERE).stdout
    assert lienthong("units", "check", "--on", "2025-06-24", "--world", HERE).returncode == 0


def test_a_file_that_is_none_and_a_province_that_is_none(two_worlds: None, tmp_path: Path) -> None:
    (tmp_path / "a.ltw").write_text("không phải")
    for path, code in ((tmp_path / "a.ltw", "file_damaged"), (tmp_path / "b.ltw", "no_such_file")):
        done = lienthong("reorganise", "import-world", str(path), "--world", HERE, "--dry-run")
        assert (done.returncode, f"({code})" in done.stderr) == (1, True), done.stderr
    done = lienthong("world", "create", "khong-ai", "--on", "2025-06-20", "--before", "--province", "03")
    assert "(no_such_province)" in done.stderr
    done = lienthong("world", "create", "khong-ai", "--on", "2025-06-20", "--province", "7")
    assert (done.returncode, "(bad_command)" in done.stderr) == (2, True)


def test_a_file_is_not_written_over(two_worlds: None, tmp_path: Path) -> None:
    (tmp_path / "a.ltw").write_text("của ai đó")
    done = lienthong("world", "export", THERE, "--out", str(tmp_path / "a.ltw"))
    assert "(file_exists)" in done.stderr
    assert (tmp_path / "a.ltw").read_text() == "của ai đó"
