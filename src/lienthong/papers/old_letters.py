"""Vietnamese typed in an encoding from before Unicode, where it passes for Unicode: «TrÇn V¨n MÉu» (TCVN3, also called
ABC) and «Traàn Vaên Maãu» (VNI) are both «Trần Văn Mẫu». Pure.

Fonts made those characters look right, so files keep them, and no decoder notices: every one is a letter or a sign of
Latin-1. A word counts as old when it holds what no Vietnamese word holds, and read by one of the two tables it is one.
"""

import re
from typing import NamedTuple

from lienthong.kernel.text import fold


class OldLetters(NamedTuple):
    """In which encoding something was typed, and what it says."""

    encoding: str
    meant: str


_TCVN3 = dict(
    zip(
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ¡¢§£¤¥¦",
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

_ON = {"a": ("øùûõïêâáàåãäéèúüë", "àáảãạăâấầẩẫậắằẳẵặ"), "e": ("øùûõïâáàåãä", "èéẻẽẹêếềểễệ"),
       "o": ("øùûõïâáàåãä", "òóỏõọôốồổỗộ"), "ô": ("øùûõï", "ờớởỡợ"), "u": ("øùûõï", "ùúủũụ"), "ö": ("øùûõï", "ừứửữự"),
       "y": ("øùûõ", "ỳýỷỹ")}  # fmt: skip
"""VNI: a vowel and the sign behind it are one letter."""

_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = {
    first + sign: letter
    for first, (signs, letters) in _ON.items()
    for sign, letter in zip(signs, letters, strict=True)
}
_VNI |= {old.upper(): new.upper() for old, new in _VNI.items()} | _ALONE
_VNI |= {old.title(): new.upper() for old, new in _VNI.items() if len(old) == 2}
_VNI |= {old.upper(): new.upper() for old, new in _ALONE.items()}
_VNI_WORD = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_STRANGE = "¡¢£¤¥¦§¨©ª«¬®µ¶·¸¹»¼½¾ÆÇËÎÏÑÖ×ØÞßäåæçëîïñö÷øûüþ"
_NEVER_IN_A_WORD = re.compile(
    f"[a-zA-Z][{_STRANGE}\u00adÐÜð]|[{_STRANGE}][a-zA-Z]|[a-z][ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]"
    "|a[àáâãèéêùúõ]|e[àáâãùõ]|o[âùõ]|A[ÀÁÂÃÈÉÊÙÚÕ]|E[ÀÁÂÃÙÕ]|O[ÂÙÕ]"
)
"""What stands in a word of the old encodings and in none of Unicode."""

_INITIAL = "ngh|ng|gh|gi|kh|kr|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx]"
_OPEN = "a|ai|ao|au|ay|e|eo|eu|i|ia|ieu|iu|o|oa|oai|oao|oay|oe|oeo|oi|u|ua|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uyu|y|yeu|uya"
_CLOSED = "(?:a|e|i|ie|o|oa|oe|oo|u|ua|ue|uo|uy|uye|y|ye)(?:ch|ng|nh|[ckmnpt])"
_SYLLABLE = re.compile(f"(?:{_INITIAL})?(?:{_CLOSED}|{_OPEN})")
_WORDS = re.compile(r"[^\s,;.:()/\"'-]+")


def old_letters(text: str) -> OldLetters | None:
    """What was meant, where some word of the text was typed in an old encoding; None for everything else."""
    if text.isascii() or not _NEVER_IN_A_WORD.search(text):
        return None
    suspect = [word for word in _WORDS.findall(text) if _NEVER_IN_A_WORD.search(word)]
    readings = [
        OldLetters(encoding, _WORDS.sub(read, text))
        for encoding, read in (("TCVN3 (ABC)", _from_tcvn3), ("VNI", _from_vni))
        if any(_is_syllable(_WORDS.sub(read, word)) for word in suspect)
    ]
    return max(readings, key=lambda reading: syllables(reading.meant), default=None)


def syllables(text: str) -> int:
    """How many of its words are Vietnamese ones."""
    return sum(map(_is_syllable, _WORDS.findall(text)))


def _is_syllable(word: str) -> bool:
    return _NEVER_IN_A_WORD.search(word) is None and _SYLLABLE.fullmatch(fold(word)) is not None


def _from_tcvn3(word: re.Match[str]) -> str:
    return "".join(_TCVN3.get(letter, letter) for letter in word[0])


def _from_vni(word: re.Match[str]) -> str:
    return _VNI_WORD.sub(lambda pair: _VNI[pair[0]], word[0])
