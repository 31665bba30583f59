"""How areas and bodies are called, and when holdings are whole. Pure."""

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from lienthong.kernel.periods import Period
from lienthong.kernel.text import normalise, spelling

KINDS = ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Huyện", "Quận", "Tỉnh", "Xã")

BODIES = {
    "ubnd": ("Ủy ban nhân dân", "UBND", "UBND"),
    "dang_uy": ("Đảng ủy", "Đảng ủy", "ĐU"),
    "hdnd": ("Hội đồng nhân dân", "HĐND", "HĐND"),
    "mttq": ("Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQ", "MTTQ"),
}
"""Body: the full name, the short one, and the abbreviation that stands in the sign of a document."""

ALWAYS_CAPITAL = {"Thành phố Hồ Chí Minh"}
"""Decree 30/2020, annex II: this one keeps its capital inside another name."""


def area_name(written: str, kind_if_missing: str = "Xã") -> str:
    """The name with its kind in one spelling: sources write «Thị Xã», «xã», «Thi trấn», or no kind at all.

    The proper name stays as the source spells it; two spellings are compared with `same_name`.
    """
    name = " ".join(unicodedata.normalize("NFC", written).split())
    for kind in KINDS:
        head, rest = name[: len(kind)], name[len(kind) :]
        if _spelt_alike(head, kind) and rest.startswith(" "):
            return kind + rest
    return f"{kind_if_missing} {name}"


def _spelt_alike(head: str, kind: str) -> bool:
    return head.lower().replace("thi ", "thị ") == kind.lower()


def same_name(name: str, other: str) -> bool:
    """Hòa and Hoà are one name; Thạnh An and Thanh An are two."""
    return normalise(name).lower() == normalise(other).lower()


def spells(name: str, words: str) -> bool:
    """Whether a name contains the words with their marks, however these are spelt: Tân Quí is in Xã Tân Quý."""
    return f" {spelling(words)}" in f" {spelling(name)}"


def kind_of(name: str) -> str:
    """«Phường An Khánh» → «phường»; `name` as `area_name` gives it."""
    return next(kind for kind in KINDS if name.startswith(kind + " ")).lower()


def in_a_phrase(name: str) -> str:
    """«Phường An Khánh» → «phường An Khánh», but «Phường 1» and «Thành phố Hồ Chí Minh» keep the capital."""
    kind = next(kind for kind in KINDS if name.startswith(kind + " "))
    proper = name[len(kind) + 1 :]
    if name in ALWAYS_CAPITAL or proper[:1].isdigit():
        return name
    return f"{kind.lower()} {proper}"


def body_names(body: str, area: str) -> tuple[str, str, str]:
    """(name, short name, abbreviation) of an area's body."""
    full, short, abbreviation = BODIES[body]
    return f"{full} {in_a_phrase(area)}", f"{short} {in_a_phrase(area)}", abbreviation


def jurisdiction_name(
    kind: str, area: str | None, whole: str | None, unit: str | None, field: str | None
) -> str:
    """How a jurisdiction is called on a screen; `whole` is the area a part was divided from."""
    if kind == "territory":
        return f"Địa bàn {area}"
    if kind == "seat":
        return f"Văn bản gửi {unit}"
    if kind == "competence":
        return f"Lĩnh vực {field} – {unit}"
    divided = f"Phần địa bàn {whole}" if whole else "Phần"
    return divided + (f" về {area}" if area else "") + (f", lĩnh vực {field}" if field else "")


def former(name: str | None, ended_on: date | None, on: date) -> str | None:
    """The name of what had ended by `on`, told apart from its namesake of today."""
    return f"{name} cũ" if name and ended_on and ended_on <= on else name


def gaps(life: Period, held: Iterable[Period]) -> list[Period]:
    """The days of `life` that no period of `held` covers, as periods in order."""
    free: list[Period] = []
    reached, end = life.start or date.min, life.end or date.max
    for span in sorted(held, key=_start):
        until = min(_start(span), end)
        if reached < until:
            free.append(Period(reached, until))
        reached = max(reached, span.end or date.max)
    if reached < end:
        free.append(Period(reached, life.end))
    return free


def held_twice(held: Iterable[Period]) -> bool:
    spans = sorted(held, key=_start)
    return any(earlier.overlaps(other) for earlier, other in pairwise(spans))


def _start(span: Period) -> date:
    return span.start or date.min


def day_before(day: date) -> date:
    return day - timedelta(days=1)
