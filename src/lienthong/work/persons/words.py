"""What is asked of the index of words, and how a citizen's words are kept apart in it from the work's. Pure."""

import re
from typing import NamedTuple

from lienthong.kernel.sought import tokens
from lienthong.kernel.sought.spelt import spelt_pattern
from lienthong.kernel.sought.tokens import TAIL, any_of, quoted, spellings, token

SIGN = "qz"
"""Begins each word of a citizen among an item's words: two letters no Vietnamese or Latin word begins with. So they
share the index of words, and whoever may not know the citizen does not find by them."""

RESTRICTED_SIGN = "qx"
"""Begins them instead while the citizen's data are restricted: nobody finds by them but who serves the citizen."""

LEAST_DIGITS = 6
"""Of a telephone or personal number that is sought by itself; its end is enough."""

LEAST_OF_AN_END = 4
"""Of a telephone, beside a name."""

MOST_PARTS = 6
"""Between the signs of a paper's number."""

_LOOK_UP_CODE = re.compile(r"([a-z]{2})([a-z0-9]{5})([a-z0-9]{5})")
_BEFORE, _BEHIND = "(?:^|[^a-z0-9])", "(?:$|[^a-z0-9])"


class Asked(NamedTuple):
    """A search as the database is asked (`work/sql/sought.sql`). Empty texts ask nothing."""

    exact: str
    """Where it is a paper's number."""
    number: str
    """Where it begins one."""
    whole: str
    """Where each word stands, in one of its spellings."""
    begun: str
    """The same with the last word begun; empty where so many words begin like it that it tells nothing."""
    seen: list[str]
    """A pattern for each word, to try on an item's text."""
    seen_begun: list[str]
    spelt: str
    """A pattern of the whole as it was typed, with its marks."""
    known: list[str]
    """Each word as most write it."""


def citizen_words(*texts: str) -> str:
    """A citizen's words as they stand among those of an item, behind all others."""
    return " ".join(SIGN + word for text in texts for word in tokens.words(text))


def typed_words(text: str) -> list[str]:
    """The words of what was typed, without what would reach a citizen's by their sign."""
    typed = (_without_sign(word) for word in tokens.words(text))
    return list(dict.fromkeys(word for word in typed if word))[: tokens.MOST]


def number_asked(number: str) -> str:
    """For the index: this telephone or personal number among a citizen's words, restricted or not."""
    digits = "".join(tokens.words(number))
    return any_of([quoted(SIGN + digits), quoted(RESTRICTED_SIGN + digits)])


def _without_sign(word: str) -> str:
    while SIGN in word or RESTRICTED_SIGN in word:
        word = word.replace(SIGN, "").replace(RESTRICTED_SIGN, "")
    return word


def of_work(text: str) -> Asked:
    """What was typed, among the words of the work."""
    words = typed_words(text)
    asked = [_ways_asked(word) for word in words]
    seen = [_pattern(word) for word in words]
    may_go_on = bool(words) and _tells(words[-1])
    number = _number(words, text)
    return Asked(
        exact=number,
        number=f"{number}:*" if number else "",
        whole=" & ".join(asked),
        begun=" & ".join([*asked[:-1], any_of([quoted(way, is_begun=True) for way in _ways(words[-1])])])
        if may_go_on
        else "",
        seen=seen,
        seen_begun=[*seen[:-1], _pattern(words[-1], is_begun=True)] if may_go_on else [],
        spelt=spelt_pattern(text) if words else "",
        known=[token(word) for word in words],
    )


def of_citizens(text: str) -> Asked:
    """The same where each word may be a citizen's as well, and one is: at the counter."""
    words = typed_words(text)
    theirs = [_theirs(word, is_alone=len(words) == 1) for word in words]
    asked = [any_of([*_ways_quoted(word), *mine]) for word, mine in zip(words, theirs, strict=True)]
    one_of_them = any_of([way for mine in theirs for way in mine])
    either = [_pattern(word, is_citizens=True) for word in words]
    return Asked(
        exact="",
        number="",
        whole=" & ".join([*asked, one_of_them]) if words else "",
        begun="",
        seen=either,
        seen_begun=[],
        spelt="",
        known=[SIGN + word for word in words],
    )


def of_register(text: str, *, is_named: bool) -> str:
    """For the index, of an entry of a register: the last word may still be being typed. `is_named`: each word may be a
    citizen's as well.
    """
    words = typed_words(text)
    return " & ".join(
        any_of(
            [
                quoted(way, is_begun=word is words[-1])
                for way in (*_ways(word), *([SIGN + way for way in spellings(word)] if is_named else ()))
            ]
        )
        for word in words
    )


def names_somebody(text: str) -> bool:
    """Whether words could name a citizen: two of them, or a number. One word alone would list half a ward."""
    words = typed_words(text)
    return len(words) > 1 or any(word.isdecimal() and len(word) >= LEAST_DIGITS for word in words)


def _ways(word: str) -> list[str]:
    return [token(way) for way in spellings(word)]


def _ways_quoted(word: str) -> list[str]:
    """A citizen's look-up code is also known when its groups are typed in one."""
    ways = [quoted(way) for way in _ways(word)]
    if code := _LOOK_UP_CODE.fullmatch(word):
        ways.append(f"({' & '.join(quoted(part) for part in code.groups())})")
    return ways


def _ways_asked(word: str) -> str:
    return any_of(_ways_quoted(word))


def _theirs(word: str, *, is_alone: bool) -> list[str]:
    """The ways a word may stand among a citizen's: whole, or the end of a telephone."""
    least = LEAST_DIGITS if is_alone else LEAST_OF_AN_END
    ways = [quoted(SIGN + way) for way in spellings(word)]
    if word.isascii() and word.isdecimal() and len(word) >= least:
        ways += [f"'{TAIL}{word[::-1]}':*", f"'{SIGN}{word}':*"]
    return ways


def _number(words: list[str], text: str) -> str:
    """A paper's number, whole or begun: digits and letters, or so many digits that they name a unit and a day. The
    beginnings of fewer would be collected from half a year.
    """
    number = _without_sign(tokens.compact(text))[: tokens.LONGEST]
    if not any(c.isdigit() for c in number) or not 0 < len(words) <= MOST_PARTS:
        return ""
    if number.isdecimal():
        is_one = (len(words) > 1 and len(number) >= 11) or len(number) >= 12
    else:
        is_one = len(number) >= (3 if number[0].isdigit() else 8)
    return f"'{tokens.NUMBER}{number}'" if is_one else ""


def _tells(word: str) -> bool:
    """Whether few words begin like it."""
    return len(token(word)) >= (4 if word.isdecimal() else 2)


def _pattern(word: str, *, is_begun: bool = False, is_citizens: bool = False) -> str:
    """Of the word in an item's text, in any of its spellings; the text itself decides no more than that."""
    code = _LOOK_UP_CODE.fullmatch(word)
    ways = [way[: tokens.LONGEST] for way in _ways(word)]
    if code:
        ways.append("-".join(code.groups()))
    among = f"0*(?:{'|'.join(ways)})"
    if is_citizens and word.isdecimal():
        return f"{_BEFORE}(?:{among}|{SIGN}[0-9]*{word})"
    if is_citizens:
        among = f"(?:{SIGN}|0*)(?:{'|'.join(dict.fromkeys([*ways, *spellings(word)]))})"
    return _BEFORE + among + ("" if is_begun or len(word) > tokens.LONGEST else _BEHIND)
