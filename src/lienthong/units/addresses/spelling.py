"""The words of an address in one spelling, however they were typed: abbreviations written out, tones where they
belong, Lí and Lý one name, 3/2 and Ba Tháng Hai one street. Pure.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from lienthong.kernel.reading import plain
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.text import fold
from lienthong.units.addresses.terms import DOTTED, DOTTED_FIRST, KEY_WORDS, SHORT, SLASHES, SPOKEN

REMEMBERED = 20_000
"""The same few words and ends of addresses come back in every one: remembered, reading takes a third of the time."""

_SEGMENT = re.compile(r"[,;]|(?<!\d)(?<!\d[A-Za-z]) [-–] | [-–] (?!\d)")
_ONE_PROVINCE = re.compile(r"\b(b[àa] r[ịi]a)\s*[-–]\s*(?=v[ũu]ng t[àa]u)", re.IGNORECASE)
_TOKEN = re.compile(r"\d+[^\W\d_]*(?:[/-]\d+[^\W\d_]*)*|[^\W\d_]+\d*[^\W\d_]*")
_RANGE = re.compile(r"(?<=\d)([a-z]?) ?[-–] ?(?=\d)")
_GLUED = re.compile(r"\b(kp|p|q|f|đ|ấp|ap|tổ|to|số|so|phường|phuong|quận|quan|ql|tl|hl)\.? ?(?=\d)")
_GLUED_INSIDE = re.compile(r"(?<=\d)(kp|p|q|f)\.?(?=\d)")
_DOTTED = re.compile(rf"\b({'|'.join(DOTTED)})\.\s*(?=\w)")
_DOTTED_FIRST = re.compile(rf"^\s*({'|'.join(DOTTED_FIRST)})\.\s*(?=\w)")
_ZEROS = re.compile(r"^0+(?=\d)")
_PROVINCIAL = re.compile(r"[đd]t(\d{2,3}[a-z]?)")

NUMBER = re.compile(r"[0-9]+[a-z]*(?:[/-].*)?")
STREET_NUMBER = re.compile(r"[0-9]+[a-z]?")
_DAY = re.compile(r"(?:[12]?[1-9]|10|20|30|31)/(?:[1-9]|1[0-2])")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
_SHAPED = frozenset("ăâêôơư")
_Y_AFTER = frozenset({"h", "k", "l", "m", "s", "t", "qu"})
"""After these alone i and y are one vowel: Mĩ and Mỹ, Quí and Quý, but Thi is never Thy."""


class Words(NamedTuple):
    """What stands between two commas, as parallel rows."""

    spelt: tuple[str, ...]
    bare: tuple[str, ...]
    """Without marks."""
    unmarked: tuple[bool, ...]
    """Typed without marks, whatever it means."""
    is_marked: bool
    """A name in it was typed with marks."""

    def is_word(self, at: int, word: str) -> bool:
        """Whether this word stands there. Typed without marks it may be meant in a piece that has none; and a
        syllable no name has without marks (phuong, duong, huyen) anywhere.
        """
        if self.spelt[at] == word:
            return True
        may_be_bare = not self.is_marked or word in ("phường", "đường", "huyện")
        return may_be_bare and self.unmarked[at] and self.bare[at] == bare(word)


def segments(text: str) -> list[Words]:
    """The pieces of a text between its commas; what only separates is left out."""
    parts = _SEGMENT.split(_ONE_PROVINCE.sub(r"\1 ", plain(text.replace("\n", ", "))))
    return [words for part in parts if (words := _words(part.lower())).spelt]


def tokens(text: str) -> list[str]:
    """«12/5 Đ. Số 10» → ["12/5", "đường", "số", "10"]: whole words, so that 1 is never found in 10; P.01 is P.1."""
    return [word for segment in segments(text) for word in segment.spelt]


bare = lru_cache(maxsize=REMEMBERED)(fold)


def bare_phrase(text: str) -> str:
    """A name as it is compared without marks: «Lí Thường Kiệt» → «ly thuong kiet»."""
    return " ".join(map(bare, tokens(text)))


def in_order(street: str) -> str:
    """A key by which «số 2» stands before «số 10»; letters and tones as in any list of names."""
    return sort_key(re.sub(r"\d+", lambda number: number[0].zfill(9), street))


@lru_cache(maxsize=REMEMBERED)
def _words(segment: str) -> Words:
    opened = segment
    if "." in opened:
        opened = _DOTTED_FIRST.sub(lambda short: f"{DOTTED_FIRST[short[1]]} ", opened)
        opened = _DOTTED.sub(lambda short: f"{DOTTED[short[1]]} ", opened)
    if "-" in opened or "–" in opened:
        opened = _RANGE.sub(r"\1-", opened)
    opened = _GLUED_INSIDE.sub(r" \1 ", _GLUED.sub(r"\1 ", opened))
    typed = [(word, raw.isascii()) for raw in _TOKEN.findall(opened) for word in _written_out(raw)]
    is_marked = any(not unmarked and word.isalpha() and word not in KEY_WORDS for word, unmarked in typed)
    joined = _numbered(_with_days(_joined(typed)))
    spelt = tuple(word for word, _ in joined)
    return Words(spelt, tuple(map(bare, spelt)), tuple(unmarked for _, unmarked in joined), is_marked)


@lru_cache(maxsize=REMEMBERED)
def _written_out(token: str) -> tuple[str, ...]:
    token = _ZEROS.sub("", token)
    if token in SHORT:
        return tuple(SHORT[token].split())
    return (_toned(token),)


def _toned(word: str) -> str:
    """The tone on its vowel: «hùynh» and «huỳnh», «hoà» and «hòa» are one; «lí» is «lý»."""
    letters = unicodedata.normalize("NFD", word)
    tones = [mark for mark in letters if mark in _TONES]
    base = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    if base.endswith("i") and base[:-1] in _Y_AFTER:
        base = f"{base[:-1]}y"
    if not tones:
        return base
    at = _toned_vowel(base)
    if at is None or len(tones) > 1:
        return word
    return base[:at] + unicodedata.normalize("NFC", base[at] + tones[0]) + base[at + 1 :]


def _toned_vowel(base: str) -> int | None:
    """Which letter of a syllable carries the tone, in the older style (hòa, thủy)."""
    at = [i for i, letter in enumerate(base) if letter in _VOWELS]
    if len(at) > 1 and base[: at[1]] in ("qu", "gi"):
        at = at[1:]
    if not at or at[-1] - at[0] != len(at) - 1:
        return None
    shaped = [i for i in at if base[i] in _SHAPED]
    if shaped:
        return shaped[-1]
    is_open = at[-1] == len(base) - 1
    return at[0] if len(at) == 1 or (len(at) == 2 and is_open) else at[1]


Typed = list[tuple[str, bool]]
"""Words with whether they were typed without marks."""


def _joined(typed: Typed) -> Typed:
    """«12 xuyệt 5» is 12/5; «ĐT 743» is ĐT743; «Cách Mạng Tháng 8» is that of August."""
    joined: Typed = []
    at = 0
    while at < len(typed):
        word, unmarked = typed[at]
        following = typed[at + 1][0] if at + 1 < len(typed) else ""
        if joined and bare(word) in SLASHES and _is_digits(joined[-1][0], following):
            joined[-1] = (f"{joined[-1][0]}/{following}", joined[-1][1])
            at += 1
        elif word in _PROVINCIAL_ROADS and re.fullmatch(r"\d{2,3}[a-z]?", following):
            joined.append((f"đt{following}", unmarked))
            at += 1
        elif word[:2] in _PROVINCIAL_ROADS and (provincial := _PROVINCIAL.fullmatch(word)):
            joined.append((f"đt{provincial[1]}", unmarked))
        elif word == "8" and [bare(each) for each, _ in joined[-3:]] == ["cach", "mang", "thang"]:
            joined.append(("tám" if joined[-1][0] == "tháng" else "tam", unmarked))
        else:
            joined.append((word, unmarked))
        at += 1
    return joined


_PROVINCIAL_ROADS = ("đt", "dt")


def _is_digits(*words: str) -> bool:
    return all(NUMBER.fullmatch(word) for word in words)


def _with_days(typed: Typed) -> Typed:
    """Streets that are days are written 3/2 behind the word «đường», where they cannot be taken for a house number."""
    written: Typed = []
    at = 0
    while at < len(typed):
        word, unmarked = typed[at]
        day = _spoken_day(typed, at) if at + 2 < len(typed) else None
        if day is not None:
            word, at = day, at + 2
        before = written[-1][0] if written else ""
        if day is not None:
            is_bare = before != "đường"
        else:
            is_bare = "/" in word and bool(_DAY.fullmatch(word)) and bool(NUMBER.fullmatch(before))
        if is_bare:
            written.append(("đường", True))
        written.append((word, unmarked))
        at += 1
    return written


def _spoken_day(typed: Typed, at: int) -> str | None:
    """«ba tháng hai», «30 tháng 4» → 3/2, 30/4."""
    if bare(typed[at + 1][0]) != "thang":
        return None
    day, month = (SPOKEN.get(bare(typed[i][0]), typed[i][0]) for i in (at, at + 2))
    said = f"{day}/{month}"
    return said if _DAY.fullmatch(said) else None


def _numbered(typed: Typed) -> Typed:
    """«Đ.7» is Đường số 7."""
    numbered: Typed = []
    for word, unmarked in typed:
        if numbered and _is_road(*numbered[-1]) and STREET_NUMBER.fullmatch(word):
            numbered.append(("số", True))
        numbered.append((word, unmarked))
    return numbered


def _is_road(word: str, unmarked: bool) -> bool:
    return word == "đường" or (unmarked and word == "duong")
