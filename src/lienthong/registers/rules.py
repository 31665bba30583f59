"""How registers are read: which numbers are missing, what the last one was. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from lienthong.registers.terms import DOSSIERS, INCOMING, OUTGOING, BookEnd

SHOWN_GAPS = 30


def book_ends(
    lasts: Mapping[str, int], entries: Iterable[tuple[str, int | None]], labels: Mapping[str, str]
) -> list[BookEnd]:
    """`lasts`: book → last number given; `entries`: (book, number) of what stands in the register."""
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for book, number in entries:
        if number is not None:
            seen[book].add(number)
    return [
        BookEnd(
            book, label_of(book, labels), last, len(seen[book]), tuple(sorted(set(range(1, last + 1)) - seen[book]))
        )
        for book, last in sorted(lasts.items())
    ]  # fmt: skip


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
