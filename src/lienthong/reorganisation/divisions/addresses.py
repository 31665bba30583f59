"""Addresses as people write them, read once: words, house number, neighbourhood, street. Pure.

What is read here is kept with the item (`parsed_address`); `READING` says by which edition of this page.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lienthong.kernel.sorting import sort_key
from lienthong.kernel.text import fold, normalise

READING = 1
"""Raised when this page reads an address differently: what an earlier edition kept is then read again."""

_SEGMENT = re.compile(r"[,;\n]| [-–] ")
_TOKEN = re.compile(r"\d+[^\W\d_]*(?:/\d+[^\W\d_]*)*|[^\W\d_]+\d*[^\W\d_]*")
_NUMBER = re.compile(r"(\d+)[^\W\d_]*(?:/.*)?", re.ASCII)
_ZEROS = re.compile(r"^0+(?=\d)")
_GLUED = re.compile(r"\b(kp|p|q|f|đ|ấp|ap|tổ|to|số|so)\.?(?=\d)")
_NEIGHBOURHOOD = re.compile(
    r"\b(?:khu pho|kp|ap|to dan pho|kdc)\s*(\d+[a-z]?|[a-z][a-z ]*?)(?=\s*(?:,|;|$|\bphuong\b|\bxa\b))"
)
_SHORT = {
    "đ": "đường", "d": "duong", "p": "phường", "f": "phường", "q": "quận", "kp": "khu phố", "tp": "thành phố",
    "tt": "thị trấn",
}  # fmt: skip

_LANES = frozenset({"hem", "ngo", "ngach", "kiet"})
_ENDS = frozenset({"phuong", "huyen", "kdc"})
_ENDS_LATER = frozenset({"quan", "xa", "ap", "tinh"})
"""Words that end a street unless it begins with them: Xa lộ Hà Nội, but «12 Lê Lợi xã Bà Điểm»."""
_PAIRS = {"khu": {"pho", "cong", "dan"}, "thanh": {"pho"}, "to": {"dan"}, "thi": {"tran", "xa"}}
_LONGEST = 5


_bare = lru_cache(maxsize=20_000)(fold)
"""The same few words come back in every address: remembered, reading takes a third of the time."""


def tokens(text: str) -> list[str]:
    """«12/5 Đ. Số 10» → ["12/5", "đường", "số", "10"]: whole words, so that 1 is never found in 10; P.01 is P.1."""
    spelt = _GLUED.sub(r"\1 ", normalise(text).lower())
    words = (_SHORT.get(token, token) for token in _TOKEN.findall(spelt))
    return [word for token in words for word in _ZEROS.sub("", token).split()]


def in_order(street: str) -> str:
    """A key by which «số 2» stands before «số 10»; letters and tones as in any list of names."""
    return sort_key(re.sub(r"\d+", lambda number: number[0].zfill(9), street))


class Address:
    """An address read once and asked many times."""

    __slots__ = ("_exact", "_marked", "_segments", "_unmarked", "folded")

    def __init__(self, text: str) -> None:
        self._segments = [words for part in _SEGMENT.split(text) if (words := tokens(part))]
        self._exact = [token for segment in self._segments for token in segment]
        self._unmarked = [_bare(token) for token in self._exact]
        self.folded = fold(text)
        # Somebody typed it with marks: then they count, and Thạnh An is not Thanh An.
        self._marked = self.folded != " ".join(text.lower().split())

    def find(self, phrase: Sequence[str], bare: Sequence[str]) -> int | None:
        """Where the words stand in the address, or None. Typed without marks, it is compared without."""
        return _find(self._exact, phrase) if self._marked else _find(self._unmarked, bare)

    def house_number(self, at: int) -> int | None:
        """The number before the street at this place: «12/5 đường …» → 12, «số 7 hẻm 3 …» → the nearest, 3."""
        numbers = [number for t in self._exact[max(0, at - 3) : at] if (number := _NUMBER.fullmatch(t))]
        return int(numbers[-1][1]) if numbers else None

    def neighbourhoods(self) -> frozenset[str]:
        return frozenset(name.strip() for name in _NEIGHBOURHOOD.findall(self.folded.replace(".", " ")))

    def phrases(self, after: str) -> Iterator[tuple[str, ...]]:
        """This word with up to four that follow it, longest first: «phường an phú», «phường an»."""
        for words in self.segments():
            for at in [i for i, word in enumerate(words) if word == after]:
                yield from (words[at:end] for end in range(min(at + 5, len(words)), at + 1, -1))

    def segments(self) -> Iterator[tuple[str, ...]]:
        """What stands between commas, each as its words."""
        yield from (tuple(s if self._marked else map(_bare, s)) for s in self._segments)

    @property
    def is_marked(self) -> bool:
        return self._marked

    def street(self) -> str | None:
        """The words that name the street, without marks: what a street list is grouped by."""
        return " ".join(map(_bare, self._street_words())) or None

    def street_spelt(self) -> str:
        """The same words as somebody typed them: «Nguyễn Hoàng»."""
        return " ".join(word if word == "số" else word.capitalize() for word in self._street_words())

    def _street_words(self) -> list[str]:
        """After the word «đường»; else after the house number an address begins with."""
        for segment in self._segments:
            at = _after_street_word(segment)
            if at is not None:
                return _up_to_its_end(segment[_past_lanes(segment, at) :])
        first = self._segments[0] if self._segments else []
        at = _after_house_number(first)
        return [] if at is None else _up_to_its_end(first[_past_lanes(first, at) :])


def _after_street_word(segment: Sequence[str]) -> int | None:
    return next((i + 1 for i, word in enumerate(segment) if _bare(word) == "duong"), None)


def _after_house_number(segment: Sequence[str]) -> int | None:
    for at, word in enumerate(segment[:3]):
        if _NUMBER.fullmatch(word):
            return at + 1
        if _bare(word) not in {"so", "nha"}:
            return None
    return None


def _past_lanes(segment: Sequence[str], at: int) -> int:
    """«12 hẻm 3 Nguyễn Hoàng» lies on Nguyễn Hoàng; a lane of which no more is said is its own street."""
    end = at
    while len(segment) > end + 1 and _bare(segment[end]) in _LANES and _NUMBER.fullmatch(segment[end + 1]):
        end += 2
    return end if len(segment) > end else at


def _up_to_its_end(words: Sequence[str]) -> list[str]:
    street: list[str] = []
    for at, word in enumerate(words):
        bare, following = _bare(word), _bare(words[at + 1]) if at + 1 < len(words) else ""
        if _ends_street(bare, following, is_first=not street):
            break
        street.append(word)
        if len(street) == _LONGEST or (_bare(street[0]) == "so" and len(street) == 2):
            break
    return street


def _ends_street(bare: str, following: str, *, is_first: bool) -> bool:
    if bare in _ENDS or following in _PAIRS.get(bare, ()):
        return True
    if bare == "to" and following[:1].isdecimal():
        return True
    return bare in _ENDS_LATER and (not is_first or following[:1].isdecimal())


def _find(own: Sequence[str], wanted: Sequence[str]) -> int | None:
    width = len(wanted)
    for start in range(len(own) - width + 1):
        if own[start] == wanted[0] and own[start : start + width] == list(wanted):
            return start
    return None
