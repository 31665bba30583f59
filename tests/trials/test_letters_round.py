"""A round of all letters, played by the clerks themselves over the API: both sides, with copies across, files, a letter
that was not meant for the ward, two that are asked back, one to a body that is no more.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lienthong.hosting.worlds import create_world, drop_world
from tests.cli.command import lienthong, server

WORLD = f"van-ban-{os.getpid()}"
UNITS = ("27094", "27097")
STEPS = len(UNITS) * (8 + 8 + 2 + 8 + 31)
"""Of two letters answered and one returned; of the Party's; of those on their way."""


@pytest.fixture(scope="module")
def world() -> Iterator[str]:
    create_world(server(), WORLD, date(2025, 7, 1))
    yield WORLD
    drop_world(server(), WORLD)


@pytest.mark.drill
def test_the_clerks_do_all_that_happens_to_letters(world: str, tmp_path: Path) -> None:
    told = tmp_path / "round.json"
    done = lienthong(
        "rehearse", "--world", world, "--units", ",".join(UNITS), "--scenarios", "documents", "--speed", "120",
        "--seed", "7", "--json", str(told),
    )  # fmt: skip
    # A loaded machine may start a clerk too late: then the round says so, and is still whole.
    assert done.returncode in {0, 3}, done.stderr
    found = json.loads(told.read_text("utf-8"))
    letters = found["virtual"]["systems"]["documents"]
    assert letters["step_rate"]["planned"] == STEPS, done.stdout
    assert letters["step_rate"]["passed"] == STEPS, done.stdout
    assert found["refusals_caught"] == {"passed": 2 * len(UNITS), "planned": 2 * len(UNITS)}
    assert f"({STEPS}/{STEPS})" in done.stdout
    verified = lienthong("rehearse", "--world", world, "verify", "1")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "khớp với hồ sơ" in verified.stdout
