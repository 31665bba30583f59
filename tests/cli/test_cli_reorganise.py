"""`lienthong reorganise …` as somebody meets it who has just read its help."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lienthong.cli.reorganise import summary
from lienthong.hosting.worlds import drop_world
from tests.cli.command import lienthong, server


@pytest.fixture(scope="module")
def world_of_a_plan() -> Iterator[str]:
    name = f"ke-hoach-{os.getpid()}"
    server()
    made = lienthong("world", "create", name, "--on", "2025-06-20", "--before", "--with-work", "1326")
    assert made.returncode == 0, made.stderr
    yield name
    drop_world(server(), name)


@pytest.fixture(scope="module")
def plan(world_of_a_plan: str) -> int:
    done = lienthong("reorganise", "plan", "--world", world_of_a_plan)
    assert done.returncode == 0, done.stderr
    return 1


def test_who_may_not_sign_is_told_who_may(plan: int, world_of_a_plan: str) -> None:
    for name in ("quantri.h29-ttcds", "không ai"):
        done = lienthong("reorganise", "approve", "--world", world_of_a_plan, "--as", name)
        assert (done.returncode, "lanhdaotp.h29, lanhdaotp.h29-snv" in done.stderr) == (1, True)
        assert done.stderr.strip().endswith("(unknown_signer)")


def test_long_commands_say_how_far_they_are_and_what_it_came_to(
    plan: int, world_of_a_plan: str, tmp_path: Path
) -> None:
    with_world = ("--world", world_of_a_plan)
    done = lienthong("reorganise", "decide", *with_world)
    assert done.returncode == 0, done.stderr
    assert " 1/" in done.stderr
    assert ": 0 đã quyết định, 0 chờ người." not in done.stdout, "no line where there is nothing"
    assert "địa bàn khác chưa có quy tắc, còn" in done.stdout
    assert len(done.stdout.splitlines()) < 10
    done = lienthong("reorganise", "minutes", *with_world, "--out", str(tmp_path / "bb"), "--unit", "27088")
    assert " 1/" in done.stderr
    assert "Đã in 1 biên bản, 3 việc" in done.stdout, done.stderr
    done = lienthong("reorganise", "minutes", *with_world, "--out", str(tmp_path / "bb"), "--unit", "99999")
    assert (done.returncode, "(no_such_pair)" in done.stderr) == (1, True)


def test_a_demos_figures_are_written_as_people_here_write_them() -> None:
    seconds = ("commit_seconds", "raw_update_seconds", "plan_seconds", "fingerprint_seconds")
    ratios = ("commit_ratio", "plan_ratio", "fingerprint_ratio")
    zero = (
        "items",
        "moving",
        "undecided",
        "unexplained",
        "missing",
        "due_changed",
        "codes_changed",
        "sources_compared",
    )
    found = {
        **dict.fromkeys(seconds, 0.5884), **dict.fromkeys(ratios, 17.255), **dict.fromkeys(zero, 0),
        "sources_compared": 0, "sources_differing": [], "verified": True, "reversed_identical": True,
        "reconciliation": {"kinds": {"dossier": 3}, "pairs": []},
    }  # fmt: skip
    told = "\n".join(summary(found))
    assert "hồ sơ thủ tục 3" in told
    assert "0,588 giây (17,255 lần)" in told
    assert "17.255" not in told
