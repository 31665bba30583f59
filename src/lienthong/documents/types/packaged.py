"""Types, skeletons and names of sections that come with the program, read once."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from io import StringIO
from typing import cast

import yaml

from lienthong.documents.types.terms import COPIES, Certainty, DocumentType, Side
from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.text import fold

_SIGNS = re.compile(r"[^a-z0-9]+")
_ROOM = "lienthong.documents.types"


def _text(name: str) -> str:
    return resources.files(_ROOM).joinpath("data", name).read_text("utf-8")


def section_key(section: str) -> str:
    """What a section is found by, however its name is typed: «Phòng Văn hóa - Xã hội» and «Phòng Văn hoá – Xã hội»."""
    return " ".join(_SIGNS.sub(" ", fold(section)).split())


def _types() -> Iterator[Dated[DocumentType]]:
    for row in csv.DictReader(StringIO(_text("types.csv"))):
        yield Dated(
            DocumentType(
                cast("Side", row["side"]), row["code"], row["name"], row["abbreviation"],
                cast("Certainty", row["certainty"]),
            ),
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["basis"],
        )  # fmt: skip


TYPES: tuple[Dated[DocumentType], ...] = tuple(_types())
"""Each side in the order its rule lists them; a type in force again by a newer paper is a row of its own."""

NAMES: Mapping[str, str] = {row.value.code: row.value.name for row in reversed(TYPES)} | COPIES
"""Code → name, on whichever side: no code is two names."""


def _sections() -> Iterator[tuple[str, str]]:
    for row in csv.DictReader(StringIO(_text("sections.csv"))):
        yield section_key(row["section"]), row["abbreviation"]


SECTIONS: Mapping[str, str] = dict(_sections())
"""Key of a section's name → the abbreviation it has until its body enters another; ours."""


@cache
def skeletons() -> Mapping[tuple[str, str], str]:
    """(side, code) → the text a draft begins with."""
    by_side: dict[str, dict[str, str]] = yaml.safe_load(_text("skeletons.yaml"))
    return {(side, code): text.strip() for side, texts in by_side.items() for code, text in texts.items()}
