"""Decisions about dossiers: facts in, facts or a refusal out. No clock, no database."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from lienthong.kernel.clock import local
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold
from lienthong.kernel.working_time import VIETNAM, WorkingTime
from lienthong.procedures.terms import DOSSIER, ONLINE, Standing, Term
from lienthong.work.items.refusals import wrong_state
from lienthong.work.items.terms import Move
from lienthong.work.reversing.rules import other_side_acted

_MARK = re.compile(r"\[(?:Vòng \d{1,6}|Người thật)\]")

SUPPLEMENT_HOURS_ONLINE = 8
SUPPLEMENT_DAYS_AT_COUNTER = 1


def due_at(term: Term, received_at: datetime, calendar: WorkingTime = VIETNAM) -> datetime:
    """When the result is promised. The day of receipt does not count; a same-day procedure received from
    15:00 on is returned on the next working day; calendar days do not end on a day off.
    """
    match term.unit:
        case "same_day":
            return calendar.same_day_due(received_at)
        case "working_day":
            return calendar.add_days(received_at, term.length)
        case "hour":
            return calendar.add_hours(received_at, term.length)
        case "day":
            day = local(received_at).date() + timedelta(days=term.length)
            return calendar.end_of(day if calendar.is_working_day(day) else calendar.next_working_day(day))


def receive_by(submitted_at: datetime, calendar: WorkingTime = VIETNAM) -> datetime:
    """An online dossier not received within one working day counts as received late."""
    return calendar.add_days(submitted_at, 1)


def is_late_request(now: Standing, at: datetime, calendar: WorkingTime = VIETNAM) -> bool:
    """Papers are asked for within 8 working hours (online) or one working day (counter). Asking later is a
    fault of the office that stands in the journal, not a reason to leave the dossier incomplete.
    """
    if now.channel == ONLINE:
        return calendar.time_between(now.received_at, at) > timedelta(hours=SUPPLEMENT_HOURS_ONLINE)
    return at > calendar.add_days(now.received_at, SUPPLEMENT_DAYS_AT_COUNTER)


def pause(now: Standing, missing: Sequence[str], *, at: datetime) -> Standing:
    """Ask for papers: the statutory clock stops."""
    if not missing:
        raise Refusal(
            "missing_unnamed", "Hãy nêu ít nhất một giấy tờ cần bổ sung.", status=422, field="missing"
        )
    if now.supplement_once and now.supplements:
        raise Refusal(
            "supplement_once",
            "Hồ sơ cấp giấy phép xây dựng chỉ được yêu cầu bổ sung một lần.",
            requested=now.supplements,
        )
    return now.to(state="awaiting_supplement", paused_at=at, supplements=now.supplements + 1)


def resume(now: Standing, *, at: datetime, calendar: WorkingTime = VIETNAM) -> Standing:
    """The papers are here: the due time moves by exactly the office time the clock stood still."""
    waited = max(calendar.time_between(now.paused_at or at, at), timedelta())
    return now.to(
        state="received",
        paused_at=None,
        paused=now.paused + waited,
        due_at=later(now.due_at, waited, calendar),
    )


def later(due: datetime, by: timedelta, calendar: WorkingTime = VIETNAM) -> datetime:
    """`due` moved by an amount of office time; not at all by none, though it stand at the end of a day."""
    return calendar.add_hours(due, by / timedelta(hours=1)) if by else due


def still_missing(missing: Sequence[str], brought: Sequence[str]) -> list[str]:
    """What was asked for and has not come; labels are compared without marks and case."""
    have = {fold(label) for label in brought}
    return [label for label in missing if fold(label) not in have]


def together(papers: Sequence[str], brought: Sequence[str]) -> list[str]:
    """All papers of the dossier, each label once, in the order they came."""
    labels: dict[str, str] = {}
    for label in (*papers, *brought):
        labels.setdefault(fold(label), label)
    return list(labels.values())


def check_state(state: str, move: Move) -> None:
    if state not in move.states:
        raise wrong_state(move.label, DOSSIER, state)


def check_untouched(supplements: int) -> None:
    """`supplements`: how often papers were asked for and brought."""
    if supplements:
        raise other_side_acted("Người nộp", "đã nộp giấy tờ bổ sung")


def stood_at(*, received_at: datetime | None, paused_at: datetime | None) -> str:
    """The state in which a dossier was when it was refused."""
    if received_at is None:
        return "submitted"
    return "received" if paused_at is None else "awaiting_supplement"


def check_applicant(applicant: str, phone: str, *, phone_needed: bool) -> None:
    if not applicant.strip():
        raise Refusal("applicant_missing", "Hồ sơ cần có tên người nộp.", status=422, field="applicant")
    if phone_needed and not phone:
        raise Refusal(
            "phone_missing",
            "Hồ sơ trực tuyến cần số điện thoại để báo tin cho người nộp.",
            status=422,
            field="phone",
        )


def check_brought(papers: Sequence[str]) -> None:
    if not papers:
        raise Refusal("papers_missing", "Hãy nêu ít nhất một giấy tờ nộp thêm.", status=422, field="papers")


def subject_of(procedure: str, applicant: str) -> str:
    """How lists call the dossier: by its procedure, never by its citizen, whom not everybody who sees the list may
    know. Some names in the national catalogue are a page long. A round's mark behind a played citizen's name stays.
    """
    name = procedure if len(procedure) <= 160 else f"{procedure[:159]}…"
    marks = " ".join(_MARK.findall(applicant))
    return f"{name} – {marks}" if marks else name


def promised(state: str, due_at: datetime | None) -> datetime | None:
    """Before receipt nothing is promised yet, and while papers are awaited the time stands still."""
    return None if due_at is None or state in {"submitted", "awaiting_supplement"} else local(due_at)
