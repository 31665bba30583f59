"""The order of Vietnamese names: that of ICU's `vi`, which the database we bring has not.

Letters first (a ă â b c d đ …), over the whole name; then tones (ngang huyền hỏi ngã sắc nặng); then small before
capital. `ground/sql/sort_key.sql` is the same key in the database, from the same tables.
"""

import unicodedata
from functools import lru_cache

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SIGNS = " _-–—,;:!?.…·'\"«»()[]{}§@*/\\&#%•`^°+×<=>|~≤≥$0123456789"
ALIKE = {"\u00a0": " ", "‘": "'", "’": "'", "“": '"', "”": '"'}
"""Signs that stand in one place, told apart last: of two, the later one here is the greater."""

_LOWEST = 0x21  # above the space that parts the levels; signs and letters end below 0x7f


def _spelt(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Of every small letter and sign: its place among letters, and its tone. The most frequent come first."""
    places = {sign: chr(_LOWEST + n) for n, sign in enumerate(SIGNS + LETTERS)}
    tones = dict.fromkeys(places, "0")
    for n, tone in enumerate(TONES):
        for letter in LETTERS:
            if len(spelt := _spelt(letter, tone)) == 1:
                places[spelt], tones[spelt] = places[letter], str(n)
    for sign, like in ALIKE.items():
        places[sign], tones[sign] = places[like], "0"
    return places, tones


PLACES, TONES_OF = _tables()
CASES = (
    dict.fromkeys(PLACES, "0")
    | {sign.upper(): "1" for sign in PLACES if sign.upper() != sign}
    | {sign: str(n) for n, sign in enumerate(ALIKE, 1)}
)

_PLACES, _TONES_OF, _CASES = map(str.maketrans, (PLACES, TONES_OF, CASES))


@lru_cache(maxsize=4096)
def sort_key(name: str) -> str:
    """What to sort a name by, the same for both spellings of Unicode. A sign no table knows stands behind letters."""
    name = unicodedata.normalize("NFC", name)
    small = name.lower()
    tones, cases = small.translate(_TONES_OF).rstrip("0"), name.translate(_CASES).rstrip("0")
    return f"{small.translate(_PLACES)} {tones} {cases}"
