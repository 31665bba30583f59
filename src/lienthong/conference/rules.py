"""Decisions about meetings: facts in, facts or a refusal out."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from lienthong.conference.terms import CALLED_OFF, MOVES, REJOINED, REOPENINGS, ROLL_CALL, TRIES
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from lienthong.work.items.terms import Move


def check_meeting(*, subject: str, units: Sequence[int], starts_at: datetime, now: datetime) -> datetime:
    """When the meeting starts. A time without zone is by our clocks; a day that is over is refused."""
    if not subject.strip():
        raise Refusal("topic_missing", "Cuộc họp cần có nội dung.", status=422, field="subject")
    if not units:
        raise Refusal("units_missing", "Cuộc họp cần ít nhất một điểm cầu.", status=422, field="units")
    starts_at = starts_at.replace(tzinfo=ZONE) if starts_at.tzinfo is None else starts_at
    if starts_at.astimezone(ZONE).date() < now.astimezone(ZONE).date():
        raise Refusal(
            "starts_in_the_past",
            "Ngày họp đã qua. Hãy chọn từ hôm nay trở đi.",
            status=422,
            field="starts_at",
        )
    return starts_at


def join_move(*, confirmed: bool) -> Move:
    """Who has answered the code once is not asked again after a cut."""
    return REJOINED if confirmed else MOVES["join_meeting"]


def check_answer(verdict: str, wrong_before: int) -> None:
    """`verdict`: right, wrong, locked, or silent when there is no code to answer."""
    if verdict == "locked":
        raise Refusal(
            "code_locked",
            f"Đã nhập sai {TRIES} lần. Hãy rời cuộc họp rồi vào lại để nhận mã mới.",
            status=429, field="code",
        )  # fmt: skip
    if verdict == "wrong":
        left = max(TRIES - wrong_before - 1, 0)
        raise Refusal(
            "wrong_code",
            f"Mã chưa đúng. Mã gồm sáu chữ số hiện trên màn hình điểm cầu của đơn vị; còn {left} lần nhập.",
            status=422, field="code", tries_left=left,
        )  # fmt: skip


def tally(states: Iterable[str]) -> dict[str, int]:
    """The roll call in numbers: present, left, absent; of a meeting that was called off, how many were called."""
    counted = dict.fromkeys(dict.fromkeys(ROLL_CALL.values()), 0)
    for state in states:
        counted[ROLL_CALL[state]] += 1
    if not counted[CALLED_OFF]:
        del counted[CALLED_OFF]
    return counted


def reopened_as(state: str, *, confirmed: bool) -> Move:
    """How a point that closed with its meeting goes on; a point that had confirmed is not asked for its code again."""
    to = {"absent": "invited", "left": "left", "attended": "confirmed" if confirmed else "joined"}[state]
    return next(move for move in REOPENINGS if state in move.states and move.to == to)
