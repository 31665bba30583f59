from datetime import datetime
from typing import Any

from lienthong.conference import rules
from lienthong.conference.terms import MEETING, POINT_STATES, ROLL_CALL, ROLL_CALL_LABELS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import n_of, vn_datetime

ROOM = "lienthong.conference"

NO_MEDIA = "Chưa nối máy chủ truyền hình; tại đây chỉ điểm danh và xác nhận mã"


def details(actor: Actor, item: Any) -> dict[str, Any]:
    return _meeting(item) if item.kind == MEETING else _point(actor, item)


def _meeting(item: Any) -> dict[str, Any]:
    """The convenor's view: the meeting and its roll call."""
    found = sql.row(sql.named(ROOM, "meeting"), {"item": item.id})
    if found is None:
        raise NotFound
    points = [
        {**point._asdict(), "presence": ROLL_CALL[point.state]}
        for point in sql.rows(sql.named(ROOM, "roll_call"), {"meeting": item.id})
    ]
    return {
        "meeting": _head(found, found.id),
        "roll_call": points,
        "tally": rules.tally(point["state"] for point in points),
    }


def _point(actor: Actor, item: Any) -> dict[str, Any]:
    """The unit's view: its meeting, its own times, and its code while there is one to answer."""
    found = sql.row(sql.named(ROOM, "point"), {"item": item.id, "mandate": actor.mandate})
    if found is None:
        raise NotFound
    return {
        "meeting": _head(found, found.meeting),
        "code": found.code,
        "joined_at": found.joined_at,
        "confirmed_at": found.confirmed_at,
        "left_at": found.left_at,
        "left_reason": found.left_reason,
        "joins": found.joins,
    }


def _head(found: Any, id: Any) -> dict[str, Any]:
    return {
        "id": id,
        "subject": found.subject,
        "starts_at": found.starts_at,
        "convenor": {"id": found.convenor_id, "name": found.convenor_name},
    }


def rows(details: dict[str, Any]) -> list[tuple[str, str]]:
    meeting = details["meeting"]
    head = [
        ("Nội dung", meeting["subject"]),
        ("Bắt đầu", vn_datetime(meeting["starts_at"])),
        ("Chủ trì", meeting["convenor"]["name"] or ""),
    ]
    own = _roll_call_rows(details) if "roll_call" in details else _point_rows(details)
    return [(label, value) for label, value in (*head, *own, ("Hình và tiếng", NO_MEDIA)) if value]


def _roll_call_rows(details: dict[str, Any]) -> list[tuple[str, str]]:
    points = details["roll_call"]
    numbers = [
        (f"Điểm cầu {ROLL_CALL_LABELS[presence]}", n_of(n, len(points)))
        for presence, n in details["tally"].items()
    ]
    return numbers + [(point["unit_name"] or "Điểm cầu", _presence(point)) for point in points]


def _presence(point: dict[str, Any]) -> str:
    at: datetime | None = point["left_at"] if point["state"] == "left" else point["joined_at"]
    reason = f", {point['left_reason']}" if point["state"] == "left" and point["left_reason"] else ""
    return f"{POINT_STATES[point['state']]}{reason}" + (f" ({vn_datetime(at)})" if at else "")


def _point_rows(details: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("Mã điểm cầu", details["code"] or ""),
        ("Vào họp", vn_datetime(details["joined_at"])),
        ("Xác nhận mã", vn_datetime(details["confirmed_at"])),
        ("Rời cuộc họp", vn_datetime(details["left_at"])),
        ("Lý do rời", details["left_reason"]),
    ]
