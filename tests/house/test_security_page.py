"""docs/security.md says threat → control → test: each test it names is there, by its name, and so is each place."""

import re

from tests.house.source import SRC

ROOT = SRC.parent
PAGE = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PLACE = re.compile(r"`([a-z_]+/[\w/]+\.py)`")


def test_every_threat_names_a_test_that_is_there() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 10
    for row in rows:
        threat, control, tests = (cell.strip() for cell in row.strip("|").split("|"))
        named = NAMED.findall(tests)
        assert all((threat, control, named)), row
        assert len(named) == tests.count("`") // 2, f"a whole file shows nothing: {tests}"
        for path, test in named:
            assert (ROOT / path).exists(), f"there is no {path}"
            assert f"def {test}(" in (ROOT / path).read_text("utf-8"), f"{path} has no {test}"
        for place in PLACE.findall(control):
            assert (SRC / "lienthong" / place).exists(), f"there is no {place}"
