"""Reads of reports: by the person asking, or by the reporter with code and secret."""

from typing import Any
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.reports import rules
from lienthong.reports.picture import picture_of
from lienthong.reports.terms import CHANNELS, REPORT, STATES, VERBS, Field
from lienthong.units.points import area_at_point
from lienthong.work.citizens.opening import Opening
from lienthong.work.queries import timeline

ROOM = "lienthong.reports"


def fields() -> list[Field]:
    return [Field(*row) for row in sql.rows("select name, answer_hours from report_field order by position")]


def field_choices() -> list[tuple[str, str]]:
    """For a form: the name is the value; the label says what it covers."""
    found = sql.rows("select name, covers from report_field order by position")
    return [(row.name, f"{row.name}: {row.covers.lower()}" if row.covers else row.name) for row in found]


def city_bodies(actor: Actor) -> list[tuple[int, str]]:
    """Departments and centres of the city, to which a report may be handed."""
    found = sql.rows(
        "select id, name from unit where agency is not null and side = 'government' and superior is not null"
        " and during @> %s::date order by sort_key(name)",
        (actor.day,),
    )
    return [(row.id, row.name) for row in found]


def details(actor: Actor, item: Any) -> dict[str, Any]:
    """What was reported, where the point lies today, and what has been said since."""
    found = _details(actor, item.id)
    entries = found.entries or []
    point_ward = _ward(found.point_id, found.point_code, found.point_name, found.point_unit)
    named_ward = _ward(found.named_id, found.named_code, found.named_name, found.named_unit)
    return {
        "code": item.reference,
        "text": found.text,
        "field": item.field,
        "channel": found.channel,
        "point": None if found.lat is None else {"lat": found.lat, "lon": found.lon},
        "point_ward": point_ward,
        "named_ward": named_ward,
        "place_name": rules.place_said(found.place, found.text) or found.named_name or "",
        "suggested_unit": (point_ward or named_ward or {}).get("unit"),
        "reporter": _reporter(found),
        "answer": _last(entries, "answer"),
        "refusal": _last(entries, "refusal"),
        "reopened": found.reopened,
        "entries": entries,
        "transfers": [entry for entry in entries if entry["kind"] == "transfer"],
        "picture": picture_of(found.point_id, found.lat, found.lon),
    }


def _details(actor: Actor, item: UUID) -> Any:
    place = sql.row("select lat, lon from report where item = %s", (item,))
    if place is None:
        raise NotFound
    point_area = None if place.lat is None else area_at_point(place.lon, place.lat, actor.day)
    return sql.row(sql.named(ROOM, "details"), {"item": item, "point_area": point_area, "on": actor.day})


def _ward(area: int | None, code: str, name: str, unit: int | None) -> dict[str, Any] | None:
    return None if area is None else {"id": area, "code": code, "name": name, "unit": unit}


def _reporter(found: Any) -> dict[str, Any]:
    """Row security leaves the row out for those from whom the reporter wants to stay hidden."""
    if found.reporter_name is None:
        return {"anonymous": True, "name": None, "phone": None, "email": None}
    return {
        "anonymous": found.anonymous,
        "name": found.reporter_name,
        "phone": found.reporter_phone,
        "email": found.reporter_email,
    }


def _last(entries: list[dict[str, Any]], kind: str) -> str | None:
    said = [entry["text"] for entry in entries if entry["kind"] == kind]
    return said[-1] if said else None


def rows(details: dict[str, Any]) -> list[tuple[str, str]]:
    reporter, point = details["reporter"], details["point"]
    hidden = "Người phản ánh đề nghị giữ kín"
    pairs = [
        ("Nội dung", details["text"]),
        ("Lĩnh vực", details["field"]),
        ("Nơi xảy ra", details["place_name"]),
        ("Điểm trên bản đồ", _point_words(point, details["point_ward"])),
        ("Phường, xã người dân nêu", (details["named_ward"] or {}).get("name", "")),
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


def _entry_words(entry: dict[str, Any]) -> str:
    way = " → ".join(name for name in (entry["unit"], entry["to"]) if name)
    return f"{entry['text']} ({way})" if way else str(entry["text"])


def _point_words(point: dict[str, float] | None, ward: dict[str, Any] | None) -> str:
    if point is None:
        return ""
    return f"{point['lat']:.5f}, {point['lon']:.5f} – {ward['name'] if ward else 'ngoài ranh giới thành phố'}"


OPENING = Opening("select open_report(%s, %s, %s)", "report-by-phone", rules.spellings)


def citizen_case(code: str, secret: str) -> dict[str, Any]:
    """What the reporter reads: state, who has it, the answer, the steps so far."""
    item = OPENING.to_look(code, secret)
    found = sql.row(sql.named(ROOM, "case"), {"item": item})
    entries = found.entries or []
    answered = _last(entries, "refusal" if found.state == "refused" else "answer")
    return {
        "id": found.id,
        "code": found.reference,
        "kind": REPORT,
        "subject": found.subject,
        "text": found.text,
        "field": found.field,
        "state": found.state,
        "state_label": STATES[found.state],
        "unit": found.unit,
        "due_at": found.due_at,
        "done": found.state == "answered",
        "refused": found.state == "refused",
        "answer": answered if found.closed_at else None,
        "reopened": found.reopened,
        "may_reopen": found.state == "answered",
        "events": [
            {
                "at": line.at,
                "verb": line.verb,
                "label": VERBS.get(line.verb, line.verb),
                "note": line.unit or "",
            }
            for line in timeline(item)
        ],
    }
