"""How the words of a letter are put on paper. Pure: facts in, lines and blocks out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from lienthong.documents.layout.terms import (
    COMMITTEES,
    KINDS_OF_BODIES,
    MOST_NAMED,
    OTHER_BODIES,
    SALUTED,
    Letter,
    Named,
)
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.text import UNSEEN
from lienthong.kernel.wording import dots

Block = dict[str, str | list[str]]

_ARTICLE = re.compile(r"(Điều \d+[a-zđ]?\.)\s*(.*)")
_SECTION = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.\-] ?\S")
_CHAPTER = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục) (?:thứ \w+|[IVXLC]+|\d+)\.?", re.I)
_BASIS = re.compile(r"(?:Căn cứ|Xét đề nghị|Theo đề nghị)\b")
_TITLES_END = (".", ";", ":", ",")
_LONGEST_WORD = 34
_ABOUT = re.compile(r"\s*(?:V/v|Về việc)\s*:?\s*", re.I)
_OF_THE_HEAD = re.compile(r"(?:QUYỀN )?(?:CHỦ TỊCH|BÍ THƯ)\b")
_BY_ORDER = ("TL.", "TUQ.", "T/")
_PARTY_MARKS = {"KT. ": "K/T ", "TL. ": "T/L "}
_KINH_GUI = re.compile(r"\s*Kính gửi\s*:?\s*", re.I)


def line_of(text: str) -> str:
    """As it is printed: composed letters, single blanks, nothing unseen; a word longer than a line may be broken."""
    plain = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_breakable(word) for word in plain.split())


def _breakable(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    pieces = [word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)]
    return "\u200b".join(pieces)


def blocks_of(body: str) -> list[Block]:
    """The text in paragraphs, each with what it is: a legal basis (slanted) as long as nothing else was said, an
    article, a title, or plain.
    """
    blocks: list[Block] = []
    is_opening = True
    for text in filter(None, map(line_of, body.splitlines())):
        is_opening = is_opening and bool(_BASIS.match(text) or _is_title(text))
        blocks.append(_block(text, is_opening=is_opening))
    return blocks


def _block(text: str, *, is_opening: bool) -> Block:
    if is_opening and _BASIS.match(text):
        return {"basis": text}
    if article := _ARTICLE.fullmatch(text):
        number, words = article.groups()
        if words and not words.endswith(_TITLES_END):
            return {"heading": text}
        return {"article": [number, words]}
    if _SECTION.match(text) and _is_capital(text):
        return {"heading": text}
    return {"centre": text} if _is_title(text) else {"plain": text}


def _is_title(text: str) -> bool:
    return bool(_CHAPTER.fullmatch(text)) or (_is_capital(text) and not _SECTION.match(text))


def _is_capital(text: str) -> bool:
    """A line of its own in capitals: «QUYẾT ĐỊNH:», «QUY ĐỊNH CHUNG». A sign or an abbreviation is none."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 6 and " " in text and text == text.upper()


def lines_of_body(name: str, area: str) -> tuple[str, ...]:
    """«Ủy ban nhân dân phường An Khánh», «Phường An Khánh» → its two lines, in capitals."""
    capital = line_of(name).upper()
    place = line_of(area).upper()
    if place and capital.endswith(f" {place}"):
        return capital.removesuffix(place).strip(), place
    return (capital,)


def party_above(area: str) -> tuple[str, ...]:
    """A committee stands in the Party's organisation of the area above: «ĐẢNG BỘ», «THÀNH PHỐ HỒ CHÍ MINH»."""
    return ("ĐẢNG BỘ", line_of(area).upper()) if area else ()


def place_of(area: str, side: str) -> str:
    """Place 4: an area's whole name; of the Party its proper one («An Khánh»), unless that is a number or a city."""
    name = line_of(area)
    kind = next((kind for kind in ("Phường ", "Xã ", "Đặc khu ") if name.startswith(kind)), "")
    proper = name.removeprefix(kind)
    return proper if side == "party" and not proper[:1].isdigit() else name


