"""States and moves of incidents, and how bad one can be."""

from dataclasses import dataclass

from lienthong.work.items.terms import Move, moves

INCIDENT = "incident"

CENTRE_FIELD = "Vận hành thử nghiệm"
"""The competence of the body that receives every incident and may lend a hand with any."""

STATES = {
    "open": "Chưa ai nhận",
    "taken": "Đang khắc phục",
    "resolved": "Đã khắc phục",
}

VERBS = {
    "incident.reported": "Báo sự cố",
    "incident.taken": "Nhận khắc phục",
    "incident.resolved": "Khắc phục xong",
    "item.assigned": "Phân công",
    "item.paper_added": "Thêm giấy tờ",
}


@dataclass(frozen=True, slots=True)
class Severity:
    code: str
    label: str
    rank: int
    """0 low to 3 critical; also the item's priority, which screens show by urgency."""
    hours: int
    """By when it should be fixed (ours)."""
    by_the_clock: bool
    """Hours of the day and night: the base reports 24/24. Otherwise office hours."""


SEVERITIES = {
    severity.code: severity
    for severity in (
        Severity("low", "Nhẹ", 0, 24, by_the_clock=False),
        Severity("medium", "Vừa", 1, 8, by_the_clock=False),
        Severity("high", "Nặng", 2, 4, by_the_clock=True),
        Severity("critical", "Nghiêm trọng", 3, 1, by_the_clock=True),
    )
}


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


MOVES = moves(
    Move(
        "take_incident",
        "Nhận khắc phục",
        INCIDENT,
        _states("open"),
        "taken",
        "incident.taken",
        "handle_incident",
        "n",
        step="resolve",
    ),
    Move(
        "resolve_incident",
        "Đã khắc phục",
        INCIDENT,
        _states("taken"),
        "resolved",
        "incident.resolved",
        "handle_incident",
        "k",
        closes=True,
    ),
)
