"""Reads of incidents: what the board counts, what the person asking may see."""

from typing import Any

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.incidents.terms import SEVERITIES
from lienthong.kernel.refusals import NotFound

ROOM = "lienthong.incidents"


def open_incident_counts() -> list[Any]:
    """Of the whole city, without what was said: (unit, severity, n, untaken, overdue, oldest_at)."""
    return sql.rows(sql.named(ROOM, "counts"))


def open_incidents(actor: Actor, *, severity: str | None = None, limit: int = 200) -> list[Any]:
    """Open incidents in which the actor's unit, or one it watches, has a part; worst first."""
    return sql.rows(sql.named(ROOM, "listed"), {"severity": severity, "limit": limit})


def unit_choices(actor: Actor) -> list[tuple[str, str]]:
    """Units on which the actor may report, for a form: their own first, then those they watch."""
    found = sql.rows(
        "select id, name from unit where seat_of(id) = any (%s) and during @> %s::date"
        " order by id = %s desc, sort_key(name)",
        (list(actor.scope + actor.reads), actor.day, actor.unit),
    )
    return [(str(row.id), row.name) for row in found]


def details(actor: Actor, item: Any) -> dict[str, Any]:
    found = sql.row(sql.named(ROOM, "details"), {"item": item.id})
    if found is None:
        raise NotFound
    return {
        "severity": found.severity,
        "severity_label": SEVERITIES[found.severity].label,
        "step": found.activity,
        "text": found.text,
        "unit": found.unit,
        "reported_by": found.reported_by,
        "resolution": found.resolution,
        "resolved_by": found.resolved_by,
    }


def rows(details: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = [
        ("Mức độ", details["severity_label"]),
        ("Đơn vị gặp sự cố", details["unit"]),
        ("Bước đang làm", details["step"]),
        ("Sự việc", details["text"]),
        ("Nơi báo", details["reported_by"]),
        ("Cách khắc phục", details["resolution"]),
        ("Nơi khắc phục", details["resolved_by"]),
    ]
    return [(label, value) for label, value in pairs if value]
