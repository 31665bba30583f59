"""Paper: a form and its facts become a PDF, the same bytes on every machine (see README)."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import typst

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.wording import vn_date, vn_datetime

ROOM = "lienthong.papers"
FAMILY = "Be Vietnam Pro"


class PrintFailed(RuntimeError):
    """The compiler warned, or the letters were not collected: nothing is printed rather than something else."""


def pdf(package: str, form: str, facts: Mapping[str, Any]) -> bytes:
    """`<package>/<form>.typ` with these facts; `title`, `foot` and `trial` (see `trial_words`) are the frame's."""
    made, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # its types leave out files by name
        {"main.typ": _text(package, f"{form}.typ"), "frame.typ": _text(ROOM, "frame.typ")},
        font_paths=_letters(),
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
        timestamp=0,
    )
    if warnings:
        raise PrintFailed(f"{package}/{form}.typ: {'; '.join(map(str, warnings))}")
    return bytes(made)


@cache
def _text(package: str, name: str) -> bytes:
    return resources.files(package).joinpath(name).read_bytes()


@cache
def _letters() -> typst.Fonts:
    """Read once per process. Refuses `PrintFailed` where they were not collected."""
    fonts = resources.files(ROOM).joinpath("fonts")
    letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts)])
    if FAMILY not in letters.families():
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
