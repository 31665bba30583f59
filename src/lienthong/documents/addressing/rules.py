"""Decisions about addressees: what was typed in, bodies or a refusal out. Pure."""

import re
from collections.abc import Iterable, Sequence

from lienthong.documents.addressing.terms import AXIS_ID, COURSES, MOST_OUTSIDE, WAYS, Course, Outside
from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold, spelling

AXIS = "axis"
_APART = re.compile(r"\s*[;|\t]\s*")
_WAY_OF = (
    {fold(words): way for way, words in WAYS.items()}
    | {way: way for way in WAYS}
    | {"truc tiep": "hand", "truc": AXIS}
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,4}\s*[.)]|[-–+•*])\s*")
_SHOWN = 5
"""Lines that one sentence names."""


def without_number(line: str) -> str:
    """A line of a pasted list without «1.», «2)» or a dash before it, and without what ends it."""
    return reading.line(_NUMBERED.sub("", line)).rstrip(" ;,.")


def names_of(line: str) -> str:
    """What a name is compared by: spelt one way, with the short forms of a body written out."""
    words = spelling(without_number(line))
    for short, whole in (
        ("ubnd", "ủy ban nhân dân"),
        ("đ.u", "đảng ủy"),
        ("p.", "phường "),
        ("tt.", "thị trấn "),
    ):
        if words.startswith(short):
            words = spelling(whole + words.removeprefix(short))
    return " ".join(words.split())


_BODY = re.compile(
    r"(?P<party>đảng ủy|đảng uỷ|đu)?\s*(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)?\s*", re.IGNORECASE
)


def place_in(line: str) -> tuple[bool, str]:
    """Whether the Party's body is meant, and the place of a line: «Đảng ủy phường An Khánh» → «phường An Khánh»."""
    words = without_number(line)
    body = _BODY.match(words)
    return bool(body and body["party"]), words[body.end() :] if body else words


def outside_of(lines: Sequence[str]) -> tuple[Outside, ...]:
    """«Tên; địa chỉ; cách gửi», a line each; the way is the post where none is named. Refuses `outside_way`,
    `outside_too_many`.
    """
    bodies: dict[str, Outside] = {}
    for number, line in enumerate(lines, 1):
        parts = [reading.line(part) for part in _APART.split(line)]
        if not any(parts):
            continue
        way = _way_of(number, parts[-1]) if len(parts) > 2 else "post"
        address = parts[1] if len(parts) > 1 else ""
        if way == AXIS:
            address = _id_on_the_axis(number, address)
        bodies.setdefault(parts[0], Outside(parts[0], address, way))
    if len(bodies) > MOST_OUTSIDE:
        raise Refusal(
            "outside_too_many",
            f"Một văn bản gửi được tới tối đa {MOST_OUTSIDE} nơi ngoài hệ thống.",
            status=422,
            field="outside",
        )
    return tuple(bodies.values())


def _way_of(number: int, words: str) -> str:
    way = _WAY_OF.get(fold(words), "post" if not words else "")
    if not way:
        raise Refusal(
            "outside_way",
            f"Dòng {number}: cách gửi «{words}» không rõ; hãy ghi bưu điện, thư điện tử, giao trực tiếp"
            " hoặc trục liên thông.",
            status=422,
            field="outside",
        )
    return way


def _id_on_the_axis(number: int, words: str) -> str:
    """The electronic id a letter is sent to (QĐ 20/2020/QĐ-TTg). Refuses `outside_axis_id`."""
    agency_id = words.upper()
    if not AXIS_ID.fullmatch(agency_id):
        raise Refusal(
            "outside_axis_id",
            f"Dòng {number}: gửi qua trục liên thông cần mã định danh điện tử của nơi nhận ngay sau tên,"
            " ví dụ «Sở Y tế; H09.12; trục liên thông».",
            status=422,
            field="outside",
        )
    return agency_id


def follows(known: str, said: Course) -> bool:
    """Whether what a body says now is newer than what is known of the letter there; empty: nothing is."""
    before = COURSES.get(known, 0)
    if COURSES[said] == before == 0:
        return (known == "unsent") != (said == "unsent")
    return COURSES[said] > before


def unread(lines: Iterable[tuple[int, str, Sequence[str]]]) -> Refusal:
    """Of lines of a pasted list: number, words, and the bodies each could mean, none or several."""
    said = [_said(number, words, bodies) for number, words, bodies in lines]
    more = f" và {len(said) - _SHOWN} dòng khác" if len(said) > _SHOWN else ""
    return Refusal(
        "names_unread",
        f"Chưa nhận ra nơi nhận ở {len(said)} dòng: {'; '.join(said[:_SHOWN])}{more}."
        " Hãy sửa các dòng ấy hoặc chọn trong danh sách.",
        status=422,
        field="names",
    )


def _said(number: int, words: str, bodies: Sequence[str]) -> str:
    if not bodies:
        return f"dòng {number} «{words}»"
    return f"dòng {number} «{words}» có thể là {' hoặc '.join(bodies[:3])}"


def check_some(*, addressees: int) -> None:
    if not addressees:
        raise Refusal("addressee_missing", "Văn bản cần ít nhất một nơi nhận.", status=422, field="to")


def check_colleagues(*, asked: Iterable[int], there: Iterable[int]) -> None:
    """Refuses `not_a_colleague`: a person elsewhere is written to through their body."""
    if set(asked) - set(there):
        raise Refusal(
            "not_a_colleague",
            "Chỉ gửi được cho người đang làm việc tại cơ quan mình; nơi khác thì gửi cho cơ quan.",
            status=422,
            field="persons",
        )


def unknown_group() -> Refusal:
    return Refusal("unknown_group", "Nhóm nơi nhận không còn trong danh sách.", status=422, field="groups")
