"""Wards, districts and provinces found in an address by the names they are called by. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from lienthong.units.addresses.reading import Address
from lienthong.units.addresses.spelling import NUMBER, REMEMBERED, Words, bare, tokens
from lienthong.units.addresses.terms import DISTRICT_KINDS, PROVINCE_KINDS, WARD_KINDS

LONGEST = 5
"""Words of an area's name."""

Thing = TypeVar("Thing")
Kind = tuple[str, ...]

_KINDS: dict[str, list[Kind]] = defaultdict(list)
"""First word without marks → the kinds of area that begin with it."""
for _kind in dict.fromkeys((*WARD_KINDS, *DISTRICT_KINDS, *PROVINCE_KINDS)):
    _KINDS[bare(_kind.split()[0])].append(tuple(_kind.split()))


@lru_cache(maxsize=REMEMBERED)
def _kinds_in(words: Words) -> tuple[tuple[int, Kind], ...]:
    """Where the words for a kind stand, and which."""
    return tuple(
        (at, kind)
        for at, first in enumerate(words.bare)
        for kind in _KINDS.get(first, ())
        if at + len(kind) <= len(words.bare)
        and all(words.is_word(at + i, word) for i, word in enumerate(kind))
    )


@dataclass(frozen=True, slots=True)
class Mention(Generic[Thing]):
    """Words that name an area, and all it may be; none of them: nobody knows that name. `behind`: the words that follow
    in its piece, up to the next kind.
    """

    words: tuple[str, ...]
    things: tuple[Thing, ...]
    behind: tuple[str, ...] = ()


class Names(Generic[Thing]):
    """Names with the words of their kind before them: «Phường Đa Kao» is found as «P.Đakao» too."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = [tuple(kind.split()) for kind in kinds]
        self._full: defaultdict[tuple[Kind, str], list[Thing]] = defaultdict(list)
        self._full_bare: defaultdict[tuple[Kind, str], list[Thing]] = defaultdict(list)
        self._alone: defaultdict[str, list[Thing]] = defaultdict(list)
        self._alone_bare: defaultdict[str, list[Thing]] = defaultdict(list)
        self._kept: dict[tuple[Words, bool], tuple[Mention[Thing], ...]] = {}

    def add(self, name: str, thing: Thing) -> None:
        words = tuple(tokens(name))
        kind: Kind = next((kind for kind in self._kinds if words[: len(kind)] == kind), ())
        proper = words[len(kind) :]
        spelt, unmarked = "".join(proper), "".join(map(bare, proper))
        self._full[kind, spelt].append(thing)
        self._full_bare[kind, unmarked].append(thing)
        if not any(map(NUMBER.fullmatch, proper)):
            self._alone[spelt].append(thing)
            self._alone_bare[unmarked].append(thing)

    def mentions(self, address: Address) -> list[Mention[Thing]]:
        """Where the word of a kind stands before a name, known or not."""
        segments = [words for words in address.segments() if _kinds_in(words)]
        return [mention for words in segments for mention in self._remembered(words, address.is_marked)]

    def _remembered(self, words: Words, is_marked: bool) -> tuple[Mention[Thing], ...]:
        """Ends of addresses come back: «Quận 1» is looked up once."""
        mentions = self._kept.get((words, is_marked))
        if mentions is None:
            if len(self._kept) >= REMEMBERED:
                self._kept.clear()
            mentions = self._kept[words, is_marked] = tuple(self._in_segment(words, is_marked))
        return mentions

    def _in_segment(self, words: Words, is_marked: bool) -> Iterator[Mention[Thing]]:
        places, behind = _kinds_in(words), 0
        for at, kind in places:
            start = at + len(kind)
            if at < behind or kind not in self._kinds or start == len(words.spelt):
                continue
            typed_bare = not is_marked or words.spelt[at:start] != kind
            behind, things = self._longest(words, start, kind, typed_bare)
            next_kind = next((other for other, _ in places if other >= behind), len(words.spelt))
            yield Mention(words.spelt[at:behind], tuple(things), words.spelt[behind:next_kind])

    def _longest(self, words: Words, start: int, kind: Kind, typed_bare: bool) -> tuple[int, Sequence[Thing]]:
        """What the most words name, and where they end."""
        number = NUMBER.fullmatch(words.spelt[start]) is not None
        last = start + 1 if number else min(start + LONGEST, len(words.spelt))
        for end in range(last, start, -1):
            things = [] if typed_bare else self._full.get((kind, "".join(words.spelt[start:end])), [])
            if not things and (typed_bare or all(words.unmarked[start:end])):
                things = self._full_bare.get((kind, "".join(words.bare[start:end])), [])
            if things:
                return end, things
        return last, ()

    def alone(self, address: Address, spelt: tuple[str, ...]) -> Mention[Thing] | None:
        """What words name that say no kind: «…, Tân Bình»."""
        things = self._alone.get("".join(spelt), []) if address.is_marked else []
        if not things and (not address.is_marked or all(map(str.isascii, spelt))):
            things = self._alone_bare.get("".join(map(bare, spelt)), [])
        return Mention(spelt, tuple(things)) if things else None


def name_alone(words: Words) -> tuple[str, ...]:
    """The words of a piece before the first kind it says: «Bến Nghé Quận 1» → «Bến Nghé»."""
    return words.spelt[: next((at for at, _ in _kinds_in(words) if at), len(words.spelt))]
