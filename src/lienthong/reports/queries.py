"""Reads of reports: by the person asking, or by the reporter with code and secret."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict
from uuid import UUID

from markupsafe import Markup

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import due_words
from lienthong.reports import rules
from lienthong.reports.picture import picture_of
from lienthong.reports.terms import CHANNELS, REPORT, STATES, TOLD_WHY, VERBS, Field
from lienthong.units.addresses.queries import place_read
from lienthong.units.addresses.wording import in_short
from lienthong.units.points import area_at_point
from lienthong.work.citizens.opening import Opening
from lienthong.work.persons.terms import HIDDEN
from lienthong.work.queries import Item, TimelineLine, timeline

ROOM = "lienthong.reports"


class FieldChoice(NamedTuple):
    name: str
    covers: str


class BodyRow(NamedTuple):
    id: int
    name: str


class PointRow(NamedTuple):
    lat: float | None
    lon: float | None


class CaseEntry(TypedDict):
    """Something said of a report since it came in."""

    kind: str
    text: str
    at: str
    unit: str | None


class Entry(CaseEntry):
    to: str | None
    """Whom a transfer went to."""


class ReportRow(NamedTuple):
    """What the desk knows of one report."""

    code: str
    channel: str
    text: str
    place: str
    lat: float | None
    lon: float | None
    reopened: int
    answer_hours: int
    reporter_name: str | None
    reporter_phone: str | None
    reporter_email: str | None
    anonymous: bool | None
    point_id: int | None
    point_code: str | None
    point_name: str | None
    point_unit: int | None
    named_id: int | None
    named_code: str | None
    named_name: str | None
    named_unit: int | None
    entries: list[Entry] | None


class CaseRow(NamedTuple):
    """A report as its reporter reads it."""

    id: UUID
    reference: str
    subject: str
    state: str
    due_at: datetime | None
    closed_at: datetime | None
    field: str
    text: str
    reopened: int
    unit: str | None
    jurisdiction: int
    at: datetime
    entries: list[CaseEntry] | None


class Point(TypedDict):
    lat: float
    lon: float


class Ward(TypedDict):
    id: int
    code: str
    name: str
    unit: int | None


class Reporter(TypedDict):
    anonymous: bool
    name: str | None
    phone: str | None
    email: str | None


class Details(TypedDict):
    """What the desk adds to a report."""

    code: str
    text: str
    field: str
    channel: str
    point: Point | None
    point_ward: Ward | None
    named_ward: Ward | None
    place_name: str
    place_read: str
    """The wards of the day its address names, in words."""
    suggested_unit: int | None
    reporter: Reporter
    answer: str | None
    refusal: str | None
    reopened: int
    entries: list[Entry]
    transfers: list[Entry]
    picture: Markup | None


class CitizenEvent(TypedDict):
    at: datetime
    verb: str
    label: str
    note: str


class CitizenCase(TypedDict):
    id: UUID
    code: str
    kind: str
    subject: str
    text: str
    field: str
    state: str
    state_label: str
    unit: str | None
    due_at: datetime | None
    time_left: str
    done: bool
    refused: bool
    answer: str | None
    reopened: int
    may_reopen: bool
    events: list[CitizenEvent]


def fields() -> list[Field]:
    return sql.rows(Field, "select name, answer_hours from report_field order by position")


def field_choices() -> list[tuple[str, str]]:
    """For a form: the name is the value; the label says what it covers."""
    rows = sql.rows(FieldChoice, "select name, covers from report_field order by position")
    return [(row.name, f"{row.name}: {row.covers.lower()}" if row.covers else row.name) for row in rows]


def city_bodies(actor: Actor) -> list[tuple[int, str]]:
    """Departments and centres of the city, to which a report may be handed."""
    rows = sql.rows(
        BodyRow,
        "select id, name from unit where agency is not null and side = 'government' and superior is not null"
        " and during @> %s::date order by sort_key(name)",
        (actor.day,),
    )
    return [(row.id, row.name) for row in rows]


def details(actor: Actor, item: Item) -> Details:
    """What was reported, where the point lies today, and what has been said since."""
    report = _details(actor, item.id)
    entries = report.entries or []
    point_ward = _ward(report.point_id, report.point_code, report.point_name, report.point_unit)
    named_ward = _ward(report.named_id, report.named_code, report.named_name, report.named_unit)
    return {
        "code": item.reference,
        "text": report.text,
        "field": item.field,
        "channel": report.channel,
        "point": _point(report.lat, report.lon),
        "point_ward": point_ward,
        "named_ward": named_ward,
        "place_name": rules.place_said(report.place, report.text) or report.named_name or "",
        "place_read": in_short(place_read(report.place, actor.day), actor.day) if report.place else "",
        "suggested_unit": ward["unit"] if (ward := point_ward or named_ward) else None,
        "reporter": _reporter(report),
        "answer": _last(entries, "answer"),
        "refusal": _last(entries, "refusal"),
        "reopened": report.reopened,
        "entries": entries,
        "transfers": [entry for entry in entries if entry["kind"] == "transfer"],
        "picture": picture_of(report.point_id, report.lat, report.lon),
    }


def _details(actor: Actor, item: UUID) -> ReportRow:
    place = sql.row(PointRow, "select lat, lon from report where item = %s", (item,))
    if place is None:
        raise NotFound
    point = _point(place.lat, place.lon)
    point_area = area_at_point(point["lon"], point["lat"], actor.day) if point else None
    return sql.only_row(
        ReportRow, sql.named(ROOM, "details"), {"item": item, "point_area": point_area, "on": actor.day}
    )


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else {"lat": lat, "lon": lon}


def _ward(area: int | None, code: str | None, name: str | None, unit: int | None) -> Ward | None:
    return (
        None
        if area is None or code is None or name is None
        else {"id": area, "code": code, "name": name, "unit": unit}
    )


def _reporter(report: ReportRow) -> Reporter:
    """Row security leaves the row out for those from whom the reporter wants to stay hidden."""
    if report.reporter_name is None:
        return {"anonymous": True, "name": None, "phone": None, "email": None}
    return {
        "anonymous": bool(report.anonymous),
        "name": report.reporter_name,
        "phone": report.reporter_phone,
        "email": report.reporter_email,
    }


def without_citizen(details: Details) -> Details:
    """As those read it whose step does not need to know who reported."""
    hidden: Reporter = {**details["reporter"], "name": None, "phone": None, "email": None}
    return {**details, "reporter": hidden}


def _last(entries: Sequence[CaseEntry], kind: str) -> str | None:
    said = [entry["text"] for entry in entries if entry["kind"] == kind]
    return said[-1] if said else None


def rows(details: Details) -> list[tuple[str, str]]:
    reporter, point = details["reporter"], details["point"]
    hidden = "Người phản ánh đề nghị giữ kín" if reporter["anonymous"] else HIDDEN
    pairs = [
        ("Nội dung", details["text"]),
        ("Lĩnh vực", details["field"]),
        ("Nơi xảy ra", details["place_name"]),
        ("Đọc từ địa chỉ", details["place_read"]),
        ("Điểm trên bản đồ", _point_words(point, details["point_ward"])),
        ("Phường, xã người dân nêu", ward["name"] if (ward := details["named_ward"]) else ""),
        ("Kênh tiếp nhận", CHANNELS[details["channel"]]),
        ("Người phản ánh", hidden if reporter["name"] is None else reporter["name"]),
        ("Điện thoại", reporter["phone"] or ""),
        ("Thư điện tử", reporter["email"] or ""),
        *((_ENTRIES[entry["kind"]], _entry_words(entry)) for entry in details["entries"]),
    ]
    return [(label, value) for label, value in pairs if value]


_ENTRIES = {
    "answer": "Trả lời",
    "transfer": "Lý do chuyển",
    "refusal": "Lý do từ chối",
    "reopening": "Báo chưa khắc phục",
}


def _entry_words(entry: Entry) -> str:
    way = " → ".join(name for name in (entry["unit"], entry["to"]) if name)
    return f"{entry['text']} ({way})" if way else entry["text"]


def _point_words(point: Point | None, ward: Ward | None) -> str:
    if point is None:
        return ""
    return f"{point['lat']:.5f}, {point['lon']:.5f} – {ward['name'] if ward else 'ngoài ranh giới thành phố'}"


OPENING = Opening("select open_report(%s, %s, %s)", "report-by-phone", "report-by-phone-end", rules.spellings)


def citizen_case(code: str, secret: str) -> CitizenCase:
    """What the reporter reads: state, who has it, the answer, the steps so far."""
    item = OPENING.to_look(code, secret)
    report = sql.only_row(CaseRow, sql.named(ROOM, "case"), {"item": item})
    entries = report.entries or []
    answered = _last(entries, "refusal" if report.state == "refused" else "answer")
    return {
        "id": report.id,
        "code": report.reference,
        "kind": REPORT,
        "subject": report.subject,
        "text": report.text,
        "field": report.field,
        "state": report.state,
        "state_label": STATES[report.state],
        "unit": report.unit,
        "due_at": report.due_at,
        "time_left": due_words(report.due_at, clock.local(report.at), report.jurisdiction)
        if report.due_at
        else "",
        "done": report.state == "answered",
        "refused": report.state == "refused",
        "answer": answered if report.closed_at else None,
        "reopened": report.reopened,
        "may_reopen": report.state == "answered",
        "events": [
            {
                "at": line.at,
                "verb": line.verb,
                "label": VERBS.get(line.verb, line.verb),
                "note": _note(line),
            }
            for line in timeline(item)
        ],
    }


def _note(line: TimelineLine) -> str:
    """Who did it; of what was withdrawn, why: the reporter may have read it."""
    return (line.reason if line.verb in TOLD_WHY else None) or line.unit or ""
