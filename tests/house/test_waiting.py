"""Tests wait for what they need, in one way; none sleeps and hopes."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
THE_WAY = TESTS / "running.py"


def test_no_test_sleeps() -> None:
    for path in sorted(TESTS.rglob("*.py")):
        if path in {THE_WAY, Path(__file__)}:
            continue
        found = re.findall(r".*(?:\btime\.sleep\(|pg_sleep|wait_for_timeout).*", path.read_text("utf-8"))
        assert not found, f"{path.relative_to(TESTS)} sleeps: {found}; wait with tests.running.soon"
