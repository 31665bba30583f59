"""docs/operate.md tells operators of every variable the program reads, and of no other."""

import re

from tests.house.source import SRC

PAGE = SRC.parent / "docs" / "operate.md"
READ = re.compile(r"""["'](LIENTHONG_[A-Z0-9_]+|DATABASE_URL)["']""")


def test_the_table_of_variables_is_whole_and_true() -> None:
    read = {name for path in SRC.rglob("*.py") for name in READ.findall(path.read_text("utf-8"))}
    told = set(
        re.findall(r"^\| `(LIENTHONG_[A-Z0-9_]+|DATABASE_URL)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    )
    assert read - told == set(), "read by the program, not in docs/operate.md"
    assert told - read == set(), "in docs/operate.md, read by nobody"


def test_the_files_it_names_are_there() -> None:
    for name in re.findall(r"`((?:deploy|lock|docs|tools)/[\w./-]+)`", PAGE.read_text("utf-8")):
        assert (SRC.parent / name).exists(), name