def about(letter: Letter) -> str:
    """What a công văn is about, below its sign (place 5b); the Party's does without «V/v»."""
    if letter.type != "CV":
        return ""
    words = _ABOUT.sub("", line_of(letter.subject), count=1) or line_of(letter.subject)
    return words if letter.side == "party" else f"V/v {words}"


def to_whom(letter: Letter) -> list[str]:
    """Place 9a: what was typed, else the addressees. Of several each line ends with «;», the last with «.»."""
    if letter.type not in SALUTED:
        return []
    typed = [line_of(part) for part in re.split(r"[;\n]", _KINH_GUI.sub("", letter.to_line, count=1))]
    names = [part.removeprefix("-").strip().rstrip(".") for part in typed if part.strip(" -.")]
    return _closed(names or bodies_named([body for body in letter.addressees if not body.is_copy]))


def receivers(letter: Letter) -> list[str]:
    """Place 9b: «- Như trên;», or everybody by name; copies; what is kept."""
    main = [body for body in letter.addressees if not body.is_copy]
    names = ["Như trên"] if to_whom(letter) else bodies_named(main)
    names += bodies_named([body for body in letter.addressees if body.is_copy])
    kept = "Lưu: VT" if letter.side == "government" else "Lưu Văn phòng"
    drafter = drafter_of(letter)
    return [f"- {name};" for name in names] + [f"- {kept}{f', {drafter}' if drafter else ''}."]


def drafter_of(letter: Letter) -> str:
    """The drafting unit's abbreviation, as the sign of a công văn ends with it: `01/UBND-VP` → VP."""
    if letter.type != "CV" or letter.side != "government":
        return ""
    return letter.sign.partition("/")[2].partition("-")[2]


def bodies_named(bodies: Sequence[Named]) -> list[str]:
    """Each by its name; many in kinds, with how many they are: nobody reads 3.321 lines."""
    if len(bodies) <= MOST_NAMED:
        return [line_of(body.name) for body in sorted(bodies, key=lambda body: sort_key(body.name))]
    counts = Counter(body.kind for body in bodies)
    others = [body for body in bodies if body.kind not in KINDS_OF_BODIES]
    groups = [
        f"{words} ({dots(counts[kind])} nơi)" for kind, words in KINDS_OF_BODIES.items() if counts[kind]
    ]
    if len(others) > MOST_NAMED:
        return [*groups, f"{OTHER_BODIES} ({dots(len(others))} nơi)"]
    return [*bodies_named(others), *groups]


def _closed(names: list[str]) -> list[str]:
    if len(names) < 2:
        return names
    return [f"{name};" for name in names[:-1]] + [f"{names[-1]}."]


def authority(letter: Letter) -> tuple[str, ...]:
    """Place 7a, in lines. Of a committee its head signs on its behalf, and a deputy in the head's place besides: «TM.
    ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH» (Decree 30/2020, art. 13.2). What the head decides alone – the text
    begins with whose decision it is, «CHỦ TỊCH ỦY BAN NHÂN DÂN …» – and what is signed by order or under authority is
    not the committee's.
    """
    is_party = letter.side == "party"
    lines = tuple(map(_party_marked, letter.signature)) if is_party else letter.signature
    if not lines or lines[0].startswith(_BY_ORDER) or letter.issuer_body not in COMMITTEES:
        return lines
    if _is_of_the_head(letter.body):
        return lines
    return (f"{'T/M' if is_party else 'TM.'} {letter.issuer[0]}", *lines)


def _party_marked(line: str) -> str:
    mark = next((mark for mark in _PARTY_MARKS if line.startswith(mark)), "")
    return _PARTY_MARKS[mark] + line.removeprefix(mark) if mark else line


def _is_of_the_head(body: str) -> bool:
    """Who decides stands in capitals on the first line of a decision (annex III, form 1.2)."""
    first = next(filter(None, map(line_of, body.splitlines())), "")
    return first == first.upper() and bool(_OF_THE_HEAD.match(first))


def file_name(sign: str) -> str:
    """`01/UBND-VP` → `01-UBND-VP.pdf`; of a draft, which has no sign, `du-thao.pdf`."""
    return f"{sign.replace('/', '-')}.pdf" if sign else "du-thao.pdf"
