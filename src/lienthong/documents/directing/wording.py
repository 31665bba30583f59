"""What the line of a direction says besides its label: who leads, who co-operates, who is to know, by when."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict, cast

from lienthong.documents.directing.terms import ROLES
from lienthong.ground import sql
from lienthong.kernel.clock import local
from lienthong.kernel.wording import vn_date
from lienthong.work.queries import TimelineLine


class Directed(TypedDict, total=False):
    """What the journal keeps of a direction: sections by name, people by mandate."""

    assignee: int | None
    section: str | None
    co: list[str | int]
    info: list[str | int]
    due_at: str


class NameRow(NamedTuple):
    mandate: int
    name: str


def directed_words(line: TimelineLine) -> str:
    """«Chủ trì: …; Phối hợp: …; Nhận để biết: …; hạn 3/7/2025»; nothing of other lines, and where the lead alone is
    named, whom every list says."""
    facts = cast("Directed", line.facts)
    if line.verb != "delivery.directed" or not (facts.get("co") or facts.get("info") or facts.get("due_at")):
        return ""
    named = {"co": facts.get("co", []), "info": facts.get("info", [])}
    names = _names([taker for takers in named.values() for taker in takers if isinstance(taker, int)])
    lead = line.whom or facts.get("section") or ""
    due_at = facts.get("due_at")
    said = [
        f"Chủ trì: {lead}" if lead else "",
        *(_said(ROLES[role], takers, names) for role, takers in named.items()),
        f"hạn {vn_date(local(datetime.fromisoformat(due_at)))}" if due_at else "",
    ]
    return "; ".join(filter(None, said))


def _said(label: str, takers: Sequence[str | int], names: dict[int, str]) -> str:
    people = ", ".join(names.get(taker, "") if isinstance(taker, int) else taker for taker in takers)
    return f"{label}: {people}" if takers else ""


def _names(mandates: list[int]) -> dict[int, str]:
    """Of officers, as every line of a timeline names them."""
    if not mandates:
        return {}
    rows = sql.rows(
        NameRow,
        "select m.id as mandate, p.name from mandate m join person p on p.id = m.person where m.id = any (%s::int[])",
        (mandates,),
    )
    return {row.mandate: row.name for row in rows}
