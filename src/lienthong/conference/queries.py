from datetime import datetime
from typing import NamedTuple, TypedDict, final
from uuid import UUID

from lienthong.conference import rules
from lienthong.conference.terms import MEETING, POINT_STATES, ROLL_CALL, ROLL_CALL_LABELS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import n_of, vn_datetime
from lienthong.work.queries import Item

ROOM = "lienthong.conference"

NO_MEDIA = "Chưa nối máy chủ truyền hình; tại đây chỉ điểm danh và xác nhận mã"


class MeetingRow(NamedTuple):
    id: UUID
    subject: str
    starts_at: datetime
    convenor_id: int | None
    convenor_name: str | None


class PointRow(NamedTuple):
    meeting: UUID
    subject: str
    starts_at: datetime
    convenor_id: int | None
    convenor_name: str | None
    joined_at: datetime | None
    confirmed_at: datetime | None
    left_at: datetime | None
    left_reason: str
    joins: int
    code: str | None


class RollCallRow(NamedTuple):
    item: UUID
    unit: int | None
    unit_code: str | None
    unit_name: str | None
    state: str
    joined_at: datetime | None
    confirmed_at: datetime | None
    left_at: datetime | None
    left_reason: str
    joins: int


class Convenor(TypedDict):
    id: int | None
    name: str | None


class Meeting(TypedDict):
    id: UUID
    subject: str
    starts_at: datetime
    convenor: Convenor


class CalledPoint(TypedDict):
    """A line of the roll call."""

    item: UUID
    unit: int | None
    unit_code: str | None
    unit_name: str | None
    state: str
    joined_at: datetime | None
    confirmed_at: datetime | None
    left_at: datetime | None
    left_reason: str
    joins: int
    presence: str


@final
class MeetingDetails(TypedDict):
    """What the convenor sees."""

    meeting: Meeting
    roll_call: list[CalledPoint]
    tally: dict[str, int]


@final
class PointDetails(TypedDict):
    """What a unit that was called sees."""

    meeting: Meeting
    code: str | None
    joined_at: datetime | None
    confirmed_at: datetime | None
    left_at: datetime | None
    left_reason: str
    joins: int


def details(actor: Actor, item: Item) -> MeetingDetails | PointDetails:
    return _meeting(item) if item.kind == MEETING else _point(actor, item)


def _meeting(item: Item) -> MeetingDetails:
    """The convenor's view: the meeting and its roll call."""
    meeting = sql.row(MeetingRow, sql.named(ROOM, "meeting"), {"item": item.id})
    if meeting is None:
        raise NotFound
    points = sql.rows(RollCallRow, sql.named(ROOM, "roll_call"), {"meeting": item.id})
    return {
        "meeting": _head(meeting, meeting.id),
        "roll_call": [_called(point) for point in points],
        "tally": rules.tally(point.state for point in points),
    }


def _called(point: RollCallRow) -> CalledPoint:
    return {
        "item": point.item,
        "unit": point.unit,
        "unit_code": point.unit_code,
        "unit_name": point.unit_name,
        "state": point.state,
        "joined_at": point.joined_at,
        "confirmed_at": point.confirmed_at,
        "left_at": point.left_at,
        "left_reason": point.left_reason,
        "joins": point.joins,
        "presence": ROLL_CALL[point.state],
    }


def _point(actor: Actor, item: Item) -> PointDetails:
    """The unit's view: its meeting, its own times, and its code while there is one to answer."""
    point = sql.row(PointRow, sql.named(ROOM, "point"), {"item": item.id, "mandate": actor.mandate})
    if point is None:
        raise NotFound
    return {
        "meeting": _head(point, point.meeting),
        "code": point.code,
        "joined_at": point.joined_at,
        "confirmed_at": point.confirmed_at,
        "left_at": point.left_at,
        "left_reason": point.left_reason,
        "joins": point.joins,
    }


def _head(row: MeetingRow | PointRow, id: UUID) -> Meeting:
    return {
        "id": id,
        "subject": row.subject,
        "starts_at": row.starts_at,
        "convenor": {"id": row.convenor_id, "name": row.convenor_name},
    }


def rows(details: MeetingDetails | PointDetails) -> list[tuple[str, str]]:
    meeting = details["meeting"]
    head = [
        ("Nội dung", meeting["subject"]),
        ("Bắt đầu", vn_datetime(meeting["starts_at"])),
        ("Chủ trì", meeting["convenor"]["name"] or ""),
    ]
    own = _roll_call_rows(details) if "roll_call" in details else _point_rows(details)
    return [(label, value) for label, value in (*head, *own, ("Hình và tiếng", NO_MEDIA)) if value]


def _roll_call_rows(details: MeetingDetails) -> list[tuple[str, str]]:
    points = details["roll_call"]
    numbers = [
        (f"Điểm cầu {ROLL_CALL_LABELS[presence]}", n_of(n, len(points)))
        for presence, n in details["tally"].items()
    ]
    return numbers + [(point["unit_name"] or "Điểm cầu", _presence(point)) for point in points]


def _presence(point: CalledPoint) -> str:
    at = point["left_at"] if point["state"] == "left" else point["joined_at"]
    reason = f", {point['left_reason']}" if point["state"] == "left" and point["left_reason"] else ""
    return f"{POINT_STATES[point['state']]}{reason}" + (f" ({vn_datetime(at)})" if at else "")


def _point_rows(details: PointDetails) -> list[tuple[str, str]]:
    return [
        ("Mã điểm cầu", details["code"] or ""),
        ("Vào họp", vn_datetime(details["joined_at"])),
        ("Xác nhận mã", vn_datetime(details["confirmed_at"])),
        ("Rời cuộc họp", vn_datetime(details["left_at"])),
        ("Lý do rời", details["left_reason"]),
    ]
