"""The shape of the house: small files, short functions, one clause of the contract linter, a glossary that is true."""

import re
import subprocess
import sys
from pathlib import Path

from tests.house.source import SRC, functions, trees

ROOT = SRC.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
P90_FUNCTION = 25


def _length(function: object) -> int:
    return function.end_lineno - function.lineno + 1  # type: ignore[attr-defined, no-any-return]


def test_files_can_be_held_in_the_head() -> None:
    for path in trees():
        lines = len((SRC / path).read_text("utf-8").splitlines())
        assert lines <= LONGEST_FILE, f"{path} has {lines} lines"


def test_functions_have_one_reason_to_exist() -> None:
    lengths = []
    for path, tree in trees().items():
        for function in functions(tree):
            lengths.append(_length(function))
            assert _length(function) <= LONGEST_FUNCTION, (
                f"{path}: {function.name} has {_length(function)} lines"
            )
    assert sorted(lengths)[int(len(lengths) * 0.9)] <= P90_FUNCTION


def test_imports_go_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_rules_and_terms_are_pure() -> None:
    for path, tree in trees().items():
        if path.name in {"rules.py", "terms.py"}:
            text = (SRC / path).read_text("utf-8")
            assert not re.search(r"^(from|import) (django|psycopg|ninja)", text, re.MULTILINE), path
            assert tree is not None


def test_the_glossary_joins_the_codes_to_words() -> None:
    """Every role and every kind of work stands in the glossary, with the words the screens use."""
    from lienthong.personnel.terms import ROLE_LABELS
    from lienthong.work.desks.registry import kinds

    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    for code, label in {**{kind.name: kind.label for kind in kinds()}, **ROLE_LABELS}.items():
        assert f"`{code}`" in glossary, f"{code} is not in docs/glossary.md"
        assert label in glossary, f"«{label}» is not in docs/glossary.md"


def test_every_room_says_what_it_is() -> None:
    for room in sorted((SRC / "lienthong").iterdir()):
        if room.is_dir() and (room / "__init__.py").exists():
            assert (room / "README.md").exists(), f"{room.name} has no README"


def test_every_decision_has_a_number_of_its_own() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name.partition("-")[0]) for page in pages]
    assert len(numbers) == len(set(numbers))
    for number, page in zip(numbers, pages, strict=True):
        assert page.read_text("utf-8").startswith(f"# {number}. "), page.name
