"""Addresses as people write them, read once and asked many times: house number, street, neighbourhood, phrases. Pure.

No word is lost: every one lies in a piece. Where an address can be read two ways – two house numbers, a name typed
without the one mark that tells it from another – both are said, and whoever decides by it asks a person.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple

from lienthong.kernel.text import fold
from lienthong.units.addresses.pieces import (
    BESIDE,
    Lot,
    lot_of,
    neighbourhoods_of,
    street_lot,
    without_street,
)
from lienthong.units.addresses.spelling import NUMBER, Words, bare, segments, tokens
from lienthong.units.addresses.terms import PieceKind

READING = 2
"""Raised when this page reads an address differently: what an earlier edition kept is then read again."""

NEAR = 3
"""Words between a house number and its street."""


class Piece(NamedTuple):
    """Words that stand together and are one thing."""

    kind: PieceKind
    words: tuple[str, ...]


class Phrase(NamedTuple):
    """Words looked for in addresses."""

    spelt: tuple[str, ...]
    bare: tuple[str, ...]

    @staticmethod
    def of(text: str) -> "Phrase":
        spelt = tuple(tokens(text))
        return Phrase(spelt, tuple(map(bare, spelt)))


class Place(NamedTuple):
    """Where a phrase stands. `is_sure`: it cannot be another name that differs by the one mark nobody typed."""

    at: int
    is_sure: bool


class Address:
    """An address read once and asked many times."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._segments = segments(text)
        self._spelt = [word for segment in self._segments for word in segment.spelt]
        self._bare = [word for segment in self._segments for word in segment.bare]
        self._unmarked = [flag for segment in self._segments for flag in segment.unmarked]
        # Somebody typed it with marks: then they count, and Thạnh An is not Thanh An.
        self.is_marked = not all(self._unmarked)

    @cached_property
    def folded(self) -> str:
        return fold(self._text)

    def segments(self) -> Sequence[Words]:
        """What stands between commas."""
        return self._segments

    def find(self, phrase: Phrase) -> Place | None:
        """Where the words stand, or None; never inside a house number. Typed without marks, it is compared without."""
        own, wanted = (self._spelt, phrase.spelt) if self.is_marked else (self._bare, phrase.bare)
        at = _position(own, wanted)
        while at is not None and self._is_number(at, len(wanted)):
            at = _position(own, wanted, after=at)
        if at is not None:
            return Place(at, is_sure=True)
        return self._half_marked(phrase) if self.is_marked else None

    def _half_marked(self, phrase: Phrase) -> Place | None:
        """«12 Ly Tu Trong, P. Bến Nghé»: the words were typed without marks, others with."""
        at = _position(self._bare, phrase.bare)
        if at is None:
            return None
        rows = zip(phrase.spelt, self._spelt[at:], self._unmarked[at:], strict=False)
        lost = [unmarked for wanted, word, unmarked in rows if wanted != word]
        if not all(lost) or self._is_number(at, len(phrase.bare)):
            return None
        return Place(at, is_sure=len(lost) > 1)

    def words_at(self, at: int, width: int) -> tuple[str, ...]:
        return tuple(self._spelt[at : at + width])

    def _is_number(self, at: int, width: int) -> bool:
        return all(kind == "number" for kind in self._kinds[at : at + width])

    def house_numbers(self, at: int) -> tuple[int, ...]:
        """The numbers the house before the street at this place may have: «12/5 đường …» 12, «45A-48 …» 45 and 48,
        «15 (8 cũ) …» 15 and 8, «số 7 hẻm 3 …» the nearest, 3. None beside somebody else's: «đối diện 12 …».
        """
        for i in range(at - 1, max(0, at - NEAR) - 1, -1):
            if NUMBER.fullmatch(self._spelt[i]):
                return () if self._is_beside(i) else self._numbers_with(i)
        return ()

    def _is_beside(self, at: int) -> bool:
        if self._kinds[at] != "number":
            return False
        first = self._first_of_number(at)
        return first > 0 and self._bare[first - 1] in BESIDE

    def _first_of_number(self, at: int) -> int:
        while at and self._kinds[at] == "number" and self._kinds[at - 1] == "number":
            at -= 1
        return at

    def _numbers_with(self, at: int) -> tuple[int, ...]:
        spelt = self._spelt[self._first_of_number(at) : at + 1]
        return tuple(dict.fromkeys(number for word in spelt for number in _heads(word)))

    @cached_property
    def _lots(self) -> tuple[Lot, ...]:
        lots = [lot_of(segment) for segment in self._segments]
        chosen = street_lot(lots)
        return tuple(lot if i == chosen else without_street(lot) for i, lot in enumerate(lots))

    @cached_property
    def _kinds(self) -> tuple[PieceKind, ...]:
        return tuple(kind for lot in self._lots for kind in lot.kinds)

    def pieces(self) -> tuple[Piece, ...]:
        """All its words in their order, those that belong together in one piece."""
        return tuple(
            Piece(kind, tuple(word for _, word in rows))
            for lot in self._lots
            for kind, rows in groupby(zip(lot.kinds, lot.words.spelt, strict=True), key=lambda row: row[0])
        )

    def written(self) -> str:
        """The address as it is read: read again, it is the same."""
        return ", ".join(" ".join(segment.spelt) for segment in self._segments)

    def street(self) -> str | None:
        """The words that name the street, without marks: what a street list is grouped by."""
        return " ".join(map(bare, self._street_words())) or None

    def street_spelt(self) -> str:
        """The same words as they are written: «Nguyễn Hoàng»."""
        return " ".join(map(_shown, self._street_words()))

    def street_numbers(self) -> tuple[int, ...]:
        """The numbers the house on its street may have."""
        before = 0
        for lot in self._lots:
            if lot.street[0] < lot.street[1]:
                return self.house_numbers(before + lot.street[0])
            before += len(lot.kinds)
        return ()

    def _street_words(self) -> tuple[str, ...]:
        return next(
            (lot.words.spelt[slice(*lot.street)] for lot in self._lots if lot.street[0] < lot.street[1]), ()
        )

    def neighbourhoods(self) -> frozenset[str]:
        """Names of the khu phố, ấp, tổ dân phố it lies in, without marks."""
        return frozenset(name for name, is_sure in self._neighbourhoods() if is_sure)

    def possible_neighbourhoods(self) -> frozenset[str]:
        """Names of what may be one or a street: «5 Ấp Bắc»."""
        return frozenset(name for name, is_sure in self._neighbourhoods() if not is_sure)

    def _neighbourhoods(self) -> Iterator[tuple[str, bool]]:
        """A phường has khu phố: where one is named, «5 Ấp Bắc» is a street."""
        in_phuong = any(_has(segment, "phường") for segment in self._segments)
        in_xa = any(_has(segment, "xã") for segment in self._segments)
        for segment in self._segments:
            for at, end in neighbourhoods_of(segment):
                name = " ".join(segment.bare[at:end])
                is_street = segment.bare[at - 1] == "ap" and at > 1 and not name[:1].isdecimal()
                follows_number = is_street and NUMBER.fullmatch(segment.spelt[at - 2]) is not None
                if not (follows_number and in_phuong and not in_xa):
                    yield name, not follows_number or in_xa


def _shown(word: str) -> str:
    """«số 7A», «ĐT743», «Nguyễn»."""
    if word == "số":
        return word
    return word.upper() if any(letter.isdecimal() for letter in word) else word.capitalize()


def _has(words: Words, kind: Literal["phường", "xã"]) -> bool:
    return any(words.is_word(at, kind) for at in range(len(words.spelt)))


def _heads(word: str) -> list[int]:
    """«45a-48» → 45, 48; «12/3/4» → 12."""
    if not NUMBER.fullmatch(word):
        return []
    parts = [part.rstrip("abcdefghijklmnopqrstuvwxyz") for part in word.split("/")[0].split("-")]
    return [int(part) for part in parts if part.isdecimal()]


def _position(own: Sequence[str], wanted: Sequence[str], after: int = -1) -> int | None:
    width = len(wanted)
    for start in range(after + 1, len(own) - width + 1):
        if own[start] == wanted[0] and tuple(own[start : start + width]) == wanted:
            return start
    return None
