"""Reading like a person: what the papers in front of a clerk say. Plain text in, facts out."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from itertools import zip_longest
from typing import Any

RANKS = ("phường", "xã", "đặc khu")
BODIES = {
    "ubnd": ("ủy ban nhân dân", "ubnd"),
    "dang_uy": ("đảng ủy", "ban thường vụ đảng ủy"),
}
NO_ORIGINAL = "không có giấy tờ gốc"
REPLY = "phúc đáp"
SLIP_OF_FORM = "sai thể thức"

# "Hoà" and "Hòa", "Thuỷ" and "Thủy" are two spellings of one name.
_TONE_PAIRS = [
    (first + marked, toned + second)
    for first, second, pairs in (
        ("o", "a", zip("àáảãạ", "òóỏõọ", strict=True)),
        ("o", "e", zip("èéẻẽẹ", "òóỏõọ", strict=True)),
        ("u", "y", zip("ỳýỷỹỵ", "ùúủũụ", strict=True)),
    )
    for marked, toned in pairs
]
_CODE = re.compile(r"\bDT-[0-9A-Za-z]{8}\b")
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")


class Addressed(Enum):
    US = "us"
    COPY = "copy"
    ANOTHER = "another"


def spelt(text: str) -> str:
    """A key for comparing: one Unicode form, tone style and case. Accents stay: Thạnh An is not Thanh An."""
    key = unicodedata.normalize("NFC", text).lower()
    for old, new in _TONE_PAIRS:
        key = key.replace(old, new)
    return " ".join(key.split())


def place_of(unit_name: str) -> str:
    """'Ủy ban nhân dân phường An Khánh' -> 'phường an khánh'."""
    named = places_named(unit_name)
    return named[0] if named else spelt(unit_name)


def places_named(line: str) -> list[str]:
    """Every ward, commune or special zone a line names, as comparable keys."""
    words = _WORD.findall(unicodedata.normalize("NFC", line))
    places = []
    for at in range(len(words)):
        for rank in RANKS:
            size = len(rank.split())
            if " ".join(words[at : at + size]).lower() == rank:
                name = _proper_name(words[at + size :])
                if name:
                    places.append(spelt(f"{rank} {name}"))
    return places


def _proper_name(words: list[str]) -> str:
    name: list[str] = []
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        starts_city = word == "Thành" and following.lower() == "phố"
        if starts_city or not (word[0].isupper() or word[0].isdigit()):
            break
        name.append(word)
    return " ".join(name)


def addressed(to_line: str, place: str, body: str) -> Addressed:
    """Whom the line 'Kính gửi' means. A letter to our sister body, or to an agency, reached us as a copy."""
    line = spelt(to_line)
    named = places_named(to_line)
    if named and place not in named:
        return Addressed.ANOTHER
    bodies = {body for body, phrases in BODIES.items() if any(phrase in line for phrase in phrases)}
    if body in bodies or (named and not bodies) or not line:
        return Addressed.US
    return Addressed.COPY


def scene(text: str) -> str | None:
    """Where a report says it happened, as the words name the place."""
    _, mark, after = text.partition("Nơi xảy ra:")
    if not mark:
        return None
    named = places_named(after)
    return named[0] if named else None


def drill_code(*texts: str) -> str | None:
    """The code of the exercise, DT- and eight signs, where the letter itself says it."""
    for text in texts:
        if match := _CODE.search(text or ""):
            return match.group()
    return None


def is_reply(subject: str) -> bool:
    return REPLY in spelt(subject)


def is_slip_of_form(reason: str) -> bool:
    """Whether a sender wants a letter back for how it is set out, not for what it says."""
    return SLIP_OF_FORM in spelt(reason)


def labels(papers: Iterable[Any] | None) -> list[str]:
    """Papers come as words or as objects with a label."""
    words = []
    for paper in papers or ():
        words.append(paper if isinstance(paper, str) else str(paper.get("label") or paper.get("name") or ""))
    return [label for label in words if label]


def missing(required: Iterable[str], handed_in: Iterable[str]) -> list[str]:
    have = {spelt(label) for label in handed_in}
    return [label for label in required if spelt(label) not in have]


def cannot_be_supplied(note: str) -> bool:
    """The applicant states that the missing paper does not exist: asking for it would lead nowhere."""
    return NO_ORIGINAL in spelt(note)
