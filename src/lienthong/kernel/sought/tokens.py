"""The words a thing is found by, of our own making: the same in what is kept (`work/sql/sought.sql`) and in what is
typed. PostgreSQL's parser takes «01/ubnd-vp» for one word and «-0008» for a number below nothing.

A word is what stands between signs; a number has no zeros before it; the number of a paper is one word besides, from
its first sign to its last (`compact`), so that «1/UBND-VP» is where it begins.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from lienthong.kernel.text import fold

SIGNS = (
    r"[^a-z0-9\u00c0-\u1fff\u2070-\u218f\u2460-\u24ff\u2776-\u2793\u2c00-\u2fff\u3005-\u3007\u3021-\u3029"
    r"\u3031-\u3035\u3038-\u303c\u3040-\U0010ffff]+"
)
"""Between words, of folded text: what is no letter or digit in ASCII, and the signs of print beyond it."""

LONGEST = 100
"""Of a word; what is longer is found by its beginning."""

MOST = 16
"""Words of one search: each further one would only narrow what is found."""

NUMBER, TAIL = "=", "~"
"""Begin a paper's number and the digits of a telephone from its end: nobody can type a word that does."""

_SIGNS = re.compile(SIGNS)
_ZEROS = re.compile(r"0+(?=[0-9])")
_ONE_VOWEL = re.compile(r"(?:[bcdghklmnprstvx]|[cgknpt]h|ngh?|tr|gi)?[iy]")
_OF_A_CODE = re.compile(r"(?=.*[0-9])[a-z0-9]{5,}")
_MISTAKEN = str.maketrans("oil", "011")


def words(text: str) -> list[str]:
    """The words of a text, as they were written and in their order."""
    return _SIGNS.sub(" ", fold(text)).split()


def token(word: str) -> str:
    """A word as the index has it: of a number no zeros before it."""
    return _ZEROS.sub("", word, count=1) if word[0] == "0" else word


def compact(text: str) -> str:
    """A paper's number without its signs and the zeros before it; also of one that is only begun."""
    return re.sub(r"[^a-z0-9]", "", fold(text)).lstrip("0")


def spellings(word: str) -> list[str]:
    """The ways a word is written: quy and qui, my and mi; in a code O for 0, I and L for 1."""
    ways = [word]
    if word.startswith(("quy", "qui")):
        ways += ["quy" + word[3:], "qui" + word[3:]]
    elif _ONE_VOWEL.fullmatch(word):
        ways += [word[:-1] + "y", word[:-1] + "i"]
    elif _OF_A_CODE.fullmatch(word):
        ways.append(word.translate(_MISTAKEN))
    return list(dict.fromkeys(ways))


def quoted(word: str, *, is_begun: bool = False) -> str:
    """For a question to the index. A word longer than the longest is one that is begun."""
    return f"'{word[:LONGEST]}'" + (":*" if is_begun or len(word) > LONGEST else "")


def any_of(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"({' | '.join(ways)})"


def phrases(text: str, most: int = 16) -> list[str]:
    """A name as it may stand, folded, in a list of names: «Tân Quí» is «tan quy» and «tan qui»."""
    ways = [spellings(word) for word in fold(text).split()]
    return [" ".join(way) for way in islice(product(*ways), most)] if ways else []


_WORD = re.compile(r"[^\W_]+")


def parts(text: str, sought: Sequence[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is what was sought: its words, of the last also what begins with it. Words
    that follow one another are one piece with the signs between them.
    """
    whole, begun = _ways(tuple(sought))
    spans: list[tuple[int, int]] = []
    end_before = -1
    for match in _WORD.finditer(text):
        word = _kept(match[0])
        if word in whole or (begun and word.startswith(begun)):
            follows = spans and spans[-1][1] == end_before
            spans[-1:] = [(spans[-1][0], match.end())] if follows else [*spans[-1:], match.span()]
        end_before = match.end()
    return list(_cut(text, spans))


@lru_cache(maxsize=64)
def _ways(sought: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """What a word may be that was sought, and what it may begin with."""
    whole = frozenset(token(way) for word in sought for way in spellings(word))
    return whole, tuple(token(way) for way in spellings(sought[-1]) if len(way) > 1) if sought else ()


@lru_cache(maxsize=8192)
def _kept(written: str) -> str:
    return token(fold(written) or "-")


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    done = 0
    for start, end in spans:
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False
