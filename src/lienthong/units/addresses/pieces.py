"""What each word of an address is: house number, lane, street, neighbourhood, ward, district. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lienthong.units.addresses.spelling import NUMBER, REMEMBERED, STREET_NUMBER, Words, bare
from lienthong.units.addresses.terms import (
    LANES,
    NAMES_WITH_KEY_WORDS,
    NAMES_WITH_MARKED_KEY_WORDS,
    STREET_KINDS,
    PieceKind,
)

LONGEST = 5
"""Words of a street's name."""

BESIDE = frozenset({"doi", "dien", "truoc", "canh", "ben", "gan", "sau", "ke", "sat"})
"""«Đối diện 12 Lê Lợi» lies on Lê Lợi, and 12 is not its number."""

_BEFORE_NUMBER = frozenset({"so", "nha", "moi", "cu", "sn"})
_PAIRS = {
    "khu": ("phố", "công", "dân", "đô"),
    "thành": ("phố",),
    "tổ": ("dân",),
    "thị": ("trấn", "xã"),
    "đặc": ("khu",),
}
_ENDS = ("phường", "huyện", "kdc")
_ENDS_LATER = ("quận", "xã", "ấp", "tỉnh")
"""Words that end a street unless it begins with them: Xa lộ Hà Nội, but «12 Lê Lợi xã Bà Điểm»."""
_NAMED_BY = tuple(tuple(name.split()) for name in sorted(NAMES_WITH_KEY_WORDS))
_NAMED_BY_MARKED = tuple(tuple(name.split()) for name in sorted(NAMES_WITH_MARKED_KEY_WORDS))
_PROVINCIAL = re.compile(r"đt[0-9]{2,3}[a-z]?")


class Lot(NamedTuple):
    """A piece between commas with what its words are."""

    words: Words
    kinds: tuple[PieceKind, ...]
    street: tuple[int, int]
    """First word of its street and the one behind the last; equal where none is read."""


def street_lot(lots: Sequence[Lot]) -> int | None:
    """Where the word «đường» stands before a name; else the first piece that begins with a house number."""
    with_street = [i for i, lot in enumerate(lots) if lot.street[0] < lot.street[1]]
    said = [
        i for i in with_street if lots[i].street[0] and lots[i].words.is_word(lots[i].street[0] - 1, "đường")
    ]
    return next(iter(said or with_street), None)


def without_street(lot: Lot) -> Lot:
    kinds = tuple("other" if kind == "street" else kind for kind in lot.kinds)
    return Lot(lot.words, kinds, (0, 0))


@lru_cache(maxsize=REMEMBERED)
def lot_of(words: Words) -> Lot:
    """What each word of a piece is: number, lanes, street, then what begins with the words for it."""
    kinds: list[PieceKind] = ["other"] * len(words.spelt)
    first, number = _number(words)
    kinds[first:number] = ["number"] * (number - first)
    start = _street_start(words, number)
    end = start if start is None else _street_end(words, start)
    if start is None or end is None or end <= start:
        start = end = number
    kinds[number:start] = [_before_street(words, at) for at in range(number, start)]
    kinds[start:end] = ["street"] * (end - start)
    at = end
    while at < len(kinds):
        kind, stop = _named_piece(words, at)
        kinds[at:stop] = [kind] * (stop - at)
        at = stop
    return Lot(words, tuple(kinds), (start, end))


def _before_street(words: Words, at: int) -> PieceKind:
    if words.is_word(at, "đường"):
        return "street"
    is_lane = words.bare[at] in LANES or (at > 0 and words.bare[at - 1] in LANES)
    return "lane" if is_lane else "other"


def _number(words: Words) -> tuple[int, int]:
    """First word of the house number and the one behind it: «số 12», «số nhà mới 15 (số cũ 8)», «đối diện 12»."""
    first = 0
    while first < len(words.bare) and words.bare[first] in BESIDE:
        first += 1
    at = first
    while at < min(len(words.bare), first + 4) and words.bare[at] in _BEFORE_NUMBER:
        at += 1
    if at == len(words.bare) or not NUMBER.fullmatch(words.spelt[at]):
        return 0, 0
    end = at + 1
    while (further := _another_number(words, end)) > end:
        end = further
    return first, end


def _another_number(words: Words, at: int) -> int:
    """The end of «(8 cũ)», «(số cũ 8)», «và 14» behind a house number; the same place where none follows."""
    row = words.spelt[at : at + 5]
    if row[:1] in (("cũ",), ("mới",)):
        return at + 1
    numbers = [i for i, word in enumerate(row) if NUMBER.fullmatch(word)]
    if not numbers:
        return at
    before, behind = words.bare[at : at + numbers[0]], words.bare[at + numbers[0] + 1 : at + numbers[0] + 2]
    if before == ("va",):
        return at + 2
    if not all(word in _BEFORE_NUMBER for word in before):
        return at
    if behind in (("cu",), ("moi",)):
        return at + numbers[0] + 2
    return at + numbers[0] + 1 if {"cu", "moi"} & {*before} else at


