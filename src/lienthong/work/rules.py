"""Decisions about the papers of an item. Pure."""

import unicodedata
from collections.abc import Collection

from lienthong.kernel.refusals import Refusal
from lienthong.work.kinds import KINDS, kind_label

LONGEST_NAME = 200
LONGEST_ENDING = 10
"""A dot and what follows it: `.pdf`, `.jpeg`. A longer one is a part of the name."""


def name_among(name: str, taken: Collection[str]) -> str:
    """The name under which a paper is kept: not longer than `LONGEST_NAME`, with its ending, and unlike those taken,
    whatever their case: a second «giấy.pdf» is «giấy (2).pdf».
    """
    stem, ending = _parted(unicodedata.normalize("NFC", name))
    known = {unicodedata.normalize("NFC", other).casefold() for other in taken}
    number = 1
    while True:
        mark = f" ({number})" if number > 1 else ""
        said = stem[: LONGEST_NAME - len(mark) - len(ending)].rstrip() + mark + ending
        if said.casefold() not in known:
            return said
        number += 1


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or not ending or len(ending) > LONGEST_ENDING or " " in ending:
        return name, ""
    return stem, dot + ending


def check_not_sealed(kind: str, state: str) -> None:
    """Refuses `sealed`: what goes out under a signature takes no more papers and gives none up."""
    if state in KINDS[kind].sealed:
        raise Refusal(
            "sealed",
            f"{kind_label(kind)} đã ký: giấy tờ đi cùng chữ ký, không thêm và không rút được nữa."
            " Cần sửa thì rút chữ ký, hoặc thu hồi nếu đã phát hành.",
        )


def may_open_withdrawn(*, is_own: bool, leads: bool, is_in_reach: bool) -> bool:
    """A withdrawn paper opens to whoever withdrew it, and to those who lead or inspect the body that holds the item.
    `leads`: has the ability; `is_in_reach`: the item lies with the reader's body or one it oversees or keeps for.
    """
    return is_own or (leads and is_in_reach)
