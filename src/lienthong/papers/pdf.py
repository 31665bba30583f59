"""Paper: a form and its facts become a PDF, the same bytes on every machine (see README)."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple, cast

import typst

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.wording import vn_date, vn_datetime

ROOM = "lienthong.papers"
FAMILY = "Be Vietnam Pro"
FAMILIES = {FAMILY, "Tinos"}
FRAMES = ("frame", "letter")
"""On what a form stands: our own papers, and the letters that a decree lays out."""

A4_HEIGHT = 297 / 25.4 * 72
_NO_GLYPH = re.compile(r"the text `(.+?)` could not be displayed", re.S)


class PrintFailed(RuntimeError):
    """The compiler warned, or the letters were not collected: nothing is printed rather than something else."""


class LetterMissing(PrintFailed):
    """No font at hand has a letter of the text, and a file that is to last may not leave a hole for it."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


class Place(NamedTuple):
    """Room that a form leaves, on a page from 1, in PDF points from the page's lower left corner."""

    name: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Archival(NamedTuple):
    """A print that is to last (PDF/A-2b), and the places its form tells of with `<place>`."""

    pdf: bytes
    places: list[Place]


def pdf(package: str, form: str, facts: Mapping[str, Any]) -> bytes:
    """`<package>/<form>.typ` with these facts; `title`, `foot` and `trial` (see `trial_words`) are the frame's."""
    return _compiled(package, form, facts)


def archival_pdf(package: str, form: str, facts: Mapping[str, Any]) -> Archival:
    """The same as PDF/A-2b, its fonts in it. Refuses `LetterMissing`."""
    try:
        made = _compiled(package, form, facts, "a-2b")
    except typst.TypstError as failed:
        if missing := _NO_GLYPH.findall(failed.message):
            raise LetterMissing(", ".join(dict.fromkeys(missing))) from failed
        raise
    # A compiler of sources that lie in memory answers once; what is asked again it remembers.
    places = json.loads(typst.query(_sources(package, form), "<place>", field="value", **_settings(facts)))
    return Archival(made, [_place(place) for place in places])


def _place(place: dict[str, Any]) -> Place:
    """Typst counts from the upper left."""
    top = A4_HEIGHT - place["y"]
    return Place(
        place["name"], place["page"], place["x"], top - place["height"], place["x"] + place["width"], top
    )


def _compiled(
    package: str, form: str, facts: Mapping[str, Any], standard: Literal["a-2b"] | None = None
) -> bytes:
    made, warnings = typst.compile_with_warnings(
        _sources(package, form), timestamp=0, pdf_standards=standard, **_settings(facts)
    )
    if warnings:
        raise PrintFailed(f"{package}/{form}.typ: {'; '.join(map(str, warnings))}")
    return cast("bytes", made)


def _sources(package: str, form: str) -> Any:
    """By name; the compiler's types leave that out."""
    return {
        "main.typ": _text(package, f"{form}.typ"),
        **{f"{f}.typ": _text(ROOM, f"{f}.typ") for f in FRAMES},
    }


def _settings(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "font_paths": _letters(),
        "ignore_system_fonts": True,
        "sys_inputs": {"facts": json.dumps(facts, ensure_ascii=False)},
    }


@cache
def _text(package: str, name: str) -> bytes:
    return resources.files(package).joinpath(name).read_bytes()


@cache
def _letters() -> typst.Fonts:
    """Read once per process. Refuses `PrintFailed` where they were not collected."""
    fonts = resources.files(ROOM).joinpath("fonts")
    letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts)])
    if not set(letters.families()) >= FAMILIES:
        raise PrintFailed("the letters are missing: run `python -m lienthong.hosting.assets`")
    return letters


class _WorldRow(NamedTuple):
    kind: str
    at: datetime


def trial_words() -> str | None:
    """What a trial world's paper says in its head; None in the live one."""
    kind, at = sql.only_row(_WorldRow, "select kind, world_now() as at from world")
    if kind != "trial":
        return None
    return f"Ngày trong hệ thống: {vn_datetime(at)} · ngày thật: {vn_date(clock.local(clock.real()))}"
