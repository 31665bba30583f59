"""What is written exactly as somebody typed it: a pattern PostgreSQL tries on a text as it stands, marks and all.

The database folds no case beyond ASCII and knows nothing of where a tone may stand, so the pattern says it: either
case of each letter, the tone of an open oa, oe, uy on either vowel (Hoà, Hòa), i for y (Quí, Quý). It may take a little
more than `units.rules.spells`, which decides.
"""

import re
import unicodedata

from lienthong.kernel.text import normalise

MOST = 16
"""Words; a text that is longer is told by its beginning."""

_I = "iìíỉĩị"
_Y = "yỳýỷỹỵ"
_EITHER = {**dict(zip(_I, _Y, strict=True)), **dict(zip(_Y, _I, strict=True))}
_ON_THE_FIRST = re.compile(r"(?:[òóỏõọ][ae]|[ùúủũụ]y)$", re.IGNORECASE)


def spelt_pattern(text: str) -> str:
    """Of nothing that could be read: empty."""
    words = unicodedata.normalize("NFC", text).split()[:MOST]
    return "(?:^| )" + " +".join(map(_word, words)) if words else ""


def _word(word: str) -> str:
    ways = dict.fromkeys((word, normalise(word), _on_the_last(normalise(word))))
    written = [re.sub(".", lambda c: _letter(c[0]), way) for way in ways]
    return written[0] if len(written) == 1 else f"(?:{'|'.join(written)})"


def _on_the_last(word: str) -> str:
    """The newer way: the tone of an open pair on its last vowel."""
    match = _ON_THE_FIRST.search(word)
    if match is None or word[: match.start()][-1:].lower() == "q":
        return word
    first, last = match[0][0], match[0][1]
    apart = unicodedata.normalize("NFD", first)
    return word[: match.start()] + apart[0] + unicodedata.normalize("NFC", last + apart[1])


def _letter(character: str) -> str:
    """In either case, i as y; a sign as it stands."""
    low = character.lower()
    if not character.isalpha():
        return f"\\{character}" if character.isascii() and not character.isalnum() else character
    ways = {form for way in (low, _EITHER.get(low, low)) for form in (way, way.upper()) if len(form) == 1}
    return f"[{''.join(sorted(ways))}]" if len(ways) > 1 else character
