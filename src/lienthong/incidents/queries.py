"""Reads of incidents: what the board counts, what the person asking may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.incidents.terms import SEVERITIES
from lienthong.kernel.refusals import NotFound
from lienthong.work.lateness import promises as lateness
from lienthong.work.lateness.promises import Promise
from lienthong.work.queries import Item

ROOM = "lienthong.incidents"
MOST_LISTED = 200


class OpenCount(NamedTuple):
    """Open incidents of one severity at one unit."""

    unit: int
    severity: str
    n: int
    untaken: int
    overdue: int
    oldest_at: datetime


class OpenIncident(NamedTuple):
    """An open incident as the list shows it."""

    id: UUID
    subject: str
    state: str
    severity: str
    activity: str
    received_at: datetime
    due_at: datetime | None
    priority: int
    unit: int | None
    unit_code: str | None
    unit_name: str | None
    assignee_name: str | None
    jurisdiction: int


class SeverityCount(NamedTuple):
    severity: str
    n: int


class UnitRow(NamedTuple):
    id: int
    name: str


class IncidentRow(NamedTuple):
    severity: str
    activity: str
    text: str
    resolution: str
    unit: str | None
    reported_by: str | None
    resolved_by: str | None


def open_incident_counts() -> list[OpenCount]:
    """Of the whole city, without what was said."""
    return sql.rows(OpenCount, sql.named(ROOM, "counts"))


def open_incidents(
    actor: Actor, *, severity: str | None = None, limit: int = MOST_LISTED
) -> list[OpenIncident]:
    """Open incidents in which the actor's unit, or one it watches, has a part; worst first. No `severity`: of all."""
    return sql.rows(OpenIncident, sql.named(ROOM, "listed"), {"severity": severity or None, "limit": limit})


def visible_counts(actor: Actor) -> dict[str, int]:
    """Severity → how many open incidents the actor may see."""
    return {row.severity: row.n for row in sql.rows(SeverityCount, sql.named(ROOM, "visible_counts"))}


def unit_choices(actor: Actor) -> list[tuple[str, str]]:
    """Units on which the actor may report, for a form: their own first, then those they watch."""
    rows = sql.rows(
        UnitRow,
        "select id, name from unit where seat_of(id) = any (%s) and during @> %s::date"
        " order by id = %s desc, sort_key(name)",
        (list(actor.scope + actor.reads), actor.day, actor.unit),
    )
    return [(str(row.id), row.name) for row in rows]


class Details(TypedDict):
    """What the desk adds to an incident."""

    severity: str
    severity_label: str
    step: str
    text: str
    unit: str | None
    reported_by: str | None
    resolution: str
    resolved_by: str | None


def details(actor: Actor, item: Item) -> Details:
    incident = sql.row(IncidentRow, sql.named(ROOM, "details"), {"item": item.id})
    if incident is None:
        raise NotFound
    return {
        "severity": incident.severity,
        "severity_label": SEVERITIES[incident.severity].label,
        "step": incident.activity,
        "text": incident.text,
        "unit": incident.unit,
        "reported_by": incident.reported_by,
        "resolution": incident.resolution,
        "resolved_by": incident.resolved_by,
    }


def rows(details: Details) -> list[tuple[str, str]]:
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


class _Severity(NamedTuple):
    item: UUID
    severity: str


def recounted(promises: Sequence[Promise]) -> dict[UUID, datetime]:
    """Due times by another calendar: what is mended by day and night does not move."""
    rows = sql.rows(
        _Severity,
        "select item, severity from incident where item = any (%s::uuid[])",
        (sql.array(promise.item.hex for promise in promises),),
    )
    by_the_clock = {row.item for row in rows if SEVERITIES[row.severity].by_the_clock}
    return {
        promise.item: promise.due_at if promise.item in by_the_clock else lateness.recounted(promise)
        for promise in promises
    }
