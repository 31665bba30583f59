"""How registers are read: places in their order, which numbers are missing, what the last one was. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from lienthong.kernel import clock
from lienthong.kernel.wording import vn_date
from lienthong.registers.terms import DOSSIERS, INCOMING, OUTGOING, BookEnd, Place

SHOWN_GAPS = 30
FIRST_YEAR, LAST_YEAR = 1900, 9000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def span(year: int, month: int | None = None) -> tuple[datetime, datetime]:
    """From the first instant of the year or month to the first after it; years a calendar has not are its ends."""
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    if month is None:
        return _first(year, 1), _first(year + 1, 1)
    return _first(year, month), _first(year + month // 12, month % 12 + 1)


def period(year: int, month: int | None, since: date | None, until: date | None) -> tuple[datetime, datetime]:
    """The year or month, narrowed to the days named; where they leave nothing, an empty span at its beginning."""
    low, high = span(year, month)
    first = max(low, _day(since)) if since else low
    last = min(high, _day(until + timedelta(days=1))) if until else high
    return (first, last) if first < last else (low, low)


def _day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.ZONE)


class NumberSought(NamedTuple):
    """What was typed as a number of the register; None where it is none."""

    number: int | None
    letter: str


_NUMBER = re.compile(r"(?:số )?0*([1-9]\d{0,6})([a-z]?)(?: ?[/\-] ?((?:19|20)\d{2}))?", re.IGNORECASE)


def number_sought(words: str, year: int) -> NumberSought:
    """«04», «15a», «04/2025»: of another year it is no number of this register."""
    typed = _NUMBER.fullmatch(words.strip())
    if typed is None or (typed[3] and int(typed[3]) != year):
        return NumberSought(None, "")
    return NumberSought(int(typed[1]), typed[2].lower())


def period_words(year: int, month: int | None, since: date | None, until: date | None) -> str:
    """«Năm 2025», «Tháng 7 năm 2025», «Từ 1/7/2025 đến 15/7/2025»."""
    if since or until:
        low, high = period(year, month, since, until)
        return f"Từ {vn_date(low)} đến {vn_date(high - MICROSECOND)}"
    return f"Tháng {month} năm {year}" if month else f"Năm {year}"


def _first(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=clock.ZONE)


def place_text(place: Place) -> str:
    """As an address says it: microseconds of the epoch, then number or code."""
    at, number = place
    return f"{(at - EPOCH) // MICROSECOND}~{number}"


def place_of(text: str, register: str) -> Place | None:
    """None when the text names no place of such a register."""
    instant, _, number = text.partition("~")
    if not (instant.isascii() and instant.isdigit() and len(instant) <= 16):
        return None
    if register == DOSSIERS:
        known: int | str | None = number if 0 < len(number) <= 100 else None
    else:
        known = int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else None
    return None if known is None else (EPOCH + int(instant) * MICROSECOND, known)


def edge(at: datetime, register: str) -> Place:
    """Before every entry of that instant."""
    return at, "" if register == DOSSIERS else -1


def book_ends(
    books: Iterable[tuple[str, int, int]],
    numbers: Iterable[tuple[str, int]] | None,
    labels: Mapping[str, str],
) -> list[BookEnd]:
    """`books`: (book, last number given, entries); `numbers`: (book, number) of what stands in the register, None
    where every number given is known to stand there. Of the Party, whose numbers run over years, a year begins with the
    first number that stands in it.
    """
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for book, number in numbers or ():
        seen[book].add(number)
    return [
        BookEnd(
            book, label_of(book, labels), last, entered if numbers is None else len(seen[book]),
            () if numbers is None else tuple(sorted(set(range(_starts_at(book, seen[book]), last + 1)) - seen[book])),
        )
        for book, last, entered in sorted(books)
    ]  # fmt: skip


def _starts_at(book: str, numbers: set[int]) -> int:
    return min(numbers, default=1) if book.startswith("vb-party-") else 1


def register_of(book: str) -> str | None:
    """Which register a numbering book belongs to; None: no register of ours."""
    if book == "vb-den":
        return INCOMING
    if book.startswith("hs-"):
        return DOSSIERS
    return OUTGOING if book.startswith("vb-") else None


def label_of(book: str, labels: Mapping[str, str]) -> str:
    """«Công văn», «Nghị quyết (khối Đảng)», «Hồ sơ ngày 30/6», «Văn bản đến»."""
    if book == "vb-den":
        return "Văn bản đến"
    if book.startswith("hs-"):
        return f"Hồ sơ ngày {int(book[5:7])}/{int(book[3:5])}"
    _, side, kind = book.split("-", 2)
    return labels.get(kind, kind) + (" (khối Đảng)" if side == "party" else "")


def runs(numbers: Iterable[int]) -> list[str]:
    """Numbers that follow one another, in words: 1, 2, 3, 7 → «1–3», «7»."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(low) if low == high else f"{low}–{high}" for low, high in spans]


def last_words(register: str, ends: list[BookEnd]) -> str:
    """«12 (Công văn), 3 (Quyết định)»; of dossiers, numbered from 1 each day, the last day's."""
    used = [end for end in ends if end.last]
    if not used:
        return "chưa có số nào"
    if register == DOSSIERS:
        return f"{used[-1].last:02d} ({used[-1].label})"
    if register == INCOMING:
        return f"{used[0].last:02d}"
    return ", ".join(f"{end.last:02d} ({end.label})" for end in used)


def gap_words(ends: Iterable[BookEnd]) -> str:
    """Numbers given that no entry carries, named; empty when every number stands in the register."""
    named = [f"{end.label}: {', '.join(runs(end.gaps)[:SHOWN_GAPS])}" for end in ends if end.gaps]
    return "; ".join(named)
