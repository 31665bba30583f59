"""States and moves of incidents, and how bad one can be."""

from dataclasses import dataclass

from lienthong.personnel.terms import WORK, roles_that_can
from lienthong.work.items.terms import Move, moves

INCIDENT = "incident"

CENTRE_FIELD = "Vận hành thử nghiệm"
"""The competence of the body that receives every incident and may lend a hand with any."""

STATES = {
    "open": "Chưa ai nhận",
    "taken": "Đang khắc phục",
    "resolved": "Đã khắc phục",
    "withdrawn": "Đã rút, báo nhầm",
}

VERBS = {
    "incident.reported": "Báo sự cố",
    "incident.taken": "Nhận khắc phục",
    "incident.resolved": "Khắc phục xong",
    "incident.withdrawn": "Rút sự cố báo nhầm",
    "incident.put_back": "Trả lại hàng chờ, nhận nhầm",
    "incident.reopened": "Mở lại, chưa khắc phục xong",
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

MOVES_BACK = moves(
    Move("withdraw_incident", "Rút sự cố báo nhầm", INCIDENT, _states("open"), "withdrawn", "incident.withdrawn",
         "withdraw_incident", closes=True),
    Move("put_back_incident", "Trả lại hàng chờ, nhận nhầm", INCIDENT, _states("taken"), "open",
         "incident.put_back", "put_back_incident", step="take"),
    Move("reopen_incident", "Mở lại, chưa khắc phục xong", INCIDENT, _states("resolved", "withdrawn"), "open",
         "incident.reopened", "reopen_incident", step="take"),
)  # fmt: skip
"""What takes back an act that was done by mistake."""

TECHNICIANS = ("ky_thuat", "trung_tam_cds", "quan_tri")

REPORTERS = tuple(role for role in roles_that_can("report_incident") if role in WORK)

GRANTS = {"withdraw_incident": REPORTERS, "put_back_incident": TECHNICIANS, "reopen_incident": REPORTERS}
