"""Papers of a reorganisation as PDF. Facts go in as JSON, so that nothing anybody typed is read as markup."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import typst

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.wording import vn_date, vn_datetime

ROOM = "lienthong.reorganisation"
_FRAME = "frame.typ"


def pdf(package: str, name: str, facts: Mapping[str, Any]) -> bytes:
    """`<package>/<name>.typ` on the common frame; `facts` needs title, foot and trial (see `trial_words`)."""
    source = f"{_text(ROOM, _FRAME)}\n{_text(package, f'{name}.typ')}"
    return bytes(typst.compile(source.encode(), sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)}))


@cache
def _text(package: str, name: str) -> str:
    return resources.files(package).joinpath(name).read_text("utf-8")


def trial_words() -> str | None:
    """What a trial world's paper says in its head; None in the live one."""
    kind, at = sql.row("select kind, world_now() from world")
    if kind != "trial":
        return None
    return f"Ngày trong hệ thống: {vn_datetime(at)} · ngày thật: {vn_date(clock.local(clock.real()))}"
