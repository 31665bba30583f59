"""Vietnamese text: one spelling of each syllable, and a form without marks to search and sort by."""

import re
import unicodedata
from functools import lru_cache

# The older style marks the first vowel of oa, oe, uy (hòa); the newer marks the last (hoà). Both are read as
# one name, so comparison uses the older one throughout.
_OPEN_PAIRS = {"oa", "oe", "uy"}
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


_SYLLABLE = re.compile(r"[^\W\d_]+")


def normalise(text: str) -> str:
    """NFC, single spaces, and the tone on the first vowel of an open oa, oe, uy, whatever signs stand beside it."""
    spelt = _SYLLABLE.sub(lambda syllable: _old_tone_style(syllable[0]), unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", " ".join(spelt.split()))


def _old_tone_style(word: str) -> str:
    head, tail = word[:-2], word[-2:]
    if len(tail) < 2 or head[-1:].lower() == "q":
        return word
    bare = unicodedata.normalize("NFD", tail[1])
    tones = [mark for mark in bare if mark in _TONES]
    vowel = unicodedata.normalize("NFC", "".join(mark for mark in bare if mark not in _TONES))
    if not tones or (tail[0] + vowel).lower() not in _OPEN_PAIRS:
        return word
    return head + unicodedata.normalize("NFC", tail[0] + tones[0]) + vowel


_ONE_VOWEL = re.compile(r"(?:[bcdghklmnprstvxđ]|[cgknpt]h|ngh?|tr|gi)?[iy]")


def spelling(text: str) -> str:
    """What every way to spell the same words has in common: lower case, the tone wherever it was put in its syllable,
    i for y where both are written (Quí, Quý; Mĩ, Mỹ). Thạnh An and Thanh An stay two.
    """
    spelt = _SYLLABLE.sub(
        lambda syllable: _tone_last(syllable[0]), unicodedata.normalize("NFC", text).lower()
    )
    return " ".join(spelt.split())


@lru_cache(maxsize=8192)
def _tone_last(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    plain = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
    if plain.startswith("quy"):
        plain = "qui" + plain[3:]
    elif _ONE_VOWEL.fullmatch(plain):
        plain = plain[:-1] + "i"
    return plain + "".join(c for c in apart if c in _TONES)


UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0]"
)
"""Zero widths, marks of direction, fillers: pasted along, seen by nobody."""


def fold(text: str) -> str:
    """Lower case without marks: «Phường Đông Hoà» → «phuong dong hoa»; of what is pasted, what can be seen."""
    decomposed = unicodedata.normalize("NFKD", UNSEEN.sub("", text)).lower().replace("đ", "d")
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters besides tab and the ends of lines, halves of characters, what Unicode assigns to nothing: no
keyboard writes them, and U+0000 and halves no database keeps."""

_DRAWN_AS_NOTHING = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs by their category, blanks to the eye: fillers of Hangul, the empty cell of Braille."""


def is_unusable(text: str) -> bool:
    """Whether a character stands in it that no text has."""
    return _UNUSABLE.search(text) is not None


def without_unusable(text: str) -> str:
    """The text as it is shown to who typed it: what no text has, nobody could find to delete."""
    return _UNUSABLE.sub("", text)


def is_invisible(text: str) -> bool:
    """Whether there is something in it, and nothing of that can be seen: zero widths, marks of direction, fillers."""
    return bool(text) and not text.isascii() and all(_is_drawn_as_nothing(character) for character in text)


def _is_drawn_as_nothing(character: str) -> bool:
    return (
        character.isspace()
        or character in _DRAWN_AS_NOTHING
        or unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc")
    )