def _street_start(words: Words, number: int) -> int | None:
    """Behind the word «đường»; else behind the house number and its lanes; a Quốc lộ needs neither."""
    for at, word in enumerate(words.bare):
        if word == "duong" and words.is_word(at, "đường") and not _in_a_name(words, at):
            return _past_lanes(words, at + 1)
    if number:
        start = _past_lanes(words, number)
        return None if start == len(words.spelt) or STREET_NUMBER.fullmatch(words.spelt[start]) else start
    is_road = words.bare[:2] in STREET_KINDS or _PROVINCIAL.fullmatch(words.spelt[0]) is not None
    return 0 if is_road else None


def _past_lanes(words: Words, at: int) -> int:
    """«12 hẻm 3 Nguyễn Hoàng» lies on Nguyễn Hoàng; a lane of which no more is said is its own street."""
    end = at
    while len(words.bare) > end + 1 and words.bare[end] in LANES and NUMBER.fullmatch(words.spelt[end + 1]):
        end += 2
    return end if len(words.bare) > end else at


def _street_end(words: Words, start: int) -> int:
    at = start
    while at < len(words.spelt) and at < start + LONGEST and not _ends_street(words, at, start):
        at += 1
        if at == start + 2 and words.bare[start] == "so":
            break
    return at


def _in_a_name(words: Words, at: int) -> bool:
    """Whether the word belongs to a street's name in which such a word is known to stand."""
    return any(
        words.bare[first : first + len(name)] == name
        for name in (_NAMED_BY if words.unmarked[at] else _NAMED_BY_MARKED)
        for first in range(max(0, at - len(name) + 1), at + 1)
    )


def _ends_street(words: Words, at: int, start: int) -> bool:
    if not _begins_piece(words, at, is_first=at == start):
        return False
    if _in_a_name(words, at):
        return False
    # «Nguyễn Văn Tỉnh», «Nguyen Tri Phuong, P.8»: a word that names nothing behind it ends the name, not the street.
    is_idle = at + 1 == len(words.spelt) or _begins_piece(words, at + 1, is_first=False)
    return at == start or not is_idle or _is_pair(words, at)


def _is_pair(words: Words, at: int) -> bool:
    following = at + 1 < len(words.spelt)
    return following and any(
        words.is_word(at, first) and any(words.is_word(at + 1, second) for second in seconds)
        for first, seconds in _PAIRS.items()
    )


def _begins_piece(words: Words, at: int, *, is_first: bool) -> bool:
    """Whether a neighbourhood, ward, district or province begins with this word."""
    if words.bare[at] not in _FIRST_WORDS:
        return False
    following = words.spelt[at + 1][:1].isdecimal() if at + 1 < len(words.spelt) else False
    if any(words.is_word(at, word) for word in _ENDS) or _is_pair(words, at):
        return True
    if words.is_word(at, "tổ") and following:
        return True
    return any(words.is_word(at, word) for word in _ENDS_LATER) and (not is_first or following)


_KINDS: tuple[tuple[tuple[str, ...], PieceKind], ...] = (
    (("khu", "phố"), "neighbourhood"), (("tổ", "dân", "phố"), "neighbourhood"), (("tổ",), "neighbourhood"),
    (("khu", "dân", "cư"), "neighbourhood"), (("khu",), "neighbourhood"), (("kdc",), "neighbourhood"),
    (("ấp",), "neighbourhood"), (("đặc", "khu"), "ward"), (("phường",), "ward"), (("thị", "trấn"), "ward"),
    (("thị", "xã"), "district"), (("xã",), "ward"), (("quận",), "district"), (("huyện",), "district"),
    (("thành", "phố"), "district"), (("tỉnh",), "province"),
)  # fmt: skip


_NEIGHBOURHOODS = (("khu", "phố"), ("tổ", "dân", "phố"), ("kdc",), ("ấp",))
_FIRST_WORDS = frozenset(bare(word) for row, _ in _KINDS for word in row[:1]) | {"thanh", "thi", "dac"}
"""Without marks: asked first, for most words are none of them."""


def _named_piece(words: Words, at: int) -> tuple[PieceKind, int]:
    """What begins here, and where it ends: at the next such word or the end; a number is a name by itself."""
    if words.bare[at] in _FIRST_WORDS:
        for row, kind in _KINDS:
            if _stands(words, at, row):
                return kind, _end_of_name(words, at + len(row))
    return "other", at + 1


def _stands(words: Words, at: int, row: tuple[str, ...]) -> bool:
    return at + len(row) <= len(words.spelt) and all(
        words.is_word(at + i, word) for i, word in enumerate(row)
    )


def _end_of_name(words: Words, at: int) -> int:
    if at < len(words.spelt) and NUMBER.fullmatch(words.spelt[at]):
        return at + 1
    while at < len(words.spelt) and not _begins_piece(words, at, is_first=False):
        at += 1
    return at


def neighbourhoods_of(words: Words) -> Iterator[tuple[int, int]]:
    """First word of each neighbourhood's name and the one behind the last."""
    for at, word in enumerate(words.bare):
        for row in _NEIGHBOURHOODS if word in _FIRST_WORDS else ():
            if _stands(words, at, row):
                end = _end_of_name(words, at + len(row))
                if end > at + len(row):
                    yield at + len(row), end
                break
