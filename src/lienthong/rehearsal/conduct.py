"""How a round was conducted: whether the machine held its pace, who stopped it, what it cost. Pure.

A round that is not valid says why and judges nobody: no unit is called late or failed for a slow machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lienthong.kernel.wording import dots
from lienthong.rehearsal.terms import LATENESS_LIMIT_MS

LONGEST_ANSWER_MS = 2_000.0
"""At any speed: whoever waits longer for a page is kept from the work."""

MAY_TAKE = 0.2
"""Of the time a person has to begin a step, what waiting for answers may use up."""

TIME_TO_BEGIN_MINUTES = 15.0
"""The shortest `start_within` of the shipped scenarios, in minutes of the scenario."""

BUSY = 0.85
"""A machine whose cores were busier than this for some seconds had nothing left to give."""

SERVER = ("web", "postgres", "verifier")
"""The processes whose cost is the platform's own, apart from those who ask it."""


class Validity(StrEnum):
    VALID = "valid"
    STOPPED = "stopped"
    DRIVER_LATE = "driver_late"
    OVERLOADED = "overloaded"


INVALID_LABELS = {
    Validity.STOPPED: "không hợp lệ: bị dừng giữa chừng",
    Validity.DRIVER_LATE: "không hợp lệ: máy không đủ nhanh",
    Validity.OVERLOADED: "không hợp lệ: máy không đủ nhanh",
}


@dataclass(frozen=True)
class Conduct:
    """What was measured while a round ran. None: not measured, on this system or by this driver."""

    speed: float
    lateness_p99_ms: float | None = None
    """Of the driver's own starts."""
    answer_p50_ms: float | None = None
    answer_p99_ms: float | None = None
    """From the instant somebody wanted to ask to the answer, waiting in line included."""
    waiting_p95: float | None = None
    waiting_most: float | None = None
    """Requests wanted and not yet answered."""
    requests: int = 0
    acts: int = 0
    machine_busy: float | None = None
    machine_peak: float | None = None
    others_busy: float | None = None
    """Share of all cores, from first call to last and in the busiest seconds; `others` are programs not ours."""
    cores: int = 0
    cpu_seconds: Mapping[str, float] = field(default_factory=dict)
    """By process."""
    stopped_at_minute: float | None = None
    """Of the scenario, when the round was stopped before its clerks were done: by hand, or long after its time."""
    overran: bool = False
    """Nobody stopped it by hand."""


def answer_limit_ms(speed: float) -> float:
    """At speed N a person has N times less real time to begin."""
    return min(LONGEST_ANSWER_MS, TIME_TO_BEGIN_MINUTES * 60_000 / speed * MAY_TAKE)


def validity(of: Conduct) -> Validity | None:
    """None while the driver has not said how late it was."""
    if of.stopped_at_minute is not None:
        return Validity.STOPPED
    if of.answer_p99_ms is not None and of.answer_p99_ms > answer_limit_ms(of.speed):
        return Validity.OVERLOADED
    if of.lateness_p99_ms is None:
        return None
    return Validity.VALID if of.lateness_p99_ms <= LATENESS_LIMIT_MS else Validity.DRIVER_LATE


def judges(validity: str | None) -> bool:
    """Whether what did not pass in a round is anybody's failure; `sql/judging.sql` says the same."""
    return validity in (None, Validity.VALID)


def sentence(of: Conduct) -> str:
    """Whether the round counts, with the figures it is judged by."""
    match validity(of):
        case None:
            return "Chưa rõ vòng có hợp lệ không: bộ phát sinh chưa báo độ trễ."
        case Validity.STOPPED:
            how = "quá giờ từ lâu mà chưa xong nên phải dừng" if of.overran else "có người dừng giữa chừng,"
            return (
                f"VÒNG KHÔNG HỢP LỆ: {how} ở phút thứ {of.stopped_at_minute:.0f} của kịch bản. "
                "Không kết luận về đơn vị nào."
            )
        case Validity.OVERLOADED:
            return f"VÒNG KHÔNG HỢP LỆ: {_too_slow(of)}. Không kết luận về đơn vị nào. {_figures(of)}"
        case Validity.DRIVER_LATE:
            return (
                f"VÒNG KHÔNG HỢP LỆ: máy này không đủ nhanh cho tốc độ {of.speed:g}, bộ phát sinh khởi phát trễ. "
                f"Không kết luận về đơn vị nào. {_figures(of)}"
            )
    return f"Vòng hợp lệ. {_figures(of)}"


def _too_slow(of: Conduct) -> str:
    if of.machine_peak is not None and of.machine_peak < BUSY:
        return f"hệ thống trả lời không kịp tốc độ {of.speed:g} dù máy chưa bận hết"
    return f"máy này không đủ nhanh cho tốc độ {of.speed:g}"


def _figures(of: Conduct) -> str:
    parts = [_late(of.lateness_p99_ms)]
    if of.answer_p99_ms is not None:
        limit = dots(round(answer_limit_ms(of.speed)))
        parts.append(
            f"99 % yêu cầu được trả lời trong {dots(round(of.answer_p99_ms))} ms (giới hạn {limit} ms)"
        )
    if of.waiting_most is not None:
        parts.append(f"nhiều nhất {dots(round(of.waiting_most))} yêu cầu chờ cùng lúc")
    if of.machine_busy is not None:
        others = (
            f", {of.others_busy:.0%} do chương trình khác"
            if of.others_busy and of.others_busy >= 0.05
            else ""
        )
        peak = f", lúc cao nhất {of.machine_peak:.0%}" if of.machine_peak is not None else ""
        parts.append(f"máy {of.cores} lõi bận {of.machine_busy:.0%}{peak}{others}".replace("%", " %"))
    return "; ".join(parts) + "."


def _late(p99_ms: float | None) -> str:
    how = "không rõ" if p99_ms is None else f"{dots(round(p99_ms))} ms"
    return f"Độ trễ khởi phát p99 {how} (giới hạn {LATENESS_LIMIT_MS:.0f} ms)"


@dataclass(frozen=True)
class Cost:
    """CPU of a group of processes, and what that makes an act and a request, in milliseconds."""

    who: str
    label: str
    seconds: float
    per_act_ms: float | None
    per_request_ms: float | None


PROCESS_LABELS = {
    "web": "Máy chủ web",
    "postgres": "PostgreSQL",
    "verifier": "Bộ phận kiểm chứng",
    "worker": "Việc nền",
    "clerks": "Cán bộ ảo",
    "others": "Điều khiển và việc khác",
    "server": "Web, PostgreSQL và kiểm chứng",
    "all": "Tất cả",
}


def costs(of: Conduct) -> list[Cost]:
    """By process, then the platform's own processes together, then all. Nothing where nothing was measured."""
    if not of.cpu_seconds:
        return []
    server = sum(of.cpu_seconds.get(name, 0.0) for name in SERVER)
    named = {**of.cpu_seconds, "server": server, "all": sum(of.cpu_seconds.values())}
    return [
        Cost(
            who,
            PROCESS_LABELS.get(who, who),
            seconds,
            _each_ms(seconds, of.acts),
            _each_ms(seconds, of.requests),
        )
        for who, seconds in named.items()
    ]


def _each_ms(seconds: float, n: int) -> float | None:
    return seconds * 1000 / n if n else None
