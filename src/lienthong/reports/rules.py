"""Decisions about reports: facts in, facts or a refusal out."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import normalise
from lienthong.kernel.working_time import VIETNAM, WorkingTime
from lienthong.reports.terms import Contact, Destination, Field, NamedWard, Place, Said
from lienthong.work.citizens.keys import drawn, read, typed
from lienthong.work.reversing.rules import other_side_acted

ROUTE_WITHIN_HOURS = 2
"""How long the operator may keep a report, in working hours (ours)."""

TRANSFER_LEAVES_HOURS = 8
"""A body that gets a report by transfer has at least this much office time left (ours)."""

REOPEN_WITHIN_DAYS = 30
"""How long after the answer a reporter may say that it was not fixed (ours)."""

OTHER_FIELD = "Lĩnh vực khác"

_CODE_LENGTH = 8

_PLACE_LINE = re.compile(r"Nơi xảy ra:\s*(?P<place>[^\n.;]{2,200})", re.IGNORECASE)


def destination_of(where: Place) -> Destination:
    """Exactly one jurisdiction for whatever is known of the place.

    The point decides. Where the day has no boundary around it, the ward the reporter names does, and point
    and old ward together give the part; then the one ward the words of the address name. What an operator was told
    on the telephone is believed before a pin. What is left goes to the operator: so does a ward that was divided,
    which no table can resolve, and an address that can be read as two.
    """
    if where.spoken_with and where.ward and where.ward.standing == "stands":
        return Destination("territory", where.ward.area, "ward")
    if where.point_area is not None:
        return Destination("territory", where.point_area, "point")
    if where.part is not None:
        return Destination("part", where.part, "part")
    for named in (where.ward, where.old_ward):
        if named and named.standing in ("stands", "ended"):
            return Destination("territory", named.area, "ward")
    if where.read and where.read.standing in ("stands", "ended"):
        return Destination("territory", where.read.area, "address")
    return Destination("competence", None, "nobody")


def divided(*named: NamedWard | None) -> NamedWard | None:
    """The old ward whose part a point may decide: the first that is named."""
    return next((ward for ward in named if ward), None)


def field_named(name: str, fields: Iterable[Field]) -> Field:
    """The catalogue's field in whatever spelling; nothing said is «other»."""
    known = {normalise(field.name).lower(): field for field in fields}
    match = known.get(normalise(name or OTHER_FIELD).lower())
    if match is None:
        raise Refusal(
            "unknown_field",
            f"Không có lĩnh vực «{name}».",
            status=422,
            field="field",
            known=[field.name for field in known.values()],
        )
    return match


def check_said(said: Said, subject: str) -> str:
    """The subject, taken from the text when none was given."""
    if (said.lat is None) != (said.lon is None):
        raise Refusal("half_a_point", "Vị trí trên bản đồ cần cả vĩ độ và kinh độ.", status=422, field="lat")
    if len(said.text.strip()) < 10:
        raise Refusal("text_missing", "Xin mô tả sự việc (ít nhất 10 ký tự).", status=422, field="text")
    return subject.strip() or _first_words(said.text)


def _first_words(text: str, limit: int = 80) -> str:
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] + "…"


def contact_of(*, name: str, phone: str, email: str, anonymous: bool) -> Contact:
    """A reporter gives a name and a way to be told; both may stay hidden from those who handle."""
    named, number, mailed = reading.line(name), reading.phone(phone), reading.plain(email)
    if not named:
        raise Refusal("name_missing", "Xin cho biết họ tên; bạn có thể giữ kín.", status=422, field="name")
    if mailed and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", mailed):
        raise Refusal("email_wrong", "Địa chỉ thư điện tử chưa đúng.", status=422, field="email")
    if not number and not mailed:
        raise Refusal(
            "contact_missing",
            "Xin cho số điện thoại hoặc thư điện tử để nhận trả lời.",
            status=422,
            field="phone",
        )
    return Contact(named, number, mailed, anonymous)


def check_transfer(*, held: int, target: int, to: str) -> None:
    if held == target:
        raise Refusal(
            "same_unit", f"Phản ánh này đang ở {to}; hãy chọn cơ quan khác.", status=422, field="unit"
        )


def check_called_back(*, is_own: bool, last_act: str, holder: str) -> None:
    """`is_own`: it came in at the switchboard and lies elsewhere now. `last_act`: the newest verb of its journal."""
    if not is_own:
        raise Refusal(
            "not_yours_to_call_back",
            "Chỉ lấy lại được phản ánh do tổng đài của bạn đã chuyển đi.",
            status=403,
        )
    if last_act != "report.routed":
        raise other_side_acted(holder, "đã xử lý phản ánh này")


def check_reopening(*, answered_at: datetime, at: datetime) -> None:
    if at - answered_at > timedelta(days=REOPEN_WITHIN_DAYS):
        raise Refusal(
            "reopened_late",
            f"Đã quá {REOPEN_WITHIN_DAYS} ngày kể từ khi trả lời. Xin gửi phản ánh mới.",
            days=REOPEN_WITHIN_DAYS,
        )


def route_due(submitted_at: datetime, calendar: WorkingTime = VIETNAM) -> datetime:
    return calendar.add_hours(submitted_at, ROUTE_WITHIN_HOURS)


def answer_due(submitted_at: datetime, hours: int, calendar: WorkingTime = VIETNAM) -> datetime:
    """By when the reporter is answered, however often the report changes hands."""
    return calendar.add_hours(submitted_at, hours)


def handed_on_due(due_at: datetime, at: datetime, hours: int, calendar: WorkingTime = VIETNAM) -> datetime:
    """Being handed on does not restart the reporter's clock, but leaves the new body time to look."""
    return max(due_at, calendar.add_hours(at, min(hours, TRANSFER_LEAVES_HOURS)))


def place_said(place: str, text: str) -> str:
    """Where it happened in the reporter's own words: the address, or a line of the text that says so."""
    if place.strip():
        return place.strip()
    match = _PLACE_LINE.search(text)
    return match["place"].strip() if match else ""


def new_code(day: date) -> str:
    """`PA250701-7KQ2M9XD`: guessing another one of the day takes 2⁴⁰ tries."""
    return f"PA{day:%y%m%d}-{drawn(_CODE_LENGTH)}"


def kept(code: str) -> str:
    """A code as its row keeps it."""
    return typed(code)


def spellings(code: str) -> tuple[str, ...]:
    """As today's alphabet reads it; as typed, for codes from when reports had letters of their own (L was one)."""
    return tuple(dict.fromkeys((read(code), typed(code))))
