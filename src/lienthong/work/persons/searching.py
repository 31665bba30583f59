"""The search over all one may see, and at the counter by a citizen's name or number."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.sought import tokens
from lienthong.units.rules import spells
from lienthong.work.desks.registry import inside, kinds, known_of, numbered
from lienthong.work.persons.readings import note_readings
from lienthong.work.persons.showing import knows_all
from lienthong.work.persons.words import names_somebody, of_citizens, of_work, typed_words
from lienthong.work.queries import PAGE, FoundItem, items_asked

LONGEST = 200
"""Of a search, in characters."""

_IN_A_REGISTER = re.compile(r"(?:số )?0*([1-9]\d{0,6})([a-z]?) ?[/\-] ?((?:19|20)\d{2})", re.IGNORECASE)


class Hit(NamedTuple):
    """An item that was found."""

    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    jurisdiction: int
    from_name: str | None
    """The body it came from."""
    why: str
    """Where what was sought stands, when neither number nor subject show it."""


def search(actor: Actor, text: str, *, limit: int = PAGE) -> list[Hit]:
    """By words of the work or by number; for who always needs to know the citizens of a kind, by their name or number
    too – what only that found says whose it is, so it leaves a line. The very number comes first, then numbers that
    begin so, then what is spelt exactly so, however many newer there are; the newest first in each. Refuses
    `search_too_long`.
    """
    sought = words_sought(text)
    in_register = _in_register(actor, sought)
    asked = of_work(sought)
    of_the_work = items_asked(asked, limit=limit)
    of_citizens = _of_citizens(actor, sought, limit)
    # A page that is full already asks for no more: whoever types another word sees what stands inside.
    within = inside(actor, asked.whole, limit) if asked.whole and len(of_the_work) < limit else []
    rows = {row.id: row for row in (*within, *of_citizens, *of_the_work, *in_register)}
    by_citizen = {row.id for row in of_citizens}.difference(row.id for row in (*of_the_work, *in_register))
    shown = _in_order(rows.values(), sought)[:limit]
    note_readings([row.id for row in shown if row.id in by_citizen], "search", by=actor)
    return [_hit(row, sought, is_by_citizen=row.id in by_citizen) for row in shown]


def words_sought(text: str) -> str:
    """What was typed as it is sought; refuses `search_too_long`."""
    sought = reading.sought(text[: 2 * LONGEST])
    if len(sought) > LONGEST or len(text) > 2 * LONGEST:
        raise Refusal(
            "search_too_long",
            f"Chỉ tìm được tối đa {LONGEST} ký tự. Hãy gõ ít hơn: số và ký hiệu, mã hồ sơ hoặc vài từ của trích yếu.",
            status=422,
            field="q",
        )
    return sought


def _in_register(actor: Actor, sought: str) -> list[FoundItem]:
    """By the number in a register and its year: «04/2025», «15a/2025»."""
    number = _IN_A_REGISTER.fullmatch(sought)
    return numbered(actor, int(number[1]), int(number[3]), number[2].lower()) if number else []


def _of_citizens(actor: Actor, sought: str, limit: int) -> list[FoundItem]:
    of_kinds = [kind.name for kind in kinds() if known_of(kind.name) and knows_all(actor, kind.name)]
    if not of_kinds or not names_somebody(sought):
        return []
    return items_asked(of_citizens(sought), kinds=of_kinds, held=actor.scope, limit=limit)


def _in_order(rows: Iterable[FoundItem], sought: str) -> list[FoundItem]:
    """Its very number first, then exactly so spelt, then in other spellings, then only begun; the newest first in
    each.
    """
    words = [tokens.token(word) for word in typed_words(sought)]

    def place(row: FoundItem) -> tuple[int, float, UUID]:
        return _rank(row, words, sought), -row.received_at.timestamp(), row.id

    return sorted(rows, key=place)


def _rank(row: FoundItem, words: Sequence[str], sought: str) -> int:
    if row.how == "register" or (
        row.how == "number" and tokens.compact(row.reference) == tokens.compact(sought)
    ):
        return 0
    if row.how == "number":
        return 1
    if row.how == "words" and set(words) <= {tokens.token(word) for word in tokens.words(row.reference)}:
        return 2
    if spells(row.subject, sought):
        return 3
    return {"words": 4, "begun": 5}.get(row.how, 6)


def _hit(row: FoundItem, sought: str, *, is_by_citizen: bool) -> Hit:
    return Hit(*row[:-1], why=_why(row, sought, is_by_citizen=is_by_citizen))


def _why(row: FoundItem, sought: str, *, is_by_citizen: bool) -> str:
    if is_by_citizen:
        return "Người nộp: tên, số điện thoại hoặc số định danh"
    if row.how == "register":
        return f"Số {sought.removeprefix('số ')} trong sổ đăng ký"
    if row.how == "number":
        return ""
    if row.how == "inside":
        return "Có trong tệp kèm theo"
    words = typed_words(sought)
    marked = [
        part
        for text in (row.reference, row.subject)
        for part, is_sought in tokens.parts(text, words)
        if is_sought
    ]
    shown = {tokens.token(word) for part in marked for word in tokens.words(part)}
    return "" if len(shown) >= len(words) else "Có trong nội dung"
