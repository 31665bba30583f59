"""A search of letters, read from an address and written into one. Pure."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from lienthong.documents.finding.terms import STATES, WAYS, Sought
from lienthong.documents.terms import TYPES
from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal

LONGEST = 100


def sought_in(asked: Mapping[str, str]) -> Sought:
    """What an address asks; what it names and nobody has is no question. Refuses `bad_day` for what is no day."""
    return Sought(
        words=reading.sought(asked.get("q", "")[: 2 * LONGEST])[:LONGEST],
        way=_among(asked.get("chieu", ""), WAYS),
        type=_among(asked.get("loai", ""), TYPES),
        state=_among(asked.get("tinh-trang", ""), STATES),
        sender=reading.sought(asked.get("noi-gui", "")[: 2 * LONGEST])[:LONGEST],
        person=reading.sought(asked.get("nguoi", "")[: 2 * LONGEST])[:LONGEST],
        since=_day(asked.get("tu", ""), "tu"),
        until=_day(asked.get("den-ngay", ""), "den-ngay"),
    )


def query_of(sought: Sought) -> str:
    """As it stands behind the question mark of its address; nothing of what is not asked."""
    said = {
        "q": sought.words, "chieu": sought.way, "loai": sought.type, "tinh-trang": sought.state,
        "noi-gui": sought.sender, "nguoi": sought.person,
        "tu": _said(sought.since), "den-ngay": _said(sought.until),
    }  # fmt: skip
    return urlencode({name: value for name, value in said.items() if value})


def is_empty(sought: Sought) -> bool:
    return not any(sought)


def _among(word: str, known: Mapping[str, object]) -> str:
    return word if word in known else ""


def _day(text: str, field: str) -> date | None:
    if not text.strip():
        return None
    day = reading.day(text)
    if day is None:
        raise bad_day(field)
    return day


def bad_day(field: str) -> Refusal:
    return Refusal("bad_day", "Ngày cần viết như 30/6/2026.", status=422, field=field)


def _said(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
