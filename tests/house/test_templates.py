"""Templates can be read beside each other: one element a line, and no line longer than a page of code is wide."""

import re
from pathlib import Path

import pytest

from tests.house.source import SRC

COLUMNS = 120

TEMPLATES = sorted(SRC.rglob("*.html"))

BLOCKS = (
    "html head body title meta link header footer main nav aside article section div p ul ol li dl dt dd table caption "
    "thead tbody tfoot tr th td form fieldset legend h1 h2 h3 h4 details summary label figure figcaption select option"
)  # fmt: skip
OPENED = re.compile(rf"<(?:{'|'.join(BLOCKS.split())})\b")


def lines(template: Path) -> list[str]:
    return template.read_text(encoding="utf-8").split("\n")


def name(template: Path) -> str:
    return str(template.relative_to(SRC))


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_lines_are_short(template: Path) -> None:
    assert not [(n, len(line)) for n, line in enumerate(lines(template), 1) if len(line) > COLUMNS]


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_line_opens_one_element(template: Path) -> None:
    """Of those that stand by themselves; words within a sentence may be marked up as they come."""
    assert not [(n, line) for n, line in enumerate(lines(template), 1) if len(OPENED.findall(line)) > 1]
