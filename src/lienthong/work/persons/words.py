"""How a citizen's words are kept apart from the work's, in one index of words. Pure."""

import re

from lienthong.kernel.text import fold

SIGN = "qz"
"""Begins each word of a citizen among an item's words: two letters no Vietnamese or Latin word begins with. So they
share the index of words, and whoever may not know the citizen does not find by them."""

RESTRICTED_SIGN = "qx"
"""Begins them instead while the citizen's data are restricted: nobody finds by them but who serves the citizen."""

_WORD = re.compile(r"[^\W_]+")
LEAST_DIGITS = 8
"""Of a telephone or personal number that is sought by itself."""


def citizen_words(*texts: str) -> str:
    """A citizen's words as they stand among those of an item, behind all others."""
    return " ".join(SIGN + word for text in texts for word in _WORD.findall(fold(text)))


def without_sign(words: str) -> str:
    """What was typed, without what would reach a citizen's words by their sign."""
    while SIGN in words or RESTRICTED_SIGN in words:
        words = words.replace(SIGN, " ").replace(RESTRICTED_SIGN, " ")
    return words


def number_query(number: str) -> str:
    """For the index: this telephone or personal number among a citizen's words, restricted or not."""
    (digits,) = _WORD.findall(number)
    return f"('{SIGN}{digits}' | '{RESTRICTED_SIGN}{digits}')"


def names_somebody(folded: str) -> bool:
    """Whether words could name a citizen: two of them, or a number. One word alone would list half a ward."""
    words = folded.split()
    return len(words) > 1 or any(sum(c.isdigit() for c in word) >= LEAST_DIGITS for word in words)


def citizen_query(folded: str, *, is_begun: bool = False, names_one: bool = False) -> str:
    """For the index: each word as the work's or a citizen's. `is_begun`: the last may still be being typed.
    `names_one`: at least one is a citizen's.
    """
    words = _WORD.findall(without_sign(folded))
    asked = [f"('{word}' | '{SIGN}{word}')" for word in words]
    if asked and is_begun:
        asked[-1] = f"('{words[-1]}':* | '{SIGN}{words[-1]}':*)"
    if asked and names_one:
        of_citizen = " | ".join(f"'{SIGN}{word}'" for word in words)
        asked.append(f"({of_citizen})")
    return " & ".join(asked)
